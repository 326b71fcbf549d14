import { describe, expect, it } from 'vitest';
import { makeIncident } from '../../support/incidents.ts';
import { makeChange, makeEvent, reading } from './open-estate.ts';
import { HOUR, MINUTE, manyCustomers, NO_AZURE, openSurvey as open, refuse, SECOND } from './open-survey.ts';

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

  it('keeps the period with 10,000 customers whose answers take a second', async () => {
    let running = 0;
    let most = 0;
    const { survey, time, count, lines } = open(manyCustomers(10_000, 'china'), {
      async listActive() {
        running += 1;
        most = Math.max(most, running);
        await time.sleep(SECOND);
        running -= 1;
        return [];
      },
    });
    survey.start();
    await time.pass(6 * MINUTE);
    expect(count('incidents')).toBeGreaterThanOrEqual(10_000);
    expect(most).toBeGreaterThan(30);
    expect(most).toBeLessThanOrEqual(64);
    expect(lines.filter(({ message }) => message.includes('takes longer'))).toEqual([]);
    await survey.stop();
  }, 60_000);

  it('says once an hour that the period cannot be kept', async () => {
    const { survey, time, lines } = open(manyCustomers(50, 'china'), {
      concurrency: 1,
      periodMs: MINUTE,
      async listActive() {
        await time.sleep(3 * SECOND);
        return [];
      },
    });
    survey.start();
    await time.pass(55 * MINUTE);
    const told = () => lines.filter(({ message }) => message.includes('takes longer'));
    expect(told()).toHaveLength(1);
    expect(told()[0]?.fields).toMatchObject({ customers: 50, periodSeconds: 60 });
    await time.pass(HOUR);
    expect(told()).toHaveLength(2);
    await survey.stop();
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

  it('does not take one tenant that refuses our credential for all of them', async () => {
    const { survey, time, count, estate } = open(manyCustomers(50), {
      listActive: async (who) => (who === 'c0007' ? refuse('credentialRefused')() : []),
    });
    survey.start();
    await time.pass(20 * MINUTE);
    await survey.stop();
    expect(estate.coverage).toMatchObject({ read: 49, failed: { credentialRefused: 1 } });
    expect(count('incidents', 'c0008')).toBeGreaterThanOrEqual(4);
  });

  it('finds out that our credential is accepted although two tenants go on refusing it', async () => {
    const { survey, time, estate } = open(manyCustomers(50), {
      listActive: async (who) => (who < 'c0002' ? refuse('credentialRefused')() : []),
    });
    survey.start();
    await time.pass(20 * MINUTE);
    await survey.stop();
    expect(estate.coverage).toMatchObject({ read: 48, failed: { credentialRefused: 2 } });
  });

  it('lets one account’s refused credential be no matter of the other’s', async () => {
    const china = manyCustomers(5, 'china');
    const { survey, time, estate } = open([...manyCustomers(5), ...china], {
      source: {
        listActiveIncidents: async ({ cloud }) =>
          cloud === 'china' ? { items: [], skipped: 0 } : refuse('credentialRefused')(),
        listPlannedChanges: async () => ({ items: [], skipped: 0 }),
        listServices: async () => ({ items: [], skipped: 0 }),
      },
    });
    survey.start();
    await time.pass(MINUTE);
    expect(estate.coverage).toMatchObject({ read: 5, failed: { credentialRefused: 5 } });
    await survey.stop();
  });

  it('does not repeat at once what was read before it began, by others or in an earlier run', async () => {
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

  it('reads at once what was read too long before it began', async () => {
    const [customer] = manyCustomers(1);
    if (!customer) throw new Error('no customer');
    const { survey, time, count, estate } = open([customer]);
    estate.note(reading(customer, { triedAt: time.clock() - 3 * MINUTE }));
    survey.start();
    await time.pass(SECOND);
    expect(count('incidents')).toBe(1);
    await survey.stop();
  });

  it('keeps the period to the second whatever people ask meanwhile', async () => {
    const customers = manyCustomers(10, 'china');
    const { survey, time, calls, estate } = open(customers);
    survey.start();
    for (let minute = 0; minute < 60; minute += 1) {
      await time.pass(MINUTE);
      for (const customer of customers) estate.note(reading(customer, { triedAt: time.clock() }));
    }
    await survey.stop();
    for (const { tenantId } of customers) {
      const reads = calls.filter(({ what, who }) => what === 'incidents' && who === tenantId);
      const gaps = reads.slice(1).map(({ at }, number) => at - (reads[number]?.at ?? 0));
      // Whoever asks in the seconds before a turn spares it.
      if (tenantId !== 'c0000') expect(Math.max(...gaps)).toBeLessThanOrEqual(5 * MINUTE + 5 * SECOND);
    }
  });

  it('leaves a customer alone as long as others were asked to leave it alone', async () => {
    const [customer] = manyCustomers(1);
    if (!customer) throw new Error('no customer');
    const { survey, time, calls, estate } = open([customer]);
    const retryAt = time.clock() + 20 * MINUTE;
    estate.note(
      reading(customer, {
        triedAt: time.clock() - 10 * MINUTE,
        incidents: undefined,
        unread: [{ part: 'incidents', code: 'throttled', retryAt }],
      }),
    );
    survey.start();
    await time.pass(30 * MINUTE);
    await survey.stop();
    const [first] = calls.filter(({ what }) => what === 'incidents');
    expect(first?.at).toBeGreaterThanOrEqual(retryAt);
    expect(first?.at).toBeLessThan(retryAt + 5 * MINUTE + SECOND);
  });

  it('reads its share of the customers, and soon those that become its own', async () => {
    const shares = { bound: 'c0050', revision: 0 };
    const { survey, time, calls, count } = open(manyCustomers(100, 'china'), {
      shares: {
        isOurs: ({ tenantId }) => tenantId < shares.bound,
        get revision() {
          return shares.revision;
        },
        countReplicas: () => 2,
      },
    });
    survey.start();
    await time.pass(7 * MINUTE);
    expect(new Set(calls.map(({ who }) => who)).size).toBe(50);
    const before = count('incidents', 'c0010');
    Object.assign(shares, { bound: 'c0060', revision: 1 });
    await time.pass(3 * SECOND);
    expect(new Set(calls.map(({ who }) => who)).size).toBe(60);
    Object.assign(shares, { bound: 'c0005', revision: 2 });
    await time.pass(5 * MINUTE);
    expect(count('incidents', 'c0010') - before).toBeLessThanOrEqual(1);
    expect(count('incidents', 'c0001')).toBeGreaterThanOrEqual(3);
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

  it('looks subscriptions up for 60 customers at once and 100 in any minute at most', async () => {
    const { survey, time, calls, count } = open(manyCustomers(2_000));
    survey.start();
    await time.pass(3 * SECOND);
    expect(count('azure')).toBeGreaterThanOrEqual(30);
    expect(count('azure')).toBeLessThanOrEqual(65);
    await time.pass(30 * MINUTE);
    await survey.stop();
    const asked = calls.filter(({ what }) => what === 'azure').map(({ at }) => at);
    const inAMinute = asked.map((at) => asked.filter((one) => one >= at && one < at + MINUTE).length);
    expect(Math.max(...inAMinute)).toBe(100);
    expect(asked).toHaveLength(2_000);
  });

  it('looks subscriptions up so seldom that three replicas keep the bound together', async () => {
    const shares = { isOurs: () => true, revision: 0, countReplicas: () => 3 };
    const { survey, time, calls } = open(manyCustomers(1_000), { shares });
    survey.start();
    await time.pass(20 * MINUTE);
    await survey.stop();
    const asked = calls.filter(({ what }) => what === 'azure').map(({ at }) => at);
    const inAMinute = asked.map((at) => asked.filter((one) => one >= at && one < at + MINUTE).length);
    expect(Math.max(...inAMinute)).toBe(33);
    expect(asked.length).toBeGreaterThan(600);
  });

  it('is looked up for everybody in turn where there are more than an hour allows', async () => {
    const subscriptions = [{ id: 's-1', name: 'Production' }];
    const { survey, time, calls } = open(manyCustomers(700), {
      periodMs: 30 * MINUTE,
      // 200 a period and 400 an hour, of 700 that need it every hour.
      discoveries: { everyMs: 9 * SECOND, burst: 60, mostAMinute: 100 },
      readAzure: async () => ({ ...NO_AZURE, subscriptions }),
    });
    survey.start();
    await time.pass(12 * HOUR);
    await survey.stop();
    const asked = calls.filter(({ what, at }) => what === 'azure' && at > time.clock() - 4 * HOUR);
    expect(new Set(asked.map(({ who }) => who)).size).toBe(700);
  });

  it('that was never asked for is not called read', async () => {
    const { survey, time, estate } = open(manyCustomers(200));
    survey.start();
    await time.pass(20 * SECOND);
    expect(estate.coverage).toMatchObject({ read: 200, untried: 0, failed: {} });
    expect(estate.coverage.azureUnread).toBeGreaterThanOrEqual(100);
    await time.pass(15 * MINUTE);
    expect(estate.coverage.azureUnread).toBe(0);
    await survey.stop();
  });

  it('is asked each round although the consent for service health is missing', async () => {
    const subscriptions = [{ id: 's-1', name: 'Production' }];
    const { survey, time, count, estate } = open(manyCustomers(1), {
      listActive: refuse('noConsent'),
      readAzure: async () => ({ ...NO_AZURE, subscriptions, incidents: [makeEvent()] }),
    });
    survey.start();
    await time.pass(29 * MINUTE);
    await survey.stop();
    expect(count('incidents')).toBe(1);
    expect(count('azure')).toBeGreaterThanOrEqual(5);
    expect(count('azure')).toBeLessThanOrEqual(7);
    expect(estate.listOpenIds()).toEqual(['BC_1-FXZ']);
    expect(estate.access()).toMatchObject({
      counts: { unreadable: 1 },
      problems: [{ unread: [{ part: 'incidents', code: 'noConsent' }] }],
    });
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

  it('that others have read are not read again before their time', async () => {
    const [customer] = manyCustomers(1);
    if (!customer) throw new Error('no customer');
    const { survey, time, count, estate } = open([customer]);
    estate.note(reading(customer, { triedAt: time.clock() - HOUR, changes: [] }));
    survey.start();
    await time.pass(4 * HOUR);
    expect(count('changes')).toBe(0);
    await time.pass(1.2 * HOUR);
    expect(count('changes')).toBe(1);
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

describe('services in the survey', () => {
  it('are read once a day, and named by nobody as a part', async () => {
    const [customer] = manyCustomers(1);
    if (!customer) throw new Error('no customer');
    const { survey, time, count, estate } = open([customer], {
      listServices: async () => ['Exchange Online', 'Microsoft Teams'],
    });
    survey.start();
    await time.pass(20 * HOUR);
    expect(count('services')).toBe(1);
    expect(estate.findState(customer)?.services).toEqual(new Set(['exchange online', 'microsoft teams']));
    await time.pass(6 * HOUR);
    expect(count('services')).toBe(2);
    expect(estate.access().problems).toEqual([]);
    await survey.stop();
  });

  it('that cannot be read are tried again later without a word', async () => {
    const [customer] = manyCustomers(1);
    if (!customer) throw new Error('no customer');
    let isBroken = true;
    const { survey, time, count, estate } = open([customer], {
      listServices: async () => (isBroken ? refuse('unavailable')() : ['Exchange Online']),
    });
    survey.start();
    await time.pass(59 * MINUTE);
    expect(count('services')).toBe(1);
    expect(estate.coverage).toMatchObject({ read: 1, failed: {} });
    expect(estate.access().problems).toEqual([]);
    expect(estate.findState(customer)?.services).toBeUndefined();
    isBroken = false;
    await time.pass(7 * MINUTE);
    expect(estate.findState(customer)?.services).toEqual(new Set(['exchange online']));
    await survey.stop();
  });

  it('are not asked for where incidents are kept from us', async () => {
    const { survey, time, count } = open(manyCustomers(2), { listActive: refuse('noConsent') });
    survey.start();
    await time.pass(HOUR);
    expect(count('services')).toBe(0);
    await survey.stop();
  });

  it('are read for five customers a second at most, and shared by those that have the same', async () => {
    const customers = manyCustomers(600, 'china');
    const { survey, time, count, estate } = open(customers);
    survey.start();
    await time.pass(20 * SECOND);
    expect(count('services')).toBeLessThanOrEqual(20 + 5 * 20 + 1);
    await time.pass(15 * MINUTE);
    expect(count('services')).toBe(600);
    const sets = new Set(customers.map((customer) => estate.findState(customer)?.services));
    expect(sets.size).toBe(1);
    await survey.stop();
  });
});
