import { createFloodGate, type FloodGate, floodLimitsFor } from './chat/access/limit-floods.ts';
import type { Cards } from './chat/cards/cards.ts';
import type { CloudName } from './clouds.ts';
import type { Config } from './config.ts';
import type { CustomerDirectory } from './customers/ports.ts';
import type { Messenger } from './delivery/messenger.ts';
import { describeError, type Log } from './log.ts';
import type { Metrics } from './metrics.ts';
import type { Microsoft } from './microsoft/microsoft.ts';
import type { PartnerAccount } from './partner-account.ts';
import type { Staff } from './staff/admission.ts';
import type { AuditTrail } from './staff/audit.ts';
import { type AskedRenewal, type RenewalRecord, recordRenewal } from './staff/audit-renewal.ts';
import { createConsentReminder } from './staff/remind-of-consent.ts';
import { createScopes } from './staff/scopes.ts';
import { createStaff } from './staff/staff.ts';
import { createAuditTrail } from './staff/write-audit.ts';
import type { StaffTenants } from './staff-tenants.ts';
import type { Store } from './store/open-store.ts';
import { createTellOperators } from './tell-operators.ts';
import type { Clock, Sleep } from './time.ts';
import { warnOfStaff } from './warn-of-staff.ts';
import type { WatchingOptions } from './watching.ts';
import { endsWithin } from './work/ends-within.ts';

/** Who may do what, and who did. */
export interface Staffing {
  readonly staff: Staff;
  readonly trail: AuditTrail;
  readonly floods: FloodGate;
  /** Whether a person (Entra object id) may have the partner user of a cloud sign in anew. Never rejects. */
  mayRenew(objectId: string, cloud: CloudName): Promise<boolean>;
  /** Puts a sign-in of a partner user on the trail; operators are told of one that was done. */
  recordRenewal(asked: AskedRenewal): RenewalRecord;
  /** What who set a watch may see; undefined: no customer is limited to anybody. */
  readonly sightOf: WatchingOptions['sightOf'];
  /** Sign-ins of partner users are renewed, and told of when they lapse. Returns at once. */
  start(): void;
  /** Ends within about a second: first what still writes to the trail, or tells somebody, then the trail is written. */
  stop(): Promise<void>;
}

export interface StaffingOptions {
  readonly config: Pick<Config, 'production' | 'staff' | 'messagesPerMinute' | 'database'>;
  readonly accounts: readonly PartnerAccount[];
  readonly tenants: StaffTenants | undefined;
  readonly microsoft: Pick<Microsoft, 'staffDirectory' | 'consents' | 'refreshTokenRenewal'>;
  readonly directory: Pick<CustomerDirectory, 'get' | 'customers' | 'states'>;
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
/** How long what is given up may take to end, in milliseconds. */
const GIVE_UP_MS = 100;

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
  const staff = createStaff({
    directory: microsoft.staffDirectory,
    ownTenants: tenants?.ownTenants ?? [],
    requiresTenant: tenants?.requiresTenant ?? true,
    ...{ scopes, findDomain, clouds: accounts.map(({ cloud }) => cloud), clock, log },
  });
  const stopped = new AbortController();
  let telling: Promise<unknown> = Promise.resolve();

  /** Returns at once. */
  function tellRenewed(cloud: CloudName): void {
    const signal = AbortSignal.any([stopped.signal, AbortSignal.timeout(TELL_MS)]);
    const told = operators
      .renewed(cloud, signal)
      .catch((error) => log.warn(describeError(error), 'Nobody could be told of a new sign-in.'));
    telling = Promise.all([telling, told]);
  }

  return {
    staff,
    trail,
    floods: createFloodGate({ clock, limits: floodLimitsFor(config.messagesPerMinute) }),
    sightOf: scopes.length === 0 ? undefined : sight.sightOf,
    async mayRenew(objectId, cloud) {
      const person = { objectId, account: '', name: '' };
      const admission = await staff.admit(person, tenants?.ownTenants[0]);
      return admission.kind === 'admitted' && admission.access.may('renewConsent', cloud);
    },
    recordRenewal(asked) {
      const record = recordRenewal(asked, { trail, clock, makeId: options.makeId });
      return {
        begin: record.begin,
        end(end) {
          record.end(end);
          if (end.kind === 'done') tellRenewed(asked.cloud);
        },
      };
    },
    start() {
      microsoft.refreshTokenRenewal.start();
      reminder.start();
      void warnOfStaff(
        {
          ...{ config, scopes: sight, directory, sleep, log },
          ...{ ownTenants: tenants?.ownTenants ?? [], requiresTenant: tenants?.requiresTenant ?? true },
        },
        stopped.signal,
      );
    },
    async stop() {
      stopped.abort();
      const ended = Promise.all([reminder.stop(), microsoft.refreshTokenRenewal.stop(), telling]);
      await endsWithin(ended, GIVE_UP_MS, sleep);
      await trail.stop();
    },
  };
}
