import type { Incident, Post } from '../../health/incident.ts';
import { SERVICE_STATUSES, type ServiceStatus } from '../../health/service.ts';
import type { EpochMs } from '../../time.ts';
import {
  createReadOneOf,
  isRecord,
  readFlag,
  readHtml,
  readId,
  readOptionalText,
  readText,
} from '../fields.ts';
import { parseDate } from '../parse-date.ts';

/** States in which Microsoft no longer works on the issue. */
const RESOLVED: ReadonlySet<ServiceStatus> = new Set<ServiceStatus>([
  'serviceOperational',
  'serviceRestored',
  'postIncidentReviewPublished',
  'falsePositive',
  'resolved',
  'resolvedExternal',
  'mitigated',
  'mitigatedExternal',
]);

const readKind = createReadOneOf(['incident', 'advisory']);
const readOrigin = createReadOneOf(['microsoft', 'thirdParty', 'customer']);
const readStatus = createReadOneOf(SERVICE_STATUSES);

/**
 * Graph's `serviceHealthIssue`. An issue that does not say whether it is resolved is judged by its status. Only the id is needed; every
 * other field is read by a function that copes with anything. undefined: no issue. Not a schema: a round of 10,000 customers reads millions
 * of fields, and the schemas cost twice as much as parsing the JSON.
 */
export function readIssue(row: unknown): Incident | undefined {
  const rowId = isRecord(row) ? readId(row.id) : undefined;
  if (!isRecord(row) || rowId === undefined) return undefined;
  const status = readStatus(row.status);
  return {
    id: rowId,
    source: 'microsoft365',
    kind: readKind(row.classification),
    origin: readOrigin(row.origin),
    title: readText(row.title).trim(),
    service: readText(row.service).trim(),
    feature: readOptionalText(row.feature),
    impact: readText(row.impactDescription).trim(),
    status,
    isResolved: readFlag(row.isResolved) ?? RESOLVED.has(status),
    startedAt: parseDate(row.startDateTime),
    endedAt: parseDate(row.endDateTime),
    updatedAt: parseDate(row.lastModifiedDateTime),
    posts: readPosts(row.posts),
  };
}

/** Whether an issue is still open. One that ended and is restored counts as over even if its flag lags behind. */
export function isActive({ isResolved, endedAt, status }: Incident, now: EpochMs): boolean {
  return !isResolved && !(endedAt !== undefined && endedAt <= now && RESOLVED.has(status));
}

/** Newest first, those without a date last. Microsoft lists the oldest first: turning the list round is spared a sort. */
function readPosts(rows: unknown): Post[] {
  if (!Array.isArray(rows)) return [];
  const posts: Post[] = [];
  let isOldestFirst = true;
  for (const row of rows) {
    if (!isRecord(row)) continue;
    const post = { at: parseDate(row.createdDateTime), html: readHtml(row.description) };
    isOldestFirst &&= timeOf(post) > timeOf(posts.at(-1));
    posts.push(post);
  }
  return isOldestFirst ? posts.reverse() : posts.sort((a, b) => timeOf(b) - timeOf(a) || 0);
}

function timeOf(post: Post | undefined): number {
  return post?.at ?? Number.NEGATIVE_INFINITY;
}
