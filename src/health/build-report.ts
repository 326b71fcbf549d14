import type { Customer } from '../customers/customer.ts';
import type { ReadError } from '../errors.ts';
import type { EpochMs } from '../time.ts';
import type { Incident } from './incident.ts';
import type { PlannedChange } from './planned-change.ts';
import { selectComingChanges } from './planned-changes.ts';
import type { HealthReport, ReportedIncident, ReportedService } from './report.ts';
import type { ServiceHealth } from './service.ts';
import { compareSeverity, rateIncident, rateService } from './severity.ts';
import type { ReportPart, UnreadPart } from './unread-part.ts';
import { decideVerdict } from './verdict.ts';

/** A part as it was read, or why it could not be. */
export type Reading<T> =
  /** `skipped`: rows that could not be understood and are not in `value`. */
  | { readonly ok: true; readonly value: T; readonly skipped: number; readonly readAt: EpochMs }
  | { readonly ok: false; readonly error: ReadError };

/** Everything a report is built from. */
export interface Readings {
  readonly services: Reading<readonly ServiceHealth[]>;
  readonly incidents: Reading<readonly ReportedIncident[]>;
  readonly changes: Reading<readonly PlannedChange[]>;
}

/** Puts what was read together; pure. What could not be read is named in `unread` and counts in the verdict. */
export function buildReport(customer: Customer, readings: Readings, now: EpochMs): HealthReport {
  const services = reportServices(
    readings.services.ok ? readings.services.value : [],
    readings.incidents.ok ? readings.incidents.value : [],
  );
  const parts: readonly ReportPart[] = ['services', 'incidents', 'changes'];
  const unread = parts.flatMap((part): UnreadPart[] => {
    const reading = readings[part];
    if (!reading.ok) return [{ part, code: reading.error.code, retryAt: reading.error.retryAt }];
    return reading.skipped > 0 ? [{ part, code: 'invalidAnswer', retryAt: undefined }] : [];
  });
  const readTimes = parts.flatMap((part) => {
    const reading = readings[part];
    return reading.ok ? [reading.readAt] : [];
  });
  return {
    customer,
    verdict: decideVerdict({ severities: services.map(({ severity }) => severity), unread }),
    services,
    changes: readings.changes.ok ? selectComingChanges(readings.changes.value, now) : [],
    unread,
    readAt: readTimes.length === 0 ? undefined : Math.min(...readTimes),
  };
}

function reportServices(
  rows: readonly ServiceHealth[],
  incidents: readonly ReportedIncident[],
): ReportedService[] {
  const byName = new Map<
    string,
    { name: string; health: ServiceHealth | undefined; incidents: ReportedIncident[] }
  >();
  for (const health of rows) {
    const twin = byName.get(fold(health.name))?.health;
    // Two rows of one name are one service to the reader, and it is as bad as the worse of them.
    if (twin && compareSeverity(rateService(twin.status, []), rateService(health.status, [])) <= 0) continue;
    byName.set(fold(health.name), { name: health.name, health, incidents: [] });
  }
  for (const incident of incidents) {
    const name = incident.service || incident.feature || incident.id;
    const service = byName.get(fold(name)) ?? { name, health: undefined, incidents: [] };
    byName.set(fold(name), service);
    service.incidents.push(incident);
  }
  return [...byName.values()]
    .map(({ name, health, incidents }) => ({
      name,
      health,
      severity: rateService(health?.status, incidents),
      incidents: incidents.sort(compareIncidents),
    }))
    .sort(compareServices);
}

/** Worst first; of equals the one whose trouble is newest, for that is what people call about; then by name. */
function compareServices(a: ReportedService, b: ReportedService): number {
  return (
    compareSeverity(a.severity, b.severity) ||
    (b.incidents[0]?.startedAt ?? 0) - (a.incidents[0]?.startedAt ?? 0) ||
    compareText(fold(a.name), fold(b.name))
  );
}

function compareIncidents(a: Incident, b: Incident): number {
  return compareSeverity(rateIncident(a), rateIncident(b)) || (b.startedAt ?? 0) - (a.startedAt ?? 0);
}

function fold(name: string): string {
  return name.trim().replaceAll(/\s+/g, ' ').toLowerCase();
}

function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
