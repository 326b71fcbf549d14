import type { CloudName } from '../clouds.ts';
import type { CustomerRef } from '../customers/customer.ts';
import type { EpochMs } from '../time.ts';
import type { Incident } from './incident.ts';
import type { PlannedChange } from './planned-change.ts';
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
  /** When the open incidents of Microsoft 365 were last read; undefined: never. */
  readonly readAt: EpochMs | undefined;
  /** When any part was last tried. */
  readonly triedAt: EpochMs;
  /** When the open incidents of Microsoft 365 were last tried; undefined: never. */
  readonly incidentsTriedAt: EpochMs | undefined;
  /** When Azure was last read, in part at least; undefined: never. */
  readonly azureReadAt: EpochMs | undefined;
  /** When the message centre was last read; undefined: never. */
  readonly changesReadAt: EpochMs | undefined;
  /** Ids of the open incidents at `readAt` and `azureReadAt`. */
  readonly incidentIds: readonly string[];
  /** Ids of the coming planned changes. */
  readonly changeIds: readonly string[];
  /** What could not be read at `triedAt`. */
  readonly unread: readonly UnreadPart[];
}

/** A state as a replica saved it. */
export interface SavedState extends CustomerState {
  /** By the clock of that replica. */
  readonly savedAt: EpochMs;
}

export interface KeptChange {
  readonly cloud: CloudName;
  /** Without anybody's subscriptions. */
  readonly change: PlannedChange;
}

/** The present state of every customer as last known, and what the states name. */
export interface LoadedStates {
  readonly states: readonly CustomerState[];
  /** Each with its newest post only. */
  readonly incidents: readonly KeptIncident[];
  readonly changes: readonly KeptChange[];
}

/** How far somebody who follows has come; `page` is the book's own business. */
export interface StateCursor {
  /** What was saved before this instant is known. */
  readonly since: EpochMs;
  readonly page?: { readonly savedAt: EpochMs; readonly row: number; readonly beganAt: EpochMs } | undefined;
}

/** An incident that changed or is named by a new state, before it is read as a whole. */
export interface IncidentGlance {
  readonly cloud: CloudName;
  /** Without posts, impact and feature. */
  readonly incident: Incident;
  /** When the state that stands was read. */
  readonly readAt: EpochMs;
  /** Whether a new state, or who asks, names it. */
  readonly isNamed: boolean;
}

export interface ChangeGlance {
  readonly cloud: CloudName;
  readonly id: string;
  /** When it was written as it stands. */
  readonly writtenAt: EpochMs;
  /** Whether it was written since the cursor. */
  readonly isWritten: boolean;
  /** Whether a new state names it. */
  readonly isNamed: boolean;
}

/** What of the news is to be read as a whole: most of it is known. */
export interface NewsInterest {
  wantsState(state: Pick<SavedState, 'customer' | 'triedAt' | 'savedAt'>): boolean;
  wantsIncident(glance: IncidentGlance): boolean;
  wantsChange(glance: ChangeGlance): boolean;
  /** Incidents that are missed: they count as named. */
  readonly missed: readonly { readonly cloud: CloudName; readonly id: string }[];
}

/** What replicas have saved lately. */
export interface StateNews {
  readonly states: readonly SavedState[];
  /** Those that changed, and those the states name, resolved ones too; each with its newest post only. */
  readonly incidents: readonly KeptIncident[];
  readonly changes: readonly (KeptChange & { readonly writtenAt: EpochMs })[];
  /** Where to go on. */
  readonly next: StateCursor;
  /** There is more at once. */
  readonly isMore: boolean;
}

/**
 * The present state of every customer as last known: a start does not begin with nothing, and a replica knows what the others read.
 * Implemented by `store/`. Throws `StoreError`.
 */
export interface StateBook {
  /**
   * Keeps these states, each in the place of the one before, and before them these planned changes, where they differ from what is kept. The
   * later update of a change stands.
   */
  save(states: readonly CustomerState[], changes?: readonly KeptChange[]): Promise<void>;
  /** All states, and what they name. */
  load(): Promise<LoadedStates>;
  /**
   * What was saved since the cursor, by whomever, bounded in size. It looks a little further back than the cursor says: a row may show
   * late, and clocks differ. So what was given once may come again, unless it is no longer wanted.
   */
  loadSince(cursor: StateCursor, interest: NewsInterest): Promise<StateNews>;
}
