import { type CustomerRef, customerKey } from '../../customers/customer.ts';
import type { Conversation } from '../../delivery/conversation.ts';
import type { AuditEntry, AuditTrail } from '../../staff/audit.ts';
import type { Permission } from '../../staff/permissions.ts';
import type { Person } from '../../staff/person.ts';
import type { Role } from '../../staff/role.ts';
import type { Clock, EpochMs } from '../../time.ts';
import { chooseWorse, type Ending, refusedFor } from './ending.ts';

/** What one question leaves on the audit trail. */
export interface AuditedTurn {
  /** When it came in. */
  readonly startedAt: EpochMs;
  /**
   * Told of every customer whose data is opened, or for whom something is done; with `missing`: for whom it was refused. One that is opened after the
   * end, behind the answer, gets a line of its own.
   */
  touch(customer: CustomerRef, missing?: Permission): void;
  /** What it is about, besides customers: `SR-1042`, the id of a form, `watch:7`, `incident:global:EX1`. The last name stands. */
  name(subject: string): void;
  /** Something goes on behind the answer. How the turn ended is written once that called `end`, too, and tells of what went worst. */
  keepOpen(): void;
  /** Tells how it ended, or a part of it. The line is written behind the answer. Never throws. */
  end(ending: Ending): void;
}

/** The same, for whoever leads the turn. */
export interface LedTurn extends AuditedTurn {
  /** What it turned out to be. */
  call(action: string): void;
  /** Writes that an act begins. Throws `StoreError`: then it must not be done. */
  begin(): Promise<void>;
}

export interface AuditTurnOptions {
  readonly startedAt: EpochMs;
  readonly trail: AuditTrail;
  readonly clock: Clock;
  readonly correlation: string;
  readonly person: Person;
  readonly conversation: Conversation;
  readonly roles: readonly Role[];
  /** `command:health`, `action:send-request`. */
  readonly action: string;
}

/** Customers that a line names. */
const MOST_CUSTOMERS = 20;
/** Of ids from outside, in characters. */
const LONGEST_ID = 200;

export function auditTurn(options: AuditTurnOptions): LedTurn {
  const { trail, clock, correlation, person, conversation, roles, startedAt } = options;
  const { channel, kind, id, tenantId } = conversation;
  const touched = new Map<string, CustomerRef>();
  let { action } = options;
  let subject: string | undefined;
  let openParts = 1;
  let worst: Ending | undefined;
  let ended: Ending | undefined;

  function toEntry(
    { decision, outcome, reason, reference }: Ending,
    about: Iterable<CustomerRef>,
  ): AuditEntry {
    const customers = [...about].map((customer) => ({ cloud: customer.cloud, tenantId: customer.tenantId }));
    return {
      at: clock(),
      correlation,
      person: {
        objectId: person.objectId?.slice(0, LONGEST_ID),
        account: person.account.slice(0, LONGEST_ID),
        name: person.name,
      },
      roles,
      place: { channel, kind, id: id.slice(0, LONGEST_ID), tenantId: tenantId?.slice(0, LONGEST_ID) },
      action,
      customers: customers.slice(0, MOST_CUSTOMERS),
      customerCount: customers.length,
      subject,
      decision,
      reason,
      outcome,
      reference,
    };
  }

  return {
    startedAt,
    touch(customer, missing) {
      const key = customerKey(customer);
      if (touched.has(key)) return;
      touched.set(key, customer);
      if (ended) trail.note(toEntry(missing ? refusedFor(missing) : ended, [customer]));
    },
    name(given) {
      subject = given.slice(0, LONGEST_ID);
    },
    call(given) {
      action = given;
    },
    keepOpen() {
      openParts += 1;
    },
    begin: () => trail.record(toEntry({ decision: 'allowed', outcome: 'begun' }, touched.values())),
    end(ending) {
      worst = worst ? chooseWorse(worst, ending) : ending;
      openParts -= 1;
      if (openParts > 0) return;
      ended = worst;
      trail.note(toEntry(worst, touched.values()));
    },
  };
}
