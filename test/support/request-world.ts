import { setImmediate } from 'node:timers/promises';
import type { Conversation } from '../../src/delivery/conversation.ts';
import type { DrawRequests } from '../../src/requests/card-messages.ts';
import { describeChange } from '../../src/requests/describe-change.ts';
import { raise } from '../../src/requests/raise.ts';
import type { ServiceRequest } from '../../src/requests/request.ts';
import { createRequestWorkers, type RequestWorkersOptions } from '../../src/requests/start-workers.ts';
import { openStore, type Store } from '../../src/store/open-store.ts';
import { createVirtualTime, type VirtualTime } from '../health/estate/virtual-time.ts';
import { createFakeAzureSupport, type FakeAzureSupport } from './fake-azure-support.ts';
import { createFakeMessenger, type FakeMessenger } from './fake-messenger.ts';
import { createKeptLog } from './kept-log.ts';
import { AZURE_CONTENT, makeDraft, OPENED_AT, PEOPLE } from './requests.ts';
import { storeOptions } from './test-store.ts';

/** Everything that workers of requests touch: a real store, time that stands still, Azure and Teams in memory. */
export interface RequestWorld {
  readonly time: VirtualTime;
  readonly store: Store;
  readonly azure: FakeAzureSupport;
  readonly messenger: FakeMessenger;
  readonly log: ReturnType<typeof createKeptLog>;
  /** A request that was sent now, by Azure Support unless told. */
  raise(overrides?: Partial<ServiceRequest>): Promise<ServiceRequest>;
  find(form: string): Promise<ServiceRequest>;
  /** Workers of one process; stopped by `close`. */
  work(overrides?: Partial<RequestWorkersOptions>): ReturnType<typeof createRequestWorkers>;
  /** Lets time pass in small steps until it is so; fails after `ms` milliseconds. */
  passUntil(isSo: () => unknown, ms?: number): Promise<void>;
  /** In steps of `step` milliseconds, default 250, between which everything real may go on. */
  pass(ms: number, step?: number): Promise<void>;
  close(): Promise<void>;
}

/** Cards that only say what they show. */
export const PLAIN_DRAW: DrawRequests = {
  card: async (request, purpose) => ({
    card: { version: request.version },
    summary: `${purpose} ${request.state} ${request.version}`,
  }),
  told: (_request, changes) => ({
    card: {},
    summary: `told ${changes.map(({ change }) => change.kind).join(' ')}`,
  }),
};

export function makeConversation(overrides: Partial<Conversation> = {}): Conversation {
  return {
    id: 'a:personal',
    thread: undefined,
    kind: 'personal',
    serviceUrl: 'https://smba.trafficmanager.net/emea/',
    channel: 'msteams',
    bot: '28:bot',
    tenantId: undefined,
    name: '',
    ...overrides,
  };
}

export async function openRequestWorld(): Promise<RequestWorld> {
  const time = createVirtualTime(OPENED_AT);
  const log = createKeptLog();
  const azure = createFakeAzureSupport();
  const messenger = createFakeMessenger();
  const store = await openStore({
    ...storeOptions({ clock: time.clock, log, describeChange }),
    database: { kind: 'sqlite', path: ':memory:', isDefault: false },
  });
  const running: ReturnType<typeof createRequestWorkers>[] = [];
  let forms = 0;

  const pass = async (ms: number, step = 250) => {
    for (let left = ms; left > 0; left -= step) {
      await time.pass(Math.min(step, left));
      for (let round = 0; round < 6; round += 1) await setImmediate();
    }
  };

  async function find(form: string): Promise<ServiceRequest> {
    const request = await store.requests.find({ form });
    if (!request) throw new Error('There is no such request.');
    return request;
  }

  return {
    time,
    store,
    azure,
    messenger,
    log,
    find,
    pass,
    async raise(overrides = {}) {
      forms += 1;
      const now = time.clock();
      const form = `0c5bd1f4-7b2e-4a53-9d0e-${String(forms).padStart(12, '0')}`;
      await store.requests.open(
        makeDraft({ ...AZURE_CONTENT, form, openedAt: now, changedAt: now, ...overrides }),
      );
      const by = { kind: 'person', person: PEOPLE.adele } as const;
      const result = await store.requests.change({ form }, by, now, raise(PEOPLE.adele, now));
      if (result.kind !== 'changed') throw new Error(`The request is not raised: ${JSON.stringify(result)}`);
      return result.request;
    },
    work(overrides = {}) {
      const workers = createRequestWorkers({
        store: store.requests,
        azureSupport: azure,
        messenger,
        draw: PLAIN_DRAW,
        webhook: undefined,
        owner: `process-${running.length + 1}`,
        fetch: () => Promise.reject(new Error('Nobody is to be called.')),
        clock: time.clock,
        sleep: time.sleep,
        random: () => 0,
        log,
        ...overrides,
      });
      running.push(workers);
      workers.start();
      return workers;
    },
    async passUntil(isSo, ms = 60_000) {
      for (let passed = 0; passed < ms; passed += 250) {
        if (await isSo()) return;
        await pass(250);
      }
      if (!(await isSo())) throw new Error(`It did not come to pass within ${ms} ms.`);
    },
    async close() {
      const stopping = Promise.all(running.map((workers) => workers.stop()));
      await pass(3_000);
      await stopping;
      await store.close();
    },
  };
}
