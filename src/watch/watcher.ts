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
/** Subjects in one go. */
const MOST_AT_ONCE = 200;
/** What is over is remembered so long, in milliseconds. */
const REMEMBERED_MS = 30 * 86_400_000;
const FORGET_EVERY_MS = 3_600_000;
const STOP_MS = 1_500;
const MOST_EXAMINED = 10_000;

/** How a subject looked when it was last followed. */
interface Examined {
  readonly print: string;
  readonly dueAt: EpochMs | undefined;
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
  /** To be followed, by key: what is left of a tick that failed too. */
  const waiting = new Map<string, ChangedThing>();
  let isHeld = false;
  let renewAt: EpochMs = 0;
  let episodesAt: EpochMs = 0;
  let forgetAt: EpochMs = 0;
  let running: Promise<void> | undefined;

  /** Whether this replica is the one that watches. */
  async function holdLease(now: EpochMs): Promise<boolean> {
    if (now < renewAt) return isHeld;
    renewAt = now + LEASE.renewMs;
    const held = await leases.hold([LEASE.name], { owner, now, leaseMs: LEASE.leaseMs, limit: 1 });
    const wasHeld = isHeld;
    isHeld = held.length > 0;
    if (isHeld && !wasHeld) await begin();
    return isHeld;
  }

  /** Whoever watched before may have missed something, and what it saw is not known here. */
  async function begin(): Promise<void> {
    examined.clear();
    estate.markAllChanged();
    wait(await store.listOpen(['incident', 'change']));
  }

  function wait(keys: readonly SubjectKey[]): void {
    for (const { kind, cloud, id } of keys)
      if (kind === 'incident' || kind === 'change')
        waiting.set(subjectKey({ kind, cloud, id }), { kind, cloud, id });
  }

  /** What only gained or lost customers is left alone until it is due, so that ten thousand readings do not decide it a thousand times. */
  function isWorthFollowing(seen: Observation, now: EpochMs): boolean {
    const known = examined.get(subjectKey(seen));
    return known?.dueAt === undefined || known.dueAt <= now || known.print !== printOf(seen);
  }

  async function tick(): Promise<void> {
    const now = clock();
    if (!(await holdLease(now))) return;
    wait(estate.takeChanged(MOST_AT_ONCE));
    wait(await store.listDue(now, MOST_AT_ONCE));
    const isBusy = waiting.size > 0;
    while (waiting.size > 0 && !stopping.signal.aborted) await followSome(now);
    if (isBusy) onWritten();
    if (now >= episodesAt) {
      await followEpisodes();
      episodesAt = now + EPISODES_EVERY_MS;
    }
    if (now >= forgetAt) {
      await store.forget(now - REMEMBERED_MS, MOST_AT_ONCE);
      forgetAt = now + FORGET_EVERY_MS;
    }
  }

  /** What is stale stays, and is done again in the same tick. */
  async function followSome(now: EpochMs): Promise<void> {
    const some = estate.observe([...waiting.values()].slice(0, MOST_AT_ONCE));
    const worth = some.filter((seen) => isWorthFollowing(seen, now));
    for (const seen of some) if (!worth.includes(seen)) waiting.delete(subjectKey(seen));
    for (const { seen, dueAt, isStale } of await follow(worth)) {
      if (isStale) continue;
      waiting.delete(subjectKey(seen));
      examined.set(subjectKey(seen), { print: printOf(seen), dueAt });
    }
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
      if (running && !(await endsWithin(running, STOP_MS, sleep)))
        log.warn({}, 'Watching did not end in time; it is taken up again.');
      await leases
        .release([LEASE.name], owner)
        .catch((error) => log.debug(describeError(error), 'lease kept'));
    },
  };
}

/** Everything that is decided at once; customers may wait. */
function printOf({ incident, change, customers }: Observation): string {
  if (incident) {
    const { updatedAt, status, kind, title, isResolved, posts } = incident;
    return JSON.stringify([updatedAt, status, kind, title, isResolved, posts[0]?.at, customers.size === 0]);
  }
  if (!change) return '';
  const { updatedAt, title, startsAt, endsAt, actionRequiredBy } = change;
  return JSON.stringify([updatedAt, title, startsAt, endsAt, actionRequiredBy, customers.size === 0]);
}
