import { setTimeout as wait } from 'node:timers/promises';
import { describe, expect, it, vi } from 'vitest';
import { createAllCustomers } from '../src/all-customers.ts';
import type { CustomerState, StateBook } from '../src/health/archive.ts';
import type { Incident } from '../src/health/incident.ts';
import { named, reading } from './health/estate/open-estate.ts';
import { makeState } from './support/customer-states.ts';
import { makeSource } from './support/health-sources.ts';
import { makeIncident } from './support/incidents.ts';
import { createKeptLog } from './support/kept-log.ts';

const CONTOSO = named('Contoso');
const HANG = () => new Promise<never>(() => {});

/** All customers of a directory of one, over a store in which a test replaces what it wants. */
function open({
  record = async () => {},
  forget = async () => 0,
  save = async () => {},
  load = async () => ({ states: [], incidents: [], changes: [] }),
  loadSince = async () => {
    throw new Error('Nobody else is there.');
  },
  replicas = 1,
}: {
  record?: (customer: unknown, incidents: readonly Incident[]) => Promise<void>;
  forget?: (before: number, signal?: AbortSignal) => Promise<number>;
  save?: (states: readonly CustomerState[]) => Promise<void>;
  load?: StateBook['load'];
  loadSince?: StateBook['loadSince'];
  replicas?: number;
} = {}) {
  const log = createKeptLog();
  const ended = makeIncident({ isResolved: true, status: 'serviceRestored' });
  const all = createAllCustomers({
    directory: {
      customers: [CONTOSO],
      states: [{ cloud: 'global', loadedAt: 0, error: undefined }],
    },
    microsoft: {
      serviceCommunications: makeSource({ findIncident: async () => ended }),
      azureHealth: { readEvents: HANG },
      delegatedAdmin: { listRelationships: async () => [], listServiceLinks: async () => [] },
    },
    store: {
      archive: {
        ...{ record, forget },
        listIncidents: async () => [],
        findFirstSeen: async () => undefined,
        findIncidents: async () => [],
        listCustomersOf: async () => [],
        listIds: async () => [],
      },
      states: { save, load, loadSince },
      leases: {
        hold: async () => [],
        release: async () => {},
        listOwners: async () => Array.from({ length: replicas }, (_, at) => `replica-${at}`),
      },
      watch: { hurries: { add: async () => {}, listSince: async () => [] } },
    },
    owner: 'this',
    isAlone: replicas === 1,
    // Replicas know of one another only where they read; here the others hold all customers.
    pollMs: replicas === 1 ? 0 : 86_400_000,
    metrics: { countLoss: () => {}, countFailedSave: () => {} },
    clock: Date.now,
    sleep: (ms, signal) => wait(ms, undefined, signal ? { signal } : {}),
    random: Math.random,
    log,
  });
  return { all, lines: log.lines };
}

describe('all customers, of whom nothing is read unasked', () => {
  it('are saved all the same, and how their incidents ended is read and kept', async () => {
    const saved: CustomerState[] = [];
    const kept: Incident[] = [];
    const { all } = open({
      save: async (states) => void saved.push(...states),
      record: async (_customer, incidents) => void kept.push(...incidents),
    });
    all.start();
    const now = Date.now();
    all.estate.note(reading(CONTOSO, { triedAt: now, incidents: [makeIncident()] }));
    all.estate.note(reading(CONTOSO, { triedAt: now + 1 }));
    await vi.waitFor(() => expect(kept).toMatchObject([{ id: 'EX226574', isResolved: true }]), 4_000);
    await all.stop();
    expect(saved.at(-1)).toMatchObject({ customer: { tenantId: 'contoso' }, incidentIds: [] });
  });
});

describe('all customers of several replicas', () => {
  it('are known though this one does not read them, since the instant when what was known was loaded', async () => {
    const now = Date.now();
    const state = {
      ...makeState({ customer: CONTOSO, triedAt: now, incidentIds: ['EX226574'] }),
      savedAt: now,
    };
    const kept = { cloud: 'global', incident: makeIncident(), firstSeenAt: now, lastSeenAt: now } as const;
    const asked: number[] = [];
    const { all } = open({
      replicas: 2,
      async loadSince({ since }) {
        asked.push(since);
        return { states: [state], incidents: [kept], changes: [], next: { since: now }, isMore: false };
      },
    });
    all.start();
    await vi.waitFor(() => expect(all.estate.listOpenIds()).toEqual(['EX226574']), 4_000);
    await all.stop();
    expect(asked[0]).toBeGreaterThanOrEqual(now);
  });

  it('are learnt from the beginning where what was known could not be loaded', async () => {
    const asked: number[] = [];
    const { all } = open({
      replicas: 2,
      async load() {
        throw new Error('The database is down.');
      },
      async loadSince({ since }) {
        asked.push(since);
        return { states: [], incidents: [], changes: [], next: { since: 1 }, isMore: false };
      },
    });
    all.start();
    await vi.waitFor(() => expect(asked).toEqual([0]), 4_000);
    await all.stop();
  });
});

describe('stopping', () => {
  it('ends within three seconds though the database hangs, and tells what waits there to give up', async () => {
    let forgetting: AbortSignal | undefined;
    const { all, lines } = open({
      record: HANG,
      save: HANG,
      forget(_before, signal) {
        forgetting = signal;
        return HANG();
      },
    });
    all.start();
    all.estate.note(reading(CONTOSO));
    for (const id of ['EX1', 'EX2']) all.keeper.keep(CONTOSO, [makeIncident({ id })], 1);
    await vi.waitFor(() => expect(forgetting).toBeDefined());
    const startedAt = performance.now();
    await all.stop();
    expect(performance.now() - startedAt).toBeLessThan(3_100);
    expect(forgetting?.aborted).toBe(true);
    expect(lines.map(({ message }) => message)).toContain('Incidents could not be kept.');
  });

  it('does not wait for what was last known', async () => {
    const { all } = open({ load: HANG });
    all.start();
    const startedAt = performance.now();
    await all.stop();
    expect(performance.now() - startedAt).toBeLessThan(3_100);
  });
});
