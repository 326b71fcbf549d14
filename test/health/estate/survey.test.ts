import { describe, expect, it } from 'vitest';
import type { Customer } from '../../../src/customers/customer.ts';
import { ReadError } from '../../../src/errors.ts';
import type { CustomerState } from '../../../src/health/archive.ts';
import type { AzureReading } from '../../../src/health/azure.ts';
import { createSurvey, type SurveyOptions } from '../../../src/health/estate/survey.ts';
import type { Incident } from '../../../src/health/incident.ts';
import { makeIncident } from '../../support/incidents.ts';
import { createKeptLog } from '../../support/kept-log.ts';
import { makeChange, makeEvent, named, openEstate, reading } from './open-estate.ts';
import { createVirtualTime, settle } from './virtual-time.ts';

const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;

const manyCustomers = (count: number, cloud: Customer['cloud'] = 'global') =>
  Array.from({ length: count }, (_, at) => named(`c${String(at).padStart(4, '0')}`, cloud));

interface Call {
  readonly what: string;
  readonly who: string;
  readonly at: number;
}

/** A survey of these customers, in which Microsoft answers as `answers` say and all are well otherwise. */
function open(
  customers: readonly Customer[],
  {
    listActive = async () => [],
    findIncident = async () => undefined,
    readAzure = async () => NO_AZURE,
    listChanges = async () => [],
    ...overrides
  }: {
    listActive?: (who: string, signal: AbortSignal) => Promise<Incident[]>;
    findIncident?: (who: string, id: string) => Promise<Incident | undefined>;
    readAzure?: (who: string) => Promise<AzureReading>;
    listChanges?: (who: string) => Promise<ReturnType<typeof makeChange>[]>;
  } & Partial<SurveyOptions> = {},
) {
  const time = createVirtualTime();
  const { estate, directory } = openEstate(customers);
  const calls: Call[] = [];
  const kept: { readonly who: string; readonly incidents: readonly Incident[] }[] = [];
  const note = (what: string, who: string) => calls.push({ what, who, at: time.clock() });
  const log = createKeptLog();
  const survey = createSurvey({
    ...time,
    directory,
    estate,
    random: () => 1,
    log,
    source: {
      async listActiveIncidents({ tenantId }, signal) {
        note('incidents', tenantId);
        return { items: await listActive(tenantId, signal), skipped: 0 };
      },
      async listPlannedChanges({ tenantId }) {
        note('changes', tenantId);
        return { items: await listChanges(tenantId), skipped: 0 };
      },
      async findIncident({ tenantId }, id) {
        note('find', tenantId);
        return findIncident(tenantId, id);
      },
    },
    azure: {
      async readEvents({ tenantId }) {
        note('azure', tenantId);
        return readAzure(tenantId);
      },
    },
    keep: ({ tenantId }, incidents) => kept.push({ who: tenantId, incidents }),
    ...overrides,
  });
  const count = (what: string, who?: string) =>
    calls.filter((call) => call.what === what && (who === undefined || call.who === who)).length;
  return { survey, estate, directory, time, calls, kept, count, lines: log.lines };
}

const NO_AZURE: AzureReading = { subscriptions: [], unread: [], incidents: [], changes: [], skipped: 0 };
const refuse = (code: ReadError['code'], retryAt?: number) => async () => {
  throw new ReadError(code, 'no', { retryAt });
};

