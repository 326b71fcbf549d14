import type { EpochMs } from '../time.ts';
import type { ChangeCategory, PlannedChange } from './planned-change.ts';

/** The date that matters next for a change: when to have acted, else when it starts, else when it ends; undefined when all have passed. */
export function findNextDate(change: PlannedChange, now: EpochMs): EpochMs | undefined {
  const { actionRequiredBy, startsAt, endsAt } = change;
  return [actionRequiredBy, startsAt, endsAt].find((date) => date !== undefined && date > now);
}

/** What should have been done by now, and still matters. */
export function isOverdue({ actionRequiredBy }: PlannedChange, now: EpochMs): boolean {
  return actionRequiredBy !== undefined && actionRequiredBy <= now;
}

/** Those that can interrupt or need action; the others only inform. */
const COMING: ReadonlySet<ChangeCategory> = new Set<ChangeCategory>([
  'planForChange',
  'preventOrFixIssue',
  'plannedMaintenance',
  'retirement',
]);

/**
 * The announced changes that can still interrupt or need action: what is overdue or under way first, then by next date, then the latest
 * announced.
 */
export function selectComingChanges(changes: readonly PlannedChange[], now: EpochMs): PlannedChange[] {
  return changes
    .filter(({ category, endsAt }) => COMING.has(category) && (endsAt === undefined || endsAt > now))
    .map((change) => ({ change, next: rank(change, now) }))
    .sort((a, b) =>
      a.next === b.next ? (b.change.updatedAt ?? 0) - (a.change.updatedAt ?? 0) : a.next - b.next,
    )
    .map(({ change }) => change);
}

function rank(change: PlannedChange, now: EpochMs): number {
  const { category, startsAt = Number.POSITIVE_INFINITY, endsAt } = change;
  // In the message centre the start is when the announcement begins to hold; in Azure it is when the work begins.
  if (category === 'plannedMaintenance' && startsAt <= now && endsAt !== undefined) return now;
  if (isOverdue(change, now)) return now;
  return findNextDate(change, now) ?? Number.POSITIVE_INFINITY;
}
