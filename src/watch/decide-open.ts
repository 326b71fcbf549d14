import type { Incident } from '../health/incident.ts';
import type { EpochMs } from '../time.ts';
import { changeHits, compareHits } from './compare-hits.ts';
import { listNews } from './incident-news.ts';
import type { ObservedIncident } from './observed-incident.ts';
import { firstOf, makeTransition } from './settle.ts';
import { spreadWait } from './spread-wait.ts';
import type { Hits, IncidentState } from './subject.ts';
import { tellIncident } from './tell-incident.ts';
import type { WatchTimings } from './timings.ts';
import type { Decision, Transition } from './transition.ts';

/**
 * What happened to an incident that is shown as open and still is. What Microsoft says is shown at once, and with it whatever waits;
 * customers alone, and other words as of the same update, wait for their turn.
 */
export function decideOpen(
  state: IncidentState,
  hits: Hits,
  incident: Incident,
  current: ObservedIncident,
  rules: WatchTimings,
  now: EpochMs,
): Decision<IncidentState> {
  const { found, leaving } = compareHits(hits, current);
  const leavingSince = leaving.length === 0 ? undefined : (state.leavingSince ?? now);
  const leftAt = leavingSince === undefined ? undefined : leavingSince + rules.leaveMs;
  const gone = leftAt !== undefined && now >= leftAt ? leaving : [];

  const news = listNews(state.incident, incident, now);
  const isReworded = news.length === 0 && incident !== state.incident;
  const next = { ...state, leavingSince, incident: news.length > 0 ? incident : state.incident };
  const told = tellIncident(state, { next, hits, transitions: news, dueAt: undefined }, rules, now);

  const waits = isReworded || found.length + gone.length > 0;
  const waitsUntil = state.decidedAt + spreadWait(rules, state.spreads);
  const leavesAt = gone.length > 0 ? undefined : leftAt;
  if (told.transitions.length === 0 && !(waits && now >= waitsUntil)) {
    return { ...told, dueAt: firstOf(told.dueAt, waits ? waitsUntil : undefined, leavesAt) };
  }
  const transitions: Transition[] = [...told.transitions];
  if (isReworded) transitions.push(makeTransition('posted', now, { happenedAt: incident.updatedAt }));
  if (found.length > 0) transitions.push(makeTransition('spread', now, { customers: found.length }));
  if (gone.length > 0) transitions.push(makeTransition('left', now, { customers: gone.length }));
  return {
    next: {
      ...told.next,
      incident,
      decidedAt: now,
      leavingSince: gone.length > 0 ? undefined : leavingSince,
      spreads: told.transitions.length > 0 ? state.spreads : state.spreads + 1,
    },
    hits: changeHits(hits, found, gone, leavingSince ?? now),
    transitions,
    dueAt: firstOf(told.dueAt, leavesAt),
  };
}
