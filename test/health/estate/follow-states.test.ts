import { describe, expect, it } from 'vitest';
import type { SavedState, StateBook, StateNews } from '../../../src/health/archive.ts';
import { followStates } from '../../../src/health/estate/follow-states.ts';
import { makeState } from '../../support/customer-states.ts';
import { createFakeStateBook } from '../../support/fake-state-book.ts';
import { makeIncident } from '../../support/incidents.ts';
import { createKeptLog } from '../../support/kept-log.ts';
import { makeChange, NOW, named, openEstate } from './open-estate.ts';
import { createVirtualTime } from './virtual-time.ts';

const SECOND = 1_000;
const CUSTOMERS = Array.from({ length: 10 }, (_, at) => named(`c${at}`));

function open(overrides: { hasOthers?: () => boolean; loadSince?: StateBook['loadSince'] } = {}) {
  const time = createVirtualTime(NOW);
  const { estate } = openEstate(CUSTOMERS);
  const log = createKeptLog();
  const abort = new AbortController();
  const book = createFakeStateBook(time.clock);
  const asked: number[] = [];
  let changesRead = 0;
  const loadSince: StateBook['loadSince'] = async (cursor, interest) => {
    asked.push(cursor.since);
    const news = await (overrides.loadSince ?? book.loadSince)(cursor, interest);
    changesRead += news.changes.length;
    return news;
  };
  const { hasOthers = () => true } = overrides;
  const ended = followStates(
    { ...time, estate, book: { loadSince }, since: NOW, hasOthers, log },
    abort.signal,
  );
  return {
    ...{ time, estate, book, asked, lines: log.lines, countChangesRead: () => changesRead },
    stop() {
      abort.abort();
      return ended;
    },
  };
}

const CONTOSO = named('c1');
const NOTHING: StateNews = { states: [], incidents: [], changes: [], next: { since: NOW }, isMore: false };

describe('following the other replicas', () => {
  it('learns what they saved within seconds, page by page', async () => {
    const { time, estate, book, stop } = open();
    await time.pass(5 * SECOND);
    book.record(CONTOSO, [makeIncident()], time.clock());
    await book.save(
      CUSTOMERS.map((customer) =>
        makeState({ customer, triedAt: NOW, incidentIds: ['EX226574'], changeIds: ['MC172851'] }),
      ),
      [{ cloud: 'global', change: makeChange() }],
    );
    await time.pass(2 * SECOND);
    expect(estate.findOpen('EX226574')).toMatchObject([{ customers: CUSTOMERS.length }]);
    expect(estate.maintenance().changes).toMatchObject([{ customers: CUSTOMERS.length }]);
    await stop();
  });

  it('asks nothing while nobody else is there, then for all that was saved meanwhile, and a minute longer than they are there', async () => {
    let others = 0;
    const { time, asked, stop } = open({ hasOthers: () => others > 0 });
    await time.pass(60 * SECOND);
    expect(asked).toEqual([]);
    others = 1;
    await time.pass(4 * SECOND);
    expect(asked).toEqual([NOW, NOW + 62 * SECOND]);
    others = 0;
    await time.pass(300 * SECOND);
    expect(asked).toHaveLength(32);
    await stop();
  });

  it('goes on from where it was after a failure, and logs it once a minute', async () => {
    let isDown = true;
    const { time, asked, lines, stop } = open({
      async loadSince() {
        if (isDown) throw new Error('The database is down.');
        return { ...NOTHING, next: { since: NOW + 1 } };
      },
    });
    await time.pass(59 * SECOND);
    expect(lines.map(({ message }) => message)).toEqual(['What other replicas read could not be learnt.']);
    isDown = false;
    await time.pass(4 * SECOND);
    expect(asked.slice(-2)).toEqual([NOW, NOW + 1]);
    await stop();
  });

  it('asks again for an incident that is not kept yet, and shows it as soon as it is', async () => {
    const { time, estate, book, stop } = open();
    const ids = { incidentIds: ['EX226574', 'TM1'] };
    await book.save(CUSTOMERS.map((customer) => makeState({ customer, triedAt: NOW, ...ids })));
    book.record(CONTOSO, [makeIncident()], NOW);
    await time.pass(4 * SECOND);
    expect(estate.listOpenIds()).toEqual(['EX226574']);
    await time.pass(120 * SECOND);
    book.record(CONTOSO, [makeIncident({ id: 'TM1' })], NOW);
    await time.pass(2 * SECOND);
    expect(estate.findOpen('TM1')).toMatchObject([{ customers: CUSTOMERS.length }]);
    await stop();
  });

  it('reads a planned change once as it was written, and again when it was written anew', async () => {
    const { time, estate, book, countChangesRead, stop } = open();
    const state = makeState({ customer: CONTOSO, triedAt: NOW, changeIds: ['MC172851'] });
    await book.save([state], [{ cloud: 'global', change: makeChange() }]);
    await time.pass(30 * SECOND);
    // Once because a state names it, once because it was written.
    expect(countChangesRead()).toBeLessThanOrEqual(2);
    const before = countChangesRead();
    const change = makeChange({ updatedAt: time.clock(), title: 'Another date' });
    await book.save([], [{ cloud: 'global', change }]);
    await time.pass(10 * SECOND);
    expect(estate.maintenance().changes).toMatchObject([{ change: { title: 'Another date' } }]);
    expect(countChangesRead()).toBe(before + 1);
    await stop();
  });

  it('ends when it is told to, though the store is stuck', async () => {
    const { time, stop } = open({ loadSince: () => new Promise(() => {}) });
    await time.pass(3 * SECOND);
    await stop();
  });

  it('remembers no state for ever that names what is never kept', async () => {
    const missed: number[] = [];
    const state: SavedState = {
      ...makeState({ customer: CONTOSO, triedAt: NOW, incidentIds: ['TM1'] }),
      savedAt: NOW,
    };
    const { time, stop } = open({
      async loadSince(_cursor, interest) {
        missed.push(interest.missed.length);
        return missed.length === 1 ? { ...NOTHING, states: [state] } : NOTHING;
      },
    });
    await time.pass(9 * 60 * SECOND);
    expect(missed.at(-1)).toBe(1);
    await time.pass(120 * SECOND);
    expect(missed.at(-1)).toBe(0);
    await stop();
  });
});
