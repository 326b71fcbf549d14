import type { Generated } from 'kysely';

/** The tables of watches, of what is followed, and of what replicas share. */
export interface WatchTables {
  places: PlaceTable;
  watches: WatchTable;
  subjects: SubjectTable;
  subject_hits: SubjectHitTable;
  subject_transitions: SubjectTransitionTable;
  living_cards: LivingCardTable;
  send_windows: SendWindowTable;
  leases: LeaseTable;
  hurries: HurryTable;
  planned_changes: PlannedChangeTable;
}

/** A conversation where cards are posted. It stays as long as it has watches or cards. */
export interface PlaceTable {
  readonly id: Generated<number>;
  /** The first of the deployment's accounts when it was entered. */
  readonly account_id: number;
  /** `conversationKey` without a thread. */
  readonly key: string;
  readonly conversation: string;
  readonly reader: string;
  readonly parked_reason: string | null;
  readonly parked_at: number | null;
  readonly failures: number;
  /** When a card there is to be shown, or the lease on it runs out; null: nothing is to be done. */
  readonly due_at: number | null;
  readonly attempts: number;
  readonly lease_by: string | null;
}

export interface WatchTable {
  readonly id: Generated<number>;
  readonly place_id: number;
  /** What makes the rule one: scope, customers, service and groups. */
  readonly rule_key: string;
  readonly scope: string;
  /** JSON list of clouds and tenant ids; null: all. */
  readonly customers: string | null;
  readonly service: string | null;
  readonly set_by: string;
  /** Entra object id of the same person, in small letters; null: not known. */
  readonly set_by_id: string | null;
  readonly set_at: number;
  /** JSON list of the staff groups of who set it; null: none. */
  readonly staff_groups: string | null;
}

export interface SubjectTable {
  readonly id: Generated<number>;
  /** That of its cloud. */
  readonly account_id: number;
  /** Kind and id in small letters. */
  readonly key: string;
  readonly kind: string;
  /** The id as Microsoft writes it. */
  readonly subject: string;
  readonly state: string;
  readonly is_over: number;
  readonly version: number;
  readonly sequence: number;
  readonly revision: number;
  readonly due_at: number | null;
  readonly changed_at: number;
  /** When it was last found that it cannot be understood; null: it can. */
  readonly damaged_at: number | null;
}

interface SubjectHitTable {
  readonly subject_id: number;
  readonly customer_id: number;
  readonly left_at: number | null;
}

interface SubjectTransitionTable {
  readonly subject_id: number;
  readonly sequence: number;
  /** The version of the subject that shows it. */
  readonly version: number;
  readonly kind: string;
  readonly tells: number;
  readonly at: number;
  readonly transition: string;
}

export interface LivingCardTable {
  readonly id: Generated<number>;
  readonly place_id: number;
  readonly subject_id: number;
  /** Where its message is; that of the place while it has none. */
  readonly conversation: string;
  readonly message_id: string | null;
  readonly is_reposted: number;
  /** Grows with everything that the card is to show anew. */
  readonly wanted: number;
  readonly shown: number;
  readonly digest: string | null;
  readonly told_sequence: number;
  /** What was told there of its own customers; null: nothing. */
  readonly notice: string | null;
  readonly takers: string;
  readonly quiet: string | null;
  /** When its thread is told again of what it was not told; null: it is not quiet, or until the end. */
  readonly quiet_until: number | null;
  /** Since when something is to be done with it; null: nothing is. */
  readonly behind_since: number | null;
  /** It is left alone until then. */
  readonly not_before: number;
  /** When what it is to show happened. */
  readonly changed_at: number;
  readonly is_dropped: number;
}

interface SendWindowTable {
  readonly key: string;
  readonly sent: string;
  readonly touched_at: number;
}

interface LeaseTable {
  /** Begins with the account it is for. */
  readonly name: string;
  readonly owner: string;
  readonly until: number;
}

interface HurryTable {
  readonly id: Generated<number>;
  readonly account_id: number;
  readonly source: string;
  readonly service: string;
  readonly at: number;
}

/** One row a change, however many customers have it. */
interface PlannedChangeTable {
  readonly id: Generated<number>;
  readonly account_id: number;
  /** Its id in capital letters: what makes it one. */
  readonly key: string;
  readonly change: string;
  /** When the row was last written, by the clock of the replica that wrote it: it is written only when the change differs. */
  readonly written_at: number;
}
