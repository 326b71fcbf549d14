import type { Incident } from '../health/incident.ts';
import type { EpochMs } from '../time.ts';
import { changeHits, compareHits, endHits } from './compare-hits.ts';
import { type IncidentOutcome, listPosts } from './incident-news.ts';
import { rateLevel } from './level.ts';
import { nextLookForEnd } from './next-look.ts';
import type { ObservedIncident } from './observed-incident.ts';
import { firstOf, makeTransition } from './settle.ts';
import type { Hits, IncidentState } from './subject.ts';
import { tellIncident } from './tell-incident.ts';
import type { WatchTimings } from './timings.ts';
import type { Decision } from './transition.ts';

/**
 * Ends an incident. Whoever had it at the end, or left it since, counts as hit at the end: nobody is said to have left because it is over.
 * One that ends before it was shown appears and ends in one version.
 */
export function endIncident(
  state: IncidentState,
  hits: Hits,
  { incident, outcome }: { readonly incident: Incident; readonly outcome: IncidentOutcome },
  current: ObservedIncident,
  rules: WatchTimings,
  now: EpochMs,
): Decision<IncidentState> {
  const overAt = findEnd(incident, outcome, state, now);
  const { found } = compareHits(hits, current);
  const ended = endHits(changeHits(hits, found, [], now), overAt);
  const customers = [...ended.values()].filter((leftAt) => leftAt === overAt).length;
  const next: IncidentState = {
    ...{ ...state, incident, phase: 'over', outcome, overAt, decidedAt: now, turnedAt: now },
    ...{ leavingSince: undefined, backSince: undefined },
  };
  const ending = makeTransition(outcome, now, {
    happenedAt: outcome === 'notListed' ? undefined : (incident.endedAt ?? incident.updatedAt),
    ...{ from: state.incident.status, to: incident.status, customers },
  });
  const dueAt = nextLookForEnd(next, rules, now);
  if (state.phase === 'gathering') {
    const happenedAt = state.incident.updatedAt ?? state.incident.startedAt;
    const appeared = makeTransition('appeared', now, { happenedAt, customers });
    const told = { ...state.told, ...rateLevel(state.incident), isOver: true, at: now };
    return { next: { ...next, told }, hits: ended, transitions: [appeared, ending], dueAt };
  }
  const spread = found.length > 0 ? [makeTransition('spread', now, { customers: found.length })] : [];
  const transitions = [ending, ...listPosts(state.incident, incident, now), ...spread];
  const told = tellIncident(state, { next, hits: ended, transitions, dueAt: undefined }, rules, now);
  return { ...told, dueAt: firstOf(told.dueAt, dueAt) };
}

/** When it was over: as Microsoft says, else when nobody had it any more; never in the future. */
export function findEnd(
  incident: Incident,
  outcome: IncidentOutcome,
  { awaySince }: IncidentState,
  now: EpochMs,
): EpochMs {
  const told = outcome === 'notListed' ? awaySince : (incident.endedAt ?? incident.updatedAt);
  return Math.min(told ?? now, now);
}
