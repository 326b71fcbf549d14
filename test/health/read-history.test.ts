import { describe, expect, it } from 'vitest';
import type { Customer, CustomerRef } from '../../src/customers/customer.ts';
import { ReadError } from '../../src/errors.ts';
import type { KeptIncident, Period } from '../../src/health/archive.ts';
import type { AzureHealth } from '../../src/health/azure.ts';
import type { Incident } from '../../src/health/incident.ts';
import { createHistoryReader, type HistoryReaderOptions } from '../../src/health/read-history.ts';
import { createFakeTime } from '../support/fake-time.ts';
import { listing, makeAzureIncident, makeAzureReading, makeSource } from '../support/health-sources.ts';
import { makeIncident } from '../support/incidents.ts';
import { createKeptLog } from '../support/kept-log.ts';

const CONTOSO: Customer = { cloud: 'global', tenantId: 't-1', name: 'Contoso', domain: 'contoso.com' };
const DAY = 86_400_000;

function setUp(overrides: Partial<HistoryReaderOptions> = {}, readEvents?: AzureHealth['readEvents']) {
  const time = createFakeTime();
  const log = createKeptLog();
  const calls: string[] = [];
  const kept: string[] = [];
  const deadlines: { readonly ms: number; readonly end: AbortController }[] = [];
  const memory: KeptIncident[] = [];
  const reader = createHistoryReader({
    source: makeSource({
      listIncidents: async () => {
        calls.push('list');
        return listing([makeIncident()]);
      },
    }),
    azure: {
      readEvents: async (customer, since, signal) => {
        calls.push(`azure ${new Date(since).toISOString()}`);
        return (
          readEvents?.(customer, since, signal) ?? makeAzureReading({ incidents: [makeAzureIncident()] })
        );
      },
    },
    archive: {
      listIncidents: async () => {
        calls.push('archive');
        return memory;
      },
      findFirstSeen: async () => 7,
    },
    keep: (customer: CustomerRef, incidents: readonly Incident[]) =>
      kept.push(`${customer.tenantId}: ${incidents.map(({ id }) => id).join(' ')}`),
    clock: time.clock,
    log,
    createDeadline: (ms) => {
      const end = new AbortController();
      deadlines.push({ ms, end });
      return end.signal;
    },
    ...overrides,
  });
  const last = (days: number): Period => ({ since: time.clock() - days * DAY, until: time.clock() });
  return { reader, time, log, calls, kept, deadlines, memory, last };
}

const UTC = { timeZone: 'UTC' };

