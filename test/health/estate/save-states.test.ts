import { describe, expect, it } from 'vitest';
import type { CustomerState, KeptChange, StateBook } from '../../../src/health/archive.ts';
import { saveStates } from '../../../src/health/estate/save-states.ts';
import { createKeptLog } from '../../support/kept-log.ts';
import { makeChange, NOW, named, openEstate, reading } from './open-estate.ts';
import { createVirtualTime, settle } from './virtual-time.ts';

const SECOND = 1_000;

function open(save: StateBook['save']) {
  const customers = Array.from({ length: 10 }, (_, at) => named(`c${at}`));
  const time = createVirtualTime(NOW);
  const { estate } = openEstate(customers);
  const log = createKeptLog();
  const abort = new AbortController();
  let failures = 0;
  const readAll = () => {
    for (const customer of customers) estate.note(reading(customer, { triedAt: time.clock() }));
  };
  readAll();
  const countFailure = () => {
    failures += 1;
  };
  const ended = saveStates({ ...time, estate, book: { save }, log, countFailure }, abort.signal);
  return {
    ...{ time, estate, lines: log.lines, readAll, countFailures: () => failures },
    stop() {
      abort.abort();
      return ended;
    },
  };
}

describe('states of customers', () => {
  it('are saved every few seconds, only where they changed or aged', async () => {
    const saved: CustomerState[] = [];
    const { time, readAll, stop } = open(async (some) => void saved.push(...some));
    await time.pass(6 * SECOND);
    expect(saved).toHaveLength(10);
    readAll();
    await time.pass(180 * SECOND);
    expect(saved).toHaveLength(10);
    await time.pass(120 * SECOND);
    readAll();
    await time.pass(6 * SECOND);
    expect(saved).toHaveLength(20);
    await stop();
  });

  it('that cannot be saved are no loss: counted, logged once a minute, and saved as soon as that works', async () => {
    const saved: CustomerState[] = [];
    let isFull = true;
    const { time, lines, countFailures, stop } = open(async (some) => {
      if (isFull) throw new Error('The disk is full.');
      saved.push(...some);
    });
    await time.pass(58 * SECOND);
    expect(countFailures()).toBe(11);
    expect(lines.filter(({ message }) => message.includes('could not be saved'))).toHaveLength(1);
    isFull = false;
    await time.pass(6 * SECOND);
    expect(saved).toHaveLength(10);
    await stop();
  });

  it('are saved with the planned changes that differ from what was written before', async () => {
    const saved: (readonly KeptChange[])[] = [];
    let isFull = true;
    const { time, estate, stop } = open(async (_states, changes = []) => {
      if (isFull) throw new Error('The disk is full.');
      saved.push(changes);
    });
    const note = (updatedAt: number) =>
      estate.note(
        reading(named('c1'), {
          triedAt: time.clock(),
          changes: [makeChange({ updatedAt }), makeChange({ id: 'MC2' })],
        }),
      );
    note(NOW);
    await time.pass(6 * SECOND);
    isFull = false;
    await time.pass(6 * SECOND);
    expect(saved.map((list) => list.map(({ change }) => change.id))).toEqual([['MC172851', 'MC2']]);
    note(NOW);
    await time.pass(6 * SECOND);
    expect(saved).toHaveLength(1);
    note(NOW + 1);
    await time.pass(6 * SECOND);
    expect(saved[1]).toMatchObject([{ cloud: 'global', change: { id: 'MC172851', updatedAt: NOW + 1 } }]);
    await stop();
  });

  it('are saved a last time when everything stops, and a store that is stuck holds nothing up', async () => {
    const saved: CustomerState[] = [];
    const first = open(async (some) => void saved.push(...some));
    await first.time.pass(2 * SECOND);
    await first.stop();
    expect(saved).toHaveLength(10);

    const stuck = open(() => new Promise(() => {}));
    await stuck.time.pass(6 * SECOND);
    let isStopped = false;
    const stopping = stuck.stop().then(() => {
      isStopped = true;
    });
    await stuck.time.pass(SECOND);
    await settle();
    expect(isStopped).toBe(true);
    await stopping;
  });
});
