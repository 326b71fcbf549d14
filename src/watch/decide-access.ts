import type { ReadErrorCode } from '../errors.ts';
import type { EpochMs } from '../time.ts';
import { changeHits, endHits, listHit } from './compare-hits.ts';
import { firstOf, makeTransition, type Previous, settle } from './settle.ts';
import { spreadWait } from './spread-wait.ts';
import type { AccessState, Hits } from './subject.ts';
import type { WatchTimings } from './timings.ts';
import type { Decision, Transition } from './transition.ts';

/** A customer whose incidents could not be read when last tried. */
export interface Unreadable {
  readonly code: ReadErrorCode;
  /** When they were last read; undefined: never. */
  readonly readAt: EpochMs | undefined;
  readonly triedAt: EpochMs;
}

/** What is known of the customers of a cloud. Tenant ids in small letters. */
export interface ObservedAccess {
  readonly unreadable: ReadonlyMap<string, Unreadable>;
  /** False: not tried yet, so it stays as it was. True for those that are no longer ours. */
  readonly isKnown: (tenantId: string) => boolean;
  /** Since when customers have been read without a break: what was not read before that was nobody's failure. */
  readonly readingSince: EpochMs;
}

/** What passes by itself as a rule. */
const PASSING: ReadonlySet<ReadErrorCode> = new Set<ReadErrorCode>(['throttled', 'timeout', 'unavailable']);

/** Customers that a transition names. */
const MOST_TOLD = 2_000;

/** The id of an episode. */
export function nameAccess({ startedAt }: Pick<AccessState, 'startedAt'>): string {
  return `access-${startedAt}`;
}

/**
 * Customers that could be read and cannot any more: an episode from the first of them until none is left, one card for all. `previous`:
 * the latest episode. One that is over goes on when somebody becomes unreadable soon after; later, a new one begins, with another
 * `startedAt`. Customers that join later are on the card in a bounded rhythm, and are told in the thread at most once in
 * `accessReplyMs`, none of them never. undefined: nothing to write.
 */
export function decideAccess(
  previous: Previous<AccessState> | undefined,
  current: ObservedAccess,
  rules: WatchTimings,
  now: EpochMs,
): Decision<AccessState> | undefined {
  const failing = listFailing(current, rules);
  if (previous !== undefined && isStillOn(previous.state, rules, now)) {
    const decide = previous.state.phase === 'over' ? goOnAgain : goOn;
    return settle(previous, decide(previous, failing, current, rules, now));
  }
  if (failing.length === 0) return undefined;
  const state: AccessState = {
    ...{ kind: 'access', phase: 'gathering', startedAt: now, overAt: undefined, reasons: {} },
    ...{ decidedAt: now, spreads: 0, toldAt: now, untold: [], isToldOver: false },
  };
  return goOn({ state, hits: new Map(), dueAt: undefined }, failing, current, rules, now);
}

/** An episode that ended before it was shown has no end to count from, and never goes on. */
function isStillOn({ phase, overAt }: AccessState, { accessAgainMs }: WatchTimings, now: EpochMs): boolean {
  return phase !== 'over' || (overAt !== undefined && now - overAt < accessAgainMs);
}

/** Customers that were readable once, and have failed for long enough since. */
function listFailing({ unreadable, readingSince }: ObservedAccess, rules: WatchTimings): string[] {
  return [...unreadable].flatMap(([id, { code, readAt, triedAt }]) => {
    const patience = PASSING.has(code) ? rules.unreachableMs : rules.unreadableMs;
    const isFailing = readAt !== undefined && triedAt - Math.max(readAt, readingSince) >= patience;
    return isFailing ? [id] : [];
  });
}

