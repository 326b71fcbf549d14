import type { EpochMs } from '../time.ts';
import { endHits, type ObservedCustomers } from './compare-hits.ts';
import { makeTransition, type Previous } from './settle.ts';
import type { IncidentState } from './subject.ts';
import type { WatchTimings } from './timings.ts';
import type { Decision } from './transition.ts';

/**
 * Microsoft 365 tells of an Azure event as well, under this id: what happens to it is told there. A card that is there says so, and nobody is
 * told anything. What is known to be over stays so.
 */
export function giveWay(
  { state, hits }: Previous<IncidentState>,
  listedAs: string,
  { customers }: ObservedCustomers,
  rules: WatchTimings,
  now: EpochMs,
): Decision<IncidentState> {
  const { outcome, phase } = state;
  // Whoever lists it once the other is gone has it anew.
  const away = { awaySince: state.awaySince ?? now, backSince: undefined, leavingSince: undefined };
  // Nobody tells when the other is gone. The same instant whenever it is asked for until then.
  const dueAt = customers.size > 0 ? (Math.floor(now / rules.awayMs) + 1) * rules.awayMs : undefined;
  const isSaid = outcome === 'listedAs' && state.listedAs === listedAs;
  if (isSaid || outcome === 'resolved' || outcome === 'falsePositive')
    return {
      next: { ...state, ...away, told: { ...state.told, isOver: true } },
      ...{ hits, transitions: [], dueAt },
    };
  const overAt = phase === 'over' ? (state.overAt ?? now) : now;
  const next: IncidentState = {
    ...{ ...state, ...away, phase: 'over', outcome: 'listedAs', listedAs, overAt },
    ...{ decidedAt: now, turnedAt: phase === 'over' ? state.turnedAt : now },
    told: { ...state.told, isOver: true },
  };
  const isShown = phase !== 'gathering';
  return {
    next,
    hits: phase === 'over' ? hits : endHits(hits, overAt),
    transitions: isShown ? [makeTransition('listedAs', now, { to: listedAs })] : [],
    dueAt,
  };
}
