import { describe, expect, it } from 'vitest';
import type { Customer } from '../../../src/customers/customer.ts';
import { createHurrier } from '../../../src/health/estate/hurry-customers.ts';
import type { Hurry } from '../../../src/health/estate/ports.ts';
import { makeIncident } from '../../support/incidents.ts';
import { createKeptLog } from '../../support/kept-log.ts';
import { reading } from './open-estate.ts';
import {
  type Call,
  HOUR,
  MINUTE,
  manyCustomers,
  NO_AZURE,
  openSurvey,
  refuse,
  SECOND,
} from './open-survey.ts';
import { createVirtualTime } from './virtual-time.ts';

const PRODUCTION = [{ id: 's-1', name: 'Production' }];
const hurryFor = (at: number, overrides: Partial<Hurry> = {}): Hurry => ({
  cloud: 'global',
  source: 'microsoft365',
  service: 'Exchange Online',
  at,
  ...overrides,
});

/** A survey over customers that were all read, and whose services are known; its next turns are minutes away. */
async function openSettled(customers: readonly Customer[], overrides: Parameters<typeof openSurvey>[1] = {}) {
  const opened = openSurvey(customers, { periodMs: HOUR, ...overrides });
  const { survey, time, calls, estate } = opened;
  for (const customer of customers)
    estate.note(
      reading(customer, {
        triedAt: time.clock(),
        services: [customer.name > 'c0002' ? 'Exchange Online' : 'SharePoint Online'],
      }),
    );
  survey.start();
  await time.pass(6 * SECOND);
  await time.pass(2 * MINUTE);
  const since = time.clock();
  const readSince = (from = since) => calls.filter(({ what, at }) => what === 'incidents' && at >= from);
  return { ...opened, readSince, since };
}

const whoOf = (calls: readonly Call[]) => [...new Set(calls.map(({ who }) => who))].sort();

