import { describe, expect, it } from 'vitest';
import type { Customer } from '../../src/customers/customer.ts';
import { ReadError } from '../../src/errors.ts';
import type { AzureHealth, AzureReading } from '../../src/health/azure.ts';
import type { CustomerReading } from '../../src/health/estate/ports.ts';
import type { ServiceCommunications } from '../../src/health/ports.ts';
import { createReportReader } from '../../src/health/report-reader.ts';
import type { ServiceHealth } from '../../src/health/service.ts';
import {
  listing,
  makeAzureIncident,
  makeAzureReading,
  makeSource,
  PRODUCTION,
  STAGING,
} from '../support/health-sources.ts';
import { makeIncident } from '../support/incidents.ts';
import { createKeptLog } from '../support/kept-log.ts';

const CONTOSO: Customer = { cloud: 'global', tenantId: 't-1', name: 'Contoso', domain: 'contoso.com' };
const CONTOSO_CHINA: Customer = { ...CONTOSO, cloud: 'china' };
const EXCHANGE: ServiceHealth = { id: 'Exchange', name: 'Exchange Online', status: 'serviceOperational' };
const DAY = 86_400_000;
const STAGING_FORBIDDEN = { subscription: STAGING, error: new ReadError('forbidden', 'no') };

function setUp({
  azure = makeAzureReading(),
  source = {},
  observe,
}: {
  azure?: Partial<AzureReading> | AzureHealth['readEvents'];
  source?: Partial<ServiceCommunications>;
  observe?: (reading: CustomerReading) => void;
} = {}) {
  let now = Date.UTC(2026, 10, 21, 10, 25);
  let told = azure;
  const asked: number[] = [];
  const deadlines: AbortController[] = [];
  const readings: CustomerReading[] = [];
  const log = createKeptLog();
  const reader = createReportReader({
    source: makeSource({ listServices: async () => listing([EXCHANGE]), ...source }),
    azure: {
      readEvents: async (customer, since, signal) => {
        asked.push(now - since);
        return typeof told === 'function' ? told(customer, since, signal) : makeAzureReading(told);
      },
    },
    clock: () => now,
    observe: observe ?? ((reading) => readings.push(reading)),
    log,
    createDeadline: () => {
      const controller = new AbortController();
      deadlines.push(controller);
      return controller.signal;
    },
  });
  return {
    reader,
    asked,
    deadlines,
    readings,
    log,
    pass: (ms: number) => (now += ms),
    now: () => now,
    tell: (next: typeof azure) => (told = next),
  };
}

