import { type Conversation, conversationKey } from '../../src/delivery/conversation.ts';
import { placeOf } from '../../src/delivery/conversation-pauses.ts';
import type { CardProgress, DeliveryQueue, ParkCause, PendingCard } from '../../src/delivery/ports.ts';
import type { ClaimedWork } from '../../src/work/claims.ts';

/** What the fake keeps of a card: a text that is its state, and texts that are to be told. */
export interface FakeContent {
  readonly subject: string;
  readonly text: string;
  /** What is to be told, oldest first. */
  readonly untold: readonly string[];
  readonly quietUntil: number | 'over' | undefined;
}

/** What changed about a subject. */
export interface FakeChange {
  readonly text: string;
  /** Told in the thread; undefined: nothing. */
  readonly tells?: string;
  readonly quietUntil?: number | 'over';
  /** When it happened; default: now. */
  readonly changedAt?: number;
}

export interface FakeCard {
  readonly id: number;
  readonly subject: string;
  conversation: Conversation;
  messageId: string | undefined;
  isReposted: boolean;
  wanted: number;
  shown: number;
  digest: string | undefined;
  sequence: number;
  told: number;
  changedAt: number;
  behindSince: number;
  notBefore: number;
  isDropped: boolean;
  text: string;
  quietUntil: number | 'over' | undefined;
  readonly transitions: { readonly sequence: number; readonly tells: string }[];
}

export interface FakePlace {
  readonly id: number;
  conversation: Conversation;
  failures: number;
  /** When it is due, or its lease runs out; undefined: nothing is to be done. */
  dueAt: number | undefined;
  /** It waits until then, whatever is new. */
  notBefore: number;
  leaseBy: string | undefined;
  parked: ParkCause | undefined;
  readonly cards: FakeCard[];
}

/** Calls of the queue by name. */
export type QueueCall = 'claimPlaces' | 'nextCard' | 'record' | 'putOff' | 'drop' | 'release' | 'park';

/** The store's side of delivery, in memory: places with leases, cards with versions. */
export interface FakeDeliveryQueue extends DeliveryQueue<FakeContent> {
  readonly places: readonly FakePlace[];
  /** Every call, in order, with what it was about. */
  readonly calls: { readonly call: QueueCall; readonly of?: number }[];
  /** Asked before every call does anything: throws, or waits, for what is to go wrong. */
  before: (call: QueueCall, of?: number) => unknown;
  /** Asked when a call has done its work: throws, or waits, for an answer that is lost. */
  after: (call: QueueCall, of?: number) => unknown;
  /** A card is to show this from now on, in one transaction. Returns it. */
  want(conversation: Conversation, subject: string, change: FakeChange): FakeCard;
  /** Somebody wrote to the bot there: posting is tried again. */
  unpark(conversation: Conversation): void;
  card(conversation: Conversation, subject: string): FakeCard;
  place(conversation: Conversation): FakePlace;
  /** Whether nothing is left to be done, but what is put off or parked. */
  isIdle(): boolean;
}