describe('the survey', () => {
  it('reads everybody soon after the first list, then once a period, evenly spread', async () => {
    const { survey, time, calls, estate } = open(manyCustomers(100));
    const start = time.clock();
    survey.start();
    await time.pass(10 * SECOND);
    expect(estate.coverage).toMatchObject({ read: 100, untried: 0 });
    await time.pass(15 * MINUTE);
    await survey.stop();
    const reads = calls.filter(({ what }) => what === 'incidents').map(({ at }) => at - start);
    const thirdRound = reads.filter((at) => at > 10 * MINUTE + 5 * SECOND && at <= 15 * MINUTE);
    const gaps = thirdRound.slice(1).map((at, number) => at - (thirdRound[number] ?? 0));
    expect(thirdRound.length).toBeGreaterThanOrEqual(98);
    expect(Math.max(...gaps)).toBeLessThan(3_100);
    expect(Math.min(...gaps)).toBeGreaterThan(2_900);
  });

  it('waits for the list of customers, and reads newly listed ones within seconds', async () => {
    const { survey, time, directory, estate } = open([]);
    survey.start();
    await time.pass(MINUTE);
    directory.customers = manyCustomers(3);
    await time.pass(2 * SECOND);
    expect(estate.coverage.read).toBe(3);
    directory.customers = manyCustomers(4);
    await time.pass(2 * SECOND);
    expect(estate.coverage.read).toBe(4);
    await survey.stop();
  });

  it('reads a bounded number side by side', async () => {
    let running = 0;
    let most = 0;
    const { survey, time } = open(manyCustomers(60), {
      concurrency: 4,
      async listActive() {
        running += 1;
        most = Math.max(most, running);
        await time.sleep(2 * SECOND);
        running -= 1;
        return [];
      },
    });
    survey.start();
    await time.pass(MINUTE);
    expect(most).toBe(4);
    await survey.stop();
  });

  it('never overlaps rounds: after one that takes longer than a period the next begins at once', async () => {
    const { survey, time, calls, count } = open(manyCustomers(50), {
      concurrency: 1,
      periodMs: MINUTE,
      async listActive() {
        await time.sleep(3 * SECOND);
        return [];
      },
    });
    survey.start();
    await time.pass(20 * MINUTE);
    await survey.stop();
    const reads = calls.filter(({ what }) => what === 'incidents').map(({ at }) => at);
    const gaps = reads.slice(1).map((at, number) => at - (reads[number] ?? 0));
    expect(Math.min(...gaps)).toBeGreaterThanOrEqual(3 * SECOND);
    expect(Math.max(...gaps)).toBeLessThan(5 * SECOND);
    const each = manyCustomers(50).map(({ tenantId }) => count('incidents', tenantId));
    expect(Math.max(...each) - Math.min(...each)).toBeLessThanOrEqual(1);
  });

  it('asks ever more seldom where only a person can mend it, and is right again once it is mended', async () => {
    let isMended = false;
    const { survey, time, count, estate } = open(manyCustomers(1), {
      listActive: async () => (isMended ? [] : refuse('noConsent')()),
    });
    survey.start();
    await time.pass(29 * MINUTE);
    expect(count('incidents')).toBe(1);
    expect(estate.coverage.failed).toEqual({ noConsent: 1 });
    await time.pass(10 * HOUR);
    // After 30 minutes, an hour, then every two.
    expect(count('incidents')).toBeLessThanOrEqual(8);
    expect(count('incidents')).toBeGreaterThanOrEqual(6);
    isMended = true;
    await time.pass(2.2 * HOUR);
    expect(estate.coverage).toMatchObject({ read: 1, failed: {} });
    await survey.stop();
  });

  it('ends a pause when somebody’s question was answered meanwhile', async () => {
    const [customer] = manyCustomers(1);
    if (!customer) throw new Error('no customer');
    let isMended = false;
    const { survey, time, count, estate } = open([customer], {
      listActive: async () => (isMended ? [] : refuse('forbidden')()),
    });
    survey.start();
    await time.pass(MINUTE);
    isMended = true;
    estate.note(reading(customer, { triedAt: time.clock() }));
    await time.pass(10 * MINUTE);
    expect(count('incidents')).toBeGreaterThanOrEqual(2);
    await survey.stop();
  });

  it('does not ask a throttled customer before the instant Microsoft named', async () => {
    const { survey, time, calls } = open(manyCustomers(1), {
      listActive: () => refuse('throttled', time.clock() + 12 * MINUTE)(),
    });
    survey.start();
    await time.pass(20 * MINUTE);
    await survey.stop();
    const [first = 0, second = 0] = calls.filter(({ what }) => what === 'incidents').map(({ at }) => at);
    expect(second - first).toBeGreaterThanOrEqual(12 * MINUTE);
    expect(second - first).toBeLessThan(16 * MINUTE);
  });

  it('asks through one customer a period while our own credential is refused, and all again once it is not', async () => {
    let isRefused = true;
    const { survey, time, count, estate } = open(manyCustomers(500), {
      listActive: async () => (isRefused ? refuse('credentialRefused')() : []),
    });
    survey.start();
    await time.pass(4 * MINUTE);
    expect(count('incidents')).toBeLessThanOrEqual(8);
    expect(estate.coverage).toMatchObject({ untried: 0, failed: { credentialRefused: 500 } });
    await time.pass(16 * MINUTE);
    expect(count('incidents')).toBeLessThanOrEqual(13);
    isRefused = false;
    await time.pass(11 * MINUTE);
    expect(estate.coverage).toMatchObject({ read: 500, failed: {} });
    await survey.stop();
  });

  it('lets one account’s refused credential be no matter of the other’s', async () => {
    const china = manyCustomers(5, 'china');
    const { survey, time, estate } = open([...manyCustomers(5), ...china], {
      source: {
        listActiveIncidents: async ({ cloud }) =>
          cloud === 'china' ? { items: [], skipped: 0 } : refuse('credentialRefused')(),
        listPlannedChanges: async () => ({ items: [], skipped: 0 }),
        findIncident: async () => undefined,
      },
    });
    survey.start();
    await time.pass(MINUTE);
    expect(estate.coverage).toMatchObject({ read: 5, failed: { credentialRefused: 5 } });
    await survey.stop();
  });

  it('skips whom somebody asked about within half a period', async () => {
    const [customer] = manyCustomers(1);
    if (!customer) throw new Error('no customer');
    const { survey, time, count, estate } = open([customer]);
    estate.note(reading(customer, { triedAt: time.clock() - MINUTE }));
    survey.start();
    await time.pass(MINUTE);
    expect(count('incidents')).toBe(0);
    await time.pass(5 * MINUTE);
    expect(count('incidents')).toBe(1);
    await survey.stop();
  });

  it('gives a customer that does not answer up after 30 seconds, and names it', async () => {
    const { survey, time, estate } = open(manyCustomers(1), { listActive: () => new Promise(() => {}) });
    survey.start();
    await time.pass(31 * SECOND);
    expect(estate.coverage).toMatchObject({ untried: 0, failed: { timeout: 1 } });
    await survey.stop();
  });

  it('stops at once whatever is under way, and blames nobody for it', async () => {
    const { survey, time, estate } = open(manyCustomers(20), { listActive: () => new Promise(() => {}) });
    survey.start();
    await time.pass(SECOND);
    await survey.stop();
    expect(estate.coverage).toMatchObject({ untried: 20, failed: {} });
    await survey.stop();
  });

  it('hands everything it read to the archive', async () => {
    const event = makeEvent({ isResolved: true });
    const subscriptions = [{ id: 's-1', name: 'Production' }];
    const { survey, time, kept, estate } = open(manyCustomers(1), {
      listActive: async () => [makeIncident()],
      readAzure: async () => ({ ...NO_AZURE, subscriptions, incidents: [event] }),
    });
    survey.start();
    await time.pass(SECOND);
    await survey.stop();
    expect(kept[0]?.incidents.map(({ id }) => id)).toEqual(['EX226574', 'BC_1-FXZ']);
    expect(estate.listOpenIds()).toEqual(['EX226574']);
  });
});

