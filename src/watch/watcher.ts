import { LRUCache } from 'lru-cache';
import type { ChangedThing, Observation, WatchedEstate } from '../health/estate/ports.ts';
import { describeError, type Log } from '../log.ts';
import type { Clock, EpochMs, Random, Sleep } from '../time.ts';
import { endsWithin } from '../work/ends-within.ts';
import type { LeaseBook } from '../work/leases.ts';
import { createOutage } from '../work/outage.ts';
import type { Worker } from '../work/work-loop.ts';
import type { FollowSubjects } from './follow-subjects.ts';
import type { SubjectBook } from './ports.ts';
import { type SubjectKey, subjectKey } from './subject.ts';

export interface WatcherOptions {
  readonly store: Pick<SubjectBook, 'listDue' | 'listOpen' | 'forget'>;
  readonly estate: Pick<WatchedEstate, 'takeChanged' | 'markAllChanged' | 'observe'>;
  readonly leases: LeaseBook;
  /** A random id of this process. */
  readonly owner: string;
  readonly follow: FollowSubjects;
  /** Looks after what is no incident and no planned change. */
  readonly followEpisodes: () => Promise<void>;
  /** Called after something was written: cards may be behind. */
  readonly onWritten: () => void;
  readonly clock: Clock;
  readonly sleep: Sleep;
  readonly random: Random;
  readonly log: Log;
}

/** How often it looks, and how often at episodes, in milliseconds. */
const TICK_MS = 1_000;
const EPISODES_EVERY_MS = 10_000;
/** One replica watches at a time. Another one takes over so long after it has died, in milliseconds. */
const LEASE = { name: 'watcher', leaseMs: 20_000, renewMs: 5_000 } as const;
/** Subjects in one go, and looked for in one tick. */
const MOST_AT_ONCE = 200;
const MOST_IN_TICK = 5_000;
/**
 * What only gained or lost customers, and is due later for whatever reason, is left alone for so long, in milliseconds: ten thousand readings
 * do not decide it a thousand times.
 */
const REST_MS = 45_000;
/**
 * How often everything counts as changed, in milliseconds: what two watched for a moment, or what nobody told of (a customer that lacks an
 * incident is read for the first time), is put right then.
 */
const BEGIN_EVERY_MS = 300_000;
/** What is over is remembered so long, in milliseconds. */
const REMEMBERED_MS = 30 * 86_400_000;
const FORGET_EVERY_MS = 3_600_000;
/** Patience with what is under way when it stops, and with giving the lease back, in milliseconds. */
const STOP_MS = 1_500;
const RELEASE_MS = 400;
const MOST_EXAMINED = 10_000;

/** How a subject looked when it was last followed. */
interface Examined {
  readonly print: string;
  readonly at: EpochMs;
  readonly dueAt: EpochMs | undefined;
  readonly restsUntil: EpochMs | undefined;
}

/**
 * Follows everything that the estate knows: what changed there, and what falls due. One replica at a time does so; a second one that
 * believes it is the one does no harm, since nothing is written over what somebody else has decided meanwhile.
 */
