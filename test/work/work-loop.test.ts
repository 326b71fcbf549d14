import { beforeEach, describe, expect, it } from 'vitest';
import type { ClaimOptions } from '../../src/work/claims.ts';
import { createWorkLoop, type WorkLoopOptions } from '../../src/work/work-loop.ts';
import { createVirtualTime, type VirtualTime } from '../health/estate/virtual-time.ts';
import { hang } from '../support/fake-azure-support.ts';
import { createKeptLog } from '../support/kept-log.ts';

let time: VirtualTime;
let log: ReturnType<typeof createKeptLog>;
let waiting: string[];
let given: string[];
let done: string[];
let claims: ClaimOptions[];

beforeEach(() => {
  time = createVirtualTime(0);
  log = createKeptLog();
  waiting = [];
  given = [];
  done = [];
  claims = [];
});

function startLoop(overrides: Partial<WorkLoopOptions<string>> = {}) {
  const loop = createWorkLoop<string>({
    name: 'things',
    claim: async (options) => {
      claims.push(options);
      return waiting.splice(0, options.limit);
    },
    run: async (item) => {
      done.push(item);
    },
    giveBack: async (item) => {
      given.push(item);
    },
    owner: 'me',
    sideBySide: 2,
    everyMs: 5_000,
    deadlineMs: 25_000,
    leaseMs: 30_000,
    clock: time.clock,
    sleep: time.sleep,
    random: () => 0,
    log,
    ...overrides,
  });
  loop.start();
  return loop;
}

