import type { EpochMs } from '../time.ts';
import { compareLevels, type Level } from './level.ts';
import { firstOf } from './settle.ts';
import type { ToldState } from './subject.ts';
import type { WatchTimings } from './timings.ts';

/** Turns remembered; two within `flapMs` are told at once. */
const MOST_TURNS = 10;
const TURNS_AT_ONCE = 2;

/** Where an incident stands. */
export interface Standing {
  readonly level: Level;
  readonly isOver: boolean;
  /** Since when it has been open, or over. */
  readonly turnedAt: EpochMs;
  /** How bad it was until now. */
  readonly before: Level;
}

/** What is to be told in the thread: that it got worse, that it is over or open again; and what counts as told then. */
export interface Telling {
  readonly told: ToldState;
  readonly tells: 'worse' | 'turn' | undefined;
  /** When something waits to be told. */
  readonly dueAt: EpochMs | undefined;
}

/**
 * Compares where an incident stands with what the thread was told, not with what just happened: what went to and fro in the meantime is
 * never told, and what is different in the end is. The first end and the first new beginning are told at once; if there are more within
 * `flapMs`, it must have stood for `quietMs`, unless it is open and worse than ever told. Worse than told is told at once; the worst told
 * is forgotten when it has been milder for `quietMs`. The same `told` where nothing changes.
 */
export function decideTelling(
  told: ToldState,
  standing: Standing,
  rules: WatchTimings,
  now: EpochMs,
): Telling {
  if (standing.isOver !== told.isOver) return decideTurn(told, standing, rules, now);
  if (standing.isOver) return { told, tells: undefined, dueAt: undefined };
  const { level, before } = standing;
  const isForgotten = told.milderSince !== undefined && now - told.milderSince >= rules.quietMs;
  const base = isForgotten ? { ...told, ...before, milderSince: undefined } : told;
  if (compareLevels(level, base) < 0) {
    return { told: { ...base, ...level, milderSince: undefined, at: now }, tells: 'worse', dueAt: undefined };
  }
  return { told: noteMilder(base, level, now), tells: undefined, dueAt: undefined };
}

function decideTurn(told: ToldState, standing: Standing, rules: WatchTimings, now: EpochMs): Telling {
  const { level, isOver, turnedAt } = standing;
  const stableAt = turnedAt + rules.quietMs;
  const isWorst = !isOver && compareLevels(level, told) < 0;
  const turn = told.turns.at(-TURNS_AT_ONCE);
  const calmAt = turn === undefined ? now : turn + rules.flapMs;
  if (!isWorst && now < calmAt && now < stableAt) {
    return { told, tells: undefined, dueAt: firstOf(stableAt, calmAt) };
  }
  const turns = [...told.turns, now].slice(-MOST_TURNS);
  const next = { ...told, isOver, at: now, turns };
  if (isOver) return { told: { ...next, milderSince: undefined }, tells: 'turn', dueAt: undefined };
  // Open again soon after it was over: it is not worse than before only because it was over in between.
  const isNew = isWorst || now - told.at >= rules.quietMs;
  const open = noteMilder(isNew ? { ...next, ...level } : next, level, now);
  return { told: open, tells: 'turn', dueAt: undefined };
}

function noteMilder(told: ToldState, level: Level, now: EpochMs): ToldState {
  const isMilder = compareLevels(level, told) > 0;
  const milderSince = isMilder ? (told.milderSince ?? now) : undefined;
  return milderSince === told.milderSince ? told : { ...told, milderSince };
}