describe('Azure in the survey', () => {
  it('is not asked in a cloud without it', async () => {
    const { survey, time, count } = open(manyCustomers(3, 'china'));
    survey.start();
    await time.pass(10 * MINUTE);
    expect(count('azure')).toBe(0);
    await survey.stop();
  });

  it('is asked every six hours where a customer has none, and each round where it has', async () => {
    const subscriptions = [{ id: 's-1', name: 'Production' }];
    const { survey, time, count } = open(manyCustomers(2), {
      readAzure: async (who) => (who === 'c0000' ? { ...NO_AZURE, subscriptions } : NO_AZURE),
    });
    survey.start();
    await time.pass(5 * HOUR);
    expect(count('azure', 'c0001')).toBe(1);
    expect(count('azure', 'c0000')).toBeGreaterThan(50);
    await time.pass(1.2 * HOUR);
    expect(count('azure', 'c0001')).toBe(2);
    await survey.stop();
  });

  it('looks subscriptions up for 100 customers at once and 200 a minute at most', async () => {
    const { survey, time, calls } = open(manyCustomers(2_000));
    const start = time.clock();
    survey.start();
    await time.pass(30 * MINUTE);
    await survey.stop();
    const asked = calls
      .filter(({ what }) => what === 'azure')
      .map(({ at }) => Math.floor((at - start) / MINUTE));
    const perMinute = [...Map.groupBy(asked, (minute) => minute).values()].map(({ length }) => length);
    expect(Math.max(...perMinute)).toBeLessThanOrEqual(300);
    expect(asked.length).toBe(2_000);
  });

  it('that is unread makes a customer failing in part, until it is read again', async () => {
    let isBroken = true;
    const { survey, time, estate } = open(manyCustomers(1), {
      readAzure: async () => (isBroken ? refuse('forbidden')() : NO_AZURE),
    });
    survey.start();
    await time.pass(20 * MINUTE);
    expect(estate.access()).toMatchObject({
      counts: { unreadable: 0 },
      problems: [{ unread: [{ part: 'azure', code: 'forbidden' }] }],
      coverage: { read: 1, failed: { forbidden: 1 } },
    });
    isBroken = false;
    await time.pass(15 * MINUTE);
    expect(estate.access().problems).toEqual([]);
    await survey.stop();
  });
});

describe('planned changes in the survey', () => {
  it('are read every six hours, and stay known in between', async () => {
    const { survey, time, count, estate } = open(manyCustomers(1), {
      listChanges: async () => [makeChange({ actionRequiredBy: undefined, startsAt: undefined })],
    });
    survey.start();
    await time.pass(5 * HOUR);
    expect(count('changes')).toBe(1);
    expect(estate.maintenance().changes).toHaveLength(1);
    await time.pass(1.2 * HOUR);
    expect(count('changes')).toBe(2);
    await survey.stop();
  });

  it('are read for a hundred customers at once and five a second at most', async () => {
    const { survey, time, count } = open(manyCustomers(1_000));
    survey.start();
    await time.pass(10 * SECOND);
    expect(count('changes')).toBeLessThanOrEqual(151);
    await time.pass(15 * MINUTE);
    expect(count('changes')).toBe(1_000);
    await survey.stop();
  });
});

