import { createFloodGate, type FloodGate, floodLimitsFor } from './chat/access/limit-floods.ts';
import type { Cards } from './chat/cards/cards.ts';
import type { Config } from './config.ts';
import type { CustomerDirectory } from './customers/ports.ts';
import type { Messenger } from './delivery/messenger.ts';
import { describeError, type Log } from './log.ts';
import type { Metrics } from './metrics.ts';
import type { Microsoft } from './microsoft/microsoft.ts';
import type { PartnerAccount } from './partner-account.ts';
import type { Staff } from './staff/admission.ts';
import type { AuditTrail } from './staff/audit.ts';
import { auditRenewal, type RenewedSignIn } from './staff/audit-renewal.ts';
import { createConsentReminder } from './staff/remind-of-consent.ts';
import { createScopes } from './staff/scopes.ts';
import { createStaff } from './staff/staff.ts';
import { createAuditTrail } from './staff/write-audit.ts';
import type { StaffTenants } from './staff-tenants.ts';
import type { Store } from './store/open-store.ts';
import { createTellOperators } from './tell-operators.ts';
import type { Clock, Sleep } from './time.ts';
import type { WatchingOptions } from './watching.ts';

/** Who may do what, and who did. */
export interface Staffing {
  readonly staff: Staff;
  readonly trail: AuditTrail;
  readonly floods: FloodGate;
  /** A partner user has signed in anew: it is put on the trail, and operators are told. Returns at once. */
  noteRenewal(renewal: RenewedSignIn): void;
  /** What who set a watch may see; undefined: no customer is limited to anybody. */
  readonly sightOf: WatchingOptions['sightOf'];
  /** Sign-ins of partner users are renewed, and told of when they lapse. Returns at once. */
  start(): void;
  /** Ends within about a second; the trail is written first. */
  stop(): Promise<void>;
}

export interface StaffingOptions {
  readonly config: Pick<Config, 'staff' | 'messagesPerMinute' | 'database'>;
  readonly accounts: readonly PartnerAccount[];
  readonly tenants: StaffTenants | undefined;
  readonly microsoft: Pick<Microsoft, 'staffDirectory' | 'consents' | 'refreshTokenRenewal'>;
  readonly directory: Pick<CustomerDirectory, 'get'>;
  readonly store: Pick<Store, 'audit' | 'secrets' | 'watch' | 'requests'>;
  readonly messenger: Pick<Messenger, 'post'>;
  readonly cards: Pick<Cards, 'consentDue' | 'consentRenewed'>;
  readonly metrics: Pick<Metrics, 'observeAudit'>;
  /** A random id of this process. */
  readonly owner: string;
  /** A random GUID. */
  readonly makeId: () => string;
  readonly clock: Clock;
  readonly sleep: Sleep;
  readonly log: Log;
}

/** Longest wait for operators to be told, in milliseconds. */
const TELL_MS = 60_000;

/** Puts together who lets people in and what remembers them. */
export function createStaffing(options: StaffingOptions): Staffing {
  const { config, accounts, tenants, microsoft, directory, store, owner, clock, sleep, log } = options;
  const { scopes } = config.staff;
  const findDomain = (customer: Parameters<CustomerDirectory['get']>[0]) => directory.get(customer)?.domain;
  const trail = createAuditTrail({
    ...{ book: store.audit, clock, sleep, log },
    observe: options.metrics.observeAudit,
  });
  const operators = createTellOperators({
    ...{ watches: store.watch, helpdesk: store.requests.helpdesk },
    ...{ messenger: options.messenger, cards: options.cards },
  });
  const reminder = createConsentReminder({
    ...{ consents: microsoft.consents, tell: operators.due },
    // The database of one process alone needs no agreement.
    book: config.database.kind === 'sqlite' ? undefined : store.secrets,
    ...{ owner, clock, sleep, log },
  });
  const sight = createScopes(scopes, findDomain);
  return {
    staff: createStaff({
      directory: microsoft.staffDirectory,
      ownTenants: tenants?.ownTenants ?? [],
      requiresTenant: tenants?.requiresTenant ?? true,
      ...{ scopes, findDomain, clouds: accounts.map(({ cloud }) => cloud), clock, log },
    }),
    trail,
    floods: createFloodGate({ clock, limits: floodLimitsFor(config.messagesPerMinute) }),
    sightOf: scopes.length === 0 ? undefined : sight.sightOf,
    noteRenewal(renewal) {
      trail.note(auditRenewal(renewal, clock(), options.makeId()));
      operators
        .renewed(renewal.cloud, AbortSignal.timeout(TELL_MS))
        .catch((error) => log.warn(describeError(error), 'Nobody could be told of a new sign-in.'));
    },
    start() {
      microsoft.refreshTokenRenewal.start();
      reminder.start();
    },
    async stop() {
      await Promise.all([reminder.stop(), microsoft.refreshTokenRenewal.stop(), trail.stop()]);
    },
  };
}
