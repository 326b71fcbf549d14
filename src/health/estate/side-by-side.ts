/** How many customers are read side by side, so that all of them are read within a period. */
export interface SideBySide {
  readonly count: number;
  /** Told how long each turn took. */
  note(turnMs: number): void;
}

const FEWEST = 8;
const MOST = 64;
/** More than is needed on average: turns are not alike. */
const RESERVE = 1.5;
/** What a turn is thought to take at first. */
const FIRST_TURN_MS = 1_000;
/** What one turn counts for in the average. */
const WEIGHT = 0.02;

export function createSideBySide(periodMs: number, countCustomers: () => number): SideBySide {
  let turnMs = FIRST_TURN_MS;
  return {
    get count() {
      const needed = Math.ceil((RESERVE * countCustomers() * turnMs) / periodMs);
      return Math.min(MOST, Math.max(FEWEST, needed));
    },
    note(ms) {
      turnMs += WEIGHT * (ms - turnMs);
    },
  };
}
