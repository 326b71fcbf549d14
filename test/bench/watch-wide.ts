import { setTimeout as wait } from 'node:timers/promises';
import { SANDBOX_ACCOUNTS } from '../../src/sandbox/accounts.ts';
import { STORY } from '../../src/sandbox/health/story-book.ts';
import { createSandbox } from '../../src/sandbox/sandbox.ts';
import { type FakeTeams, startFakeTeams } from '../support/fake-teams.ts';
import { createFastTime } from '../support/fast-time.ts';
import { createSeededRandom } from '../support/generate-customers.ts';
import { readCardText } from '../support/read-card.ts';
import { toEnvironment, waitUntilReady } from '../support/start-bot.ts';
import { percentile } from './measure.ts';
import { startProcess } from './processes.ts';

const SEED = 20_269;
/** Five minutes pass in one. Whatever the processor has to do takes five times as long. */
const SPEED = 5;
const GENERATED = 600;
const POLL_SECONDS = 300;
const GATHER_SECONDS = 30;
/** Customers that have the incident from the start; the others get it while it goes on, without a word of Microsoft's. */
const AT_FIRST = 400;
const LATER = [50, 50];
/** Incidents of one customer each. */
const SINGLES = 40;
const YEAR_MS = 365 * 86_400_000;
const FIRST_MINUTES_MS = 300_000;
const CHANNEL = { conversationType: 'channel', conversationId: '19:wide@thread.tacv2' } as const;

/** One incident over 500 customers, and changes at single ones, with the usual periods; all times are those of the bot. */
export async function benchWideIncident(): Promise<string[]> {
  const random = createSeededRandom(SEED);
  const since = Date.now();
  const { clock, sleep } = createFastTime(SPEED, since);
  /** While a story is told anew, so that what was told before keeps its very instant. */
  let held: number | undefined;
  const sandbox = createSandbox({
    ...{ clock: () => held ?? clock(), sleep, customers: GENERATED, seed: SEED },
    // Only what is told here happens: a new incident has every customer read.
    start: since + YEAR_MS,
  });
  const { url } = await sandbox.start();
  const bot = await startProcess('test/support/fast-bot.ts', {
    ...keepDefined(toEnvironment({ url, accounts: SANDBOX_ACCOUNTS })),
    ...{ POLL_SECONDS: String(POLL_SECONDS), GATHER_SECONDS: String(GATHER_SECONDS) },
    ...{ SPEED: String(SPEED), SINCE: String(since) },
  });
  const teams = await startFakeTeams(bot.url);
  const now = () => toFast(performance.timeOrigin + performance.now(), since);
  try {
    await waitUntilReady(bot.url);
    await sleep(90_000);
    await teams.write('watch all', CHANNEL);
    const tenants = [...sandbox.tenants.list('global')].filter(
      ({ isGenerated, services }) => isGenerated && services.includes('Exchange'),
    );
    const ids = tenants.map(({ tenantId }) => tenantId);
    function tell(number: number, hits: readonly string[], steps: readonly Step[]): void {
      const heldAt = clock();
      held = heldAt;
      sandbox.stories.tell(
        STORY.parse({
          ...{ prefix: 'EX', number, service: 'Exchange', title: `Trouble ${number}`, hits },
          startsAt: -1,
          steps: steps.map(({ at, ...step }) => ({ ...step, at: (at - heldAt) / 60_000 })),
        }),
      );
      held = undefined;
    }

    const singles = Array.from({ length: SINGLES }, (_, at) => ({
      number: 20_000 + at,
      hits: [ids[at * 7] ?? ''],
      begun: { at: clock(), status: 'serviceDegradation', text: 'Begun.' },
    }));
    for (const { number, hits, begun } of singles) tell(number, hits, [begun]);
    await until(() => singles.every(({ number }) => findShown(teams, number, 'Begun.') !== undefined));

    // Their customers were read before their turn, which happens once a minute at most.
    await sleep(90_000);
    const toldAt = now();
    const begun = { at: clock(), status: 'serviceDegradation', text: 'Begun.' };
    const wide = 30_000;
    tell(wide, ids.slice(0, AT_FIRST), [begun]);
    await sleep(60_000);
    let hit = AT_FIRST;
    const changes: { readonly number: number; readonly at: number }[] = [];
    for (const more of LATER) {
      hit += more;
      tell(wide, ids.slice(0, hit), [begun]);
      for (const single of singles.splice(0, SINGLES / LATER.length)) {
        await sleep(random() * 3_000);
        changes.push({ number: single.number, at: now() });
        tell(single.number, single.hits, [
          single.begun,
          { at: clock(), status: 'serviceDegradation', text: 'Changed.' },
        ]);
      }
    }
    const said = { at: clock(), status: 'serviceDegradation', text: 'Changed.' };
    tell(wide, ids.slice(0, hit), [begun, said]);
    await sleep(Math.max(0, toldAt + FIRST_MINUTES_MS + 2 * GATHER_SECONDS * 1_000 - clock()));
    await until(() => changes.every(({ number }) => findShown(teams, number, 'Changed.') !== undefined));

    const delays = changes.map(
      ({ number, at }) => (toFast(findShown(teams, number, 'Changed.') ?? Number.NaN, since) - at) / 1_000,
    );
    return describeWide(teams, wide, { toldAt, hit, since, delays });
  } finally {
    await teams.stop();
    await bot.stop();
    await sandbox.stop();
  }
}

