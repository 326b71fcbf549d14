import { describe, expect, it } from 'vitest';
import { createRecordedBook } from '../../src/health/recorded-book.ts';
import { createFakeTime } from '../support/fake-time.ts';
import { makeIncident } from '../support/incidents.ts';

const A = makeIncident({ id: 'EX1' });
const B = makeIncident({ id: 'EX2' });

describe('a book of what was written', () => {
  it('knows every incident in just the state it was written in, by customer', () => {
    const book = createRecordedBook(createFakeTime().clock);
    book.note('t-1', [A]);
    book.note('t-1', [B]);
    expect(book.selectNew('t-1', [A, B])).toEqual([]);
    expect(book.selectNew('t-1', [{ ...A, id: 'ex1' }])).toEqual([]);
    expect(book.selectNew('t-2', [A])).toEqual([A]);
    const closed = { ...A, isResolved: true };
    expect(book.selectNew('t-1', [closed, B])).toEqual([closed]);
    book.note('t-1', [closed]);
    expect(book.selectNew('t-1', [A, closed])).toEqual([A]);
    const undated = { ...B, updatedAt: undefined };
    expect(book.selectNew('t-1', [undated])).toEqual([undated]);
  });

  it('forgets after an hour, however often something was added meanwhile', () => {
    const time = createFakeTime();
    const book = createRecordedBook(time.clock);
    book.note('t-1', [A]);
    time.advance(3_599_999);
    book.note('t-1', [B]);
    expect(book.selectNew('t-1', [A, B])).toEqual([]);
    time.advance(1);
    expect(book.selectNew('t-1', [A, B])).toEqual([A, B]);
  });

  it('has room for round after round over 10,000 customers with 20 incidents each', () => {
    const book = createRecordedBook(createFakeTime().clock);
    const incidents = Array.from({ length: 20 }, (_, at) => makeIncident({ id: `EX${at}` }));
    const fresh = [1, 2].map(() => {
      let count = 0;
      for (let customer = 0; customer < 10_000; customer += 1) {
        const found = book.selectNew(`t-${customer}`, incidents);
        count += found.length;
        if (found.length > 0) book.note(`t-${customer}`, found);
      }
      return count;
    });
    expect(fresh).toEqual([200_000, 0]);
  });
});
