import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { createEstate, type KeptEstate } from '../src/health/estate/estate.ts';
import { createMetrics } from '../src/metrics.ts';
import { createAccess } from '../src/staff/access.ts';
import type { Admission } from '../src/staff/admission.ts';
import { createScopes } from '../src/staff/scopes.ts';
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
  makeKeptIncident,
  START,
  type TestDatabase,
} from './support/test-store.ts';
import { ALL, makeChannel } from './support/watch-subjects.ts';

// Adele watches everything, in her own chat and in a channel, and saw Contoso when she did. Time passes 20 times as fast.

const GROUP = 'aaaaaaaa-0000-4000-8000-000000000001';
const CHAT = makeChannel('chat', { kind: 'personal', tenantId: 'ours' });
const CHANNEL = makeChannel('channel', { tenantId: 'ours' });
const scopes = createScopes(
  [{ group: GROUP, customers: [CONTOSO.tenantId] }],
  ({ tenantId }) => `${tenantId}.com`,
);
const admitted = (...groups: string[]): Admission => ({
  kind: 'admitted',
  access: createAccess(['helpdeskAgent'], scopes.sightOf(groups), ['global']),
});

let database: TestDatabase;
let store: Store;
let estate: KeptEstate;
let messenger: FakeMessenger;
let time: ReturnType<typeof createFastTime>;
let watching: Watching;
let admission: Admission;
const asked: unknown[] = [];

beforeEach(async () => {
  time = createFastTime(20, START);
  const { clock } = time;
  database = await createSqliteDatabase();
  store = await database.open({ clock });
  const customers = [CONTOSO, FABRIKAM].map((ref, at) => ({
    ...ref,
    name: `Customer ${at}`,
    domain: `c${at}.com`,
  }));
  const directory = {
    customers,
    states: [{ cloud: 'global', loadedAt: 1, error: undefined }],
    get: ({ tenantId }: { readonly tenantId: string }) => customers.find((one) => one.tenantId === tenantId),
    whenLoaded: async () => {},
  } as const;
  estate = createEstate({ directory, clock });
  messenger = createFakeMessenger();
  asked.length = 0;
  watching = createWatching({
    ...{ ...time, random: () => 0.5, log: createKeptLog(), store, estate, directory },
    ...{ messenger, answering: messenger, cards: makeCards({ clock }), owner: 'owner' },
    metrics: createMetrics({
      ...{ clock, countCustomers: () => 2, readCoverage: () => estate.coverage },
      ...{ countWaiting: () => store.requests.count(), countWatches: () => store.watch.count() },
      countReplicas: () => 1,
    }),
    ...{ countReplicas: () => 1, onSet: () => {}, pollMs: 10_000, gatherMs: 0 },
    sightOf: scopes.sightOf,
    async admit({ objectId }, tenantId) {
      asked.push([objectId, tenantId]);
      return admission;
    },
  });
  const set = { reader: { language: 'en', timeZone: 'UTC' } as const, by: PEOPLE.adele, at: clock() };
  for (const place of [CHAT, CHANNEL]) await store.watch.add(place, { ...ALL, groups: [GROUP] }, set);
});
afterEach(async () => {
  await watching.stop();
  await database.close();
});

function start(now: Admission): void {
  admission = now;
  for (const customer of [CONTOSO, FABRIKAM]) {
    const incidents = [makeKeptIncident()];
    estate.note({
      ...{ customer, triedAt: time.clock(), incidents, azureIncidents: [] },
      ...{ changes: undefined, unread: [] },
    });
  }
  watching.start();
}

const postedIn = ({ id }: { readonly id: string }) =>
  messenger.done.filter((one) => one.what === 'post' && one.conversation.id === id);
const text = ({ id }: { readonly id: string }) => JSON.stringify(postedIn({ id }));
const isPosted = (place: { readonly id: string }) =>
  vi.waitFor(() => expect(postedIn(place)).toHaveLength(1), { timeout: 8_000, interval: 20 });
const parkedOf = async ({ id }: { readonly id: string }) =>
  (await store.watch.listPlaces()).find(({ conversation }) => conversation.id === id)?.parked;

it('whoever has no role any more gets no customer data in their chat, and the list of watches says why', async () => {
  start({ kind: 'refused', reason: 'noRole' });
  await isPosted(CHANNEL);
  await vi.waitFor(async () => expect(await parkedOf(CHAT)).toMatchObject({ reason: 'noRole' }), 8_000);
  expect(postedIn(CHAT)).toEqual([]);
  // The channel is not one person's to lose.
  expect(text(CHANNEL)).toContain('Customer 0');
  expect(asked).toContainEqual([PEOPLE.adele.objectId?.toLowerCase(), 'ours']);
  // Whoever has a role again, and writes there, gets it.
  admission = admitted(GROUP);
  await store.watch.noteActivity(CHAT);
  watching.parts.wake();
  await isPosted(CHAT);
});

it('whoever left a group sees its customers no more, in their chat and in the channel', async () => {
  start(admitted());
  await isPosted(CHAT);
  await isPosted(CHANNEL);
  for (const place of [CHAT, CHANNEL]) {
    expect(text(place)).toContain('Customer 1');
    expect(text(place)).not.toContain('Customer 0');
  }
});

it('while roles cannot be read the chat waits, and the channel does not', async () => {
  start({ kind: 'unreadable', retryAt: undefined });
  await isPosted(CHANNEL);
  await time.sleep(10_000);
  expect(postedIn(CHAT)).toEqual([]);
  expect(await parkedOf(CHAT)).toBeUndefined();
  admission = admitted(GROUP);
  await isPosted(CHAT);
  expect(text(CHAT)).toContain('Customer 0');
});
