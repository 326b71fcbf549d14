import type { EpochMs } from '../time.ts';
import { listHit } from './compare-hits.ts';
import { decideTelling } from './decide-telling.ts';
import { nameLevels, rateLevel } from './level.ts';
import { firstOf, makeTransition } from './settle.ts';
import type { IncidentState } from './subject.ts';
import type { WatchTimings } from './timings.ts';
import type { Decision, Transition } from './transition.ts';

/**
 * Decides what of a decision is told in the thread. The transition that it is about tells then; where there is none, because it happened a
 * while ago and has lasted, one more is added.
 */
export function tellIncident(
  before: IncidentState,
  decision: Decision<IncidentState>,
  rules: WatchTimings,
  now: EpochMs,
): Decision<IncidentState> {
  const { next, transitions } = decision;
  const isOver = next.phase === 'over';
  const level = rateLevel(next.incident);
  // How bad something is that is over says nothing of how bad it was.
  const last = next.phase === before.phase ? rateLevel(before.incident) : next.told;
  const standing = { level, isOver, turnedAt: next.turnedAt, before: last };
  const { told, tells, dueAt } = decideTelling(next.told, standing, rules, now);
  return {
    ...decision,
    next: { ...next, told },
    transitions: tells === undefined ? transitions : tell(),
    dueAt: firstOf(decision.dueAt, dueAt),
  };

  function tell(): Transition[] {
    const kind = tells === 'worse' ? 'worse' : isOver ? (next.outcome ?? 'resolved') : 'reopened';
    const customers = isOver
      ? [...decision.hits.values()].filter((leftAt) => leftAt === next.overAt).length
      : listHit(decision.hits).length;
    if (transitions.some((each) => each.kind === kind)) {
      return transitions.map((each) => (each.kind === kind ? { ...each, customers, tells: true } : each));
    }
    const words = kind === 'worse' ? nameLevels(next.told, level) : { to: next.incident.status };
    const happenedAt = isOver ? next.overAt : next.incident.updatedAt;
    const late = makeTransition(kind, now, { happenedAt, ...words, customers, tells: true });
    return [late, ...transitions];
  }
}