interface Step {
  readonly at: number;
  readonly status: string;
  readonly text: string;
}

function describeWide(
  teams: FakeTeams,
  number: number,
  {
    toldAt,
    hit,
    since,
    delays,
  }: {
    readonly toldAt: number;
    readonly hit: number;
    readonly since: number;
    readonly delays: readonly number[];
  },
): string[] {
  const seconds = (ms: number) => `${(ms / 1_000).toFixed(0)} s`;
  const mine = listCards(teams, number).map(({ at, ...entry }) => ({ ...entry, at: toFast(at, since) }));
  const posts = mine.filter(({ call }) => call === 'create');
  const postedAt = posts[0]?.at ?? Number.NaN;
  const edits = mine.filter(({ call, at }) => call === 'update' && at - postedAt < FIRST_MINUTES_MS);
  const allAt = mine.find(({ summary }) => countHit(summary) >= AT_FIRST)?.at ?? Number.NaN;
  const bytes = Math.max(...mine.map(({ card }) => Buffer.byteLength(JSON.stringify(card))));
  return [
    `one incident at ${AT_FIRST} customers that reaches ${hit} (POLL_SECONDS ${POLL_SECONDS}, GATHER_SECONDS ${GATHER_SECONDS}; time passes ${SPEED} times as fast; seed ${SEED}):`,
    `  ${posts.length} card (target 1), ${edits.length} edits in its first 5 minutes (target 3${edits.length > 0 ? `; after ${edits.map(({ at }) => seconds(at - postedAt)).join(', ')}` : ''}), at most ${(bytes / 1_024).toFixed(1)} KB (target 25); the last one names ${countHit(mine.at(-1)?.summary)} customers`,
    `  posted ${seconds(postedAt - toldAt)} after Microsoft told it; all ${AT_FIRST} customers on the card after ${seconds(allAt - toldAt)} (target 60 s)`,
    `  ${delays.length} changes at one customer each on their cards after p50 ${percentile(delays, 0.5).toFixed(0)} s, at most ${Math.max(...delays).toFixed(0)} s (target ${POLL_SECONDS + 5} s)`,
  ];
}

const toFast = (at: number, since: number) => since + (at - since) * SPEED;

const listCards = (teams: FakeTeams, number: number) =>
  teams.log.filter(
    ({ call, isKept, card }) => call !== 'post' && isKept && readCardText(card).includes(`EX${number}`),
  );

/** When the words were on the card of an incident, in real time. */
function findShown(teams: FakeTeams, number: number, words: string): number | undefined {
  return listCards(teams, number).find(({ card }) => readCardText(card).includes(words))?.at;
}

function countHit(summary: string | undefined): number {
  return Number(/for ([\d,]+) customers/.exec(summary ?? '')?.[1]?.replaceAll(',', '') ?? 0);
}

const keepDefined = (env: Readonly<Record<string, string | undefined>>): Record<string, string> =>
  Object.fromEntries(
    Object.entries(env).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])),
  );

async function until(isSo: () => boolean): Promise<void> {
  const deadline = performance.now() + 150_000;
  while (!isSo()) {
    if (performance.now() > deadline) throw new Error('Not everything that was told is on a card.');
    await wait(100);
  }
}
