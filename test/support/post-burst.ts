import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import type { Database } from '../../src/database.ts';
import type { EpochMs } from '../../src/time.ts';
import { CONNECTOR_FAULTS } from './connector-faults.ts';
import { type Excess, listExcess } from './count-excess.ts';
import { readShown, type ScriptedEstate, writeEstate } from './estate-script.ts';
import { startFakeConnector } from './fake-connector.ts';
import { createFastTime } from './fast-time.ts';
import { createSeededRandom } from './generate-customers.ts';
import { readCardText } from './read-card.ts';
import { startWatchProcess } from './start-watch-process.ts';
import type { WatchErrand } from './watch-and-post.ts';
import { listChannels, setWatches } from './watch-storm.ts';

export interface BurstOptions {
  readonly database: Database;
  readonly replicas: number;
  readonly conversations: number;
  readonly incidents: number;
  readonly seed: number;
  /** So many times one incident is updated, so many milliseconds apart, each another one. Default: all of them at once. */
  readonly steps?: { readonly count: number; readonly everyMs: number } | undefined;
  /** The last conversation answers 429 with `Retry-After: 30` all the time. */
  readonly isThrottled?: boolean;
  /** How late messages may arrive because the machine is busy, see `listExcess`. Default 0. */
  readonly lateMs?: number;
}

export interface BurstResult {
  /** Messages that Teams accepted, and how many a second of them from the first to the last. */
  readonly messages: number;
  readonly aSecond: number;
  /** Cards that were to be edited in conversations that are not throttled, and those that were, each once. */
  readonly wanted: number;
  readonly shown: number;
  readonly refused: number;
  /** Of all messages that arrived, refused ones too. */
  readonly excess: readonly Excess[];
  /** From the change at Microsoft to the message in Teams, in milliseconds. */
  readonly delays: readonly number[];
}

/** As Teams answers, in milliseconds. */
const ANSWER_MS = { least: 50, more: 100 };
const CUSTOMERS = 3;
/** Replicas have found each other, and what was sent before is out of every short window. */
const SETTLE_MS = 3_000;
const PREPARE_MS = 90_000;
const MOST_MS = 150_000;

/** Changes what many cards are to show, and looks how that arrives in Teams. The cards are there before. */
export async function runBurst(options: BurstOptions): Promise<BurstResult> {
  const { database, replicas, conversations, incidents, seed, isThrottled = false, lateMs } = options;
  const { steps = { count: 1, everyMs: 0 } } = options;
  const random = createSeededRandom(seed);
  const folder = await mkdtemp(join(tmpdir(), 'partner-health-burst-'));
  const answer = { isSlow: false };
  const connector = await startFakeConnector({
    answersAfterMs: () => (answer.isSlow ? ANSWER_MS.least + random() * ANSWER_MS.more : 0),
  });
  const estate = join(folder, 'estate.json');
  const errand: WatchErrand = {
    ...{ database, estate, speed: 1, since: 0, gatherMs: 500, isPaced: true },
  };
  const channels = listChannels(conversations, connector);
  const throttled = isThrottled ? channels.at(-1)?.id : undefined;
  let told = makeEstate(incidents);
  const processes = [startWatchProcess({ ...errand, isPaced: false })];
  try {
    await setWatches(database, channels, createFastTime(1, 0));
    writeEstate(estate, { ...told, isFinal: true });
    await processes[0]?.begin();
    await processes[0]?.finish(PREPARE_MS);
    writeEstate(estate, told);
    const replicasOf = Array.from({ length: replicas }, () => startWatchProcess(errand));
    processes.push(...replicasOf);
    await Promise.all(replicasOf.map((each) => each.begin()));
    await wait(SETTLE_MS);
    answer.isSlow = true;
    const before = connector.log.length;
    if (throttled) connector.fail({ ...CONNECTOR_FAULTS.throttled(30), conversationId: throttled });

    /** When each state was told, by incident and state. */
    const toldAt = new Map<string, EpochMs>();
    for (let step = 0; step < steps.count; step += 1) {
      const isMeant = (at: number) => steps.count === 1 || at === step % incidents;
      told = update(told, isMeant);
      const now = performance.timeOrigin + performance.now();
      for (const [at, { id, state }] of told.incidents.entries())
        if (isMeant(at)) toldAt.set(`${id} ${state}`, now);
      writeEstate(estate, told);
      if (step + 1 < steps.count) await wait(steps.everyMs);
    }
    const wanted = toldAt.size * (conversations - (throttled ? 1 : 0));
    const list = () => connector.log.slice(before).map((entry) => ({ ...entry, place: placeOfId(entry) }));
    const deadline = performance.now() + MOST_MS;
    while (performance.now() < deadline && countAccepted(list()) < wanted) await wait(250);
    // Whoever sends something twice has the time to.
    await wait(500);

    const arrivals = list();
    const accepted = arrivals.filter(({ isKept }) => isKept);
    const shown = accepted.map(({ at, place, card }) => {
      const { id, state } = readShown(readCardText(card));
      return { place, key: `${id} ${state}`, delay: at - (toldAt.get(`${id} ${state}`) ?? Number.NaN) };
    });
    const instants = accepted.map(({ at }) => at);
    return {
      messages: accepted.length,
      aSecond: ((accepted.length - 1) * 1_000) / (Math.max(...instants) - Math.min(...instants)),
      wanted,
      shown: new Set(shown.map(({ place, key }) => `${place} ${key}`)).size,
      refused: arrivals.length - accepted.length,
      excess: listExcess(arrivals, lateMs),
      delays: shown.map(({ delay }) => delay),
    };
  } finally {
    await Promise.all(processes.map((each) => each.kill()));
    await connector.stop();
    await rm(folder, { recursive: true, force: true });
  }
}

const countAccepted = (entries: readonly { readonly isKept: boolean }[]) =>
  entries.filter(({ isKept }) => isKept).length;

const placeOfId = ({ conversationId }: { readonly conversationId: string }) =>
  conversationId.split(';')[0] ?? '';

function makeEstate(incidents: number): ScriptedEstate {
  const now = Date.now();
  return {
    ...{ isFinal: false, customers: CUSTOMERS },
    incidents: Array.from({ length: incidents }, (_, at) => ({
      ...{ id: `EX${910_000 + at}`, state: 1, status: 'serviceDegradation', kind: 'incident' },
      ...{ startedAt: now, updatedAt: now, customers: [at % CUSTOMERS] },
    })),
  };
}

function update(estate: ScriptedEstate, isMeant: (at: number) => boolean): ScriptedEstate {
  const updatedAt = Date.now();
  return {
    ...estate,
    incidents: estate.incidents.map((incident, at) =>
      isMeant(at) ? { ...incident, state: incident.state + 1, updatedAt } : incident,
    ),
  };
}
