import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { createEstate, type KeptEstate } from '../src/health/estate/estate.ts';
import { createMetrics } from '../src/metrics.ts';
import type { Store } from '../src/store/open-store.ts';
import { createWatching, type Watching } from '../src/watching.ts';
import { createFakeMessenger, type FakeMessenger } from './support/fake-messenger.ts';
import { createFastTime } from './support/fast-time.ts';
import { createKeptLog } from './support/kept-log.ts';
import { makeCards } from './support/make-cards.ts';
import { PEOPLE } from './support/requests.ts';
import {
  CONTOSO,
  createSqliteDatabase,
  FABRIKAM,
  MINUTE,
  makeKeptIncident,
  START,
  type TestDatabase,
} from './support/test-store.ts';
import { ALL, makeChannel } from './support/watch-subjects.ts';

// A channel that watches some of the customers that an incident hits; time passes 300 times as fast.

let database: TestDatabase;
let store: Store;
let estate: KeptEstate;
let messenger: FakeMessenger;
let time: ReturnType<typeof createFastTime>;
let open: () => Watching;
let watching: Watching;
beforeEach(async () => {
  time = createFastTime(300, START);
  const { clock } = time;
  database = await createSqliteDatabase();
  store = await database.open({ clock });
  const customers = [CONTOSO, FABRIKAM].map((ref, at) => ({ ...ref, name: `C${at}`, domain: `c${at}.com` }));
  const directory = {
    customers,
    states: [{ cloud: 'global', loadedAt: 1, error: undefined }],
    get: ({ tenantId }: { readonly tenantId: string }) => customers.find((one) => one.tenantId === tenantId),
    whenLoaded: async () => {},
  } as const;
  estate = createEstate({ directory, clock });
  messenger = createFakeMessenger();
  let owners = 0;
  open = () =>
    createWatching({
      ...{ ...time, random: () => 0.5, log: createKeptLog(), store, estate, directory },
      ...{ messenger, answering: messenger, cards: makeCards({ clock }), owner: `owner-${++owners}` },
      metrics: createMetrics({
        ...{ clock, countCustomers: () => 2, readCoverage: () => estate.coverage },
        ...{ countWaiting: () => store.requests.count(), countWatches: () => store.watch.count() },
        countReplicas: () => 1,
      }),
      ...{ countReplicas: () => 1, onSet: () => {}, pollMs: 10_000, gatherMs: 0 },
    });
  watching = open();
  const set = { reader: { language: 'en', timeZone: 'UTC' } as const, by: PEOPLE.adele, at: clock() };
  await store.watch.add(makeChannel(), { ...ALL, customers: [CONTOSO] }, set);
  read(true, true);
  watching.start();
  await vi.waitFor(() => expect(messenger.done).toHaveLength(1), 5_000);
});
afterEach(async () => {
  await watching.stop();
  await database.close();
});

/** Whether Contoso and Fabrikam have it. */
function read(...has: boolean[]): void {
  const triedAt = time.clock();
  for (const [at, customer] of [CONTOSO, FABRIKAM].entries()) {
    const incidents = has[at] ? [makeKeptIncident()] : [];
    estate.note({ customer, triedAt, incidents, azureIncidents: [], changes: undefined, unread: [] });
  }
}

const replies = () =>
  messenger.done.flatMap(({ what, conversation, message }) =>
    what === 'post' && conversation.thread !== undefined ? [message.summary.split(' · ')[0]] : [],
  );
const GONE = 'Exchange Online: no longer reported for the customers watched here';
const BACK = 'Exchange Online: reported again for customers watched here';
const hasReplies = (...texts: string[]) =>
  vi.waitFor(() => expect(replies()).toEqual(texts), { timeout: 5_000, interval: 20 });

it('a thread hears once that its own customers are spared while others are not, and that they have it again', async () => {
  read(false, true);
  await hasReplies(GONE);
  await time.sleep(15 * MINUTE);
  expect(replies()).toEqual([GONE]);
  read(true, true);
  await hasReplies(GONE, BACK);
  expect((await store.watch.count()).behind).toBe(0);
});

it('what could not be told is told by whoever goes on', async () => {
  messenger.before = ({ what }) => {
    if (what === 'post') throw new Error('broken');
  };
  read(false, true);
  await vi.waitFor(() => expect(messenger.asked.at(-1)?.what).toBe('post'), 5_000);
  await watching.stop();
  messenger.before = () => {};
  watching = open();
  watching.start();
  await hasReplies(GONE);
});
