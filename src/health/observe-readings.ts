import type { CustomerRef } from '../customers/customer.ts';
import { describeError, type Log } from '../log.ts';
import type { Clock } from '../time.ts';
import type { Readings } from './build-report.ts';
import type { CustomerReading } from './estate/ports.ts';
import type { Incident } from './incident.ts';
import type { Reading } from './reading.ts';
import type { HealthReport, ReportedIncident } from './report.ts';
import type { ServiceHealth } from './service.ts';

export interface ObserverOptions {
  readonly clock: Clock;
  /** Told of every actual reading, never of what was reused. What it throws is logged and goes no further. */
  readonly observe?: ((reading: CustomerReading) => void) | undefined;
  readonly log?: Log | undefined;
}

/** Tells the observer what of these readings is new. */
export interface ReadingsTeller {
  /** Keeps the incidents as Microsoft told them beside those made for a report: an observer gets the former. */
  keepRaw(reported: readonly ReportedIncident[], raw: readonly Incident[]): void;
  tell(customer: CustomerRef, readings: Readings, report: HealthReport): void;
}

/** Creates a teller. The same reading, however many asked for it, is told once. */
export function createReadingsTeller({ clock, observe, log }: ObserverOptions): ReadingsTeller {
  const told = new WeakSet<object>();
  const raws = new WeakMap<readonly ReportedIncident[], readonly Incident[]>();
  const takeRaw = (reported: readonly ReportedIncident[]) => {
    const raw = raws.get(reported);
    // Told once, so not needed again.
    raws.delete(reported);
    return raw;
  };
  return {
    keepRaw(reported, raw) {
      if (observe) raws.set(reported, raw);
    },
    tell({ cloud, tenantId }, readings, report) {
      if (!observe) return;
      const { services, incidents, changes, azure } = readings;
      const all = [services, incidents, changes, ...(azure ? [azure] : [])];
      const fresh = new Set<object>(all.filter((reading) => !told.has(reading)));
      if (fresh.size === 0) return;
      for (const reading of fresh) told.add(reading);
      const isNew = (...of: readonly (object | undefined)[]) =>
        of.some((reading) => reading !== undefined && fresh.has(reading));
      // The changes are told anew where either of their two sources was read.
      const asked = [
        ...(isNew(services) ? ['services' as const] : []),
        ...(isNew(incidents) ? ['incidents' as const] : []),
        ...(isNew(changes, azure) ? ['changes' as const] : []),
        ...(isNew(azure) ? ['azure' as const] : []),
      ];
      try {
        observe({
          customer: { cloud, tenantId },
          triedAt: clock(),
          asked,
          incidents: incidents.ok && isNew(incidents) ? takeRaw(incidents.value) : undefined,
          azureIncidents: azure?.ok && isNew(azure) ? takeRaw(azure.value.incidents) : undefined,
          changes: changes.ok && isNew(changes, azure) ? report.changes : undefined,
          unread: report.unread.filter(({ part }) => asked.includes(part)),
          services: isNew(services) ? listNames(services) : undefined,
        });
      } catch (error) {
        log?.warn(describeError(error), 'An observer of readings failed.');
      }
    },
  };
}

/** The names of all services; undefined: not all of them were read. */
function listNames(reading: Reading<readonly ServiceHealth[]>): readonly string[] | undefined {
  return reading.ok && reading.skipped === 0 ? reading.value.map(({ name }) => name) : undefined;
}
