import { describe, expect, it } from 'vitest';
import { allowedSlips, createSlipMeter } from '../../src/customers/edit-distance.ts';
import { createSeededRandom, pick } from '../support/generate-customers.ts';

/** The same distance by the textbook, without bounds. */
function measurePlainly(left: string, right: string): number {
  const rows = Array.from({ length: left.length + 1 }, (_, row) =>
    Array.from({ length: right.length + 1 }, (_, column) => (row === 0 ? column : column === 0 ? row : 0)),
  );
  const at = (row: number, column: number): number => rows[row]?.[column] ?? Number.POSITIVE_INFINITY;
  for (let row = 1; row <= left.length; row += 1) {
    for (let column = 1; column <= right.length; column += 1) {
      const same = left[row - 1] === right[column - 1] ? 0 : 1;
      let best = Math.min(at(row - 1, column) + 1, at(row, column - 1) + 1, at(row - 1, column - 1) + same);
      if (
        row > 1 &&
        column > 1 &&
        left[row - 1] === right[column - 2] &&
        left[row - 2] === right[column - 1]
      ) {
        best = Math.min(best, at(row - 2, column - 2) + 1);
      }
      const line = rows[row];
      if (line !== undefined) line[column] = best;
    }
  }
  return at(left.length, right.length);
}

describe('the slip meter', () => {
  it.each([
    ['contoso', 'contoso', 0],
    ['contoso', 'contso', 1],
    ['contoso', 'conntoso', 1],
    ['contoso', 'contpso', 1],
    ['contoso', 'cotnoso', 1],
    ['contoso', 'ocntosoo', 2],
    ['contoso', 'fabrikam', 3],
    ['', 'ab', 2],
    ['ab', '', 2],
  ])('from %j to %j is %i, with more than two told as three', (word, other, slips) => {
    expect(createSlipMeter(word, 2)(other, 0, other.length)).toBe(slips);
  });

  it('measures a part of a longer text', () => {
    expect(createSlipMeter('contoso', 1)('\nfabrikam\ncontosso\n', 10, 8)).toBe(1);
  });

  it.each([0, 1, 2, 3, 5])('agrees with the textbook up to %i slips (seed 7)', (limit) => {
    const random = createSeededRandom(7);
    const draw = (): string =>
      Array.from({ length: Math.floor(random() * 9) }, () => pick([...'abc'], random)).join('');
    for (let round = 0; round < 3_000; round += 1) {
      const [left, right] = [draw(), draw()];
      const measured = createSlipMeter(left, limit)(right, 0, right.length);
      expect(measured, `${left} ${right}`).toBe(Math.min(measurePlainly(left, right), limit + 1));
    }
  });

  it('is as right the second time as the first', () => {
    const measure = createSlipMeter('contoso', 2);
    measure('xxxxxxxxx', 0, 9);
    measure('contosoab', 0, 9);
    expect(measure('cntoso', 0, 6)).toBe(1);
  });
});

it.each([
  [3, 0],
  [4, 1],
  [7, 1],
  [8, 2],
])('allows in a word of %i letters %i slips', (letters, slips) => {
  expect(allowedSlips(letters)).toBe(slips);
});
