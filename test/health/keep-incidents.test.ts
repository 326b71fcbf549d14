import { describe, expect, it } from 'vitest';
import type { CustomerRef } from '../../src/customers/customer.ts';
import type { Incident } from '../../src/health/incident.ts';
import { createKeeper, type KeeperOptions } from '../../src/health/keep-incidents.ts';
import { createFakeTime } from '../support/fake-time.ts';
import { makeIncident } from '../support/incidents.ts';
import { createKeptLog } from '../support/kept-log.ts';

const CONTOSO: CustomerRef = { cloud: 'global', tenantId: 't-1' };
const FABRIKAM: CustomerRef = { cloud: 'global', tenantId: 't-2' };
const never = new AbortController().signal;

function setUp(options: Partial<KeeperOptions> = {}) {
  const time = createFakeTime();
  const log = createKeptLog();
  const written: string[] = [];
  const losses: number[] = [];
  let fault: Error | undefined;
  const keeper = createKeeper({
    archive: {
      record: async (customer: CustomerRef, incidents: readonly Incident[]) => {
        if (fault) throw fault;
        written.push(`${customer.tenantId}: ${incidents.map(({ id }) => id).join(' ')}`);
      },
    },
    clock: time.clock,
    log,
    countLoss: (incidents) => losses.push(incidents),
    createDeadline: () => never,
    ...options,
  });
  return {
    keeper,
    time,
    log,
    written,
    losses,
    breakStore: (error: Error | undefined) => {
      fault = error;
    },
    keep: (...incidents: readonly Incident[]) => keeper.keep(CONTOSO, incidents, time.clock()),
    drain: () => keeper.drain(never),
  };
}

describe('a keeper', () => {
  it('brings what was read into the archive, one customer after another', async () => {
    let under = 0;
    let most = 0;
    const { keeper, drain } = setUp({
      archive: {
        record: async () => {
          under += 1;
          most = Math.max(most, under);
          await Promise.resolve();
          under -= 1;
        },
      },
    });
    for (let at = 0; at < 20; at += 1) {
      keeper.keep({ ...CONTOSO, tenantId: `t-${at}` }, [makeIncident()], 1);
    }
    await drain();
    expect(most).toBe(1);
  });

  it('gives everything else its turn between two writes, even when the archive never waits', async () => {
    const steps: string[] = [];
    const { keeper, drain } = setUp({
      archive: { record: async ({ tenantId }) => void steps.push(tenantId) },
    });
    setImmediate(() => steps.push('another'));
    for (const tenantId of ['t-1', 't-2', 't-3']) {
      keeper.keep({ ...CONTOSO, tenantId }, [makeIncident()], 1);
    }
    await drain();
    expect(steps).toEqual(['t-1', 'another', 't-2', 't-3']);
  });

  it('does not write again what did not change, for that customer, within the hour', async () => {
    const { keeper, keep, drain, written, time } = setUp();
    const [a, b] = [makeIncident({ id: 'A1' }), makeIncident({ id: 'B1' })];
    keep(a);
    keep(a, b);
    await drain();
    keep(b, { ...a, id: 'a1' });
    keep();
    keeper.keep(FABRIKAM, [a], time.clock());
    await drain();
    expect(written).toEqual(['t-1: A1', 't-1: B1', 't-2: A1']);
    keep({ ...a, updatedAt: (a.updatedAt ?? 0) + 1 }, b);
    keep({ ...a, updatedAt: (a.updatedAt ?? 0) + 1, isResolved: true }, b);
    await drain();
    expect(written.slice(3)).toEqual(['t-1: A1', 't-1: A1']);
    time.advance(3_600_000);
    keep(a, b);
    await drain();
    expect(written.slice(5)).toEqual(['t-1: A1 B1']);
  });

  it('counts what the store could not take, says so once a minute, and brings it at the next reading', async () => {
    const { keeper, keep, drain, written, losses, log, breakStore, time } = setUp();
    breakStore(new TypeError('disk full'));
    for (let at = 0; at < 5; at += 1) {
      keep(makeIncident({ id: `A${at}` }), makeIncident({ id: `B${at}` }));
      await drain();
    }
    expect(losses).toEqual([2, 2, 2, 2, 2]);
    expect(keeper.lost).toBe(10);
    expect(log.lines).toHaveLength(1);
    expect(log.lines[0]).toMatchObject({ level: 'error', fields: { incidents: 2, error: 'TypeError' } });
    time.advance(60_000);
    keep(makeIncident({ id: 'A9' }));
    await drain();
    expect(log.lines).toHaveLength(2);
    expect(log.lines[1]?.fields.incidents).toBe(9);
    breakStore(undefined);
    keep(makeIncident({ id: 'A9' }));
    await drain();
    expect(written).toEqual(['t-1: A9']);
  });

  it('holds only so much while the store is slow; one reading, however large, always fits', async () => {
    const gate = Promise.withResolvers<void>();
    const written: number[] = [];
    const { keeper, keep, drain, losses } = setUp({
      maxWaiting: 10_000,
      archive: {
        record: async (_customer, incidents) => {
          await gate.promise;
          written.push(incidents.length);
        },
      },
    });
    const large = makeIncident({ id: 'L1', posts: [{ at: 1, html: 'x'.repeat(50_000) }] });
    keep(large);
    keep({ ...large, id: 'L2' });
    keep({ ...large, id: 'L3' });
    expect(losses).toEqual([1]);
    gate.resolve();
    await drain();
    expect(written).toEqual([1, 1]);
    expect(keeper.lost).toBe(1);
  });

  it('has room for everybody who has the same incident', async () => {
    const { keeper, drain, written } = setUp({ maxWaiting: 60_000 });
    const large = makeIncident({ id: 'L1', posts: [{ at: 1, html: 'x'.repeat(50_000) }] });
    for (let at = 0; at < 20; at += 1) keeper.keep({ ...CONTOSO, tenantId: `t-${at}` }, [large], 1);
    await drain();
    expect(written).toHaveLength(20);
    expect(keeper.lost).toBe(0);
  });

  it('gives up a write that hangs, and goes on with the next', async () => {
    const deadlines: AbortController[] = [];
    let calls = 0;
    const { keep, drain, losses } = setUp({
      archive: { record: () => (calls++ === 0 ? new Promise(() => {}) : Promise.resolve()) },
      createDeadline: () => {
        const controller = new AbortController();
        deadlines.push(controller);
        return controller.signal;
      },
    });
    keep(makeIncident({ id: 'A1' }));
    keep(makeIncident({ id: 'A2' }));
    deadlines[0]?.abort();
    await drain();
    expect(calls).toBe(2);
    expect(losses).toEqual([1]);
  });

  it('stops waiting when told to, and owns up to what was left', async () => {
    const { keeper, keep, losses } = setUp({ archive: { record: () => new Promise(() => {}) } });
    keep(makeIncident({ id: 'A1' }));
    keep(makeIncident({ id: 'A2' }), makeIncident({ id: 'A3' }));
    const stop = new AbortController();
    const draining = keeper.drain(stop.signal);
    stop.abort();
    await draining;
    expect(losses).toEqual([2]);
  });

  it('never throws, whatever archive, log and metrics do', async () => {
    const fail = () => {
      throw new Error('oops');
    };
    const { keep, drain, keeper } = setUp({
      archive: { record: fail },
      countLoss: fail,
      log: { debug: fail, info: fail, warn: fail, error: fail },
    });
    keep(makeIncident());
    await drain();
    expect(keeper.lost).toBe(1);
  });
});
