import type { Incident } from '../health/incident.ts';
import { isOver } from '../health/incident-outcome.ts';
import type { EpochMs } from '../time.ts';
import { changeHits, endHits } from './compare-hits.ts';
import { findEnd } from './end-incident.ts';
import { listNews, listPosts, nameOutcome } from './incident-news.ts';
import { nextLookForEnd } from './next-look.ts';
import { findNewest, hasEndedSince, isListed, type ObservedIncident } from './observed-incident.ts';
import { firstOf, makeTransition, type Previous } from './settle.ts';
import { isLater, toShown } from './shown-incident.ts';
import { spreadWait } from './spread-wait.ts';
import type { Hits, IncidentState } from './subject.ts';
import { tellIncident } from './tell-incident.ts';
import type { WatchTimings } from './timings.ts';
import type { Decision, Transition } from './transition.ts';

/**
 * What happened to an incident that is over: Microsoft opened it again, or said more of its end. Who still lists it as of before its end
 * was read before it; who lists it again after nobody did, without a word of Microsoft's, is believed after a while.
 */
export function decideEnded(
  { state, hits }: Previous<IncidentState>,
  current: ObservedIncident,
  rules: WatchTimings,
  now: EpochMs,
): Decision<IncidentState> {
  const listed = isListed(current) ? current.incident : undefined;
  const awaySince = state.awaySince ?? (listed === undefined ? now : undefined);
  const isBack = listed !== undefined && state.awaySince !== undefined;
  const backSince = isBack ? (state.backSince ?? now) : undefined;
  const seen = { ...state, awaySince, backSince };

  const incident = findNewest(state.incident, current);
  if (listed !== undefined && !hasEndedSince(listed, current)) {
    if (isLater(listed, { updatedAt: state.incident.updatedAt ?? state.overAt }))
      return reopen(seen, hits, toShown(listed), current, rules, now);
    if (backSince !== undefined && now >= backSince + rules.reopenAfterMs) {
      const as = { ...toShown(listed), updatedAt: state.incident.updatedAt ?? listed.updatedAt };
      return reopen(seen, hits, as, current, rules, now);
    }
  }
  const backAt = backSince === undefined ? undefined : backSince + rules.reopenAfterMs;
  const decision = isOver(incident)
    ? amend(seen, hits, incident, rules, now)
    : { next: seen, hits, transitions: [], dueAt: undefined };
  const told = tellIncident(state, decision, rules, now);
  const next = told.transitions.length > 0 ? { ...told.next, decidedAt: now } : told.next;
  return { ...told, next, dueAt: firstOf(told.dueAt, backAt, nextLookForEnd(next, rules, now)) };
}

/** Takes in what more is known of the end. */
function amend(
  state: IncidentState,
  hits: Hits,
  incident: Incident,
  rules: WatchTimings,
  now: EpochMs,
): Decision<IncidentState> {
  const outcome = nameOutcome(incident);
  const transitions: Transition[] = [];
  if (outcome !== state.outcome) {
    const happenedAt = incident.endedAt ?? incident.updatedAt;
    transitions.push(
      makeTransition(outcome, now, { happenedAt, from: state.incident.status, to: incident.status }),
      ...listPosts(state.incident, incident, now),
    );
  } else {
    // An end has no degrees: what is over is neither better nor worse.
    const news = listNews(state.incident, incident, now);
    transitions.push(...news.filter(({ kind }) => kind !== 'worse' && kind !== 'better'));
  }
  const isReworded = transitions.length === 0 && incident !== state.incident;
  const waitsUntil = state.decidedAt + spreadWait(rules, state.spreads);
  if (isReworded && now < waitsUntil) return { next: state, hits, transitions, dueAt: waitsUntil };
  if (isReworded) transitions.push(makeTransition('posted', now, { happenedAt: incident.updatedAt }));
  if (transitions.length === 0) return { next: state, hits, transitions, dueAt: undefined };
  const isDated = outcome !== state.outcome || incident.endedAt !== undefined;
  const overAt = isDated ? findEnd(incident, outcome, state, now) : (state.overAt ?? now);
  const spreads = isReworded ? state.spreads + 1 : state.spreads;
  return {
    next: { ...state, incident, outcome, overAt, spreads },
    hits: overAt === state.overAt ? hits : endHits(hits, overAt, state.overAt),
    transitions,
    dueAt: undefined,
  };
}

function reopen(
  state: IncidentState,
  hits: Hits,
  incident: Incident,
  current: ObservedIncident,
  rules: WatchTimings,
  now: EpochMs,
): Decision<IncidentState> {
  const customers = [...current.customers];
  const reopened = makeTransition('reopened', now, {
    happenedAt: incident.updatedAt === state.incident.updatedAt ? undefined : incident.updatedAt,
    ...{ from: state.incident.status, to: incident.status, customers: customers.length },
  });
  const next: IncidentState = {
    ...{ ...state, incident, phase: 'open', outcome: undefined, overAt: undefined },
    ...{ awaySince: undefined, backSince: undefined, leavingSince: undefined },
    ...{ decidedAt: now, turnedAt: now, spreads: 0 },
  };
  const transitions = [reopened, ...listPosts(state.incident, incident, now)];
  const decision = { next, hits: changeHits(hits, customers, [], now), transitions, dueAt: undefined };
  return tellIncident(state, decision, rules, now);
}
