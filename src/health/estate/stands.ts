import type { Incident } from '../incident.ts';
import type { PlannedChange } from '../planned-change.ts';

/**
 * Whether the incident kept stands against the same one as it was just read: the later update does, whoever it was read for. What
 * Microsoft 365 tells goes before what Azure tells of the same id.
 */
export function incidentStands(kept: Incident, read: Incident): boolean {
  if (kept.source !== read.source) return kept.source === 'microsoft365';
  if (kept.updatedAt === read.updatedAt) return kept.updatedAt !== undefined && kept.posts.length > 0;
  return isLater(kept.updatedAt, read.updatedAt);
}

/** The same of a planned change. */
export function changeStands(kept: PlannedChange, read: PlannedChange): boolean {
  if (kept.source !== read.source) return kept.source === 'microsoft365';
  return kept.updatedAt === read.updatedAt
    ? kept.updatedAt !== undefined
    : isLater(kept.updatedAt, read.updatedAt);
}

function isLater(a: number | undefined, b: number | undefined): boolean {
  return (a ?? Number.NEGATIVE_INFINITY) > (b ?? Number.NEGATIVE_INFINITY);
}
