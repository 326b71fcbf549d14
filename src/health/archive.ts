import type { CloudName } from '../clouds.ts';
import type { CustomerRef } from '../customers/customer.ts';
import type { EpochMs } from '../time.ts';
import type { Incident } from './incident.ts';
import type { UnreadPart } from './unread-part.ts';

/** A stretch of time; both ends belong to it. */
export interface Period {
  readonly since: EpochMs;
  readonly until: EpochMs;
}

/** An incident as it was last seen for a customer or for anybody. */
export interface KeptIncident {
  readonly cloud: CloudName;
  readonly incident: Incident;
  readonly firstSeenAt: EpochMs;
  readonly lastSeenAt: EpochMs;
}

/**
 * What the bot has seen, so that history reaches further back than Microsoft's lists. Implemented by `store/`. Everything is kept by the
 * partner account of the deployment: another account, or the sandbox, in the same database is never seen. Throws `StoreError`.
 */
export interface IncidentArchive {
  /**
   * Keeps what was read for one customer at `seenAt`. The same id in many customers of a cloud is one incident: the state with the latest
   * `updatedAt` stands, whoever it was read for; posts are joined, none is lost. Its subscriptions are kept by customer.
   */
  record(customer: CustomerRef, incidents: readonly Incident[], seenAt: EpochMs): Promise<void>;
  /**
   * Incidents of a customer that were under way within the period (started before its end, and not ended before its begin; without a
   * start, by their last update), newest start first, without posts, impact and feature: the texts that no list shows.
   */
  listIncidents(customer: CustomerRef, period: Period): Promise<readonly KeptIncident[]>;
  /** When the first incident of this customer was kept: so far our own memory reaches. */
  findFirstSeen(customer: CustomerRef): Promise<EpochMs | undefined>;
  /** Incidents of this id, whatever its case, with all posts; one a cloud at most. */
  findIncidents(id: string): Promise<readonly KeptIncident[]>;
  /** Tenant ids of the customers that ever had it, at most `limit`, the latest seen first. */
  listCustomersOf(cloud: CloudName, id: string, limit: number): Promise<readonly string[]>;
  /** Ids that begin like `prefix`, newest first. For offering ids near a mistyped one. */
  listIds(prefix: string, limit: number): Promise<readonly string[]>;
  /**
   * Forgets incidents that ended, and were last seen, before `before`, states of customers last tried before it, and customers of whom
   * nothing else is kept. Returns how many incidents; an abort ends it soon, with those forgotten so far. Others get their turn meanwhile.
   */
  forget(before: EpochMs, signal?: AbortSignal): Promise<number>;
}

/** What was last known of one customer's present state. */
export interface CustomerState {
  readonly customer: CustomerRef;
  /** When the open incidents were last read; undefined: never. */
  readonly readAt: EpochMs | undefined;
  /** When reading was last tried. */
  readonly triedAt: EpochMs;
  /** Ids of the open incidents at `readAt`. */
  readonly incidentIds: readonly string[];
  /** What could not be read at `triedAt`. */
  readonly unread: readonly UnreadPart[];
}

/** The present state of every customer as last known, so that a start does not begin with nothing. Implemented by `store/`. Throws `StoreError`. */
export interface StateBook {
  /** Keeps these states, each in the place of the one before. */
  save(states: readonly CustomerState[]): Promise<void>;
  /** All states, and the incidents they name, each with its newest post only. */
  load(): Promise<{ readonly states: readonly CustomerState[]; readonly incidents: readonly KeptIncident[] }>;
}
