import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import type { Database } from '../../src/database.ts';
import type { Conversation } from '../../src/delivery/conversation.ts';
import { SANDBOX_ACCOUNTS } from '../../src/sandbox/accounts.ts';
import { openStore } from '../../src/store/open-store.ts';
import type { EpochMs } from '../../src/time.ts';
import { type ScriptedEstate, writeEstate } from './estate-script.ts';
import { makeStory, type StoryTurn, takeTurn } from './estate-story.ts';
import { type FakeConnector, startFakeConnector } from './fake-connector.ts';
import { createFastTime } from './fast-time.ts';
import { createSeededRandom } from './generate-customers.ts';
import { inspectStorm, type StormFindings } from './inspect-storm.ts';
import { createKeptLog } from './kept-log.ts';
import { makeConversation } from './request-cards.ts';
import { PEOPLE } from './requests.ts';
import { startWatchProcess } from './start-watch-process.ts';
import type { WatchErrand } from './watch-and-post.ts';
import { ALL } from './watch-subjects.ts';

export interface WatchStormOptions {
  readonly database: Database;
  readonly kills: number;
  readonly incidents: number;
  readonly conversations: number;
  readonly seed: number;
  /** A kill comes at a random moment within so many real milliseconds after a start. */
  readonly killWithinMs: number;
  /** No incident ends twice: what flaps is told late, and the storm takes as much longer. */
  readonly endsOnce?: boolean;
}

export type WatchStormResult = StormFindings & { readonly kills: number; readonly seconds: number };

/**
 * Leases must run out between one kill and the next: 20 seconds for who watches, 45 for a conversation. So time passes much faster than it
 * does, and a process lives for some 15 seconds of it.
 */
const SPEED = 30;
const GATHER_MS = 5_000;
const CUSTOMERS = 40;
const READER = { language: 'en', timeZone: 'Europe/Paris' } as const;
/** What the connector takes for an answer, in real milliseconds: a process may die meanwhile. */
const ANSWER_MS = { least: 10, more: 30 };
/** The last process has so long for everything that is left, in real milliseconds: what flaps is told after 10 of its minutes. */
const FINISH_MS = 90_000;

/** Kills a process that watches and posts, again and again, while incidents come and go, and then lets it finish. */
export async function runWatchStorm(options: WatchStormOptions): Promise<WatchStormResult> {
  const { database, kills, seed, killWithinMs } = options;
  const random = createSeededRandom(seed);
  const startedAt = performance.now();
  const since = Date.now();
  const time = createFastTime(SPEED, since);
  const folder = await mkdtemp(join(tmpdir(), 'partner-health-storm-'));
  const connector = await startFakeConnector({
    answersAfterMs: () => ANSWER_MS.least + Math.random() * ANSWER_MS.more,
  });
  const path = join(folder, 'estate.json');
  const errand: WatchErrand = {
    ...{ database, estate: path, speed: SPEED, since, gatherMs: GATHER_MS, isPaced: true },
  };
  const channels = listChannels(options.conversations, connector);
  const killed: EpochMs[] = [];
  let estate: ScriptedEstate = { isFinal: false, customers: CUSTOMERS, incidents: [] };
  const tell = (turns: readonly StoryTurn[]) => {
    for (const turn of turns) estate = takeTurn(estate, turn, time.clock(), random);
    writeEstate(path, estate);
  };
  tell([]);
  await setWatches(database, channels, time);
  const story = [...makeStory(options.incidents, random, options.endsOnce ?? false)];
  let next = startWatchProcess(errand);
  try {
    for (let kill = 0; kill < kills; kill += 1) {
      const current = next;
      await current.begin();
      // The next one loads while this one works.
      next = startWatchProcess(errand);
      const lifeMs = random() * killWithinMs;
      const bornAt = performance.now();
      while (performance.now() - bornAt < lifeMs) {
        const share = (kill + (performance.now() - bornAt) / killWithinMs) / kills;
        const due = story.findIndex(({ at }) => at > share);
        const turns = story.splice(0, due < 0 ? story.length : due);
        if (turns.length > 0) tell(turns);
        await wait(Math.min(20, Math.max(0, bornAt + lifeMs - performance.now())));
      }
      killed.push(performance.timeOrigin + performance.now());
      await current.kill();
    }
    estate = { ...estate, isFinal: true };
    tell(story);
    await next.begin();
    await next.finish(FINISH_MS);
    const found = await inspectStorm({ database, channels, connector, estate, killed, time });
    return { ...found, kills, seconds: (performance.now() - startedAt) / 1_000 };
  } finally {
    await next.kill();
    await connector.stop();
    await rm(folder, { recursive: true, force: true });
  }
}

export function listChannels(
  count: number,
  { serviceUrl }: Pick<FakeConnector, 'serviceUrl'>,
): Conversation[] {
  return Array.from({ length: count }, (_, at) =>
    makeConversation({ id: `19:storm-${at}@thread.tacv2`, name: `Storm ${at}`, serviceUrl }),
  );
}

/** In each of the conversations everything is watched. */
export async function setWatches(
  database: Database,
  channels: readonly Conversation[],
  time: ReturnType<typeof createFastTime>,
): Promise<void> {
  const store = await openStore({ ...time, database, accounts: SANDBOX_ACCOUNTS, log: createKeptLog() });
  try {
    const set = { reader: READER, by: PEOPLE.adele, at: time.clock() };
    for (const channel of channels) await store.watch.add(channel, ALL, set);
  } finally {
    await store.close();
  }
}