describe('the end of an incident', () => {
  it('is read once, through one of its customers, and kept for all of them', async () => {
    const end = makeIncident({
      isResolved: true,
      status: 'serviceRestored',
      posts: [{ at: 1, html: 'Over.' }],
    });
    let isOver = false;
    const { survey, time, count, kept, estate } = open(manyCustomers(40), {
      listActive: async () => (isOver ? [] : [makeIncident()]),
      findIncident: async () => end,
    });
    survey.start();
    await time.pass(MINUTE);
    isOver = true;
    kept.length = 0;
    await time.pass(10 * MINUTE);
    expect(count('find')).toBe(1);
    expect(kept.filter(({ incidents }) => incidents[0]?.isResolved)).toHaveLength(40);
    expect(kept.filter(({ incidents }) => (incidents[0]?.posts.length ?? 0) > 0)).toHaveLength(1);
    expect(estate.takeDepartures()).toEqual([]);
    await survey.stop();
  });

  it('is asked for again, through another customer, when it cannot be read', async () => {
    let isOver = false;
    const asked: string[] = [];
    const { survey, time, kept } = open(manyCustomers(40), {
      listActive: async () => (isOver ? [] : [makeIncident()]),
      async findIncident(who) {
        asked.push(who);
        if (asked.length === 1) throw new ReadError('unavailable', 'no');
        return makeIncident({ isResolved: true });
      },
    });
    survey.start();
    await time.pass(MINUTE);
    isOver = true;
    kept.length = 0;
    await time.pass(15 * MINUTE);
    expect(asked).toHaveLength(2);
    expect(asked[0]).not.toBe(asked[1]);
    expect(new Set(kept.map(({ who }) => who)).size).toBe(40);
    await survey.stop();
  });

  it('is not asked for over and over while others still have the incident', async () => {
    let isGone = false;
    const { survey, time, count } = open(manyCustomers(100), {
      listActive: async (who) => (isGone && who !== 'c0099' ? [] : [makeIncident()]),
      findIncident: async () => makeIncident(),
    });
    survey.start();
    await time.pass(MINUTE);
    isGone = true;
    await time.pass(30 * MINUTE);
    expect(count('find')).toBeLessThanOrEqual(10);
    await survey.stop();
  });
});

describe('states of customers', () => {
  it('are saved every few seconds, only where they changed or aged', async () => {
    const saved: CustomerState[] = [];
    const { survey, time } = open(manyCustomers(10), {
      states: { save: async (some) => void saved.push(...some) },
    });
    survey.start();
    await time.pass(6 * SECOND);
    expect(saved).toHaveLength(10);
    await time.pass(3 * MINUTE);
    expect(saved).toHaveLength(10);
    await time.pass(10 * MINUTE);
    expect(saved.length).toBeGreaterThanOrEqual(20);
    await survey.stop();
  });

  it('that cannot be saved are counted, logged once a minute, and saved as soon as that works', async () => {
    const saved: CustomerState[] = [];
    let lost = 0;
    let isFull = true;
    const { survey, time, lines } = open(manyCustomers(10), {
      states: {
        async save(some) {
          if (isFull) throw new Error('The disk is full.');
          saved.push(...some);
        },
      },
      countFailure: (states) => {
        lost += states;
      },
    });
    survey.start();
    await time.pass(58 * SECOND);
    expect(lost).toBeGreaterThanOrEqual(100);
    expect(lines.filter(({ message }) => message.includes('could not be saved'))).toHaveLength(1);
    isFull = false;
    await time.pass(6 * SECOND);
    expect(saved).toHaveLength(10);
    await survey.stop();
  });

  it('are saved a last time when everything stops, and a store that is stuck holds nothing up', async () => {
    const saved: CustomerState[] = [];
    const first = open(manyCustomers(2), { states: { save: async (some) => void saved.push(...some) } });
    first.survey.start();
    await first.time.pass(2 * SECOND);
    await first.survey.stop();
    expect(saved).toHaveLength(2);

    const stuck = open(manyCustomers(2), { states: { save: () => new Promise(() => {}) } });
    stuck.survey.start();
    await stuck.time.pass(6 * SECOND);
    let isStopped = false;
    const stopping = stuck.survey.stop().then(() => {
      isStopped = true;
    });
    await stuck.time.pass(SECOND);
    await settle();
    expect(isStopped).toBe(true);
    await stopping;
  });
});