function goOn(
  { state, hits }: Previous<AccessState>,
  failing: readonly string[],
  current: ObservedAccess,
  rules: WatchTimings,
  now: EpochMs,
): Decision<AccessState> {
  const unreadable = new Set(listHit(hits));
  const joining = failing.filter((id) => !unreadable.has(id));
  const leaving = [...unreadable].filter((id) => !current.unreadable.has(id) && current.isKnown(id));
  const changed = changeHits(hits, joining, leaving, now);
  const left = listHit(changed);
  if (left.length === 0) return end(state, hits, now);
  const next = { ...state, reasons: nameReasons(left, current, state) };
  const showsAt =
    state.phase === 'gathering'
      ? state.startedAt + rules.accessGatherMs
      : state.decidedAt + spreadWait(rules, state.spreads);
  if (state.phase === 'gathering') {
    if (now < showsAt) return { next, hits: changed, transitions: [], dueAt: showsAt };
    const transition = makeTransition('unreadable', now, { customers: left.length });
    const shown: AccessState = { ...next, phase: 'open', decidedAt: now, toldAt: now };
    return { next: shown, hits: changed, transitions: [transition], dueAt: undefined };
  }
  const isOther = [...unreadable].some((id) => id in next.reasons && next.reasons[id] !== state.reasons[id]);
  const waits = joining.length + leaving.length > 0 || isOther;
  if (!waits || now < showsAt) {
    return reply({ next: state, hits, transitions: [], dueAt: waits ? showsAt : undefined }, rules, now);
  }
  const transitions: Transition[] = [];
  if (joining.length > 0 || isOther) {
    transitions.push(makeTransition('unreadable', now, { customers: joining.length }));
  }
  if (leaving.length > 0) transitions.push(makeTransition('readable', now, { customers: leaving.length }));
  const shown = {
    ...next,
    decidedAt: now,
    spreads: state.spreads + 1,
    untold: [...state.untold.filter((id) => !leaving.includes(id)), ...joining],
  };
  return reply({ next: shown, hits: changed, transitions, dueAt: undefined }, rules, now);
}

/** Somebody became unreadable soon after all were readable again. */
function goOnAgain(
  previous: Previous<AccessState>,
  failing: readonly string[],
  current: ObservedAccess,
  rules: WatchTimings,
  now: EpochMs,
): Decision<AccessState> {
  const { state, hits, dueAt } = previous;
  if (failing.length === 0) return { next: state, hits, transitions: [], dueAt };
  const transition = makeTransition('unreadable', now, { customers: failing.length });
  const next: AccessState = {
    ...{ ...state, phase: 'open', overAt: undefined, reasons: nameReasons(failing, current, state) },
    isReadingOff: undefined,
    ...{ decidedAt: now, spreads: 0, untold: failing },
  };
  const changed = changeHits(hits, failing, [], now);
  return reply({ next, hits: changed, transitions: [transition], dueAt: undefined }, rules, now);
}

/** Tells of those that joined, if it is time; else it waits for it. */
function reply(decision: Decision<AccessState>, rules: WatchTimings, now: EpochMs): Decision<AccessState> {
  const { next, transitions } = decision;
  const { untold } = next;
  if (untold.length === 0) return decision;
  const replyAt = next.toldAt + rules.accessReplyMs;
  if (now < replyAt) return { ...decision, dueAt: firstOf(decision.dueAt, replyAt) };
  const others = transitions.filter(({ kind }) => kind !== 'unreadable');
  const tenants = untold.length > MOST_TOLD ? undefined : untold;
  const told = makeTransition('unreadable', now, { customers: untold.length, tenants, tells: true });
  return {
    ...decision,
    next: { ...next, toldAt: now, untold: [], isToldOver: false },
    transitions: [told, ...others],
  };
}

/** All can be read again. Whoever was not told that it went on after an end is not told of another. */
function end(state: AccessState, hits: Hits, now: EpochMs): Decision<AccessState> {
  const over: AccessState = { ...state, phase: 'over', reasons: {}, untold: [] };
  if (state.phase === 'gathering') {
    return { next: over, hits: endHits(hits, now), transitions: [], dueAt: undefined };
  }
  const tells = !state.isToldOver;
  const transition = makeTransition('readable', now, { customers: listHit(hits).length, tells });
  const told = tells ? { toldAt: now, isToldOver: true } : {};
  const next = { ...over, ...told, overAt: now, decidedAt: now };
  return { next, hits: endHits(hits, now), transitions: [transition], dueAt: undefined };
}

function nameReasons(
  ids: readonly string[],
  { unreadable }: ObservedAccess,
  { reasons }: AccessState,
): AccessState['reasons'] {
  return Object.fromEntries(ids.map((id) => [id, unreadable.get(id)?.code ?? reasons[id] ?? 'unavailable']));
}
