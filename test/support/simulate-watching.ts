import type { DeliveryKind } from '../../src/delivery/observation.ts';
import { startStore } from '../../src/store/open-store.ts';
import { openSqlite } from '../../src/store/sqlite.ts';
import { DEFAULT_TIMINGS, type WatchTimings } from '../../src/watch/timings.ts';
import { createSeededRandom } from './generate-customers.ts';
import { isMeant, judgeTransitions, listDisagreements, type OutcomeWorld } from './judge-outcome.ts';
import { createWatchJudge, judgeMessages } from './judge-watching.ts';
import { createSimulatedMicrosoft } from './simulated-microsoft.ts';
import { type ReplicaWorld, type SimulatedReplica, startReplica, type Weather } from './simulated-replica.ts';
import { createSimulatedTeams } from './simulated-teams.ts';
import { createSimulatedTime } from './simulated-time.ts';
import { createDrawingBook } from './simulated-watch-cards.ts';
import { START, storeOptions } from './test-store.ts';
import { inventStory } from './watch-story.ts';

/** What came of one interleaving. Empty `violations`: all was as it is to be. */
export interface SimulationResult {
  readonly seed: number;
  readonly violations: readonly string[];
  /** How often what happened. */
  readonly counts: Readonly<Record<string, number>>;
  /** What was done and what Teams took, a line each: the same seed, the same lines. */
  readonly log: readonly string[];
}

/** As in life, with all waits shorter than Teams' and the leases' own: what matters is their order. */
const TIMINGS: WatchTimings = {
  ...DEFAULT_TIMINGS,
  ...{ gatherMs: 5_000, spreadMs: [6_000, 12_000, 20_000], leaveMs: 20_000, awayMs: 40_000, heldMs: 120_000 },
  ...{ reopenAfterMs: 20_000, quietMs: 30_000, flapMs: 90_000 },
};
const POLL_MS = 8_000;
/** How long everything may take to calm down, and how often that is looked at. */
const CALM_MS = 15 * 60_000;
const LOOK_MS = 15_000;
/** How long it is then watched whether it stays so. */
const STAYS_MS = 60_000;

/** Plays one random story against the real watcher, store and delivery of some replicas, and judges every message and the end. */
export async function simulateWatching(seed: number): Promise<SimulationResult> {
  const random = createSeededRandom(seed);
  const time = createSimulatedTime(START);
  const { clock } = time;
  const engine = openSqlite({ path: ':memory:', isDefault: false, sleep: time.sleep });
  const store = await startStore(engine, storeOptions({ clock }));
  const counts: Record<string, number> = {};
  const count = (what: string, by = 1) => {
    counts[what] = (counts[what] ?? 0) + by;
  };
  const log: string[] = [];
  const note = (line: string) => void log.push(`${((clock() - START) / 1_000).toFixed(3)} ${line}`);
  const drawings = createDrawingBook();
  const judge = createWatchJudge(drawings, clock, START);
  const microsoft = createSimulatedMicrosoft(clock);
  const teams = createSimulatedTeams({
    ...{ time, random },
    onAccepted(accepted) {
      const { what, entry, message } = accepted;
      note(`${entry.by} ${what} ${entry.id} in ${entry.place}: ${message.summary}`);
      count(drawings.find(message).kind === 'reply' ? 'replies' : what === 'post' ? 'posts' : 'edits');
      judge.accept(accepted);
    },
    onRefused: (place, message) => judge.refuse(place, drawings.find(message)),
    onGone(entry, message) {
      // A card that nobody wants any more is given up then, and may be posted anew when it is wanted again.
      const drawing = drawings.find(message);
      if (drawing.kind === 'card' && !drawing.face.isWatched) entry.isToldGone = true;
    },
  });
  const weather: Weather = {
    ...{ storeFails: 0, storeIsSlow: 0, leasesLie: 0, readingFails: 0, readingIsOld: 0 },
    idleTimes: 1,
  };
  const replicas: SimulatedReplica[] = [];
  const story = inventStory({
    random,
    time,
    microsoft,
    teams,
    judge,
    store,
    weather,
    replicas,
    note,
    count,
    start,
  });
  const world: ReplicaWorld = {
    ...{ time, random, microsoft, teams, store, drawings, weather, timings: TIMINGS, pollMs: POLL_MS },
    tenantIds: story.tenantIds,
    onRecorded: (messageId) => judge.recorded.add(messageId),
    observe: ({ kind }: { readonly kind: DeliveryKind }) => count(`delivery ${kind}`),
  };
  function start(): void {
    const replica = startReplica(`replica-${replicas.length + 1}`, world);
    note(`${replica.name} starts`);
    replicas.push(replica);
  }

  try {
    for (const { at, act } of story.events) {
      await time.pass(Math.max(0, at - clock()));
      await act();
    }
    const newsAt = await story.calm();
    const outcome = (): OutcomeWorld => ({
      ...{
        engine,
        store,
        microsoft,
        teams,
        judge,
        replicas,
        newsAt,
        now: clock(),
        conversations: story.conversations,
      },
    });
    const calmBy = clock() + CALM_MS;
    let wrong = await listDisagreements(outcome());
    while (wrong.length > 0 && clock() < calmBy) {
      await time.pass(LOOK_MS);
      wrong = await listDisagreements(outcome());
    }
    count('seconds to calm', Math.round((clock() - story.endsAt) / 1_000));
    if (wrong.length === 0) {
      await time.pass(STAYS_MS);
      wrong = await listDisagreements(outcome());
    }
    for (const one of wrong) judge.blame(one);
    await judgeTransitions(outcome());
    const selects = (rule: Parameters<typeof isMeant>[0], id: string) => {
      const steps = microsoft.history(id);
      const kinds = steps.map(({ incident }) => incident.kind);
      const hits = steps.flatMap((step) => [...step.hits]);
      return isMeant(rule, kinds, steps[0]?.incident.service ?? '', hits);
    };
    const { cardsTwice, toldTwice, tooMany } = judgeMessages(judge, teams, replicas, selects);
    count('cards twice', cardsTwice);
    count('told twice', toldTwice);
    count('too many while the store failed', tooMany);
    for (const [what, times] of teams.faults) count(`teams ${what}`, times);
    count('virtual seconds', Math.round((clock() - START) / 1_000));
  } finally {
    for (const replica of replicas) replica.crash();
    await time.pass(0);
    await store.close();
  }
  return { seed, violations: judge.violations, counts, log };
}
