import type { Transition, TransitionKind } from './transition.ts';

const ENDS: ReadonlySet<TransitionKind> = new Set<TransitionKind>([
  'resolved',
  'falsePositive',
  'notListed',
  'readable',
  'goesOn',
]);

/** Of what a thread was not told yet, oldest first: once it is over, nobody needs to hear how bad it was before. */
export function chooseTold(untold: readonly Transition[]): readonly Transition[] {
  const end = untold.findLastIndex(({ kind }) => ENDS.has(kind));
  return end < 0 ? untold : untold.slice(end);
}
