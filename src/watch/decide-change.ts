import type { ChangeCategory, PlannedChange } from '../health/planned-change.ts';
import type { EpochMs } from '../time.ts';
import { findChangeEnd, findHappensAt, findReminder, isMoved, nextChangeDate } from './change-dates.ts';
import { changeHits, compareHits, listHit, type ObservedCustomers } from './compare-hits.ts';
import { firstOf, makeTransition, type Previous, settle } from './settle.ts';
import { takeNewerChange, toShownChange } from './shown-change.ts';
import { spreadWait } from './spread-wait.ts';
import type { ChangeState, Hits } from './subject.ts';
import type { WatchTimings } from './timings.ts';
import type { Decision, Transition, TransitionKind } from './transition.ts';

/** What is known of a planned change now. */
export interface ObservedChange extends ObservedCustomers {
  /** undefined: nobody has it. */
  readonly change: PlannedChange | undefined;
}

/** Those that can interrupt or need action. */
const FOLLOWED: ReadonlySet<ChangeCategory> = new Set<ChangeCategory>([
  'planForChange',
  'preventOrFixIssue',
  'plannedMaintenance',
  'retirement',
]);

/**
 * What is to be told of a planned change: reminders a day and an hour before its date, once each, and what becomes of it once something
 * was told. Azure's planned maintenance is announced as soon as it is seen; of the many announcements of the message centre people are
 * reminded only. undefined: it is not followed (it has no date to come, or nobody has it), or there is nothing to write. Customers are
 * brought up to date with what is told; before that, nothing is written only because of them.
 */
export function decideChange(
  previous: Previous<ChangeState> | undefined,
  current: ObservedChange,
  rules: WatchTimings,
  now: EpochMs,
): Decision<ChangeState> | undefined {
  if (previous === undefined) return begin(current, rules, now);
  const { state } = previous;
  if (current.change !== undefined && current.customers.size > 0) {
    const change = takeNewerChange(state.change, current.change);
    return settle(previous, decideListed(previous, change, current, rules, now));
  }
  const decision =
    state.phase === 'coming'
      ? decideAway(previous, current, rules, now)
      : { ...previous, next: state, transitions: [] };
  return settle(previous, decision);
}

function begin(
  current: ObservedChange,
  rules: WatchTimings,
  now: EpochMs,
): Decision<ChangeState> | undefined {
  const { change, customers } = current;
  if (change === undefined || customers.size === 0 || !FOLLOWED.has(change.category)) return undefined;
  const happensAt = findHappensAt(change, undefined, now);
  if (happensAt === undefined || happensAt <= now) return undefined;
  const state: ChangeState = {
    ...{ kind: 'change', change: toShownChange(change), phase: 'coming', reminded: [], happensAt },
    ...{ shownDate: undefined, awaySince: undefined, decidedAt: now, spreads: 0 },
  };
  const hits = changeHits(new Map(), [...customers], [], now);
  return decideListed({ state, hits, dueAt: undefined }, state.change, current, rules, now);
}

function decideListed(
  { state, hits, dueAt }: Previous<ChangeState>,
  change: PlannedChange,
  current: ObservedChange,
  rules: WatchTimings,
  now: EpochMs,
): Decision<ChangeState> {
  const happensAt = findHappensAt(change, state, now);
  const isAhead = happensAt !== undefined && happensAt > now;
  // What is over, or was cancelled, matters again only with a date to come.
  if (state.phase !== 'coming' && !isAhead) return { next: state, hits, transitions: [], dueAt };
  const seen: ChangeState = { ...state, change, happensAt, phase: 'coming', awaySince: undefined };

  const wasShown = state.reminded.length > 0;
  const told = wasShown ? listTurns(state, happensAt) : [];
  const anew: ChangeState = told.length > 0 ? { ...seen, reminded: ['announced'] } : seen;
  if (happensAt !== undefined && now >= findChangeEnd(change, happensAt)) {
    return show({ ...anew, phase: 'over' }, hits, wasShown ? [...told, 'over'] : [], current, now);
  }
  const gatheredAt = state.decidedAt + rules.gatherMs;
  const reminder = findDue(anew, now);
  if (wasShown || now >= gatheredAt) {
    if (reminder !== undefined) told.push(reminder);
    const reminded = reminder === undefined ? anew.reminded : [...anew.reminded, reminder];
    if (told.length > 0) return show({ ...anew, reminded }, hits, told, current, now);
  }

  const { found } = compareHits(hits, current);
  const spreadAt =
    wasShown && found.length > 0 ? state.decidedAt + spreadWait(rules, state.spreads) : undefined;
  if (spreadAt !== undefined && now >= spreadAt) {
    return show({ ...seen, spreads: state.spreads + 1 }, hits, ['spread'], current, now);
  }
  const showsAt = reminder === undefined ? undefined : gatheredAt;
  return { next: seen, hits, transitions: [], dueAt: firstOf(nextDue(seen, now), showsAt, spreadAt) };
}

