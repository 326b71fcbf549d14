import { expect, it } from 'vitest';
import { decideHere } from '../../src/watch/decide-here.ts';

const RULES = { flapMs: 30 };

it('tells nothing while it is as it was told', () => {
  expect(decideHere(undefined, false, RULES, 5)).toBeUndefined();
  expect(decideHere({ isGone: true, turns: [1] }, true, RULES, 5)).toBeUndefined();
});

it('tells at once that customers are spared, and that they have it again; what flaps after that waits', () => {
  const gone = decideHere(undefined, true, RULES, 5);
  expect(gone).toEqual({ tells: 'goneHere', told: { isGone: true, turns: [5] }, notBefore: 5 });
  const back = decideHere(gone?.told, false, RULES, 9);
  expect(back).toEqual({ tells: 'backHere', told: { isGone: false, turns: [5, 9] }, notBefore: 9 });
  expect(decideHere(back?.told, true, RULES, 11)).toMatchObject({ tells: 'goneHere', notBefore: 35 });
  expect(decideHere(back?.told, true, RULES, 40)?.told).toEqual({ isGone: true, turns: [9, 40] });
});
