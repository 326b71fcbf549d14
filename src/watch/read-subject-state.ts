import { z } from 'zod';
import type { ReadErrorCode } from '../errors.ts';
import { INCIDENT_KINDS, type Incident } from '../health/incident.ts';
import { CHANGE_CATEGORIES, type PlannedChange } from '../health/planned-change.ts';
import { SERVICE_STATUSES } from '../health/service.ts';
import { rateIncident, type Severity } from '../health/severity.ts';
import type { SubjectState } from './subject.ts';

const SEVERITIES = [
  'down',
  'degraded',
  'advisory',
  'recovered',
  'unknown',
  'healthy',
] as const satisfies readonly Severity[];
const READ_ERROR_CODES = [
  'noConsent',
  'credentialRefused',
  'signInBlocked',
  'forbidden',
  'notFound',
  'throttled',
  'timeout',
  'unavailable',
  'invalidAnswer',
] as const satisfies readonly ReadErrorCode[];

const text = z.string();
const texts = z.array(text);
const instant = z.number();
const maybe = optional(instant);
const source = z.enum(['microsoft365', 'azure']).catch('microsoft365');
const kind = z.enum(INCIDENT_KINDS).catch('unknown');

const azureSchema = z.object({
  services: texts,
  regions: texts,
  subscriptions: z.array(z.object({ id: text, name: text })),
  externalId: optional(text),
  isCritical: optional(z.boolean()),
});

const incidentSchema: z.ZodType<Incident> = z.object({
  id: text,
  source,
  kind,
  origin: z.enum(['microsoft', 'thirdParty', 'customer', 'unknown']).catch('unknown'),
  title: text,
  service: text,
  feature: optional(text),
  impact: text,
  status: z.enum(SERVICE_STATUSES).catch('unknown'),
  isResolved: z.boolean(),
  startedAt: maybe,
  endedAt: maybe,
  updatedAt: maybe,
  posts: z.array(z.object({ at: maybe, html: text })),
  azure: optional(azureSchema),
});

const changeSchema: z.ZodType<PlannedChange> = z.object({
  id: text,
  source,
  title: text,
  services: texts,
  category: z.enum(CHANGE_CATEGORIES).catch('unknown'),
  isMajor: z.boolean(),
  actionRequiredBy: maybe,
  startsAt: maybe,
  endsAt: maybe,
  updatedAt: maybe,
  html: text,
  azure: optional(azureSchema),
});

const toldSchema = z.object({
  severity: z.enum(SEVERITIES),
  kind,
  milderSince: maybe,
  isOver: z.boolean(),
  at: instant,
  turns: z.array(instant).catch([]),
});

const incidentStateSchema = z
  .object({
    kind: z.literal('incident'),
    incident: incidentSchema,
    phase: z.enum(['gathering', 'open', 'over']),
    outcome: optional(z.enum(['resolved', 'falsePositive', 'notListed', 'listedAs'])),
    listedAs: optional(text),
    firstSeenAt: instant,
    overAt: maybe,
    decidedAt: instant,
    spreads: z.number().catch(0),
    awaySince: maybe,
    backSince: maybe,
    leavingSince: maybe,
    turnedAt: maybe,
    told: optional(toldSchema).catch(undefined),
  })
  .transform(({ turnedAt, told, ...state }) => {
    const { incident, decidedAt, phase } = state;
    const untold = { severity: rateIncident(incident), kind: incident.kind, milderSince: undefined };
    return {
      ...state,
      turnedAt: turnedAt ?? decidedAt,
      told: told ?? { ...untold, isOver: phase === 'over', at: decidedAt, turns: [] },
    };
  });

const changeStateSchema = z.object({
  kind: z.literal('change'),
  change: changeSchema,
  phase: z.enum(['coming', 'cancelled', 'over']),
  reminded: z.array(z.enum(['announced', 'dayBefore', 'hourBefore'])),
  happensAt: maybe,
  shownDate: maybe,
  awaySince: maybe,
  decidedAt: instant.catch(0),
  spreads: z.number().catch(0),
});

const accessStateSchema = z.object({
  kind: z.literal('access'),
  phase: z.enum(['gathering', 'open', 'over']),
  startedAt: instant,
  overAt: maybe,
  reasons: z.record(text, z.enum(READ_ERROR_CODES).catch('unavailable')),
  decidedAt: instant,
  spreads: z.number().catch(0),
  toldAt: instant.catch(0),
  untold: texts.catch([]),
  isToldOver: z.boolean().catch(false),
  isReadingOff: optional(z.boolean()),
});

const standstillStateSchema = z.object({
  kind: z.literal('standstill'),
  what: z.enum(['reading', 'posting']),
  phase: z.enum(['open', 'over']),
  startedAt: instant,
  overAt: maybe,
  waiting: z.number(),
  isReadingOff: optional(z.boolean()),
});

const stateSchema: z.ZodType<SubjectState> = z.union([
  incidentStateSchema,
  changeStateSchema,
  accessStateSchema,
  standstillStateSchema,
]);

/**
 * What was kept of a subject. A word of Microsoft's that this version does not know reads as `unknown`, what an older version did not
 * write yet as its beginning. undefined: it cannot be understood.
 */
export function readSubjectState(json: unknown): SubjectState | undefined {
  return stateSchema.safeParse(json).data;
}

/** What was not there is null in JSON, or left out. */
function optional<T>(schema: z.ZodType<T>) {
  return schema.nullish().transform((value) => value ?? undefined);
}
