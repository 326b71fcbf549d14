import type { AzureSubscription } from '../../health/azure.ts';
import type { AzureScope, Incident, IncidentKind } from '../../health/incident.ts';
import type { PlannedChange } from '../../health/planned-change.ts';
import { readableText } from '../../health/readable.ts';
import type { EpochMs } from '../../time.ts';
import { readImpact } from './event-impact.ts';
import { readPosts } from './event-posts.ts';
import type { EventRow } from './event-row.ts';

/** What an event is to us. `past`: maintenance or a retirement that is done or called off, which is neither a trouble nor to come. */
export type AzureEvent =
  | { readonly kind: 'incident'; readonly incident: AzureIncident }
  | { readonly kind: 'change'; readonly change: AzureChange }
  | { readonly kind: 'past' };

export type AzureIncident = Incident & { readonly azure: AzureScope };
export type AzureChange = PlannedChange & { readonly azure: AzureScope };

const KINDS: Readonly<Record<EventRow['eventType'], IncidentKind>> = {
  ServiceIssue: 'incident',
  EmergingIssues: 'incident',
  RCA: 'incident',
  HealthAdvisory: 'advisory',
  SecurityAdvisory: 'securityAdvisory',
  PlannedMaintenance: 'unknown', // a change, never an incident
  unknown: 'unknown',
};

/** The name of an event that names no service. */
const AZURE = 'Microsoft Azure';

/** An event as it was read from one subscription at `now`. */
export function mapEvent(row: EventRow, subscription: AzureSubscription, now: EpochMs): AzureEvent {
  const isRetirement = row.eventSubType === 'Retirement';
  if (!isRetirement && row.eventType !== 'PlannedMaintenance') {
    return { kind: 'incident', incident: toIncident(row, subscription, now) };
  }
  if (isPast(row, now)) return { kind: 'past' };
  return {
    kind: 'change',
    change: toChange(row, subscription, isRetirement ? 'retirement' : 'plannedMaintenance'),
  };
}

function toIncident(row: EventRow, subscription: AzureSubscription, now: EpochMs): AzureIncident {
  const { impactMitigationTime } = row;
  const posts = readPosts(row);
  const mitigated = impactMitigationTime !== undefined && impactMitigationTime <= now;
  const status = row.eventType === 'RCA' || row.status === 'Resolved' ? 'resolved' : undefined;
  // One that does not say whether it is over is judged by its times.
  const isResolved = status === 'resolved' || (row.status === 'unknown' && mitigated);
  return {
    id: row.id,
    source: 'azure',
    kind: KINDS[row.eventType],
    // Azure's events are Microsoft's own unless they say otherwise.
    origin: row.platformInitiated === false ? 'unknown' : 'microsoft',
    title: readTitle(row),
    service: row.impact.services[0] ?? AZURE,
    feature: undefined,
    impact: readImpact(row.summary, posts),
    status: status ?? (row.status === 'Active' ? 'active' : 'unknown'),
    isResolved,
    startedAt: row.impactStartTime,
    endedAt: isResolved || mitigated ? impactMitigationTime : undefined,
    updatedAt: row.lastUpdateTime,
    posts,
    azure: readScope(row, subscription),
  };
}

function toChange(
  row: EventRow,
  subscription: AzureSubscription,
  category: 'plannedMaintenance' | 'retirement',
): AzureChange {
  const { services } = row.impact;
  return {
    id: row.id,
    source: 'azure',
    title: readTitle(row),
    services: services.length > 0 ? services : [AZURE],
    category,
    isMajor: isCritical(row),
    // Azure names no date by which to act.
    actionRequiredBy: undefined,
    startsAt: row.impactStartTime,
    endsAt: row.impactMitigationTime,
    updatedAt: row.lastUpdateTime,
    html: row.article.articleContent.trim() || (readPosts(row)[0]?.html ?? ''),
    azure: readScope(row, subscription),
  };
}

/** Done, called off, or over by its own dates. */
function isPast(row: EventRow, now: EpochMs): boolean {
  const { status, impactMitigationTime } = row;
  if (status === 'Resolved' || /^\W*(?:cancell?ed|completed)\b/i.test(readTitle(row))) return true;
  return impactMitigationTime !== undefined && impactMitigationTime <= now;
}

function readTitle({ title, header }: EventRow): string {
  return title.replace(/^\s*(?:active|resolved)\s*:\s*/i, '').trim() || readableText(header);
}

function isCritical({ level, eventLevel }: EventRow): boolean {
  return [level, eventLevel].some((one) => one.trim().toLowerCase() === 'critical');
}

function readScope(row: EventRow, subscription: AzureSubscription): AzureScope {
  const { impact, externalIncidentId } = row;
  return {
    services: impact.services,
    regions: impact.regions,
    subscriptions: [subscription],
    externalId: externalIncidentId?.trim() || undefined,
    isCritical: isCritical(row),
  };
}
