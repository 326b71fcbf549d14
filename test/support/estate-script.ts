import { readFileSync, renameSync, writeFileSync } from 'node:fs';
import { z } from 'zod';
import type { Customer } from '../../src/customers/customer.ts';
import { INCIDENT_KINDS, type Incident } from '../../src/health/incident.ts';

const instant = z.number();

/** An incident as Microsoft tells it at one moment. `state` counts what was said of it, and is in its newest post. */
const SCRIPTED = z.object({
  id: z.string(),
  state: z.number(),
  status: z.enum(['serviceDegradation', 'serviceInterruption', 'serviceRestored']),
  kind: z.enum(INCIDENT_KINDS),
  startedAt: instant,
  updatedAt: instant,
  endedAt: instant.optional(),
  /** Places of its customers in the list. */
  customers: z.array(z.number()),
});
export type ScriptedIncident = z.output<typeof SCRIPTED>;

const ESTATE = z.object({
  /** Nothing more happens. */
  isFinal: z.boolean(),
  customers: z.number(),
  incidents: z.array(SCRIPTED),
});

/** What is so at one moment, at as many customers as `customers` says; processes share it by a file. */
export type ScriptedEstate = z.output<typeof ESTATE>;

/** Whole or not at all, so that nobody reads half of it. */
export function writeEstate(path: string, estate: ScriptedEstate): void {
  writeFileSync(`${path}.new`, JSON.stringify(estate));
  renameSync(`${path}.new`, path);
}

export function readEstate(text: string): ScriptedEstate {
  return ESTATE.parse(JSON.parse(text));
}

export const readEstateFile = (path: string): string => readFileSync(path, 'utf8');

export function listScriptedCustomers(count: number): readonly Customer[] {
  return Array.from({ length: count }, (_, at) => ({
    cloud: 'global',
    tenantId: `5c000000-0000-4000-8000-${String(at).padStart(12, '0')}`,
    name: `Customer ${String(at).padStart(3, '0')}`,
    domain: `customer-${at}.example`,
  }));
}

/** As the sources of Microsoft 365 would tell it. */
export function toIncident(scripted: ScriptedIncident): Incident {
  const { id, state, status, kind, startedAt, updatedAt, endedAt } = scripted;
  return {
    ...{ id, source: 'microsoft365', kind, origin: 'microsoft', status, startedAt, updatedAt, endedAt },
    ...{ title: `Trouble of ${id}`, service: 'Exchange Online', feature: 'E-Mail' },
    impact: 'Users may be unable to send mail.',
    isResolved: isResolved(scripted),
    posts: [
      {
        at: updatedAt,
        html: `<p>Title: Trouble of ${id}</p><p>Current status: ${sayState(state)} We are looking.</p>`,
      },
    ],
  };
}

export const isResolved = ({ status }: Pick<ScriptedIncident, 'status'>): boolean =>
  status === 'serviceRestored';

const sayState = (state: number) => `State ${state}.`;

/** Which incident a text is about, and the state that it shows, where it does. */
export function readShown(text: string): { readonly id: string | undefined; readonly state: number } {
  return {
    id: /\bEX\d+\b/.exec(text)?.[0],
    state: Number(/\bState (\d+)\./.exec(text)?.[1] ?? Number.NaN),
  };
}
