import { z } from 'zod';
import type { Incident, Post } from '../../health/incident.ts';
import { SERVICE_STATUSES, type ServiceStatus } from '../../health/service.ts';
import type { EpochMs } from '../../time.ts';
import { date, flag, html, id, oneOf, optionalText, text } from '../fields.ts';

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

const post: z.ZodType<Post> = z
  .object({ createdDateTime: date, description: html })
  .transform((row) => ({ at: row.createdDateTime, html: row.description }));

const posts = z.array(z.unknown()).catch([]).transform(readPosts);

/** Graph's `serviceHealthIssue`. An issue that does not say whether it is resolved is judged by its status. */
export const issueRow: z.ZodType<Incident> = z
  .object({
    id,
    classification: oneOf(['incident', 'advisory']),
    origin: oneOf(['microsoft', 'thirdParty', 'customer']),
    title: text,
    service: text,
    feature: optionalText,
    impactDescription: text,
    status: oneOf(SERVICE_STATUSES),
    isResolved: flag,
    startDateTime: date,
    endDateTime: date,
    lastModifiedDateTime: date,
    posts,
  })
  .transform((row) => ({
    id: row.id,
    source: 'microsoft365' as const,
    kind: row.classification,
    origin: row.origin,
    title: row.title.trim(),
    service: row.service.trim(),
    feature: row.feature,
    impact: row.impactDescription.trim(),
    status: row.status,
    isResolved: row.isResolved ?? RESOLVED.has(row.status),
    startedAt: row.startDateTime,
    endedAt: row.endDateTime,
    updatedAt: row.lastModifiedDateTime,
    posts: row.posts,
  }));

/** Whether an issue is still open. One that ended and is restored counts as over even if its flag lags behind. */
export function isActive({ isResolved, endedAt, status }: Incident, now: EpochMs): boolean {
  return !isResolved && !(endedAt !== undefined && endedAt <= now && RESOLVED.has(status));
}

function readPosts(rows: readonly unknown[]): Post[] {
  return rows
    .map((row) => post.safeParse(row).data)
    .filter((one) => one !== undefined)
    .sort((a, b) => (b.at ?? Number.NEGATIVE_INFINITY) - (a.at ?? Number.NEGATIVE_INFINITY) || 0);
}
