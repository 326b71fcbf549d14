import { describe, expect, it } from 'vitest';
import { createStopSteps } from '../src/stop-steps.ts';
import { createKeptLog } from './support/kept-log.ts';

function setUp() {
  const log = createKeptLog();
  const deadlines = new Map<number, AbortController>();
  const ran: string[] = [];
  const steps = createStopSteps({
    log,
    createDeadline: (ms) => {
      const controller = new AbortController();
      deadlines.set(ms, controller);
      return controller.signal;
    },
  });
  const add = (name: string, byMs: number, run: () => Promise<unknown>) =>
    steps.add({
      name,
      byMs,
      run: () => {
        ran.push(name);
        return run();
      },
    });
  return { log, deadlines, ran, steps, add };
}

describe('stopping', () => {
  it('begins with what was added last, and runs everything once', async () => {
    const { steps, add, ran, log } = setUp();
    add('store', 2, async () => {});
    add('server', 1, async () => {});
    await steps.run();
    await steps.run();
    expect(ran).toEqual(['server', 'store']);
    expect(log.lines).toEqual([]);
  });

  it('goes on past a step that fails, and says which', async () => {
    const { steps, add, ran, log } = setUp();
    add('store', 3, async () => {});
    add('readers', 2, () => Promise.reject(new TypeError('secret detail')));
    add('server', 1, () => {
      throw new RangeError('at once');
    });
    await steps.run();
    expect(ran).toEqual(['server', 'readers', 'store']);
    expect(log.lines.map(({ fields }) => [fields.step, fields.error])).toEqual([
      ['server', 'RangeError'],
      ['readers', 'TypeError'],
    ]);
    expect(JSON.stringify(log.lines)).not.toContain('secret');
  });

  it('goes on past a step that hangs, when its time is over', async () => {
    const { steps, add, ran, log, deadlines } = setUp();
    add('store', 8_000, async () => {});
    add('server', 5_000, () => new Promise(() => {}));
    const stopping = steps.run();
    expect([...deadlines.keys()].sort()).toEqual([5_000, 8_000]);
    deadlines.get(5_000)?.abort();
    await stopping;
    expect(ran).toEqual(['server', 'store']);
    expect(log.lines).toMatchObject([{ level: 'error', fields: { step: 'server' } }]);
  });
});