describe('a report with Azure', () => {
  it('has the subscriptions beside the services, and asks for the events of 90 days', async () => {
    const { reader, asked } = setUp({ azure: { incidents: [makeAzureIncident()] } });
    const { services, verdict, unread } = await reader.read(CONTOSO);
    expect(services.map(({ name, severity }) => [name, severity])).toEqual([
      ['Azure: Production', 'degraded'],
      ['Azure: Staging', 'healthy'],
      ['Exchange Online', 'healthy'],
    ]);
    expect(verdict).toEqual({ answer: 'yes', reason: 'outage', affected: 1, total: 3 });
    expect(unread).toEqual([]);
    expect(asked).toEqual([90 * DAY]);
  });

  it('never asks where the cloud has no Azure, and never mentions it', async () => {
    const { reader, asked } = setUp({ azure: { unread: [STAGING_FORBIDDEN] } });
    const { services, unread, verdict } = await reader.read(CONTOSO_CHINA);
    expect(asked).toEqual([]);
    expect(services.map(({ name }) => name)).toEqual(['Exchange Online']);
    expect(unread).toEqual([]);
    expect(verdict.reason).toBe('clear');
  });

  it('asks it side by side with Microsoft 365', async () => {
    const order: string[] = [];
    const gate = Promise.withResolvers<void>();
    const step = async (name: string) => {
      order.push(name);
      if (order.length === 4) gate.resolve();
      await gate.promise;
    };
    const { reader } = setUp({
      azure: async () => {
        await step('azure');
        return makeAzureReading();
      },
      source: {
        listServices: async () => {
          await step('services');
          return listing([EXCHANGE]);
        },
        listActiveIncidents: async () => {
          await step('incidents');
          return listing([]);
        },
        listPlannedChanges: async () => {
          await step('changes');
          return listing([]);
        },
      },
    });
    await reader.read(CONTOSO);
    expect(order.sort()).toEqual(['azure', 'changes', 'incidents', 'services']);
  });

  it('asks it once for a hundred people at once and within a minute, and gives them the very same report', async () => {
    const { reader, asked, pass } = setUp();
    const [first, ...others] = await Promise.all(Array.from({ length: 100 }, () => reader.read(CONTOSO)));
    for (const other of others) expect(other).toBe(first);
    pass(59_000);
    expect(await reader.read(CONTOSO)).toBe(first);
    expect(asked).toHaveLength(1);
    pass(2_000);
    expect(await reader.read(CONTOSO)).not.toBe(first);
    expect(asked).toHaveLength(2);
  });

  it('leaves out what is resolved, and puts its coming changes among the others', async () => {
    const change = {
      id: 'M1',
      source: 'azure',
      title: 'Maintenance',
      services: ['Virtual Machines'],
      category: 'plannedMaintenance',
      isMajor: false,
      actionRequiredBy: undefined,
      startsAt: Date.UTC(2026, 10, 23),
      endsAt: undefined,
      updatedAt: undefined,
      html: '',
    } as const;
    const { reader } = setUp({
      azure: {
        incidents: [makeAzureIncident({ status: 'resolved', isResolved: true })],
        changes: [change],
      },
      source: {
        listPlannedChanges: async () =>
          listing([
            {
              ...change,
              id: 'MC1',
              source: 'microsoft365',
              category: 'planForChange',
              startsAt: Date.UTC(2026, 10, 22),
            },
            {
              ...change,
              id: 'MC2',
              source: 'microsoft365',
              category: 'planForChange',
              startsAt: Date.UTC(2026, 10, 24),
            },
          ]),
      },
    });
    const { services, changes, verdict } = await reader.read(CONTOSO);
    expect(services.flatMap(({ incidents }) => incidents)).toEqual([]);
    expect(changes.map(({ id }) => id)).toEqual(['MC1', 'M1', 'MC2']);
    expect(verdict.reason).toBe('clear');
  });

  it('shows an incident of both once, as Microsoft 365 tells it', async () => {
    const { reader } = setUp({
      azure: { incidents: [makeAzureIncident({}, { externalId: 'ex226574' })] },
      source: { listActiveIncidents: async () => listing([makeIncident()]) },
    });
    const { services, verdict } = await reader.read(CONTOSO);
    expect(services.flatMap(({ incidents }) => incidents.map(({ id }) => id))).toEqual(['EX226574']);
    expect(verdict).toMatchObject({ answer: 'yes', affected: 2, total: 3 });
  });

  it('names the one subscription it may not read, for seconds only', async () => {
    const { reader, asked, tell, pass } = setUp({ azure: { unread: [STAGING_FORBIDDEN] } });
    const during = await reader.read(CONTOSO);
    expect(during.services.map(({ name }) => name)).toEqual(['Azure: Production', 'Exchange Online']);
    expect(during.unread).toEqual([
      { part: 'azure', code: 'forbidden', retryAt: undefined, subscriptions: ['Staging'] },
    ]);
    expect(during.verdict).toEqual({
      answer: 'noKnownIssue',
      reason: 'clearExceptAzure',
      affected: 0,
      total: 2,
    });
    // A colleague who asks in the next moment shares the reading.
    pass(1_000);
    expect(await reader.read(CONTOSO)).toBe(during);
    tell({});
    pass(5_000);
    const after = await reader.read(CONTOSO);
    expect(after.unread).toEqual([]);
    expect(after.verdict.reason).toBe('clear');
    expect(asked).toHaveLength(2);
    pass(50_000);
    expect((await reader.read(CONTOSO)).unread).toEqual([]);
    expect(asked).toHaveLength(2);
  });

  it('is right again at once after Azure could not be read at all', async () => {
    const { reader, tell } = setUp({
      azure: async () => {
        throw new ReadError('throttled', 'no', { retryAt: 99 });
      },
    });
    const during = await reader.read(CONTOSO);
    expect(during.unread).toEqual([{ part: 'azure', code: 'throttled', retryAt: 99 }]);
    expect(during.verdict.reason).toBe('clearExceptAzure');
    tell({});
    expect((await reader.read(CONTOSO)).unread).toEqual([]);
  });

  it('gives Azure up when it does not answer in time, and answers with the others', async () => {
    const { reader, deadlines } = setUp({ azure: () => new Promise(() => {}) });
    const reading = reader.read(CONTOSO);
    deadlines[3]?.abort(new DOMException('late', 'TimeoutError'));
    const { unread, services } = await reading;
    expect(unread).toEqual([{ part: 'azure', code: 'timeout', retryAt: undefined }]);
    expect(services.map(({ name }) => name)).toEqual(['Exchange Online']);
  });

  it('reads it anew when asked to refresh', async () => {
    const { reader, asked } = setUp();
    await reader.read(CONTOSO);
    await reader.read(CONTOSO, { refresh: true });
    expect(asked).toHaveLength(2);
  });
});

