import { isDeepStrictEqual } from 'node:util';
import type { EpochMs } from '../time.ts';
import type { Hits, Subject, SubjectState } from './subject.ts';
import type { Decision, Transition, TransitionKind } from './transition.ts';

/** What is known of a subject when it is decided again. Every `Subject` of that kind is one. */
export interface Previous<State> extends Pick<Subject, 'hits' | 'dueAt'> {
  readonly state: State;
}

/** The decision; undefined where there is nothing to write: what is kept already says the same. */
export function settle<State extends SubjectState>(
  { state, hits, dueAt }: Previous<State>,
  decision: Decision<State>,
): Decision<State> | undefined {
  const isSame =
    decision.transitions.length === 0 &&
    decision.dueAt === dueAt &&
    isSameHits(decision.hits, hits) &&
    isSameState(decision.next, state);
  return isSame ? undefined : decision;
}

/** The earliest of them. */
export function firstOf(...instants: readonly (EpochMs | undefined)[]): EpochMs | undefined {
  const known = instants.filter((at) => at !== undefined);
  return known.length === 0 ? undefined : Math.min(...known);
}

/** A transition that does not tell, decided at `at`. */
export function makeTransition(
  kind: TransitionKind,
  at: EpochMs,
  known: Partial<Omit<Transition, 'kind' | 'at'>> = {},
): Transition {
  return {
    kind,
    at,
    ...{ happenedAt: undefined, from: undefined, to: undefined, customers: 0, tells: false },
    ...known,
  };
}

/** A field that is undefined and one that is not there are the same: a state comes from memory or from the store. */
function isSameState(a: SubjectState, b: SubjectState): boolean {
  if (a === b) return true;
  const fields = new Map<string, unknown>(Object.entries(a));
  const others = new Map<string, unknown>(Object.entries(b));
  return [...new Set([...fields.keys(), ...others.keys()])].every((name) =>
    isDeepStrictEqual(fields.get(name), others.get(name)),
  );
}

function isSameHits(a: Hits, b: Hits): boolean {
  return a === b || (a.size === b.size && [...a].every(([id, leftAt]) => b.has(id) && b.get(id) === leftAt));
}
