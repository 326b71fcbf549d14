import { createCardDelivery } from '../../src/delivery/deliver-cards.ts';
import type { Messenger } from '../../src/delivery/messenger.ts';
import { DeliveryError } from '../../src/delivery/messenger.ts';
import type { DeliveryObservation } from '../../src/delivery/observation.ts';
import { createPacedMessenger } from '../../src/delivery/pace-messages.ts';
import type { SendWindows } from '../../src/delivery/ports.ts';
import { createEstate } from '../../src/health/estate/estate.ts';
import type { Store } from '../../src/store/open-store.ts';
import { StoreError } from '../../src/store/store-error.ts';
import type { Random, Sleep } from '../../src/time.ts';
import { createFollowSubjects } from '../../src/watch/follow-subjects.ts';
import type { LivingCard } from '../../src/watch/living-card.ts';
import type { WatchTimings } from '../../src/watch/timings.ts';
import { createWatcher } from '../../src/watch/watcher.ts';
import type { LeaseBook } from '../../src/work/leases.ts';
import { orAborted } from '../../src/work/or-aborted.ts';
import { joinWorkers } from '../../src/work/work-loop.ts';
import { createSeededRandom } from './generate-customers.ts';
import { createKeptLog } from './kept-log.ts';
import type { SimulatedMicrosoft } from './simulated-microsoft.ts';
import { readCustomers } from './simulated-readings.ts';
import type { SimulatedTeams } from './simulated-teams.ts';
import type { SimulatedTime } from './simulated-time.ts';
import { type DrawingBook, matchNames } from './simulated-watch-cards.ts';

/** What goes wrong at present. Shares are of calls, 0 to 1. */
export interface Weather {
  /** Calls of the store that fail, half of them after they have done their work. */
  storeFails: number;
  storeIsSlow: number;
  /** How often the store says that this replica is the one that watches, although it is not. */
  leasesLie: number;
  readingFails: number;
  /** Customers whose list is of a while ago. */
  readingIsOld: number;
  /** Whoever only looks whether there is something to do does so the more seldom. */
  idleTimes: number;
}

export interface ReplicaWorld {
  readonly time: SimulatedTime;
  readonly random: Random;
  readonly microsoft: SimulatedMicrosoft;
  readonly teams: SimulatedTeams;
  readonly store: Pick<Store, 'watch' | 'archive' | 'leases' | 'windows'>;
  readonly drawings: DrawingBook;
  readonly tenantIds: readonly string[];
  readonly timings: WatchTimings;
  /** From one reading of a customer to the next, in milliseconds. */
  readonly pollMs: number;
  readonly weather: Weather;
  readonly onRecorded: (messageId: string) => void;
  readonly observe: (observation: DeliveryObservation) => void;
}

/** One process of the deployment. */
export interface SimulatedReplica {
  readonly name: string;
  /** False too while it stops. */
  readonly isAlive: boolean;
  readonly startedAt: number;
  /** When it crashed; undefined: it has not. */
  readonly crashedAt: number | undefined;
  /** When calls of the store failed it, or were very slow. */
  readonly failedAt: readonly number[];
  /** When the store did not say in time whether a message may be sent. */
  readonly uncountedAt: readonly number[];
  wake(): void;
  /** Everything it was about ends for ever, half-way. */
  crash(): void;
  /** It crashes at its `calls`-th call of the store or of Teams from now, before or after that is done. */
  crashAt(calls: number): void;
  /** The same of messages alone. */
  crashAtMessage(messages: number): void;
  /** It does not crash by itself any more. */
  spare(): void;
  /** It ends in good order. */
  stop(): void;
}

const TICK_MS = 1_000;
const STOP_MS = 2_500;
const SLOW_MS = 5_000;
/** So late an answer of the windows is not waited for. */
const LATE_MS = 1_000;