export function createFakeDeliveryQueue(clock: () => number): FakeDeliveryQueue {
  const places: FakePlace[] = [];
  const calls: FakeDeliveryQueue['calls'] = [];
  let cards = 0;

  const findPlace = (conversation: Conversation) =>
    places.find((one) => placeOf(one.conversation) === placeOf(conversation));
  const owned = ({ id, owner }: ClaimedWork) => places.find((one) => one.id === id && one.leaseBy === owner);

  async function enter<T>(call: QueueCall, of: number | undefined, work: () => T): Promise<T> {
    calls.push({ call, ...(of !== undefined && { of }) });
    await fake.before(call, of);
    const result = work();
    await fake.after(call, of);
    return result;
  }

  /** Nothing is done by who has lost the claim. */
  function write(place: ClaimedWork, card: number, change: (card: FakeCard) => void): boolean {
    const found = owned(place)?.cards.find(({ id }) => id === card);
    if (found) change(found);
    return found !== undefined;
  }

  const fake: FakeDeliveryQueue = {
    places,
    calls,
    before: () => {},
    after: () => {},
    claimPlaces: ({ owner, now, leaseMs, limit }) =>
      enter('claimPlaces', undefined, () =>
        places
          .filter(({ dueAt, parked }) => dueAt !== undefined && dueAt <= now && parked === undefined)
          .sort((one, other) => (one.dueAt ?? 0) - (other.dueAt ?? 0) || one.id - other.id)
          .slice(0, limit)
          .map((place) => {
            place.leaseBy = owner;
            place.dueAt = now + leaseMs;
            const { id, conversation, failures } = place;
            return { id, owner, conversation, failures };
          }),
      ),
    nextCard: (place, now) =>
      enter('nextCard', place.id, () => {
        const due = owned(place)
          ?.cards.filter((card) => isBehind(card) && card.notBefore <= now)
          .sort((one, other) => one.behindSince - other.behindSince || one.id - other.id);
        return due?.[0] && toPending(due[0]);
      }),
    record: (place, card, progress) =>
      enter('record', card, () => write(place, card, (found) => advance(found, progress))),
    putOff: (place, { id, wanted }, until) =>
      enter('putOff', id, () =>
        write(place, id, (found) => {
          if (found.wanted <= wanted) found.notBefore = until;
        }),
      ),
    drop: (place, card) =>
      enter('drop', card, () =>
        write(place, card, (found) => {
          found.isDropped = true;
        }),
      ),
    release: (place, { now, notBefore, failures }) =>
      enter('release', place.id, () => {
        const found = owned(place);
        if (!found) return;
        found.leaseBy = undefined;
        found.failures = failures;
        found.notBefore = notBefore;
        const due = found.cards.filter(isBehind).map((card) => Math.max(card.notBefore, notBefore, now));
        found.dueAt = due.length > 0 ? Math.min(...due) : undefined;
      }),
    park: (place, reason) =>
      enter('park', place.id, () => {
        const found = owned(place);
        if (!found) return;
        found.leaseBy = undefined;
        found.dueAt = undefined;
        found.parked = reason;
      }),
    want(conversation, subject, change) {
      const place = findPlace(conversation) ?? addPlace(conversation);
      let card = place.cards.find((one) => one.subject === subject);
      if (!card) {
        cards += 1;
        card = createCard(cards, subject, place.conversation);
        place.cards.push(card);
      }
      const now = clock();
      if (!isBehind(card)) {
        card.behindSince = now;
        card.changedAt = change.changedAt ?? now;
      }
      card.wanted += 1;
      card.sequence += 1;
      card.notBefore = 0;
      card.text = change.text;
      card.quietUntil = change.quietUntil;
      if (change.tells !== undefined) card.transitions.push({ sequence: card.sequence, tells: change.tells });
      // Whoever has the place finds it at the end of the turn, and what waits for Teams goes on waiting.
      if (place.leaseBy === undefined && place.parked === undefined)
        place.dueAt = Math.max(place.notBefore, Math.min(place.dueAt ?? now, now));
      return card;
    },
    unpark(conversation) {
      const place = fake.place(conversation);
      place.parked = undefined;
      place.failures = 0;
      place.dueAt = place.cards.some(isBehind) ? clock() : undefined;
    },
    card(conversation, subject) {
      const card = fake.place(conversation).cards.find((one) => one.subject === subject);
      if (!card) throw new Error(`There is no card of ${subject}.`);
      return card;
    },
    place(conversation) {
      const place = findPlace(conversation);
      if (!place) throw new Error(`There is no place ${conversationKey(conversation)}.`);
      return place;
    },
    isIdle: () =>
      places.every(
        ({ parked, leaseBy, cards: there }) =>
          parked !== undefined ||
          (leaseBy === undefined && !there.some((card) => isBehind(card) && card.notBefore <= clock())),
      ),
  };

  function addPlace(conversation: Conversation): FakePlace {
    const place: FakePlace = {
      ...{ id: places.length + 1, conversation: { ...conversation, thread: undefined } },
      ...{ failures: 0, dueAt: undefined, notBefore: 0, leaseBy: undefined, parked: undefined, cards: [] },
    };
    places.push(place);
    return place;
  }
  return fake;
}

function createCard(id: number, subject: string, conversation: Conversation): FakeCard {
  return {
    ...{ id, subject, conversation, messageId: undefined, isReposted: false, isDropped: false },
    ...{ wanted: 0, shown: 0, digest: undefined, sequence: 0, told: 0, text: '', quietUntil: undefined },
    ...{ changedAt: 0, behindSince: 0, notBefore: 0, transitions: [] },
  };
}

const isBehind = ({ isDropped, shown, wanted, told, transitions }: FakeCard) =>
  !isDropped && (shown < wanted || told < (transitions.at(-1)?.sequence ?? 0));

function advance(card: FakeCard, progress: CardProgress): void {
  const { shown = card.shown, told = card.told } = progress;
  if (shown < card.shown || told < card.told) throw new Error('A card went back to an older state.');
  Object.assign(card, progress);
  if (progress.shown !== undefined) card.notBefore = 0;
}

function toPending(card: FakeCard): PendingCard<FakeContent> {
  const { id, conversation, messageId, isReposted, wanted, shown, digest, sequence, told, changedAt } = card;
  const untold = card.transitions.filter((one) => one.sequence > told).map(({ tells }) => tells);
  const { subject, text, quietUntil } = card;
  return {
    ...{ id, conversation, messageId, isReposted, wanted, shown, digest, sequence, told, changedAt },
    content: { subject, text, untold, quietUntil },
  };
}
