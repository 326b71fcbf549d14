import type { Customer } from '../customers/customer.ts';
import type { EpochMs } from '../time.ts';
import type { PlannedChange } from './planned-change.ts';
import { selectComingChanges } from './planned-changes.ts';
import type { Reading } from './reading.ts';
import type { HealthReport, ReportedIncident } from './report.ts';
import { type AzureFindings, listUnreadAzure, reportAzure } from './report-azure.ts';
import { reportServices, sortServices } from './report-services.ts';
import { createTwinFinder } from './same-incident.ts';
import type { ServiceHealth } from './service.ts';
import type { UnreadPart } from './unread-part.ts';
import { decideVerdict } from './verdict.ts';

export type { Reading } from './reading.ts';

/** Everything a report is built from. */
export interface Readings {
  readonly services: Reading<readonly ServiceHealth[]>;
  readonly incidents: Reading<readonly ReportedIncident[]>;
  readonly changes: Reading<readonly PlannedChange[]>;
  /** undefined: the cloud has no Azure, and the report does not mention it. */
  readonly azure?: Reading<AzureFindings> | undefined;
}

/** Puts what was read together; pure. What could not be read is named in `unread` and counts in the verdict. */
export function buildReport(customer: Customer, readings: Readings, now: EpochMs): HealthReport {
  const { azure } = readings;
  const incidents = readings.incidents.ok ? readings.incidents.value : [];
  const services = reportServices(readings.services.ok ? readings.services.value : [], incidents);
  const inAzure = azure?.ok
    ? reportAzure(azure.value, createTwinFinder(incidents), azure.skipped === 0)
    : { rows: [], severities: [] };
  const unread = listUnread(readings);
  const readTimes = [readings.services, readings.incidents, readings.changes, azure].flatMap((reading) =>
    reading?.ok ? [reading.readAt] : [],
  );
  return {
    customer,
    verdict: decideVerdict({
      severities: services.map(({ severity }) => severity),
      azure: inAzure.severities,
      unread,
    }),
    services: sortServices([...services, ...inAzure.rows]),
    changes: selectComingChanges(
      [...(readings.changes.ok ? readings.changes.value : []), ...(azure?.ok ? azure.value.changes : [])],
      now,
    ),
    unread,
    readAt: readTimes.length === 0 ? undefined : Math.min(...readTimes),
  };
}

function listUnread(readings: Readings): UnreadPart[] {
  const parts = (['services', 'incidents', 'changes'] as const).flatMap((part): UnreadPart[] => {
    const reading = readings[part];
    if (!reading.ok) return [{ part, code: reading.error.code, retryAt: reading.error.retryAt }];
    return reading.skipped > 0 ? [{ part, code: 'invalidAnswer', retryAt: undefined }] : [];
  });
  return readings.azure ? [...parts, ...listUnreadAzure(readings.azure)] : parts;
}