/** Nobody lists it. Before its date it is cancelled, if that lasts; once begun, it may just have left the list. */
function decideAway(
  previous: Previous<ChangeState>,
  current: ObservedChange,
  rules: WatchTimings,
  now: EpochMs,
): Decision<ChangeState> {
  const { hits } = previous;
  const state = { ...previous.state, awaySince: previous.state.awaySince ?? now };
  const { change, happensAt, awaySince } = state;
  const wasShown = state.reminded.length > 0;
  const endsAt = happensAt === undefined ? undefined : findChangeEnd(change, happensAt);
  if (endsAt !== undefined && now >= endsAt) {
    return show({ ...state, phase: 'over' }, hits, wasShown ? ['over'] : [], current, now);
  }
  if (happensAt !== undefined && now >= happensAt)
    return { next: state, hits, transitions: [], dueAt: endsAt };
  const isHeld = compareHits(hits, current).held.length > 0;
  const goneAt = awaySince + (isHeld ? rules.heldMs : rules.awayMs);
  if (now >= goneAt) {
    return show({ ...state, phase: 'cancelled' }, hits, wasShown ? ['cancelled'] : [], current, now);
  }
  if (!isHeld) return { next: state, hits, transitions: [], dueAt: firstOf(goneAt, endsAt) };
  // Those who may still have it are reminded all the same.
  const decision = decideListed(previous, change, current, rules, now);
  return { ...decision, next: { ...decision.next, awaySince }, dueAt: firstOf(decision.dueAt, goneAt) };
}

/** That it is back, or has another date. */
function listTurns({ phase, shownDate }: ChangeState, happensAt: EpochMs | undefined): TransitionKind[] {
  if (phase === 'cancelled') return ['announced'];
  return isMoved(shownDate, happensAt) ? ['moved'] : [];
}

/** What is to be reminded of now and was not yet. Seen late, the later reminder stands for the earlier. */
function findDue(
  { change, happensAt, reminded }: ChangeState,
  now: EpochMs,
): ChangeState['reminded'][number] | undefined {
  if (happensAt === undefined) return undefined;
  const reminder = findReminder(change, happensAt, now);
  if (reminder !== undefined) {
    const isGiven = reminded.includes(reminder) || reminded.includes('hourBefore');
    return isGiven ? undefined : reminder;
  }
  const isNew = reminded.length === 0 && happensAt > now;
  return isNew && change.category === 'plannedMaintenance' ? 'announced' : undefined;
}

/** A version that tells this, with the customers as they are now; those of what is over stay as they were. None, where it tells nothing. */
function show(
  next: ChangeState,
  hits: Hits,
  kinds: readonly TransitionKind[],
  current: ObservedChange,
  now: EpochMs,
): Decision<ChangeState> {
  const { found, leaving } = compareHits(hits, current);
  const shown = next.phase === 'coming' ? changeHits(hits, found, leaving, now) : hits;
  const customers = listHit(shown).length;
  const transitions = kinds.map((kind): Transition => {
    if (kind === 'spread') return makeTransition(kind, now, { customers: found.length });
    const isNews = kind === 'announced' || kind === 'moved';
    return makeTransition(kind, now, {
      happenedAt: isNews ? next.change.updatedAt : undefined,
      from: kind === 'moved' ? toIso(next.shownDate) : undefined,
      to: kind === 'moved' ? toIso(next.happensAt) : undefined,
      customers,
      // The first card speaks for itself.
      tells: kind === 'hourBefore' && next.reminded.length > 1,
    });
  });
  const isVersion = transitions.length > 0;
  return {
    next: isVersion ? { ...next, decidedAt: now, shownDate: next.happensAt } : next,
    hits: shown,
    transitions,
    dueAt: next.phase === 'coming' ? nextDue(next, now) : undefined,
  };
}

function nextDue({ change, happensAt }: ChangeState, now: EpochMs): EpochMs | undefined {
  return happensAt === undefined ? undefined : nextChangeDate(change, happensAt, now);
}

function toIso(at: EpochMs | undefined): string | undefined {
  return at === undefined ? undefined : new Date(at).toISOString();
}
