import { describe, expect, it } from 'vitest';
import type { Customer } from '../../../src/customers/customer.ts';
import { createShares, type Shares } from '../../../src/health/estate/share-customers.ts';
import type { LeaseBook } from '../../../src/work/leases.ts';
import { createFakeLeases } from '../../support/fake-leases.ts';
import { createSeededRandom } from '../../support/generate-customers.ts';
import { createKeptLog } from '../../support/kept-log.ts';
import { named } from './open-estate.ts';
import { HOUR, manyCustomers, openSurvey, SECOND } from './open-survey.ts';
import { createVirtualTime } from './virtual-time.ts';

const CUSTOMERS = Array.from({ length: 3_000 }, (_, at) =>
  named(`${at.toString(16).padStart(8, '0')}-0000-4000-8000-${(at * 7919).toString(16).padStart(12, '0')}`),
);
/** Replicas that begin one after the other agree within this time: everybody has noticed, let go, and taken. */
const AGREED_MS = 16 * SECOND;

interface Replica {
  readonly shares: Shares;
  /** Dies without a word. */
  kill(): void;
  isCut: boolean;
  isDead: boolean;
}

function openReplicas() {
  const time = createVirtualTime();
  const leases = createFakeLeases();
  const log = createKeptLog();
  const replicas: Replica[] = [];

  function join(): Replica {
    const replica: Replica = {
      isCut: false,
      isDead: false,
      shares: createShares({
        leases: leases.open(() => replica.isCut || replica.isDead),
        owner: `replica-${replicas.length}`,
        isAlone: false,
        clock: time.clock,
        sleep: time.sleep,
        log,
      }),
      kill() {
        replica.isDead = true;
      },
    };
    replicas.push(replica);
    replica.shares.start();
    return replica;
  }

  const readersOf = (customer: Customer) =>
    replicas.filter(({ isDead, shares }) => !isDead && shares.isOurs(customer)).length;
  const countRead = () => CUSTOMERS.filter((customer) => readersOf(customer) === 1).length;
  const countTwice = () => CUSTOMERS.filter((customer) => readersOf(customer) > 1).length;
  const countOwn = ({ shares }: Replica) => CUSTOMERS.filter(shares.isOurs).length;
  /** Lets time pass, and looks every second that nobody is read twice. */
  async function pass(ms: number): Promise<void> {
    for (let left = ms; left > 0; left -= SECOND) {
      await time.pass(Math.min(left, SECOND));
      expect(countTwice()).toBe(0);
    }
  }
  return { time, leases, join, pass, countRead, countOwn, log, replicas };
}

