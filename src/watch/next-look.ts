import type { EpochMs } from '../time.ts';
import type { IncidentState } from './subject.ts';
import type { WatchTimings } from './timings.ts';

/** When to look again for what has been missing since `since`: soon at first, then after ever longer waits. Always after `now`. */
export function nextLook(since: EpochMs, { lookAgainMs }: WatchTimings, now: EpochMs): EpochMs {
  let wait = lookAgainMs;
  while (since + wait <= now) wait *= 2;
  return since + wait;
}

/** When to look again for the end of an incident that is not listed any more; undefined: not. */
export function nextLookForEnd(state: IncidentState, rules: WatchTimings, now: EpochMs): EpochMs | undefined {
  const { outcome, awaySince } = state;
  if (outcome !== 'notListed' || awaySince === undefined) return undefined;
  const at = nextLook(awaySince, rules, now);
  return at <= awaySince + rules.lookForMs ? at : undefined;
}
