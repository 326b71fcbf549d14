import { randomUUID } from 'node:crypto';
import { setImmediate } from 'node:timers/promises';
import type { ChatContext } from '../../src/chat/context.ts';
import { createDrawShared } from '../../src/chat/watch/draw-shared.ts';
import type { Customer } from '../../src/customers/customer.ts';
import { createCustomerDirectory } from '../../src/customers/directory.ts';
import { createLatestAnswers } from '../../src/delivery/latest-answers.ts';
import { createEstate, type KeptEstate } from '../../src/health/estate/estate.ts';
import { createIncidentFinder } from '../../src/health/estate/find-incident.ts';
import { createRequestDesk } from '../../src/requests/desk.ts';
import type { Store } from '../../src/store/open-store.ts';
import { SILENT_TURN } from './chat-context.ts';
import { createKeptLog } from './kept-log.ts';
import { makeCards } from './make-cards.ts';
import { createSqliteDatabase, START } from './test-store.ts';

/** Everything that the chat works with, for people who see different customers. */
export interface LimitedWorld {
  readonly context: Omit<ChatContext, 'access'>;
  readonly store: Store;
  readonly estate: KeptEstate;
  close(): Promise<void>;
}

/** What is told of a customer is told by its name. */
export async function openLimitedWorld(customers: readonly Customer[]): Promise<LimitedWorld> {
  const database = await createSqliteDatabase();
  const store = await database.open();
  const clock = () => START;
  const log = createKeptLog();
  const directory = createCustomerDirectory({
    sources: (['global', 'china'] as const).map((cloud) => ({
      ...{ cloud, listCustomers: async () => customers.filter((one) => one.cloud === cloud) },
    })),
    ...{ clock, sleep: (_ms, signal) => waitFor(signal) },
  });
  directory.start();
  await directory.whenLoaded(AbortSignal.timeout(5_000));
  const estate = createEstate({ directory, clock });
  const cards = makeCards({ clock });
  const incidents = createIncidentFinder({
    ...{ estate, directory, archive: store.archive, clock, log },
    source: { findIncident: async () => undefined },
  });
  const name = (ref: Pick<Customer, 'cloud' | 'tenantId'>) => directory.get(ref)?.name ?? '';
  const request = (ref: Pick<Customer, 'cloud' | 'tenantId'>) => ({
    ...({ id: 'p-1', title: name(ref), description: '', severity: 'minimal', status: 'open' } as const),
    ...{ createdAt: undefined, modifiedAt: undefined, notes: [] },
  });
  const context: LimitedWorld['context'] = {
    turn: SILENT_TURN,
    audit: store.audit,
    consents: { list: async () => [] },
    ...{ directory, estate, incidents, cards, clock, log, latestAnswers: createLatestAnswers() },
    reports: {
      read: async (customer) => ({
        ...{ customer, verdict: { answer: 'noKnownIssue', reason: 'clear', affected: 0, total: 1 } },
        ...{ services: [], changes: [], unread: [], readAt: START },
      }),
    },
    histories: {
      read: async (customer, period) => ({
        ...{ customer, period, service: undefined, incidents: [], services: [], unit: 'week', weeks: [] },
        ...{ unread: [], readAt: START, keptSince: undefined, isMemoryRead: true },
      }),
    },
    serviceLinks: {
      load: async () => {},
      list: (customer) => [{ service: name(customer), url: `https://${customer.tenantId}.example` }],
    },
    requests: {
      desk: createRequestDesk({ store: store.requests, clock, randomUUID, wake: () => {} }),
      azureSupport: {
        listSubscriptions: async (customer) => [{ id: 's', name: name(customer) }],
        listServices: async (customer) => [{ id: 'v', name: name(customer), resourceTypes: [] }],
        listProblems: async (customer) => [{ id: 'p', name: name(customer) }],
      },
      partnerCenter: {
        canRead: () => true,
        list: async (customer) => [request(customer)],
        get: async (customer) => request(customer),
      },
      annotate: async (customer) => request(customer),
      prefill: () => ({ title: '', description: '', startedAt: undefined, severity: 'C' }),
      digest: (texts) => texts.join(),
      contact: { email: '', phone: '', country: '' },
    },
    watch: {
      store: store.watch,
      wake: () => {},
      isReading: true,
      readStatus: async () => {
        const { total, read, oldestReadAt } = estate.coverage;
        return {
          ...{ startedAt: START, replicas: 1, calls: [], isPostingBehind: false, delays: undefined },
          reading: { total, read, failed: 0, oldestReadAt, pollMs: 300_000, isBehind: false },
          counts: await store.watch.count(),
          parked: { latest: [], count: 0 },
        };
      },
      postBeside: async (conversation) => ({ conversation, messageId: 'beside' }),
      drawShared: createDrawShared({ store: store.watch.cards, directory, cards, sightOf: undefined }),
      sightOf: undefined,
      onSet: () => {},
    },
    showLater: async () => {},
    random: () => 0,
    observe: () => {},
  };
  return {
    ...{ context, store, estate },
    async close() {
      await directory.stop();
      await setImmediate();
      await database.close();
    },
  };
}

function waitFor(signal: AbortSignal | undefined): Promise<void> {
  return new Promise((_resolve, reject) => signal?.addEventListener('abort', () => reject(signal.reason)));
}