describe('shares of the customers', () => {
  it('of the only replica are all', async () => {
    const { join, pass, countOwn } = openReplicas();
    const one = join();
    expect(countOwn(one)).toBe(0);
    await pass(SECOND);
    expect(countOwn(one)).toBe(CUSTOMERS.length);
    expect(one.shares.countReplicas()).toBe(1);
  });

  it('are alike among three replicas, and everybody is read by one', async () => {
    const { join, pass, countRead, countOwn } = openReplicas();
    const three = [join(), join(), join()];
    await pass(AGREED_MS);
    expect(countRead()).toBe(CUSTOMERS.length);
    for (const replica of three) {
      expect(countOwn(replica)).toBeGreaterThan(0.28 * CUSTOMERS.length);
      expect(countOwn(replica)).toBeLessThan(0.39 * CUSTOMERS.length);
      expect(replica.shares.countReplicas()).toBe(3);
    }
  });

  it('are stable while nobody comes or goes', async () => {
    const { join, pass } = openReplicas();
    const three = [join(), join(), join()];
    await pass(AGREED_MS);
    const revisions = () => three.map(({ shares }) => shares.revision);
    const before = revisions();
    await pass(120 * SECOND);
    expect(revisions()).toEqual(before);
  });

  it('are made smaller for one that joins: only what goes to it changes hands', async () => {
    const { join, pass, countRead, countOwn } = openReplicas();
    const [one] = [join(), join()];
    await pass(AGREED_MS);
    const before = CUSTOMERS.filter(one.shares.isOurs);
    const third = join();
    await pass(AGREED_MS);
    expect(countRead()).toBe(CUSTOMERS.length);
    expect(countOwn(third)).toBeGreaterThan(0.28 * CUSTOMERS.length);
    expect(CUSTOMERS.filter(one.shares.isOurs).every((customer) => before.includes(customer))).toBe(true);
  });

  it('of one that leaves are taken over within seconds', async () => {
    const { join, pass, countRead, countOwn } = openReplicas();
    const [one, two] = [join(), join(), join()];
    await pass(AGREED_MS);
    const stopped = one.shares.stop();
    expect(countOwn(one)).toBe(0);
    await stopped;
    await pass(6 * SECOND);
    expect(countRead()).toBe(CUSTOMERS.length);
    expect(two.shares.countReplicas()).toBe(2);
  });

  it('of one that dies are taken over within 36 seconds', async () => {
    const { join, pass, countRead } = openReplicas();
    const [one] = [join(), join(), join()];
    await pass(AGREED_MS);
    one.kill();
    await pass(20 * SECOND);
    expect(countRead()).toBeLessThan(CUSTOMERS.length);
    await pass(16 * SECOND);
    expect(countRead()).toBe(CUSTOMERS.length);
  });

  it('are kept through a short failure of the store, and let go before others may take them after a long one', async () => {
    const { join, pass, countOwn, log } = openReplicas();
    const one = join();
    await pass(SECOND);
    one.isCut = true;
    await pass(20 * SECOND);
    expect(countOwn(one)).toBe(CUSTOMERS.length);
    const other = join();
    await pass(10 * SECOND);
    expect(countOwn(one)).toBe(0);
    await pass(6 * SECOND);
    expect(countOwn(other)).toBe(CUSTOMERS.length);
    one.isCut = false;
    await pass(AGREED_MS);
    expect(countOwn(one)).toBeGreaterThan(0.4 * CUSTOMERS.length);
    const told = log.lines.map(({ message }) => message);
    expect(told.filter((message) => message.includes('could not be agreed upon'))).toHaveLength(1);
    expect(told.filter((message) => message.includes('shared between replicas again'))).toHaveLength(1);
  });

  it('are everything for the only process there can be, however its store fails', async () => {
    const broken: LeaseBook = {
      hold: () => Promise.reject(new Error('asked')),
      release: () => Promise.reject(new Error('asked')),
      listOwners: () => Promise.reject(new Error('asked')),
    };
    const { clock, sleep } = createVirtualTime();
    const log = createKeptLog();
    const shares = createShares({ leases: broken, owner: 'one', isAlone: true, clock, sleep, log });
    shares.start();
    expect(CUSTOMERS.every(shares.isOurs)).toBe(true);
    expect(shares.countReplicas()).toBe(1);
    await shares.stop();
    expect(log.lines).toEqual([]);
  });

  it('end in time although the store hangs', async () => {
    const { clock, sleep, pass } = createVirtualTime();
    const hang = () => new Promise<never>(() => {});
    const leases = { hold: hang, release: hang, listOwners: hang };
    const shares = createShares({ leases, owner: 'one', isAlone: false, clock, sleep, log: createKeptLog() });
    shares.start();
    await pass(SECOND);
    let isStopped = false;
    const stopped = shares.stop().then(() => {
      isStopped = true;
    });
    await pass(2 * SECOND);
    expect(isStopped).toBe(true);
    await stopped;
  });

  it.each([
    20_261, 20_262, 20_263,
  ])('never overlap, and cover everybody again, while replicas join, leave, die and are cut off (seed %i)', async (seed) => {
    const random = createSeededRandom(seed);
    const { join, pass, countRead, replicas } = openReplicas();
    for (let step = 0; step < 40; step += 1) {
      const living = replicas.filter(({ isDead }) => !isDead);
      const one = living[Math.floor(random() * living.length)];
      const chance = random();
      if (one === undefined || (chance < 0.3 && living.length < 5)) join();
      else if (chance < 0.45) one.kill();
      else if (chance < 0.6) {
        await one.shares.stop();
        one.isDead = true;
      } else one.isCut = !one.isCut;
      await pass(Math.ceil(random() * 20) * SECOND);
    }
    for (const replica of replicas) replica.isCut = false;
    join();
    await pass(36 * SECOND + AGREED_MS);
    expect(countRead()).toBe(CUSTOMERS.length);
  }, 60_000);
});

describe('three replicas that survey the same customers', () => {
  it('read each of them once a period together, and go on when one dies', async () => {
    const time = createVirtualTime();
    const leases = createFakeLeases();
    const customers = manyCustomers(300, 'china');
    let isDead = false;
    const replicas = [0, 1, 2].map((number) => {
      const shares = createShares({
        leases: leases.open(() => number === 0 && isDead),
        ...{ owner: `replica-${number}`, isAlone: false },
        ...{ clock: time.clock, sleep: time.sleep, log: createKeptLog() },
      });
      const opened = openSurvey(customers, { time, shares });
      shares.start();
      opened.survey.start();
      return { ...opened, shares };
    });
    const listReads = (since: number) =>
      replicas
        .flatMap(({ calls }) => calls)
        .filter(({ what, at }) => what === 'incidents' && at > since)
        .map(({ who }) => who);
    await time.pass(10 * 60 * SECOND);
    let since = time.clock();
    await time.pass(5 * 60 * SECOND);
    const reads = listReads(since);
    expect(new Set(reads).size).toBe(300);
    expect(reads.length).toBeLessThanOrEqual(303);
    const [first] = replicas;
    const own = customers.filter(({ tenantId }) => first?.shares.isOurs(named(tenantId)));
    isDead = true;
    await Promise.all([first?.survey.stop()]);
    since = time.clock();
    await time.pass(36 * SECOND + 5 * 60 * SECOND);
    const later = new Set(listReads(since));
    expect(own.length).toBeGreaterThan(50);
    expect(own.every(({ tenantId }) => later.has(tenantId))).toBe(true);
    await Promise.all(replicas.map(({ survey }) => survey.stop()));
    expect(time.clock() - since).toBeLessThan(HOUR);
  });
});
