import type { EpochMs } from '../time.ts';
import type { WatchTimings } from './timings.ts';

/** What one conversation was told of its own customers: others may have an incident still, or again. */
export interface ToldHere {
  /** Told last that none of them has it. */
  readonly isGone: boolean;
  /** When it was told last, oldest first, at most 2. */
  readonly turns: readonly EpochMs[];
}

export interface HereTelling {
  readonly tells: 'goneHere' | 'backHere';
  /** What counts as told then. */
  readonly told: ToldHere;
  /** Not alone before then. */
  readonly notBefore: EpochMs;
}

const TURNS_AT_ONCE = 2;

/**
 * Compares whether the customers that a conversation watches have it with what it was told, whatever happened in between. The first two turns
 * within `flapMs` are told at once, the next waits. undefined: nothing is to be told.
 */
export function decideHere(
  told: ToldHere | undefined,
  isGone: boolean,
  { flapMs }: Pick<WatchTimings, 'flapMs'>,
  now: EpochMs,
): HereTelling | undefined {
  const { isGone: wasGone, turns } = told ?? { isGone: false, turns: [] };
  if (isGone === wasGone) return undefined;
  const turn = turns.at(-TURNS_AT_ONCE);
  return {
    tells: isGone ? 'goneHere' : 'backHere',
    told: { isGone, turns: [...turns, now].slice(-TURNS_AT_ONCE) },
    notBefore: turn === undefined ? now : turn + flapMs,
  };
}
