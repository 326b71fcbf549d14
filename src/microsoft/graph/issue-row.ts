import { z } from 'zod';
import type { Incident, Post } from '../../health/incident.ts';
import { SERVICE_STATUSES, type ServiceStatus } from '../../health/service.ts';
import type { EpochMs } from '../../time.ts';
import { createReadOneOf, id, isRecord, readFlag, readHtml, readOptionalText, readText } from '../fields.ts';
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
 * other field is read by a function that copes with anything, without a schema of its own: a round of 10,000 customers reads millions of
 * them, and the schemas cost twice as much as parsing the JSON.
 */
export const issueRow: z.ZodType<Incident> = z
  .custom<Readonly<Record<string, unknown>>>(isRecord)
  .transform((row, context): Incident => {
    const rowId = id.safeParse(row.id);
    if (!rowId.success) {
      context.addIssue('An issue needs an id.');
      return z.NEVER;
    }
    const status = readStatus(row.status);
    return {
      id: rowId.data,
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
  });

/** Whether an issue is still open. One that ended and is restored counts as over even if its flag lags behind. */
export function isActive({ isResolved, endedAt, status }: Incident, now: EpochMs): boolean {
  return !isResolved && !(endedAt !== undefined && endedAt <= now && RESOLVED.has(status));
}

function readPosts(rows: unknown): Post[] {
  if (!Array.isArray(rows)) return [];
  return rows
    .filter(isRecord)
    .map((row) => ({ at: parseDate(row.createdDateTime), html: readHtml(row.description) }))
    .sort((a, b) => (b.at ?? Number.NEGATIVE_INFINITY) - (a.at ?? Number.NEGATIVE_INFINITY) || 0);
}
