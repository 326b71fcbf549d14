import type { EpochMs } from '../time.ts';
import { endHits, listHit } from './compare-hits.ts';
import { makeTransition } from './settle.ts';
import type { AccessState, StandstillState, Subject } from './subject.ts';
import type { Decision } from './transition.ts';

/**
 * Customers are read only when somebody asks from now on: nobody would see the end of an episode of reading any more. It is over, its card says
 * why, and no thread is told that all is well. undefined: not such an episode.
 */
export function endReading(
  { state, hits }: Pick<Subject, 'state' | 'hits'>,
  now: EpochMs,
): Decision<AccessState | StandstillState> | undefined {
  const end = { phase: 'over', isReadingOff: true } as const;
  if (state.kind === 'standstill') {
    const next = { ...state, ...end, overAt: now };
    return { next, hits, transitions: [makeTransition('goesOn', now)], dueAt: undefined };
  }
  if (state.kind !== 'access') return undefined;
  const next = { ...state, ...end, reasons: {}, untold: [] };
  const ended = endHits(hits, now);
  // Nothing was shown of it.
  if (state.phase === 'gathering') return { next, hits: ended, transitions: [], dueAt: undefined };
  const transition = makeTransition('readable', now, { customers: listHit(hits).length });
  return {
    next: { ...next, overAt: now, decidedAt: now },
    ...{ hits: ended, transitions: [transition], dueAt: undefined },
  };
}
