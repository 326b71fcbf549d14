import type { Generated } from 'kysely';
import type { RequestTables } from './request-tables.ts';
import type { StaffTables } from './staff-tables.ts';
import type { WatchTables } from './watch-tables.ts';

/** How far "last seen" may lag behind, in milliseconds: most sweeps find nothing new and then write nothing. */
export const SEEN_STEP_MS = 15 * 60_000;

/** Every table, as the newest migration leaves it. Instants are milliseconds since 1970; flags are 0 or 1; lists are JSON. */
export interface Tables extends RequestTables, StaffTables, WatchTables {
  /** Which migrations this database has seen. */
  partner_health_schema: SchemaTable;
  accounts: AccountTable;
  customers: CustomerTable;
  incidents: IncidentTable;
  posts: PostTable;
  customer_incidents: CustomerIncidentTable;
  customer_states: CustomerStateTable;
}

interface SchemaTable {
  readonly version: number;
  readonly applied_at: number;
}

/** A partner's tenant in a cloud; everything below belongs to one. */
interface AccountTable {
  readonly id: Generated<number>;
  readonly cloud: string;
  /** In small letters. */
  readonly tenant_id: string;
}

interface CustomerTable {
  readonly id: Generated<number>;
  readonly account_id: number;
  /** In small letters. */
  readonly tenant_id: string;
}

/** One row an incident, however many customers it hits. Posts are apart: lists never read them. */
export interface IncidentTable {
  readonly id: Generated<number>;
  readonly account_id: number;
  /** `incident_id` in capital letters: what makes it one. */
  readonly key: string;
  readonly incident_id: string;
  readonly source: string;
  readonly kind: string;
  readonly origin: string;
  readonly title: string;
  readonly service: string;
  readonly feature: string | null;
  readonly impact: string;
  readonly status: string;
  readonly is_resolved: number;
  readonly started_at: number | null;
  readonly ended_at: number | null;
  readonly updated_at: number | null;
  /** Services and regions of an Azure event. */
  readonly azure: string | null;
  /** When it counts as begun: its start, else its last update, else when it was first seen. */
  readonly begins_at: number;
  /** When it counts as over; null: not over yet. */
  readonly over_at: number | null;
  /** When the state that stands was read. */
  readonly read_at: number;
  readonly first_seen_at: number;
  /** Up to `SEEN_STEP_MS` behind. */
  readonly last_seen_at: number;
}

interface PostTable {
  readonly id: Generated<number>;
  readonly incident_id: number;
  /** Digest of instant and content: what makes it one. */
  readonly key: string;
  readonly at: number | null;
  readonly html: string;
}

interface CustomerIncidentTable {
  readonly customer_id: number;
  readonly incident_id: number;
  /** Digest of the last reading that was taken in for this customer: the same again changes nothing. */
  readonly mark: string;
  readonly first_seen_at: number;
  /** Up to `SEEN_STEP_MS` behind. */
  readonly last_seen_at: number;
  /** The customer's Azure subscriptions it hit. */
  readonly subscriptions: string | null;
}

interface CustomerStateTable {
  readonly customer_id: number;
  readonly read_at: number | null;
  readonly tried_at: number;
  readonly incident_ids: string;
  readonly unread: string;
  readonly incidents_tried_at: number | null;
  readonly azure_read_at: number | null;
  readonly changes_read_at: number | null;
  /** JSON list; null: never read. */
  readonly change_ids: string | null;
  /** When the row was written, by the clock of the replica that wrote it; null: by an older version. */
  readonly saved_at: number | null;
}