describe('the work loop', () => {
  it('looks at once, every five seconds, and when it is woken; many wakes are one', async () => {
    const loop = startLoop();
    await time.pass(1);
    expect(claims).toEqual([{ owner: 'me/things-1', now: 0, leaseMs: 30_000, limit: 2 }]);
    await time.pass(5_100);
    expect(claims).toHaveLength(2);
    for (let count = 0; count < 100; count += 1) loop.wake();
    await time.pass(100);
    expect(claims).toHaveLength(3);
    await loop.stop();
  });

  it('makes each claim under a name of its own, so that one that was lost cannot end the next', async () => {
    const loop = startLoop();
    await time.pass(20_000);
    const owners = claims.map(({ owner }) => owner);
    expect(owners.length).toBeGreaterThan(3);
    expect(new Set(owners).size).toBe(owners.length);
    expect(owners.every((owner) => owner.startsWith('me/'))).toBe(true);
    await loop.stop();
  });

  it('does not miss a wake that comes while it looks', async () => {
    const open = Promise.withResolvers<void>();
    const loop = startLoop({
      async claim(options) {
        claims.push(options);
        if (claims.length === 1) await open.promise;
        return [];
      },
    });
    await time.pass(10);
    loop.wake();
    open.resolve();
    await time.pass(100);
    expect(claims).toHaveLength(2);
    await loop.stop();
  });

  it('does so many side by side and no more, and lets none wait for a slow one', async () => {
    waiting = ['slow', 'a', 'b', 'c'];
    const loop = startLoop({
      async run(item) {
        await time.sleep(item === 'slow' ? 20_000 : 100);
        done.push(item);
      },
    });
    await time.pass(1_000);
    expect(done).toEqual(['a', 'b', 'c']);
    expect(Math.max(...claims.map(({ limit }) => limit))).toBe(2);
    await time.pass(20_000);
    expect(done).toHaveLength(4);
    await loop.stop();
  });

  it('aborts work after its time and gives it back', async () => {
    waiting = ['endless'];
    const loop = startLoop({ run: (_item, signal) => hang(signal) });
    await time.pass(24_900);
    expect(given).toEqual([]);
    await time.pass(200);
    expect(given).toEqual(['endless']);
    await loop.stop();
  });

  it('goes on without work that does not listen when its lease runs out', async () => {
    waiting = ['deaf', 'deaf too'];
    const loop = startLoop({
      run: (item) =>
        (item.startsWith('deaf') ? new Promise(() => {}) : void done.push(item)) ?? Promise.resolve(),
    });
    await time.pass(29_000);
    waiting = ['next'];
    await time.pass(3_000);
    expect(done).toEqual(['next']);
    await loop.stop();
  });

  it('survives work that fails, and leaves that to its lease', async () => {
    waiting = ['bad', 'good'];
    const loop = startLoop({
      async run(item) {
        if (item === 'bad') throw new TypeError('secret of a customer');
        done.push(item);
      },
    });
    await time.pass(3_000);
    expect({ done, given }).toEqual({ done: ['good'], given: [] });
    expect(log.lines.find(({ level }) => level === 'error')?.fields).toMatchObject({ error: 'TypeError' });
    expect(JSON.stringify(log.lines)).not.toContain('secret of a customer');
    await loop.stop();
  });

  it('asks a store that fails less and less often, says so once, and says when it is over', async () => {
    const at: number[] = [];
    let isBroken = true;
    const loop = startLoop({
      async claim() {
        at.push(time.clock());
        if (isBroken) throw new Error('away');
        return [];
      },
    });
    for (let second = 0; second < 180; second += 1) {
      loop.wake();
      await time.pass(1_000);
    }
    const waits = at.slice(1).map((instant, index) => instant - (at[index] ?? 0));
    expect(waits.slice(0, 7)).toEqual([1_000, 2_000, 4_000, 8_000, 16_000, 30_000, 30_000]);
    isBroken = false;
    await time.pass(31_000);
    expect(log.lines.map(({ level }) => level)).toEqual(['error', 'info']);
    await loop.stop();
  });

  it('does not storm a store that lets work be claimed and not be ended', async () => {
    const loop = startLoop({
      claim: async (options) => {
        claims.push(options);
        return ['stuck'];
      },
      run: () => Promise.reject(new Error('read-only')),
    });
    await time.pass(60_000);
    expect(claims.length).toBeLessThan(12);
    expect(log.lines.filter(({ level }) => level === 'error')).toHaveLength(1);
    await loop.stop();
  });

  it('stops at once when nothing is in hand', async () => {
    const loop = startLoop();
    await time.pass(100);
    await loop.stop();
    await time.pass(10_000);
    expect(claims).toHaveLength(1);
  });

  it('lets work in hand end when it stops, and begins nothing more', async () => {
    waiting = ['a', 'b', 'c'];
    const loop = startLoop({
      async run(item) {
        await time.sleep(1_000);
        done.push(item);
      },
    });
    await time.pass(500);
    const stopped = loop.stop();
    await time.pass(600);
    await stopped;
    expect({ done, waiting }).toEqual({ done: ['a', 'b'], waiting: ['c'] });
  });

  it('stops within two seconds whatever hangs, and gives back what listens', async () => {
    waiting = ['listens', 'deaf'];
    const loop = startLoop({
      run: (item, signal) => (item === 'deaf' ? new Promise<never>(() => {}) : hang(signal)),
    });
    await time.pass(500);
    const stopped = loop.stop();
    await time.pass(2_000);
    await stopped;
    expect(given).toEqual(['listens']);
  });

  it('gives back what it had claimed when it was stopped', async () => {
    const open = Promise.withResolvers<void>();
    const loop = startLoop({
      async claim() {
        await open.promise;
        return ['late'];
      },
    });
    await time.pass(100);
    const stopped = loop.stop();
    open.resolve();
    await time.pass(100);
    await stopped;
    expect({ done, given }).toEqual({ done: [], given: ['late'] });
  });

  it('stops although it was never started', async () => {
    const options = { claim: async () => [], run: async () => {}, giveBack: async () => {}, name: 'none' };
    const timing = { sideBySide: 1, everyMs: 1, deadlineMs: 1, leaseMs: 2, owner: 'me' };
    const loop = createWorkLoop({ ...options, ...timing, ...time, random: () => 0, log });
    await loop.stop();
    expect(log.lines).toEqual([]);
  });
});

describe('lanes of the work loop', () => {
  it('does items of one lane one after the other, while other lanes go on', async () => {
    waiting = ['x1', 'x2', 'x3', 'y1'];
    const loop = startLoop({
      laneOf: (item) => item[0],
      async run(item) {
        await time.sleep(1_000);
        done.push(`${item}@${time.clock()}`);
      },
    });
    await time.pass(3_500);
    expect(done).toEqual(['x1@1000', 'y1@1000', 'x2@2000', 'x3@3000']);
    await loop.stop();
  });

  it('gives back what finds its lane full, so that a long lane leaves room for others', async () => {
    waiting = [...Array.from({ length: 16 }, (_, index) => `x${index}`), 'y'];
    const loop = startLoop({
      laneOf: (item) => item[0],
      run: (item, signal) => (item === 'y' ? void done.push(item) : hang(signal)) ?? Promise.resolve(),
    });
    await time.pass(500);
    expect(done).toEqual(['y']);
    expect(given).toHaveLength(12);
    const stopped = loop.stop();
    await time.pass(2_000);
    await stopped;
  });

  it('does not begin what waited until its claim is about to run out', async () => {
    waiting = ['x1', 'x2'];
    const loop = startLoop({
      laneOf: () => 'x',
      async run(item) {
        await time.sleep(10_000);
        done.push(item);
      },
    });
    await time.pass(11_000);
    expect({ done, given }).toEqual({ done: ['x1'], given: ['x2'] });
    await loop.stop();
  });
});
