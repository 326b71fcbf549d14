import type { Customer } from '../customers/customer.ts';
import type { EpochMs } from '../time.ts';
import type { Period } from './archive.ts';
import { foldName } from './fold-name.ts';
import { gatherIncidents, type HistorySources } from './gather-incidents.ts';
import type { CustomerHistory } from './history.ts';
import { compareEntries, makeHistoryEntry } from './history-incident.ts';
import { AZURE, nameInAzure } from './name-service.ts';
import { listUnreadAzure } from './report-azure.ts';
import { tallyServices } from './tally-services.ts';
import { tallyWeeks } from './tally-weeks.ts';
import type { UnreadPart } from './unread-part.ts';

/** What a history is asked for. */
export interface HistoryQuestion {
  readonly customer: Customer;
  readonly period: Period;
  /** The name of one service, as `listHistoryServices` gives it; undefined: all. */
  readonly service: string | undefined;
  /** IANA name; weeks are those of this zone. */
  readonly timeZone: string;
}

/** Everything a history is built from. */
export interface HistoryReadings extends HistorySources {
  readonly keptSince: EpochMs | undefined;
}

/** Puts a history together; pure. What could not be read is named in it. */
export function buildHistory(
  { customer, period, service, timeZone }: HistoryQuestion,
  readings: HistoryReadings,
  now: EpochMs,
): CustomerHistory {
  const { kept, keptSince } = readings;
  const entries = gatherIncidents(readings, now)
    .flatMap((known) => makeHistoryEntry(known, period, service) ?? [])
    .sort(compareEntries);
  const starts = entries.flatMap(({ row, isIncident }) => {
    const at = row.incident.startedAt;
    return isIncident && at !== undefined && at >= period.since ? [at] : [];
  });
  const { unit, weeks } = tallyWeeks(
    period,
    { starts, intervals: entries.flatMap(({ interval }) => interval ?? []) },
    timeZone,
  );
  return {
    customer,
    period,
    service,
    incidents: entries.map(({ row }) => row),
    services: tallyServices(entries),
    unit,
    weeks,
    unread: listUnread(readings),
    readAt: findReadAt(readings, service),
    keptSince,
    isMemoryRead: kept !== undefined,
  };
}

/** The older of the readings it rests on: about a service of Azure, Azure's alone; about another service, never Azure's alone. */
function findReadAt({ listed, azure }: HistorySources, service: string | undefined): EpochMs | undefined {
  const azureReadAt = azure?.ok ? azure.readAt : undefined;
  if (azure && service !== undefined && isInAzure(service)) return azureReadAt;
  if (listed.ok) return Math.min(listed.readAt, azureReadAt ?? listed.readAt);
  return service === undefined ? azureReadAt : undefined;
}

/** By its name, as `nameService` gives it. */
function isInAzure(service: string): boolean {
  return (
    service.startsWith(`${AZURE}:`) ||
    foldName(service) === foldName(AZURE) ||
    nameInAzure(service) === service
  );
}

function listUnread({ listed, azure }: HistorySources): UnreadPart[] {
  const inAzure = azure ? listUnreadAzure(azure) : [];
  if (!listed.ok) {
    const { code, retryAt } = listed.error;
    return [{ part: 'incidents', code, retryAt }, ...inAzure];
  }
  if (listed.skipped === 0) return inAzure;
  return [{ part: 'incidents', code: 'invalidAnswer', retryAt: undefined }, ...inAzure];
}
