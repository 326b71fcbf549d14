import { createSeededRandom } from '../generate-customers.ts';

/** Repeatable choices: the same seed, the same ones. */
export interface Chance {
  /** True in `share` (0 to 1) of all cases. */
  is(share: number): boolean;
  /** From 0 to `below` - 1. */
  number(below: number): number;
  pick<T>(list: readonly [T, ...T[]]): T;
  pickFrom<T>(list: readonly T[]): T | undefined;
}

export function createChance(seed: number): Chance {
  const random = createSeededRandom(seed);
  const number = (below: number) => Math.floor(random() * below);
  return {
    is: (share) => random() < share,
    number,
    pick: (list) => list[number(list.length)] ?? list[0],
    pickFrom: (list) => list[number(list.length)],
  };
}
