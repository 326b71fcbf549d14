import type { EpochMs } from '../../src/time.ts';
import { readSubjectState } from '../../src/watch/read-subject-state.ts';
import type { Previous } from '../../src/watch/settle.ts';
import type { Hits, SubjectState } from '../../src/watch/subject.ts';
import type { Decision, Transition } from '../../src/watch/transition.ts';

/** What became visible at one instant. */
export interface Version<State> {
  readonly at: EpochMs;
  readonly state: State;
  readonly hits: Hits;
  readonly transitions: readonly Transition[];
}

export interface Follower<State, Observed> {
  /** Brings the time to `at`, deciding whenever that is due, then takes in what is observed from now on. Returns the kinds that appeared then. */
  see(at: EpochMs, observed?: Observed): string[];
  readonly versions: readonly Version<State>[];
  readonly state: State | undefined;
  readonly hits: Hits;
  readonly dueAt: EpochMs | undefined;
}

/**
 * Follows one subject as the watcher does: decided when something is observed and whenever it is due, kept as JSON in between. Checks at
 * every step that deciding again brings nothing, and that what is due lies ahead.
 */
export function createFollower<State extends SubjectState, Observed>(
  decide: (
    previous: Previous<State> | undefined,
    observed: Observed,
    now: EpochMs,
  ) => Decision<State> | undefined,
  isState: (state: SubjectState) => state is State,
): Follower<State, Observed> {
  let previous: Previous<State> | undefined;
  let seen: Observed | undefined;
  const versions: Version<State>[] = [];

  function step(now: EpochMs): string[] {
    if (seen === undefined) return [];
    const decision = decide(previous, seen, now);
    if (decision === undefined) {
      const due = previous?.dueAt;
      if (due !== undefined && due <= now) throw new Error(`Due at ${due}, and nothing is decided.`);
      return [];
    }
    const { next, hits, transitions, dueAt } = decision;
    if (dueAt !== undefined && dueAt <= now) throw new Error(`Due at ${dueAt}, which is not after ${now}.`);
    const kept = readSubjectState(JSON.parse(JSON.stringify(next)));
    if (kept === undefined || !isState(kept)) throw new Error('The state cannot be read again.');
    previous = { state: kept, hits, dueAt };
    const again = decide(previous, seen, now);
    if (again !== undefined) throw new Error(`Decided again: ${JSON.stringify(again)}`);
    if (transitions.length > 0) versions.push({ at: now, state: kept, hits, transitions });
    return transitions.map(({ kind, tells }) => (tells ? `${kind}!` : kind));
  }

  return {
    see(at, observed) {
      for (;;) {
        const due = previous?.dueAt;
        if (due === undefined || due >= at) break;
        step(due);
      }
      seen = observed ?? seen;
      return step(at);
    },
    get versions() {
      return versions;
    },
    get state() {
      return previous?.state;
    },
    get hits() {
      return previous?.hits ?? new Map();
    },
    get dueAt() {
      return previous?.dueAt;
    },
  };
}
