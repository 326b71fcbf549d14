import type { CloudName } from '../clouds.ts';
import type { EpochMs } from '../time.ts';

/**
 * One line of the audit trail: who did, or wanted to do, what. All texts are outside text, bounded by who writes them (names 200 characters, ids
 * 200). Holds no words of people, no token and nothing of what was answered.
 */
export interface AuditEntry {
  readonly at: EpochMs;
  /** The question that the line belongs to: all its lines, and its lines in the log, carry the same. */
  readonly correlation: string;
  /** undefined: the bot itself. */
  readonly person:
    | { readonly objectId: string | undefined; readonly account: string; readonly name: string }
    | undefined;
  readonly roles: readonly string[];
  /** Where it was asked; undefined: nowhere in particular. */
  readonly place:
    | {
        readonly channel: string;
        readonly kind: 'personal' | 'group' | 'channel';
        readonly id: string;
        readonly tenantId: string | undefined;
      }
    | undefined;
  /** `command:health`, `action:send-request`, `system:renew-consent`. */
  readonly action: string;
  /** At most 20; `customerCount` tells how many there were. */
  readonly customers: readonly { readonly cloud: CloudName; readonly tenantId: string }[];
  readonly customerCount: number;
  /**
   * What it was about, besides customers: `SR-1042`, the id of a form, `watch:7`, an incident or another thing that is told of
   * (`incident:global:EX1`, `change:china:MC1`).
   */
  readonly subject: string | undefined;
  readonly decision: 'allowed' | 'refused';
  /**
   * Why it was refused: an `AdmissionRefusal`, `unreadable`, `flood`, or the permission that is missing. Where it was allowed and not done all the
   * same (`outcome` `refused`): why not, for example `state`, `gone`, `full`.
   */
  readonly reason: string | undefined;
  /** `begun`: written before an act is carried out; the line that tells how it ended follows. */
  readonly outcome: 'begun' | 'done' | 'refused' | 'failed';
  /** Told to the person when it failed in an unforeseen way. */
  readonly reference: string | undefined;
}

/** A kept line. `hash` is over the line and `previousHash`, so that no line can be changed, taken out or put in unnoticed. */
export interface AuditLine {
  /** 1 for the first of a deployment, without gaps. */
  readonly sequence: number;
  readonly entry: AuditEntry;
  /** SHA-256 in hexadecimal; of the first line the hash of nothing. */
  readonly previousHash: string;
  readonly hash: string;
}

/** Where lines are kept. Implemented by `store/`. Throws `StoreError`. */
export interface AuditBook {
  /**
   * Appends in this order, all or none, whichever replica writes. When `signal` aborts before the end of the transaction has begun, it rejects and
   * nothing was written. After any other rejection it may be that they were written: when the connection was lost while the transaction ended.
   */
  append(entries: readonly AuditEntry[], signal?: AbortSignal): Promise<void>;
  /** Newest first; with a customer: lines about it. A line that cannot be understood has the action `system:unreadable-line`. */
  list(
    filter: { readonly customer?: { readonly cloud: CloudName; readonly tenantId: string } },
    page: { readonly offset: number; readonly limit: number },
  ): Promise<{ readonly lines: readonly AuditLine[]; readonly total: number }>;
  /** Oldest first, from `after` on (a sequence), at most `limit`: for checking and exporting. */
  read(after: number, limit: number): Promise<readonly AuditLine[]>;
}

/** What the chat writes to. */
export interface AuditTrail {
  /**
   * Resolves when the line is kept for good. Rejects with `AuditUnkept` after 3 seconds at most: then what it tells of must not be done. A line that
   * was still waiting is not written later. One whose transaction was just ending may stand on the trail all the same: `begun`, and nothing after it.
   */
  record(entry: AuditEntry): Promise<void>;
  /** Kept within moments, behind the answer. Never throws; lines wait, bounded, while the store fails, and lost ones are logged and counted. */
  note(entry: AuditEntry): void;
}