export function startReplica(name: string, world: ReplicaWorld): SimulatedReplica {
  const { time, microsoft, teams, drawings, tenantIds, timings, weather } = world;
  const random = createSeededRandom(Math.floor(world.random() * 2 ** 31));
  const process = time.openProcess();
  const { clock } = time;
  const failedAt: number[] = [];
  const uncountedAt: number[] = [];
  const startedAt = clock();
  let crashedAt: number | undefined;
  let isAlive = true;
  let isStopping = false;
  const left = { calls: Number.POSITIVE_INFINITY, messages: Number.POSITIVE_INFINITY };

  function end(): void {
    isAlive = false;
    process.end();
  }
  function crash(): void {
    if (!isAlive) return;
    crashedAt = clock();
    end();
  }
  /** Never returns where the replica has crashed. */
  const stillAlive = () => (isAlive ? Promise.resolve() : new Promise<never>(() => {}));

  /** A call of something outside. */
  async function call<T>(work: () => Promise<T>, isMessage = false): Promise<T> {
    await stillAlive();
    left.calls -= 1;
    if (isMessage) left.messages -= 1;
    const isLast = left.calls <= 0 || left.messages <= 0;
    if (isLast && random() < 0.5) crash();
    await stillAlive();
    const result = await work();
    if (isLast) crash();
    await stillAlive();
    return result;
  }

  function callStore<T>(work: () => Promise<T>): Promise<T> {
    const fails = random() < weather.storeFails;
    const isLate = random() < 0.5;
    const slowMs = random() < weather.storeIsSlow ? 20 * 1_000 ** random() : 0;
    // So slow that a claim may be lost meanwhile.
    if (slowMs > SLOW_MS) failedAt.push(clock());
    const fail = () => {
      failedAt.push(clock());
      throw new StoreError('unreachable', 'The database does not answer.');
    };
    return call(async () => {
      if (slowMs > 0 && !isLate) await process.sleep(slowMs);
      await stillAlive();
      if (fails && !isLate) fail();
      const result = await time.atOnce(work);
      if (slowMs > 0 && isLate) await process.sleep(slowMs);
      if (fails && isLate) fail();
      return result;
    });
  }

  const sleep: Sleep = (ms, signal) => process.sleep(ms === TICK_MS ? ms * weather.idleTimes : ms, signal);
  const store = guard(world.store, callStore);
  const { queue: guarded } = store.watch;
  const queue: typeof guarded = {
    claimPlaces: (options) => guarded.claimPlaces(options),
    nextCard: (place, now) => guarded.nextCard(place, now),
    putOff: (place, card, until) => guarded.putOff(place, card, until),
    drop: (place, card) => guarded.drop(place, card),
    release: (place, options) => guarded.release(place, options),
    park: (place, reason, at) => guarded.park(place, reason, at),
    record: (place, card, progress) =>
      callStore(async () => {
        const isOurs = await world.store.watch.queue.record(place, card, progress);
        if (isOurs && progress.messageId !== undefined) world.onRecorded(progress.messageId);
        return isOurs;
      }),
  };
  const leases: LeaseBook = {
    async hold(names, options) {
      const held = await store.leases.hold(names, options);
      return random() < weather.leasesLie ? names : held;
    },
    release: (names, owner) => store.leases.release(names, owner),
    listOwners: (prefix, now) => store.leases.listOwners(prefix, now),
  };
  const windows: Pick<SendWindows, 'reserve'> = {
    async reserve(place, now) {
      const askedAt = clock();
      let isCounted = false;
      try {
        const reservation = await store.windows.reserve(place, now);
        isCounted = clock() - askedAt < LATE_MS;
        return reservation;
      } finally {
        if (!isCounted) uncountedAt.push(askedAt);
      }
    },
  };
  const connector: Messenger = {
    post: (conversation, message, signal) =>
      orGivenUp(
        call(async () => {
          const posted = await teams.send(name, conversation, undefined, message);
          const entry = teams.messages.get(posted.messageId);
          if (entry && isAlive && !signal.aborted) entry.isAnswered = true;
          return posted;
        }, true),
        signal,
      ),
    async update(conversation, messageId, message, signal) {
      await orGivenUp(
        call(() => teams.send(name, conversation, messageId, message), true),
        signal,
      );
    },
  };
  const log = createKeptLog();
  const own = { clock, sleep, random, log };
  const estate = createEstate({
    directory: {
      customers: tenantIds.map((tenantId) => ({ cloud: 'global', tenantId, name: tenantId, domain: '' })),
      states: [{ cloud: 'global', loadedAt: clock(), error: undefined }],
    },
    clock,
  });
  const delivery = createCardDelivery<LivingCard>({
    ...{ ...own, queue, owner: name, observe: world.observe, everyMs: TICK_MS },
    messenger: createPacedMessenger(connector, windows, own),
    draw: async (card) => drawings.draw(card, clock),
  });
  const watcher = createWatcher({
    ...{ ...own, store: store.watch, estate, leases, owner: name },
    follow: createFollowSubjects({
      ...{ store: store.watch, archive: store.archive, estate, hurries: { add: async () => {} } },
      ...{
        matchService: matchNames,
        sightOf: undefined,
        timings,
        isReading: true,
        clock,
        log,
        observe: () => {},
      },
    }),
    followEpisodes: async () => {},
    onWritten: () => delivery.wake(),
  });
  const workers = joinWorkers([watcher, delivery]);
  workers.start();
  readCustomers({
    ...{ time, random, microsoft, estate, archive: store.archive, tenantIds, pollMs: world.pollMs, weather },
    isAlive: () => isAlive,
  });

  return {
    name,
    startedAt,
    get isAlive() {
      return isAlive && !isStopping;
    },
    get crashedAt() {
      return crashedAt;
    },
    failedAt,
    uncountedAt,
    wake: () => delivery.wake(),
    crash,
    crashAt(calls) {
      left.calls = calls;
    },
    crashAtMessage(messages) {
      left.messages = messages;
    },
    spare() {
      left.calls = Number.POSITIVE_INFINITY;
      left.messages = Number.POSITIVE_INFINITY;
    },
    stop() {
      isStopping = true;
      workers.stop().catch(() => {});
      time.after(STOP_MS, crash);
    },
  };
}

/** Every method goes through `pass`, those of what it holds too. */
function guard<T extends object>(target: T, pass: <R>(work: () => Promise<R>) => Promise<R>): T {
  return new Proxy(target, {
    get(held, name) {
      const value: unknown = Reflect.get(held, name);
      if (typeof value === 'function')
        return (...parameters: unknown[]) => pass(async () => Reflect.apply(value, held, parameters));
      return typeof value === 'object' && value !== null ? guard(value, pass) : value;
    },
  });
}

async function orGivenUp<T>(work: Promise<T>, signal: AbortSignal): Promise<T> {
  try {
    return await orAborted(work, signal);
  } catch (error) {
    if (!signal.aborted) throw error;
    throw new DeliveryError('unavailable', 'Given up.', { mayHaveArrived: true });
  }
}
