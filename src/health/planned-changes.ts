import type { EpochMs } from '../time.ts';
import type { PlannedChange } from './planned-change.ts';

/** The date that matters next for a change: when to have acted, else when it starts; undefined when both have passed. */
export function findNextDate(change: PlannedChange, now: EpochMs): EpochMs | undefined {
  return [change.actionRequiredBy, change.startsAt].find((date) => date !== undefined && date > now);
}

/** The announced changes that can still interrupt or need action, next date first, then the latest announced. */
export function selectComingChanges(changes: readonly PlannedChange[], now: EpochMs): PlannedChange[] {
  return changes
    .filter(({ category }) => category === 'planForChange' || category === 'preventOrFixIssue')
    .filter(({ endsAt }) => endsAt === undefined || endsAt > now)
    .map((change) => ({ change, next: findNextDate(change, now) ?? Number.POSITIVE_INFINITY }))
    .sort((a, b) =>
      a.next === b.next ? (b.change.updatedAt ?? 0) - (a.change.updatedAt ?? 0) : a.next - b.next,
    )
    .map(({ change }) => change);
}
