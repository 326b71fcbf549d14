import type { CloudName } from '../clouds.ts';
import type { Conversation } from '../delivery/conversation.ts';
import type { DeliveryQueue } from '../delivery/ports.ts';
import type { Reader } from '../reader.ts';
import type { Person } from '../staff/person.ts';
import type { EpochMs } from '../time.ts';
import type { LivingCard, Quiet } from './living-card.ts';
import type { Hits, Subject, SubjectKey, SubjectKind, SubjectState } from './subject.ts';
import type { Transition } from './transition.ts';
import type { Place, Watch, WatchRule } from './watch.ts';

/** Which news are posted where. Implemented by `store/`, by partner account as all of it. Throws `StoreError`. */
export interface WatchBook {
  /**
   * Adds a rule to a conversation, whose thread is disregarded. The same rule again is the same watch. The conversation's cards are written for
   * this reader from now on, and posting there is tried again where it was given up. At most 50 rules a conversation: `full` beyond that.
   */
  add(
    conversation: Conversation,
    rule: WatchRule,
    set: { readonly reader: Reader; readonly by: Person; readonly at: EpochMs },
  ): Promise<{ readonly kind: 'added' | 'same'; readonly watch: Watch } | { readonly kind: 'full' }>;
  /**
   * Removes rules of a conversation, all of them without `ids`. With `customers`: from the rules that name customers these alone are taken out, by
   * `customerKey`; what is left of a rule stays whose it was. Returns what was removed. Its open cards are redrawn.
   */
  remove(
    conversation: Conversation,
    ids?: readonly number[],
    customers?: ReadonlySet<string>,
  ): Promise<readonly Watch[]>;
  list(conversation: Conversation): Promise<readonly Watch[]>;
  listAll(): Promise<readonly Watch[]>;
  /** Conversations that watch something. */
  listPlaces(): Promise<readonly Place[]>;
  /**
   * Somebody wrote to the bot there: where it has a place, its address is brought up to date, and posting is tried again where it was given
   * up. Returns whether it has one.
   */
  noteActivity(conversation: Conversation): Promise<boolean>;
}

/** What is followed, and what happened to it. */
export interface SubjectBook {
  /** Those that are known. */
  load(keys: readonly SubjectKey[]): Promise<readonly Subject[]>;
  /** Of those that are not over: all. */
  listOpen(kinds?: readonly SubjectKind[]): Promise<readonly SubjectKey[]>;
  /** To be decided again by now, longest due first. */
  listDue(now: EpochMs, limit: number): Promise<readonly SubjectKey[]>;
  /**
   * Writes what was decided, its transitions, and the cards that are to show it, in one transaction. False: somebody else has written since
   * `before` was read, and nothing is written. With transitions the subject has a new version and its cards are behind.
   */
  commit(change: SubjectChange): Promise<boolean>;
  /** What happened, newest first. */
  listTransitions(key: SubjectKey, limit: number): Promise<readonly Transition[]>;
  /** Forgets what has been over since before `before`; returns how many. */
  forget(before: EpochMs, limit: number): Promise<number>;
}

export interface SubjectChange {
  readonly key: SubjectKey;
  /** undefined: it was not known. */
  readonly before: Subject | undefined;
  readonly next: SubjectState;
  readonly hits: Hits;
  readonly transitions: readonly Transition[];
  readonly dueAt: EpochMs | undefined;
  readonly at: EpochMs;
  /** Places that get a card where they have none. Cards that are there are behind in any case, where there are transitions. */
  readonly cards: readonly number[];
  /**
   * An episode: refused, as `commit` says, while another one of its sort goes on (of its kind and cloud, with the same word at the beginning of
   * its id). Who begins it may not know yet what somebody else began.
   */
  readonly isAlone?: boolean;
}

/** What people do with a card. */
export interface LivingCardBook {
  /** The card of a subject in a conversation, whose thread is disregarded. */
  find(conversation: Conversation, key: SubjectKey): Promise<LivingCard | undefined>;
  /** Makes a card in a conversation that has none, to be posted. Nothing happens where the conversation has no place. */
  place(conversation: Conversation, keys: readonly SubjectKey[]): Promise<void>;
  /** Puts somebody onto the list of those who are on it, or off it where they are. The card is redrawn. */
  take(card: number, person: Person): Promise<void>;
  /** undefined: no longer quiet. The card is redrawn. */
  quieten(card: number, quiet: Quiet | undefined): Promise<void>;
}

/** A wish that customers be read before their turn: something new has shown at one of them. Seen by every replica. */
export interface Hurry {
  readonly cloud: CloudName;
  readonly source: 'microsoft365' | 'azure';
  /** As Microsoft writes it; empty: whatever service. */
  readonly service: string;
  readonly at: EpochMs;
}

export interface HurryBook {
  add(hurry: Hurry): Promise<void>;
  /** Those added after `at`, oldest first; hurries older than 10 minutes are forgotten. */
  listSince(at: EpochMs): Promise<readonly Hurry[]>;
}

/** Figures for the operator. */
export interface WatchCounts {
  readonly watches: number;
  readonly places: number;
  readonly parked: number;
  /** Cards of subjects that are not over, and of these how many Teams shows. */
  readonly cards: number;
  readonly posted: number;
  /** Cards that are behind in places that are not parked, and since when the oldest of them is. */
  readonly behind: number;
  readonly oldestBehindAt: EpochMs | undefined;
  readonly openIncidents: number;
}

export interface WatchStore extends WatchBook, SubjectBook {
  readonly cards: LivingCardBook;
  readonly queue: DeliveryQueue<LivingCard>;
  readonly hurries: HurryBook;
  count(): Promise<WatchCounts>;
}
