import { type CustomerRef, customerKey } from '../../customers/customer.ts';
import type { Conversation } from '../../delivery/conversation.ts';
import type { AuditEntry, AuditTrail } from '../../staff/audit.ts';
import type { Person } from '../../staff/person.ts';
import type { Role } from '../../staff/role.ts';
import type { Clock } from '../../time.ts';

/** How a question or an act ended. */
export type Ending = Pick<AuditEntry, 'decision' | 'outcome'> &
  Partial<Pick<AuditEntry, 'reason' | 'reference'>>;

/** What one question leaves on the audit trail. */
export interface AuditedTurn {
  /** Told of every customer whose data is opened. One that is opened after the end, behind the answer, gets a line of its own. */
  touch(customer: CustomerRef): void;
  /** The request or the form that it is about. */
  name(request: string): void;
  /** Writes that an act begins. Throws `StoreError`: then it must not be done. */
  begin(): Promise<void>;
  /** Writes how it ended, behind the answer. Never throws. */
  end(ending: Ending): void;
}

export interface AuditTurnOptions {
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

export function auditTurn(options: AuditTurnOptions): AuditedTurn {
  const { trail, clock, correlation, person, conversation, roles, action } = options;
  const { channel, kind, id, tenantId } = conversation;
  const touched = new Map<string, CustomerRef>();
  let request: string | undefined;
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
      request,
      decision,
      reason,
      outcome,
      reference,
    };
  }

  return {
    touch(customer) {
      const key = customerKey(customer);
      if (touched.has(key)) return;
      touched.set(key, customer);
      if (ended) trail.note(toEntry(ended, [customer]));
    },
    name(number) {
      request = number;
    },
    begin: () => trail.record(toEntry({ decision: 'allowed', outcome: 'begun' }, touched.values())),
    end(ending) {
      ended = ending;
      trail.note(toEntry(ending, touched.values()));
    },
  };
}
