import { randomUUID } from 'node:crypto';
import { COMMAND_NEEDS } from '../../src/chat/access/command-permissions.ts';
import { VERB_NEEDS } from '../../src/chat/access/verb-permissions.ts';
import type { Verb } from '../../src/chat/actions/verbs.ts';
import type { Command } from '../../src/chat/command.ts';
import type { CloudName } from '../../src/clouds.ts';
import type { Permission } from '../../src/staff/permissions.ts';

/** A customer, or what somebody takes for one, and what there is of it. */
export interface Target {
  readonly cloud: CloudName;
  readonly tenantId: string;
  /** Number of a service request for it. */
  readonly request: number;
  /** A form for it that somebody else has opened. */
  readonly form: string;
}

/** One thing that somebody may ask or press. */
export interface Deed {
  readonly name: string;
  readonly permission: Permission;
  /** It is about a customer: what is allowed depends on the customer's cloud. */
  readonly isAbout: boolean;
  readonly ask:
    | { readonly text: string }
    | { readonly verb: Verb; readonly data: Readonly<Record<string, unknown>> };
}

/** What is typed for each kind of command. */
const TYPED: Readonly<Record<Command['kind'], (target: Target) => string>> = {
  health: ({ tenantId }) => `health for ${tenantId}`,
  history: ({ tenantId }) => `history for ${tenantId}`,
  incident: () => 'incident EX226574',
  maintenance: ({ tenantId }) => `maintenance for ${tenantId}`,
  overview: () => 'overview',
  access: () => 'access',
  request: ({ tenantId }) => `request for ${tenantId}`,
  requestNumber: ({ request }) => `SR-${request}`,
  requests: ({ tenantId }) => `requests for ${tenantId}`,
  myRequests: () => 'my requests',
  helpdesk: () => 'helpdesk',
  helpdeskHere: () => 'helpdesk here',
  helpdeskOff: () => 'helpdesk off',
  watch: ({ tenantId }) => `watch ${tenantId}`,
  unwatch: ({ tenantId }) => `unwatch ${tenantId}`,
  watches: () => 'watches',
  status: () => 'status',
  audit: ({ tenantId }) => `audit for ${tenantId}`,
  consent: () => 'consent',
  customers: ({ tenantId }) => `customers ${tenantId}`,
  help: () => 'help',
  empty: () => '👍',
  unknown: ({ tenantId }) => `what about ${tenantId} then`,
};
const TYPED_ABOUT: ReadonlySet<Command['kind']> = new Set<Command['kind']>([
  ...([
    'health',
    'history',
    'maintenance',
    'request',
    'requestNumber',
    'requests',
    'watch',
    'unwatch',
  ] as const),
  ...(['audit', 'customers', 'unknown'] as const),
]);

const living = { kind: 'incident', id: 'EX226574' } as const;
const one = ({ cloud, tenantId }: Target) => ({ cloud, tenantId });
const numbered = ({ request }: Target) => ({ number: request });
const formed = ({ form }: Target) => ({ form });
const nobody = () => ({});
const livingOf = ({ cloud }: Target) => ({ ...living, cloud });

/** What each button carries, and whether it is about a customer, a request or a form. */
const PRESSED: Readonly<
  Record<Verb, readonly [(target: Target) => Readonly<Record<string, unknown>>, boolean]>
> = {
  'show-health': [one, true],
  'refresh-health': [one, true],
  'show-service': [(target) => ({ ...one(target), service: 'Exchange Online' }), true],
  'show-services': [one, true],
  'show-incident': [(target) => ({ ...one(target), incident: 'EX226574' }), true],
  'list-incident-customers': [({ cloud }) => ({ cloud, incident: 'EX226574' }), false],
  'show-customer-text': [(target) => ({ ...one(target), incident: 'EX226574' }), true],
  'show-history': [one, true],
  'show-changes': [one, true],
  'show-change': [(target) => ({ ...one(target), change: 'MC1' }), true],
  'list-maintenance': [nobody, false],
  'show-overview': [nobody, false],
  'show-access': [nobody, false],
  'list-customers': [nobody, false],
  'show-help': [nobody, false],
  'show-audit': [one, true],
  'list-watches': [nobody, false],
  'show-status': [nobody, false],
  'show-living': [livingOf, false],
  'list-living-customers': [livingOf, false],
  'show-living-health': [(target) => ({ ...livingOf(target), tenantId: target.tenantId }), true],
  'show-watch-form': [nobody, false],
  'set-watch': [({ tenantId }) => ({ scope: 'incidents', names: tenantId }), true],
  'unset-watch': [() => ({ id: 987_654 }), false],
  'take-living': [livingOf, false],
  'quieten-living': [(target) => ({ ...livingOf(target), hours: 1 }), false],
  'raise-living': [(target) => ({ ...livingOf(target), tenantId: target.tenantId }), true],
  'open-request': [one, true],
  'edit-request': [(target) => ({ ...formed(target), step: 'what', to: 'how' }), true],
  'discard-request': [formed, true],
  'send-request': [formed, true],
  'retry-request': [numbered, true],
  'reroute-request': [(target) => ({ ...numbered(target), route: 'helpdesk' }), true],
  'show-request': [numbered, true],
  'show-request-text': [numbered, true],
  'list-request-changes': [numbered, true],
  'show-handoff': [numbered, true],
  'list-requests': [one, true],
  'list-vendor-requests': [one, true],
  'show-vendor-request': [(target) => ({ ...one(target), id: '616122292874576' }), true],
  'take-request': [numbered, true],
  'record-ticket': [(target) => ({ ...numbered(target), ticket: '2211220030001234' }), true],
  'note-request': [(target) => ({ ...numbered(target), note: 'It goes on.' }), true],
  'set-severity': [(target) => ({ ...numbered(target), severity: 'B' }), true],
  'set-state': [(target) => ({ ...numbered(target), state: 'waitingForUs' }), true],
  'resolve-request': [numbered, true],
  'reopen-request': [numbered, true],
  'note-vendor-request': [(target) => ({ ...one(target), id: '616122292874576', note: 'It goes on.' }), true],
  'set-helpdesk': [() => ({ here: true }), false],
};

/** Every command and every button, about this customer where it can be. */
export function listDeeds(target: Target): Deed[] {
  const typed = entries(TYPED).map(([kind, write]) => ({
    ...{ name: `types ${kind}`, permission: COMMAND_NEEDS[kind].permission },
    ...{ isAbout: TYPED_ABOUT.has(kind), ask: { text: write(target) } },
  }));
  const pressed = entries(PRESSED).map(([verb, [make, isAbout]]) => ({
    ...{ name: `presses ${verb}`, permission: VERB_NEEDS[verb].permission },
    ...{ isAbout, ask: { verb, data: make(target) } },
  }));
  return [...typed, ...pressed];
}

/** Nobody's customer, request or form; spelt as like `target` as can be, so that all of its words are read in the same way. */
export function makeStranger({ cloud, tenantId }: Target): Target {
  const last = tenantId.endsWith('a') ? 'b' : 'a';
  return { cloud, tenantId: tenantId.slice(0, -1) + last, request: 987_654, form: randomUUID() };
}

function entries<K extends string, V>(record: Readonly<Record<K, V>>): [K, V][] {
  // Object.entries forgets the keys' type; the record has no others.
  return Object.entries(record) as [K, V][];
}