describe('an observer of readings', () => {
  it('is told once of every actual reading, as Microsoft told it', async () => {
    const incident = makeAzureIncident();
    const { latest: _latest, ...mail } = makeIncident({ posts: [{ at: 5, html: '<b>Post</b>' }] });
    const { reader, readings, pass, now } = setUp({
      azure: { incidents: [incident, makeAzureIncident({ id: 'OLD', isResolved: true })] },
      source: { listActiveIncidents: async () => listing([mail]) },
    });
    await Promise.all(Array.from({ length: 20 }, () => reader.read(CONTOSO)));
    pass(30_000);
    await reader.read(CONTOSO);
    await reader.read({ ...CONTOSO, name: 'Contoso renamed' });
    expect(readings).toEqual([
      {
        customer: { cloud: 'global', tenantId: 't-1' },
        triedAt: now() - 30_000,
        asked: ['services', 'incidents', 'changes', 'azure'],
        incidents: [mail],
        azureIncidents: [incident],
        changes: [],
        unread: [],
        services: ['Exchange Online'],
      },
    ]);
    expect(readings[0]?.incidents?.[0]).not.toHaveProperty('latest');
    pass(31_000);
    await reader.read(CONTOSO);
    expect(readings).toHaveLength(2);
  });

  it('is told of the incidents of the subscriptions that could be read, and which could not', async () => {
    const { reader, readings } = setUp({
      azure: { incidents: [makeAzureIncident()], unread: [STAGING_FORBIDDEN] },
    });
    await reader.read(CONTOSO);
    expect(readings[0]?.incidents).toEqual([]);
    expect(readings[0]?.azureIncidents).toHaveLength(1);
    expect(readings[0]?.unread).toMatchObject([{ part: 'azure', subscriptions: ['Staging'] }]);
  });

  it('is told of a failure each time it was tried, and not again of what was reused meanwhile', async () => {
    // The same error for every reading: a sign-in that failed for all.
    const error = new ReadError('forbidden', 'no');
    const { reader, readings } = setUp({
      source: {
        listActiveIncidents: async () => {
          throw error;
        },
      },
    });
    await reader.read(CONTOSO);
    await reader.read(CONTOSO);
    await reader.read({ ...CONTOSO, tenantId: 't-2' });
    expect(
      readings.map(({ customer, asked, incidents, azureIncidents, changes, unread }) => [
        customer.tenantId,
        asked?.length,
        incidents,
        azureIncidents,
        changes,
        unread.map(({ code }) => code),
      ]),
    ).toEqual([
      ['t-1', 4, undefined, [], [], ['forbidden']],
      ['t-1', 1, undefined, undefined, undefined, ['forbidden']],
      ['t-2', 4, undefined, [], [], ['forbidden']],
    ]);
  });

  it('cannot spoil an answer', async () => {
    const { reader, log } = setUp({
      azure: { subscriptions: [PRODUCTION] },
      observe: () => {
        throw new TypeError('oops');
      },
    });
    expect((await reader.read(CONTOSO)).verdict.answer).toBe('noKnownIssue');
    expect(log.lines.map(({ message }) => message)).toEqual(['An observer of readings failed.']);
  });
});
