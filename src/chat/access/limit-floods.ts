import { LRUCache } from 'lru-cache';
import type { Conversation } from '../../delivery/conversation.ts';
import { type Person, personKey } from '../../staff/person.ts';
import type { Clock, EpochMs } from '../../time.ts';

/** How much may come: `atOnce`, and after that `perSecond`. */
export interface FloodLimit {
  readonly atOnce: number;
  readonly perSecond: number;
}

export interface FloodLimits {
  readonly person: FloodLimit;
  readonly conversation: FloodLimit;
}

/** Conversations hold more than one person, who are not to stand in each other's way. */
const PEOPLE_AT_ONCE = 4;
/** Of a message. A pressed button is cheaper to answer, and clients repeat presses by themselves. */
const PRESS_COST = 0.5;

/** The limits of who may send so many messages in a minute: also all of them at once. */
export function floodLimitsFor(messagesPerMinute: number): FloodLimits {
  const person = { atOnce: messagesPerMinute, perSecond: messagesPerMinute / 60 };
  return {
    person,
    conversation: {
      atOnce: person.atOnce * PEOPLE_AT_ONCE,
      perSecond: person.perSecond * PEOPLE_AT_ONCE,
    },
  };
}

/** `tell`: refused, and who asks has not been told of it lately; `silent`: refused, and told. */
export type FloodVerdict = 'in' | 'tell' | 'silent';

/** Keeps single people and conversations from taking what belongs to all. Asked before anything else is done for them. */
export interface FloodGate {
  /** Counts a message or a pressed button that is let in; what is refused counts for nothing. */
  enter(person: Person, conversation: Conversation, isPress?: boolean): FloodVerdict;
}

export interface FloodGateOptions {
  readonly clock: Clock;
  readonly limits: FloodLimits;
}

/** People, and conversations, that are remembered. Who is forgotten begins anew with all they may send at once. */
const MOST_KEPT = 10_000;
/** Between two tellings that it is too much, in milliseconds. */
const TELL_EVERY_MS = 10_000;

/** A token bucket. */
interface Bucket {
  tokens: number;
  at: EpochMs;
  toldAt: EpochMs | undefined;
}

export function createFloodGate({ clock, limits }: FloodGateOptions): FloodGate {
  const people = createBuckets(limits.person);
  const conversations = createBuckets(limits.conversation);
  return {
    enter(person, { tenantId = '', channel, id }, isPress = false) {
      const now = clock();
      const cost = isPress ? PRESS_COST : 1;
      const own = people.fill(JSON.stringify([tenantId, channel, personKey(person)]), now);
      // Who has nothing left takes nothing from the others there either.
      if (own.tokens < cost) return refuse(own, now);
      const shared = conversations.fill(JSON.stringify([channel, id]), now);
      if (shared.tokens < cost) return refuse(shared, now);
      own.tokens -= cost;
      shared.tokens -= cost;
      return 'in';
    },
  };
}

function createBuckets({ atOnce, perSecond }: FloodLimit) {
  const buckets = new LRUCache<string, Bucket>({ max: MOST_KEPT });
  return {
    /** The bucket with what has come in since it was last looked at. */
    fill(key: string, now: EpochMs): Bucket {
      const known = buckets.get(key);
      if (known === undefined) {
        const bucket = { tokens: atOnce, at: now, toldAt: undefined };
        buckets.set(key, bucket);
        return bucket;
      }
      known.tokens = Math.min(atOnce, known.tokens + (Math.max(0, now - known.at) / 1000) * perSecond);
      known.at = now;
      return known;
    },
  };
}

function refuse(bucket: Bucket, now: EpochMs): FloodVerdict {
  const { toldAt } = bucket;
  if (toldAt !== undefined && now >= toldAt && now - toldAt < TELL_EVERY_MS) return 'silent';
  bucket.toldAt = now;
  return 'tell';
}
