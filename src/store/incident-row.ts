import type { Selectable } from 'kysely';
import {
  type AzureScope,
  INCIDENT_KINDS,
  type Incident,
  type IncidentOrigin,
  type IncidentSource,
  type Post,
} from '../health/incident.ts';
import { SERVICE_STATUSES } from '../health/service.ts';
import type { EpochMs } from '../time.ts';
import { cleanInstant, cleanText } from './clean.ts';
import { readScope, readSubscriptions, writeScope } from './columns.ts';
import type { IncidentTable } from './tables.ts';

/** Longest texts that are kept, in UTF-16 units. */
const TITLE_LENGTH = 2_000;
const NAME_LENGTH = 300;
const IMPACT_LENGTH = 20_000;

const SOURCES: readonly IncidentSource[] = ['microsoft365', 'azure'];
const ORIGINS: readonly IncidentOrigin[] = ['microsoft', 'thirdParty', 'customer', 'unknown'];

/** The columns that make an `Incident` again. */
export const INCIDENT_COLUMNS = [
  'incident_id',
  'source',
  'kind',
  'origin',
  'title',
  'service',
  'feature',
  'impact',
  'status',
  'is_resolved',
  'started_at',
  'ended_at',
  'updated_at',
  'azure',
] as const satisfies readonly (keyof IncidentTable)[];

/** The same for lists: without the texts that make up half of a row and that no list shows. */
export const LIST_COLUMNS = INCIDENT_COLUMNS.filter((column) => column !== 'impact' && column !== 'feature');

export type IncidentRow = Omit<
  Pick<Selectable<IncidentTable>, (typeof INCIDENT_COLUMNS)[number]>,
  'impact' | 'feature'
> & {
  readonly impact?: string;
  readonly feature?: string | null;
};

/** An incident's state, read at `readAt`, as its columns. */
export function writeIncident(
  incident: Incident,
  readAt: EpochMs,
): Omit<IncidentTable, 'id' | 'account_id' | 'key'> {
  const started = cleanInstant(incident.startedAt);
  const ended = cleanInstant(incident.endedAt);
  const updated = cleanInstant(incident.updatedAt);
  const told = updated ?? readAt;
  return {
    incident_id: incident.id,
    source: incident.source,
    kind: incident.kind,
    origin: incident.origin,
    title: cleanText(incident.title, TITLE_LENGTH),
    service: cleanText(incident.service, NAME_LENGTH),
    feature: incident.feature === undefined ? null : cleanText(incident.feature, NAME_LENGTH),
    impact: cleanText(incident.impact, IMPACT_LENGTH),
    status: incident.status,
    is_resolved: incident.isResolved ? 1 : 0,
    started_at: started,
    ended_at: ended,
    updated_at: updated,
    azure: incident.azure === undefined ? null : writeScope(incident.azure),
    begins_at: started ?? told,
    // Without a start nothing is known of how long it took: it counts at its last update.
    over_at: started === null ? (ended ?? told) : (ended ?? (incident.isResolved ? told : null)),
    read_at: readAt,
    first_seen_at: readAt,
    last_seen_at: readAt,
  };
}

/** The incident of a row. A word that a newer version wrote and this one does not know reads as `unknown`. */
export function readIncident(
  row: IncidentRow,
  posts: readonly Post[],
  subscriptions: string | null,
): Incident {
  const azure = readAzure(row, subscriptions);
  return {
    id: row.incident_id,
    source: oneOf(SOURCES, row.source) ?? 'microsoft365',
    kind: oneOf(INCIDENT_KINDS, row.kind) ?? 'unknown',
    origin: oneOf(ORIGINS, row.origin) ?? 'unknown',
    title: row.title,
    service: row.service,
    feature: row.feature ?? undefined,
    impact: row.impact ?? '',
    status: oneOf(SERVICE_STATUSES, row.status) ?? 'unknown',
    isResolved: row.is_resolved === 1,
    startedAt: row.started_at ?? undefined,
    endedAt: row.ended_at ?? undefined,
    updatedAt: row.updated_at ?? undefined,
    posts,
    azure,
  };
}

function readAzure({ azure }: IncidentRow, subscriptions: string | null): AzureScope | undefined {
  if (azure === null) return undefined;
  const hit = readScope(azure) ?? { services: [], regions: [] };
  return { ...hit, subscriptions: readSubscriptions(subscriptions) };
}

function oneOf<T extends string>(words: readonly T[], word: string): T | undefined {
  return words.find((each) => each === word);
}
