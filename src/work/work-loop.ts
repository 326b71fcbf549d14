import type { Log } from '../log.ts';
import type { Clock, EpochMs, Random, Sleep } from '../time.ts';
import type { ClaimOptions } from './claims.ts';
import { endsWithin } from './ends-within.ts';
import { orAborted } from './or-aborted.ts';
import { createOutage } from './outage.ts';
import { createWorkLanes } from './work-lanes.ts';

/** Something that works behind until it is stopped. */
export interface Worker {
  /** There may be something to do: it looks at once. */
  wake(): void;
  /** Returns at once. */
  start(): void;
  /** Begins nothing more, and ends within about 2 seconds. Never rejects. */
  stop(): Promise<void>;
}

/** Several as one. */
export function joinWorkers(workers: readonly Worker[]): Worker {
  return {
    wake() {
      for (const worker of workers) worker.wake();
    },
    start() {
      for (const worker of workers) worker.start();
    },
    async stop() {
      await Promise.all(workers.map((worker) => worker.stop()));
    },
  };
}

/** Whether work was aborted because it took too long; else because the bot stops. */
export function isOutOfTime({ reason }: AbortSignal): boolean {
  return reason instanceof DOMException && reason.name === 'TimeoutError';
}

export interface WorkLoopOptions<Item> {
  /** What is worked on, for the log. */
  readonly name: string;
  readonly claim: (options: ClaimOptions) => Promise<readonly Item[]>;
  /**
   * Does the work and records how it ended. When it rejects because its signal aborted, the item is given back; after any other rejection
   * it is left until its lease runs out.
   */
  readonly run: (item: Item, signal: AbortSignal) => Promise<void>;
  /** Ends the claim without having done the work; the item is due at `until`. */
  readonly giveBack: (item: Item, until: EpochMs) => Promise<void>;
  /** A random id of this process; each claim is made under another name, which begins with it. */
  readonly owner: string;
  readonly sideBySide: number;
  /** Items of one lane are done one after the other, those that wait do not count as side by side. Default: every item is one of its own. */
  readonly laneOf?: (item: Item) => unknown;
  /** How often it looks unasked, in milliseconds. */
  readonly everyMs: number;
  /** How long an item may take before its signal aborts, in milliseconds. */
  readonly deadlineMs: number;
  /** How long a claim keeps others off, in milliseconds: longer than `deadlineMs`, by what recording the end takes. */
  readonly leaseMs: number;
  readonly clock: Clock;
  readonly sleep: Sleep;
  readonly random: Random;
  readonly log: Log;
}

/** Wakes that come together are one, in milliseconds. */
const GATHER_MS = 20;
/** With lanes: items held for each under way, items held of one lane, and how long what finds its lane full is put off, in milliseconds. */
const HELD_PER_SLOT = 8;
const HELD_IN_LANE = 4;
const FULL_LANE_MS = 1_000;
/** Work in hand may end by itself for the first span, then has the second to end by its signal, in milliseconds. */
const STOP_MS = [1_500, 400] as const;

/** Claims work and does it, again and again; survives whatever fails. */
export function createWorkLoop<Item>(options: WorkLoopOptions<Item>): Worker {
  const { name, claim, run, giveBack, owner, sideBySide, laneOf } = options;
  const { everyMs, deadlineMs, leaseMs, clock, sleep, random, log } = options;
  const stopping = new AbortController();
  const givingUp = new AbortController();
  let looking: Promise<void> | undefined;
  /** A claim that was lost must not end the next one of the same process. */
  let claims = 0;
  /** What was put off is due then. */
  let lookAgainAt: EpochMs = 0;
  let bell = Promise.withResolvers<void>();

  const outage = createOutage({ name, sleep, random, log });

  const wake = () => bell.resolve();

  const lanes = createWorkLanes<{ readonly item: Item; readonly claimedAt: EpochMs }>({
    run: ({ item, claimedAt }) => runOne(item, claimedAt),
    sideBySide,
    hold: laneOf ? sideBySide * HELD_PER_SLOT : sideBySide,
    holdInLane: HELD_IN_LANE,
    laneOf: ({ item }) => (laneOf ? laneOf(item) : item),
    onEnd: wake,
  });

  /** Never rejects, and ends with the lease whatever the work does. */
  async function runOne(item: Item, claimedAt: EpochMs): Promise<void> {
    const ended = new AbortController();
    const late = new AbortController();
    const lost = new AbortController();
    const signal = AbortSignal.any([late.signal, givingUp.signal]);
    const beginBy = claimedAt + leaseMs - deadlineMs;
    const timing = sleep(deadlineMs, ended.signal)
      .then(() => late.abort(new DOMException('The work took too long.', 'TimeoutError')))
      .then(() => sleep(leaseMs - deadlineMs, ended.signal))
      .then(() => lost.abort(new DOMException('The claim ran out before the work ended.', 'TimeoutError')));
    timing.catch(() => {});
    try {
      if (stopping.signal.aborted || clock() > beginBy) await orAborted(giveBack(item, clock()), lost.signal);
      else await orAborted(runUntilAborted(item, signal), lost.signal);
      outage.worked();
    } catch (error) {
      outage.failed(error);
    } finally {
      ended.abort();
    }
  }

  async function runUntilAborted(item: Item, signal: AbortSignal): Promise<void> {
    try {
      await run(item, signal);
    } catch (error) {
      if (!signal.aborted) throw error;
      await giveBack(item, clock());
    }
  }

  /** Whether there may be more at once. */
  async function claimOnce(): Promise<boolean> {
    const limit = lanes.room;
    if (limit <= 0) return false;
    const now = clock();
    claims += 1;
    const items = await claim({ owner: `${owner}/${name}-${claims}`, now, leaseMs, limit });
    for (const item of items) {
      if (lanes.add({ item, claimedAt: now })) continue;
      lookAgainAt = now + FULL_LANE_MS;
      await giveBack(item, lookAgainAt);
    }
    if (items.length === 0) outage.worked();
    return items.length >= limit && lanes.room > 0;
  }

  async function look(): Promise<void> {
    const { signal } = stopping;
    while (!signal.aborted) {
      bell = Promise.withResolvers();
      try {
        if (!(await claimOnce())) await rest(signal);
      } catch (error) {
        outage.failed(error);
      }
      await outage.pause(signal);
    }
  }

  /** Until somebody wakes it, or its time has come. Never rejects. */
  async function rest(signal: AbortSignal): Promise<void> {
    const now = clock();
    const ms = lookAgainAt > now ? Math.min(everyMs, lookAgainAt - now) : everyMs;
    const ended = new AbortController();
    const either = AbortSignal.any([signal, ended.signal]);
    await Promise.race([bell.promise, sleep(ms, either).catch(() => {})]);
    ended.abort();
    await sleep(GATHER_MS, signal).catch(() => {});
  }

  return {
    wake,
    start() {
      looking ??= look();
    },
    async stop() {
      stopping.abort();
      const idle = (async () => {
        await looking;
        await lanes.whenIdle();
      })();
      if (await endsWithin(idle, STOP_MS[0], sleep)) return;
      givingUp.abort(new DOMException('The bot stops.', 'AbortError'));
      if (!(await endsWithin(idle, STOP_MS[1], sleep)))
        log.warn({ work: name }, 'Some work did not end in time; it is taken up again.');
    },
  };
}