export function createWatcher(options: WatcherOptions): Worker {
  const { store, estate, leases, owner, follow, followEpisodes, onWritten } = options;
  const { clock, sleep, random, log } = options;
  const stopping = new AbortController();
  const outage = createOutage({ name: 'watching', sleep, random, log });
  const examined = new LRUCache<string, Examined>({ max: MOST_EXAMINED });
  /** To be followed, by key: also what is left of a tick that failed, what was stale, and what rests. */
  const waiting = new Map<string, ChangedThing>();
  let isHeld = false;
  let heldUntil: EpochMs = 0;
  let renewAt: EpochMs = 0;
  let beginAt: EpochMs = 0;
  let episodesAt: EpochMs = 0;
  let forgetAt: EpochMs = 0;
  let running: Promise<void> | undefined;

  /** Whether this replica is the one that watches. */
  async function holdLease(): Promise<boolean> {
    const now = clock();
    // A clock that was set back must not make it believe for hours what has long run out.
    if (now < renewAt && renewAt - now <= LEASE.renewMs) return isHeld;
    renewAt = now + LEASE.renewMs;
    // Where it ran out meanwhile, somebody else may have watched in between.
    const wasHeld = isHeld && now < heldUntil;
    const held = await leases.hold([LEASE.name], { owner, now, leaseMs: LEASE.leaseMs, limit: 1 });
    isHeld = held.length > 0;
    heldUntil = now + LEASE.leaseMs;
    if (isHeld && (!wasHeld || now >= beginAt)) await begin();
    return isHeld;
  }

  /** Whoever watched before may have missed something, and what it saw is not known here. */
  async function begin(): Promise<void> {
    examined.clear();
    estate.markAllChanged();
    wait(await store.listOpen(['incident', 'change']));
    beginAt = clock() + BEGIN_EVERY_MS;
  }

  function wait(keys: readonly SubjectKey[]): void {
    for (const { kind, cloud, id } of keys)
      if (kind === 'incident' || kind === 'change')
        waiting.set(subjectKey({ kind, cloud, id }), { kind, cloud, id });
  }

  function isWorthFollowing(seen: Observation, now: EpochMs): boolean {
    const known = examined.get(subjectKey(seen));
    if (known?.restsUntil !== undefined && known.print === printOf(seen)) return now >= known.restsUntil;
    if (known?.dueAt === undefined || known.print !== printOf(seen)) return true;
    return now >= Math.min(known.dueAt, known.at + REST_MS);
  }

  async function tick(): Promise<void> {
    if (!(await holdLease())) return;
    wait(estate.takeChanged(MOST_IN_TICK));
    wait(await store.listDue(clock(), MOST_IN_TICK));
    await followWaiting();
    if (isHeld && clock() >= episodesAt) {
      await followEpisodes();
      episodesAt = clock() + EPISODES_EVERY_MS;
      onWritten();
    }
    if (isHeld && clock() >= forgetAt) {
      const forgotten = await store.forget(clock() - REMEMBERED_MS, MOST_AT_ONCE);
      forgetAt = clock() + (forgotten < MOST_AT_ONCE ? FORGET_EVERY_MS : 0);
    }
  }

  /** Each once: what is stale is done again in the next tick. Nothing more is begun when the lease is lost. */
  async function followWaiting(): Promise<void> {
    const things = [...waiting.values()];
    for (let from = 0; from < things.length; from += MOST_AT_ONCE) {
      if (stopping.signal.aborted || !(await holdLease())) return;
      await followSome(things.slice(from, from + MOST_AT_ONCE));
    }
  }

  async function followSome(things: readonly ChangedThing[]): Promise<void> {
    const now = clock();
    const worth = estate.observe(things).filter((seen) => isWorthFollowing(seen, now));
    if (worth.length === 0) return;
    for (const { seen, dueAt, isStale, restsUntil } of await follow(worth)) {
      if (isStale) continue;
      if (restsUntil === undefined) waiting.delete(subjectKey(seen));
      examined.set(subjectKey(seen), { print: printOf(seen), at: now, dueAt, restsUntil });
    }
    onWritten();
  }

  async function watch(): Promise<void> {
    const { signal } = stopping;
    while (!signal.aborted) {
      try {
        await tick();
        outage.worked();
      } catch (error) {
        isHeld = false;
        renewAt = 0;
        // What was taken from the estate is waiting still; whoever holds the lease next begins anew.
        outage.failed(error);
      }
      await outage.pause(signal);
      await sleep(TICK_MS, signal).catch(() => {});
    }
  }

  return {
    wake() {},
    start() {
      running ??= watch();
    },
    async stop() {
      stopping.abort();
      if (running === undefined) return;
      if (!(await endsWithin(running, STOP_MS, sleep)))
        log.warn({}, 'Watching did not end in time; it is taken up again.');
      const released = leases
        .release([LEASE.name], owner)
        .catch((error) => log.debug(describeError(error), 'lease kept'));
      await endsWithin(released, RELEASE_MS, sleep);
    },
  };
}

/** Everything that is decided at once; customers may wait. */
function printOf({ incident, change, customers, supersededBy }: Observation): string {
  if (supersededBy !== undefined) return supersededBy;
  if (incident) {
    const { updatedAt, status, kind, title, isResolved, posts } = incident;
    return JSON.stringify([updatedAt, status, kind, title, isResolved, posts[0]?.at, customers.size === 0]);
  }
  if (!change) return '';
  const { updatedAt, title, startsAt, endsAt, actionRequiredBy } = change;
  return JSON.stringify([updatedAt, title, startsAt, endsAt, actionRequiredBy, customers.size === 0]);
}