describe('a hurry', () => {
  it('reads those that have the service, and those of whom that is not known', async () => {
    const customers = manyCustomers(6);
    const { survey, time, readSince, estate } = await openSettled(customers);
    await time.pass(SECOND);
    survey.hurry(hurryFor(time.clock(), { service: 'EXCHANGE online' }));
    await time.pass(SECOND);
    expect(whoOf(readSince())).toEqual(['c0003', 'c0004', 'c0005']);
    expect(estate.coverage).toMatchObject({ read: 6 });
    await survey.stop();
  });

  it('reads those whose list of services is empty, which tells nothing', async () => {
    const customers = manyCustomers(1);
    const { survey, time, readSince, estate } = await openSettled(customers);
    for (const customer of customers) estate.note(reading(customer, { triedAt: time.clock(), services: [] }));
    await time.pass(SECOND);
    survey.hurry(hurryFor(time.clock()));
    await time.pass(SECOND);
    expect(readSince()).toHaveLength(1);
    await survey.stop();
  });

  it('for whatever service reads everybody of that cloud', async () => {
    const { survey, time, readSince } = await openSettled([
      ...manyCustomers(3),
      ...manyCustomers(2, 'china'),
    ]);
    survey.hurry(hurryFor(time.clock(), { service: '', cloud: 'china' }));
    await time.pass(SECOND);
    expect(readSince()).toHaveLength(2);
    survey.hurry(hurryFor(time.clock(), { service: '' }));
    await time.pass(SECOND);
    expect(readSince()).toHaveLength(5);
    await survey.stop();
  });

  it('asks nothing but what it is about', async () => {
    const { survey, time, calls, since } = await openSettled(manyCustomers(5), {
      readAzure: async () => ({ ...NO_AZURE, subscriptions: PRODUCTION }),
    });
    survey.hurry(hurryFor(time.clock()));
    await time.pass(SECOND);
    const asked = calls.filter(({ at }) => at >= since).map(({ what }) => what);
    expect(new Set(asked)).toEqual(new Set(['incidents']));
    await survey.stop();
  });

  it('for Azure reads those that have it, and those of whom that is not known', async () => {
    const { survey, time, calls } = openSurvey(manyCustomers(4), {
      readAzure: async (who) => (who === 'c0001' ? NO_AZURE : { ...NO_AZURE, subscriptions: PRODUCTION }),
    });
    survey.start();
    await time.pass(2 * MINUTE);
    const since = time.clock();
    survey.hurry(hurryFor(since, { source: 'azure', service: 'Virtual Machines' }));
    await time.pass(SECOND);
    const asked = calls.filter(({ at }) => at >= since);
    expect(asked.map(({ what, who }) => `${what} ${who}`).sort()).toEqual([
      'azure c0000',
      'azure c0002',
      'azure c0003',
    ]);
    survey.hurry(hurryFor(time.clock(), { source: 'azure', cloud: 'china' }));
    await time.pass(SECOND);
    expect(calls.filter(({ at }) => at >= since)).toHaveLength(3);
    await survey.stop();
  });

  it('does not read again who was read since', async () => {
    const customers = manyCustomers(6);
    const { survey, time, readSince, estate } = await openSettled(customers);
    const at = time.clock();
    await time.pass(SECOND);
    for (const customer of customers.slice(0, 5)) estate.note(reading(customer, { triedAt: time.clock() }));
    survey.hurry(hurryFor(at));
    await time.pass(SECOND);
    expect(whoOf(readSince())).toEqual(['c0005']);
    await survey.stop();
  });

  it('reads 500 customers within seconds, a bounded number side by side, while turns go on', async () => {
    let running = 0;
    let most = 0;
    const { survey, time, readSince, since } = await openSettled(manyCustomers(500), {
      periodMs: 5 * MINUTE,
      async listActive() {
        running += 1;
        most = Math.max(most, running);
        await time.sleep(SECOND);
        running -= 1;
        return [];
      },
    });
    survey.hurry(hurryFor(time.clock(), { service: '' }));
    await time.pass(7 * SECOND);
    expect(new Set(readSince().map(({ who }) => who)).size).toBe(500);
    expect(most).toBeGreaterThan(60);
    expect(most).toBeLessThanOrEqual(96 + 8);
    const busiest = Math.max(
      ...readSince().map(({ at }) => readSince().filter((one) => one.at === at).length),
    );
    expect(busiest).toBeLessThanOrEqual(96);
    const after = time.clock();
    expect(after - since).toBeLessThan(10 * SECOND);
    await time.pass(MINUTE);
    expect(readSince(after + SECOND).length).toBeGreaterThan(80);
    await survey.stop();
  });

  it('reads 10,000 customers in about half a minute where answers take a quarter of a second', async () => {
    const { survey, time, readSince } = await openSettled(manyCustomers(10_000, 'china'), {
      async listActive() {
        await time.sleep(250);
        return [];
      },
    });
    const at = time.clock();
    survey.hurry(hurryFor(at, { cloud: 'china', service: '' }));
    await time.pass(35 * SECOND);
    expect(new Set(readSince(at).map(({ who }) => who)).size).toBe(10_000);
    await survey.stop();
  }, 60_000);

  it('is joined by others: one reading serves all', async () => {
    const { survey, time, readSince } = await openSettled(manyCustomers(10), {
      async listActive() {
        await time.sleep(100);
        return [];
      },
    });
    const at = time.clock();
    for (const service of ['Exchange Online', 'SharePoint Online', ''])
      survey.hurry(hurryFor(at, { service }));
    await time.pass(30 * SECOND);
    expect(readSince()).toHaveLength(10);
    await survey.stop();
  });

  it('reads a customer at most once a minute, and still serves the later ones', async () => {
    const { survey, time, readSince } = await openSettled(manyCustomers(4));
    for (let second = 0; second < 30; second += 1) {
      survey.hurry(hurryFor(time.clock(), { service: '' }));
      await time.pass(SECOND);
    }
    expect(readSince()).toHaveLength(4);
    await time.pass(32 * SECOND);
    expect(readSince()).toHaveLength(8);
    await time.pass(10 * MINUTE);
    expect(readSince()).toHaveLength(8);
    await survey.stop();
  });

  it('keeps far from the budget of a tenant however many come in an hour', async () => {
    const { survey, time, readSince, calls, since } = await openSettled(manyCustomers(2), {
      periodMs: 5 * MINUTE,
    });
    for (let second = 0; second < 3_600; second += 10) {
      survey.hurry(hurryFor(time.clock(), { service: '' }));
      await time.pass(10 * SECOND);
    }
    const own = readSince().filter(({ who }) => who === 'c0000');
    expect(own.length).toBeGreaterThanOrEqual(55);
    expect(own.length).toBeLessThanOrEqual(75);
    const all = calls.filter(({ who, at }) => who === 'c0000' && at >= since);
    expect(all.length).toBeLessThan(150);
    await survey.stop();
  });

  it('leaves those alone that are left alone after a failure', async () => {
    const { survey, time, count } = openSurvey(manyCustomers(3), {
      listActive: async (who) => (who === 'c0001' ? refuse('noConsent')() : []),
    });
    survey.start();
    await time.pass(2 * MINUTE);
    const before = count('incidents', 'c0001');
    survey.hurry(hurryFor(time.clock(), { service: '' }));
    await time.pass(5 * SECOND);
    expect(count('incidents', 'c0001')).toBe(before);
    expect(count('incidents', 'c0002')).toBeGreaterThan(1);
    await survey.stop();
  });

  it('does nothing when it is older than two minutes, or the survey does not run', async () => {
    const { survey, time, readSince } = await openSettled(manyCustomers(4));
    survey.hurry(hurryFor(time.clock() - 2 * MINUTE, { service: '' }));
    await time.pass(5 * SECOND);
    expect(readSince()).toEqual([]);
    await survey.stop();
    survey.hurry(hurryFor(time.clock(), { service: '' }));
    await time.pass(5 * SECOND);
    expect(readSince()).toEqual([]);
  });

  it('reads only the customers of this replica', async () => {
    const shares = {
      isOurs: ({ tenantId }: { readonly tenantId: string }) => tenantId < 'c0003',
      revision: 1,
      countReplicas: () => 2,
    };
    const { survey, time, calls } = openSurvey(manyCustomers(6), { shares });
    survey.start();
    await time.pass(2 * MINUTE);
    survey.hurry(hurryFor(time.clock(), { service: '' }));
    await time.pass(10 * MINUTE);
    expect(whoOf(calls)).toEqual(['c0000', 'c0001', 'c0002']);
    await survey.stop();
  });

  it('waits for a reading that began before it, and reads again after it', async () => {
    let isOut = false;
    const { survey, time, readSince, estate } = await openSettled(manyCustomers(4), {
      periodMs: 5 * MINUTE,
      async listActive(who) {
        const seen = who === 'c0003' && isOut ? [makeIncident()] : [];
        await time.sleep(3 * SECOND);
        return seen;
      },
    });
    const turns = () => readSince().filter(({ who }) => who === 'c0003').length;
    while (turns() === 0) await time.pass(SECOND);
    isOut = true;
    await time.pass(SECOND);
    survey.hurry(hurryFor(time.clock(), { service: '' }));
    await time.pass(10 * SECOND);
    expect(turns()).toBe(2);
    expect(estate.listOpenIds()).toEqual(['EX226574']);
    await survey.stop();
  });

  it('does not keep customers from their turns: the next one comes when it would have come', async () => {
    const { survey, time, calls } = openSurvey(manyCustomers(1), {
      readAzure: async () => ({ ...NO_AZURE, subscriptions: PRODUCTION }),
    });
    survey.start();
    for (let minute = 0; minute < 60; minute += 1) {
      survey.hurry(hurryFor(time.clock(), { service: '' }));
      await time.pass(MINUTE);
    }
    const turns = calls.filter(({ what }) => what === 'azure').map(({ at }) => at);
    const gaps = turns.slice(1).map((at, number) => at - (turns[number] ?? 0));
    expect(Math.max(...gaps)).toBeLessThanOrEqual(5 * MINUTE + SECOND);
    await survey.stop();
  });

  it('looks through the customers once for many of the same, and lets others have their turn between two', async () => {
    const time = createVirtualTime();
    const { clock, sleep } = time;
    const stop = new AbortController();
    let looks = 0;
    let breaths = 0;
    const breathsAt: number[] = [];
    const breathe = () => {
      breaths += 1;
      if (!stop.signal.aborted) setImmediate(breathe);
    };
    const hurrier = createHurrier({
      directory: { customers: manyCustomers(100) },
      turns: {
        isWanted() {
          if (looks % 100 === 0) breathsAt.push(breaths);
          looks += 1;
          return false;
        },
        hasten: async () => undefined,
      },
      ...{ clock, sleep, log: createKeptLog() },
    });
    const running = hurrier.run(stop.signal);
    for (let number = 0; number < 200; number += 1)
      hurrier.hurry(hurryFor(clock() + number, { service: `Service ${number % 5}` }));
    expect(looks).toBe(0);
    setImmediate(breathe);
    for (let second = 0; second < 5; second += 1) await time.pass(SECOND);
    expect(looks).toBe(500);
    expect(new Set(breathsAt).size).toBe(5);
    stop.abort();
    await time.pass(SECOND);
    await running;
  });

  it('ends at once with the survey', async () => {
    const { survey, time, readSince } = await openSettled(manyCustomers(500), {
      listActive: () => new Promise(() => {}),
    });
    survey.hurry(hurryFor(time.clock(), { service: '' }));
    await time.pass(100);
    await survey.stop();
    const begun = readSince().length;
    await time.pass(MINUTE);
    expect(begun).toBeLessThanOrEqual(96);
    expect(readSince()).toHaveLength(begun);
  });
});
