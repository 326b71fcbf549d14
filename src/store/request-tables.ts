import type { Generated } from 'kysely';

/** The tables of service requests. */
export interface RequestTables {
  requests: RequestTable;
  request_incidents: RequestIncidentTable;
  request_changes: RequestChangeTable;
  request_jobs: RequestJobTable;
  request_webhooks: RequestWebhookTable;
  request_cards: RequestCardTable;
  helpdesks: HelpdeskTable;
  /** One row: the last number that was given. */
  request_numbers: { readonly last: number };
}

/** A request, drafts too. What is not a text, a number or an instant is JSON. */
export interface RequestTable {
  readonly id: Generated<number>;
  readonly account_id: number;
  readonly form: string;
  /** Null in a draft. */
  readonly number: number | null;
  readonly state: string;
  /** The customer's, in small letters. */
  readonly tenant_id: string;
  readonly customer: string;
  readonly service: string;
  readonly incidents: string;
  readonly category: string | null;
  readonly title: string;
  readonly description: string;
  readonly started_at: number | null;
  readonly affected: string;
  readonly severity: string | null;
  readonly contact: string;
  readonly azure: string;
  readonly route: string;
  /** `personKey` of who is beside it. */
  readonly raised_by_key: string;
  readonly raised_by: string;
  readonly reader: string;
  readonly taken_by_key: string | null;
  readonly taken_by: string | null;
  readonly ticket: string | null;
  readonly seen_messages: string;
  readonly note_keys: string;
  readonly trouble: string | null;
  readonly opened_at: number;
  readonly raised_at: number | null;
  readonly changed_at: number;
  /** When it was written last, whatever for. */
  readonly touched_at: number;
  readonly reminders: number;
  /** Null: never. */
  readonly remind_at: number | null;
  readonly version: number;
  /** Of its last change; 0: none yet. */
  readonly sequence: number;
}

/** The incidents a request refers to, to find it by. */
interface RequestIncidentTable {
  readonly request_id: number;
  /** In capital letters. */
  readonly key: string;
}

export interface RequestChangeTable {
  readonly request_id: number;
  readonly sequence: number;
  /** The request's, after this change. */
  readonly version: number;
  readonly at: number;
  readonly actor: string;
  readonly change: string;
}

/** What is common to rows that are worked off. Their ids are never given twice, so that a late worker never ends somebody else's work. */
interface WorkTable {
  readonly id: Generated<number>;
  readonly account_id: number;
  /** Attempts that were begun. */
  readonly attempts: number;
  /** Who has claimed it, until `due_at`; null: nobody. */
  readonly lease_by: string | null;
}

/** Gone once it is done. */
export interface RequestJobTable extends WorkTable {
  readonly request_id: number;
  /** Jobs of a request in one lane wait for one another: `work` or `follow`. */
  readonly lane: string;
  readonly job: string;
  readonly created_at: number;
  readonly due_at: number;
}

/** Gone once it is delivered. */
export interface RequestWebhookTable extends WorkTable {
  readonly message_id: string;
  readonly body: string;
  readonly created_at: number;
  readonly due_at: number;
}

/** Changed only by who holds the lock on its request, but for claims. */
export interface RequestCardTable extends WorkTable {
  readonly request_id: number;
  /** `conversationKey` of where it was to be posted: it may have begun a thread there. */
  readonly place_key: string;
  /** `conversationKey` of `conversation`. */
  readonly conversation_key: string;
  readonly conversation: string;
  readonly message_id: string | null;
  readonly reader: string;
  /** `CardPurpose`; `helpdesk` also where the helpdesk was once. */
  readonly purpose: string;
  readonly shown_version: number;
  readonly told_sequence: number;
  readonly is_dropped: number;
  /** Null: nothing to show or to tell. */
  readonly due_at: number | null;
}

interface HelpdeskTable {
  readonly account_id: number;
  readonly conversation: string;
  readonly reader: string;
  readonly set_by: string;
  readonly set_at: number;
}
