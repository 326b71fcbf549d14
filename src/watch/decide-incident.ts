import type { Incident } from '../health/incident.ts';
import { isOver } from '../health/incident-outcome.ts';
import type { EpochMs } from '../time.ts';
import { changeHits, compareHits, listHit } from './compare-hits.ts';
import { decideEnded } from './decide-ended.ts';
import { decideOpen } from './decide-open.ts';
import { endIncident } from './end-incident.ts';
import { giveWay } from './give-way.ts';
import { nameOutcome } from './incident-news.ts';
import { rateLevel } from './level.ts';
import { nextLook } from './next-look.ts';
import { findNewest, hasEndedSince, isListed, type ObservedIncident } from './observed-incident.ts';
import { firstOf, makeTransition, type Previous, settle } from './settle.ts';
import { toShown } from './shown-incident.ts';
import type { Hits, IncidentState } from './subject.ts';
import type { WatchTimings } from './timings.ts';
import type { Decision } from './transition.ts';

type IncidentDecision = Decision<IncidentState>;

/**
 * What happened to an incident since it was last decided. It never goes back to an older state, an end is never lost, and deciding again
 * with the same input at the same time brings nothing. A new incident gathers its customers first; who came and went between two versions
 * was never said. An Azure event that Microsoft 365 tells of is not followed beside it. undefined: it is not followed (over at first sight, or nobody has it), or there is nothing to write.
 */
export function decideIncident(
  previous: Previous<IncidentState> | undefined,
  current: ObservedIncident,
  rules: WatchTimings,
  now: EpochMs,
): IncidentDecision | undefined {
  if (current.listedAs !== undefined)
    return previous && settle(previous, giveWay(previous, current.listedAs, current, rules, now));
  if (previous === undefined) return begin(current, rules, now);
  if (previous.state.phase === 'over') return settle(previous, decideEnded(previous, current, rules, now));
  return settle(previous, decideLiving(previous, current, rules, now));
}

function begin(current: ObservedIncident, rules: WatchTimings, now: EpochMs): IncidentDecision | undefined {
  const { incident } = current;
  if (incident === undefined || !isListed(current) || hasEndedSince(incident, current)) return undefined;
  const shown = toShown(incident);
  const state: IncidentState = {
    ...{ kind: 'incident', incident: shown, phase: 'gathering', outcome: undefined },
    ...{ firstSeenAt: now, overAt: undefined, decidedAt: now, turnedAt: now, spreads: 0 },
    ...{ awaySince: undefined, backSince: undefined, leavingSince: undefined },
    told: { ...rateLevel(shown), milderSince: undefined, isOver: false, at: now, turns: [] },
  };
  return decideLiving({ state, hits: new Map(), dueAt: undefined }, current, rules, now);
}

function decideLiving(
  { state, hits }: Previous<IncidentState>,
  current: ObservedIncident,
  rules: WatchTimings,
  now: EpochMs,
): IncidentDecision {
  const awaySince = isListed(current) ? undefined : (state.awaySince ?? now);
  const seen = { ...state, awaySince };
  const incident = findNewest(state.incident, current);
  if (isOver(incident)) {
    return endIncident(seen, hits, { incident, outcome: nameOutcome(incident) }, current, rules, now);
  }
  const decide = state.phase === 'gathering' ? gather : decideOpen;
  if (awaySince === undefined) return decide(seen, hits, incident, current, rules, now);

  const isHeld = compareHits(hits, current).held.length > 0;
  const goneAt = awaySince + (isHeld ? rules.heldMs : rules.awayMs);
  if (now >= goneAt) {
    return endIncident(seen, hits, { incident, outcome: 'notListed' }, current, rules, now);
  }
  const waiting = { next: seen, hits, transitions: [], dueAt: undefined };
  const decision = isHeld ? decide(seen, hits, incident, current, rules, now) : waiting;
  return { ...decision, dueAt: firstOf(decision.dueAt, goneAt, nextLook(awaySince, rules, now)) };
}

/** Nothing is shown yet, so everything is taken as it comes. */
function gather(
  state: IncidentState,
  hits: Hits,
  incident: Incident,
  current: ObservedIncident,
  rules: WatchTimings,
  now: EpochMs,
): IncidentDecision {
  const { found, leaving } = compareHits(hits, current);
  const gathered = changeHits(hits, found, leaving, now);
  const appearsAt = state.firstSeenAt + rules.gatherMs;
  if (now < appearsAt) {
    return { next: { ...state, incident }, hits: gathered, transitions: [], dueAt: appearsAt };
  }
  const told = { ...rateLevel(incident), milderSince: undefined, isOver: false, at: now, turns: [] };
  const appeared = makeTransition('appeared', now, {
    happenedAt: incident.updatedAt ?? incident.startedAt,
    customers: listHit(gathered).length,
  });
  const next = { ...state, incident, phase: 'open' as const, decidedAt: now, turnedAt: now, told };
  return { next, hits: gathered, transitions: [appeared], dueAt: undefined };
}
