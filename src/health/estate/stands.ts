import type { Incident } from '../incident.ts';
import type { PlannedChange } from '../planned-change.ts';

/**
 * Whether the incident kept stands against the same one as it was just read: the later update does, whoever it was read for. Of the same
 * update what was read last does, since a date is no proof that nothing changed. What Microsoft 365 tells goes before what Azure tells
 * of the same id.
 */
export function incidentStands(kept: Incident, read: Incident): boolean {
  if (kept.source !== read.source) return kept.source === 'microsoft365';
  if (kept.updatedAt === read.updatedAt) return isSame(kept, read);
  return isLater(kept.updatedAt, read.updatedAt);
}

/** A list without posts, which is how Azure's may be read, takes none away. */
function isSame(kept: Incident, read: Incident): boolean {
  const [post, other] = [kept.posts[0], read.posts[0]];
  return (
    kept.status === read.status &&
    kept.kind === read.kind &&
    kept.title === read.title &&
    kept.isResolved === read.isResolved &&
    (post === undefined ? other === undefined : other === undefined || post.at === other.at)
  );
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