describe('a history reader', () => {
  it('reads Microsoft 365, Azure from the day the period begins, and our memory side by side', async () => {
    const { reader, calls, last, memory, time } = setUp();
    memory.push({
      cloud: 'global',
      incident: makeIncident({
        id: 'OLD',
        isResolved: true,
        startedAt: time.clock() - 20 * DAY,
        endedAt: time.clock() - 19 * DAY,
      }),
      firstSeenAt: 1,
      lastSeenAt: time.clock() - 18 * DAY,
    });
    const history = await reader.read(CONTOSO, last(30), UTC);
    expect(calls).toEqual(['list', 'azure 2026-10-22T00:00:00.000Z', 'archive']);
    expect(history.incidents.map(({ incident }) => incident.id)).toEqual(['EX226574', 'BC_1-FXZ', 'OLD']);
    expect(history).toMatchObject({ unread: [], readAt: time.clock(), keptSince: 7, isMemoryRead: true });
  });

  it('never asks Azure where the cloud has none, and never mentions it', async () => {
    const { reader, calls, last } = setUp();
    const history = await reader.read({ ...CONTOSO, cloud: 'china' }, last(30), UTC);
    expect(calls).toEqual(['list', 'archive']);
    expect(history.unread).toEqual([]);
  });

  it('asks nobody again for the next page or for one service of it', async () => {
    const { reader, calls, last, time } = setUp();
    const period = last(30);
    await Promise.all([reader.read(CONTOSO, period, UTC), reader.read(CONTOSO, period, UTC)]);
    const { incidents } = await reader.read(CONTOSO, period, {
      ...UTC,
      chooseService: () => 'exchange online',
    });
    expect(incidents.map(({ service }) => service)).toEqual(['Exchange Online']);
    expect(calls).toHaveLength(3);
    time.advance(30_000);
    await reader.read(CONTOSO, last(30), UTC);
    expect(calls.slice(3)).toEqual(['archive']);
    time.advance(31_000);
    await reader.read(CONTOSO, last(30), UTC);
    expect(calls).toHaveLength(7);
  });

  it('lets one of the services it found be chosen, all of Azure too, and has nothing to tell of any other', async () => {
    const { reader, last } = setUp();
    const choose = async (service: string) => {
      const offered: string[] = [];
      const chooseService = (names: readonly string[]) => {
        offered.push(...names);
        return service;
      };
      const history = await reader.read(CONTOSO, last(30), { ...UTC, chooseService });
      expect(offered).toEqual(['Azure', 'Azure: Virtual Machines', 'Exchange Online']);
      expect(history.service).toBe(service);
      return history.incidents.map(({ incident }) => incident.id);
    };
    expect(await choose('Azure')).toEqual(['BC_1-FXZ']);
    expect(await choose('Exchange Online')).toEqual(['EX226574']);
    expect(await choose('Yammer')).toEqual([]);
  });

  it('asks a silent Microsoft once for the history of one service', async () => {
    let calls = 0;
    const { reader, deadlines, last } = setUp(
      {
        source: {
          listIncidents: () => {
            calls += 1;
            return new Promise(() => {});
          },
        },
      },
      async () => makeAzureReading({ incidents: [] }),
    );
    const reading = reader.read(CONTOSO, last(30), { ...UTC, chooseService: () => 'Yammer' });
    deadlines[0]?.end.abort();
    const { service, unread, readAt } = await reading;
    expect({ service, readAt, unread: unread.map(({ code }) => code), calls }).toEqual({
      service: 'Yammer',
      readAt: undefined,
      unread: ['timeout'],
      calls: 1,
    });
  });

  it('hands over what it read once, to be kept', async () => {
    const { reader, kept, last } = setUp();
    await reader.read(CONTOSO, last(30), UTC);
    await reader.read(CONTOSO, last(30), UTC);
    expect(kept.sort()).toEqual(['t-1: BC_1-FXZ', 't-1: EX226574']);
  });

  it('is not spoilt by whoever keeps', async () => {
    const { reader, last } = setUp({
      keep: () => {
        throw new Error('oops');
      },
    });
    expect((await reader.read(CONTOSO, last(30), UTC)).unread).toEqual([]);
  });

  it('tells from our memory alone what Microsoft does not answer in time', async () => {
    const { reader, deadlines, last, memory, time } = setUp(
      { source: { listIncidents: () => new Promise(() => {}) } },
      () => new Promise(() => {}),
    );
    memory.push({ cloud: 'global', incident: makeIncident(), firstSeenAt: 1, lastSeenAt: time.clock() });
    const reading = reader.read(CONTOSO, last(30), UTC);
    expect(deadlines.map(({ ms }) => ms)).toEqual([6_500, 6_500, 2_000]);
    deadlines[0]?.end.abort();
    deadlines[1]?.end.abort();
    const { incidents, unread, readAt } = await reading;
    expect(incidents).toHaveLength(1);
    expect(unread.map(({ part, code }) => [part, code])).toEqual([
      ['incidents', 'timeout'],
      ['azure', 'timeout'],
    ]);
    expect(readAt).toBeUndefined();
  });

  it.each([
    ['fails', () => Promise.reject(new TypeError('locked'))],
    ['hangs', () => new Promise<never>(() => {})],
  ])('answers from Microsoft when the store %s, says so, and asks it again next time', async (_how, listIncidents) => {
    const { reader, deadlines, last, log } = setUp({
      archive: { listIncidents, findFirstSeen: async () => 7 },
    });
    const reading = reader.read(CONTOSO, last(30), UTC);
    deadlines[2]?.end.abort();
    expect(await reading).toMatchObject({ isMemoryRead: false, keptSince: undefined, unread: [] });
    expect((await reading).incidents).toHaveLength(2);
    expect(log.lines.map(({ message }) => message)).toEqual(['The archive of incidents could not be read.']);
    const again = reader.read(CONTOSO, last(30), UTC);
    deadlines[3]?.end.abort();
    expect((await again).isMemoryRead).toBe(false);
    expect(deadlines).toHaveLength(4);
  });

  it('is right again at once after Microsoft recovered', async () => {
    let broken = true;
    const { reader, last } = setUp({
      source: {
        listIncidents: async () => {
          if (broken) throw new ReadError('forbidden', 'no');
          return listing([makeIncident()]);
        },
      },
    });
    expect((await reader.read(CONTOSO, last(30), UTC)).unread).toHaveLength(1);
    broken = false;
    expect((await reader.read(CONTOSO, last(30), UTC)).unread).toEqual([]);
  });
});
