import type { EpochMs } from '../time.ts';
import type { SubjectState } from './subject.ts';
import type { Transition, TransitionKind } from './transition.ts';

/** Not worth a card of their own: only a card that is there shows them. */
const QUIET: ReadonlySet<TransitionKind> = new Set<TransitionKind>([
  'left',
  'over',
  'moved',
  'cancelled',
  'readable',
  'goesOn',
]);
const ENDS: ReadonlySet<TransitionKind> = new Set<TransitionKind>(['resolved', 'falsePositive', 'notListed']);

/**
 * Whether conversations that watch it, and have no card of it yet, get one for these transitions. What Microsoft adds after the end is none:
 * who has not seen the trouble needs no review of it.
 */
export function needsCard(state: SubjectState, transitions: readonly Transition[]): boolean {
  if (transitions.some(({ kind, at }) => ENDS.has(kind) && isTurn(state, at))) return true;
  return state.phase !== 'over' && transitions.some(({ kind }) => !QUIET.has(kind));
}

/** Whether it ended at that instant, and not before. */
function isTurn(state: SubjectState, at: EpochMs): boolean {
  return state.kind === 'incident' && state.turnedAt === at;
}
