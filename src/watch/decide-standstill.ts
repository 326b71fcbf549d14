import type { EpochMs } from '../time.ts';
import { makeTransition, type Previous, settle } from './settle.ts';
import type { StandstillState } from './subject.ts';
import type { WatchTimings } from './timings.ts';
import type { Decision } from './transition.ts';

/** How reading, or posting, goes on. */
export interface ObservedWork {
  readonly what: StandstillState['what'];
  /**
   * Since when nothing was done although there was something to do: the newest reading of any customer of the cloud; the time since when the
   * oldest card is behind in a place that is not parked. undefined: there is nothing to do (no customers, reading is off, no card behind),
   * or nothing was ever done.
   */
  readonly since: EpochMs | undefined;
  /** Customers to be read, or cards behind; 0: there is nothing to do. */
  readonly waiting: number;
  /** Since when this process has been running. */
  readonly startedAt: EpochMs;
}

/** The id of an episode. */
export function nameStandstill({ what, startedAt }: Pick<StandstillState, 'what' | 'startedAt'>): string {
  return `${what}-${startedAt}`;
}

/**
 * Whether reading or posting stands still: an episode from when it is noticed until work goes on. `previous`: the latest episode of the
 * same work; after it is over the next is a new one, with another `startedAt`. Soon after a start nothing new is said to stand still.
 * undefined: nothing to write.
 */
export function decideStandstill(
  previous: Previous<StandstillState> | undefined,
  current: ObservedWork,
  rules: WatchTimings,
  now: EpochMs,
): Decision<StandstillState> | undefined {
  const { what, waiting, startedAt } = current;
  const since = current.since ?? startedAt;
  const limit = what === 'reading' ? rules.readingMs : rules.postingMs;
  if (previous !== undefined && previous.state.phase === 'open') {
    // Once it stands still, a single card that gets through is not yet proof that posting goes on.
    const goesOn = waiting === 0 || now - since < limit / 2;
    const { state, hits } = previous;
    if (!goesOn) return settle(previous, { next: state, hits, transitions: [], dueAt: undefined });
    const transition = makeTransition('goesOn', now, { customers: count(what, waiting), tells: true });
    const next: StandstillState = { ...state, phase: 'over', overAt: now, waiting };
    return { next, hits, transitions: [transition], dueAt: undefined };
  }
  if (waiting === 0 || now - since < limit || now - startedAt < rules.startMs) return undefined;
  const next: StandstillState = {
    ...{ kind: 'standstill', what, phase: 'open', startedAt: since, overAt: undefined, waiting },
  };
  const transition = makeTransition('stoodStill', now, {
    happenedAt: since,
    customers: count(what, waiting),
  });
  return { next, hits: new Map(), transitions: [transition], dueAt: undefined };
}

function count(what: StandstillState['what'], waiting: number): number {
  return what === 'reading' ? waiting : 0;
}
