import { CLOUDS } from '../clouds.ts';
import { type Customer, type CustomerRef, customerKey } from '../customers/customer.ts';
import type { Log } from '../log.ts';
import type { AzureHealth } from './azure.ts';
import { buildReport, type Readings } from './build-report.ts';
import type { CustomerReading } from './estate/ports.ts';
import type { Incident } from './incident.ts';
import { type KeepOptions, keepPart } from './keep-part.ts';
import { createReadingsTeller } from './observe-readings.ts';
import type { Listing, ServiceCommunications } from './ports.ts';
import { createRefreshLimit } from './refresh-limit.ts';
import type { HealthReport, ReportedIncident } from './report.ts';
import type { AzureFindings } from './report-azure.ts';
import { reportIncident } from './report-incident.ts';
import { sizeOfChange, sizeOfIncident, sum } from './sizes.ts';

export interface ReportReaderOptions extends KeepOptions {
  readonly source: ServiceCommunications;
  /** Asked only in clouds whose capabilities name Azure. */
  readonly azure?: AzureHealth;
  /**
   * Told of every actual reading, never of what was reused, before it is answered. What it throws is logged and goes no further.
   * `changes` holds what was read; Azure's are missing from it where `unread` names Azure.
   */
  readonly observe?: (reading: CustomerReading) => void;
  readonly log?: Log;
}

/** Reads the health of a customer. */
export interface ReportReader {
  /**
   * The report, its parts read side by side. Never throws: what fails is in `unread`. Each part is reused for a minute (Azure with a
   * subscription unread: for seconds), and at most one reading of a part is under way however many ask; a failure is never reused.
   * `refresh` reads anew, a few times a minute. While all parts are reused, so is the report itself.
   */
  read(customer: Customer, options?: { readonly refresh?: boolean }): Promise<HealthReport>;
}

interface Built {
  readonly customer: Customer;
  readonly readings: Readings;
  readonly report: HealthReport;
}

/** How far back Azure is asked for events: longer than an open one goes without an update, as far as is known. In milliseconds. */
const AZURE_REACH_MS = 90 * 86_400_000;

/** Creates the reader of reports over its sources. */
export function createReportReader(options: ReportReaderOptions): ReportReader {
  const { clock, azure } = options;
  const teller = createReadingsTeller(options);
  const parts = keepParts(options, teller.keepRaw);
  // What was built from the very same readings is the same report, which spares whoever draws it the work too.
  // Weak, so that it keeps nothing alive that the caches have let go.
  const built = new WeakMap<object, Built>();
  const grantRefresh = createRefreshLimit(clock);

  return {
    async read(customer, { refresh: asked = false } = {}) {
      const refresh = asked && grantRefresh(customerKey(customer));
      const hasAzure = azure !== undefined && CLOUDS[customer.cloud].capabilities.azure;
      const [services, incidents, changes, inAzure] = await Promise.all([
        parts.services(customer, refresh),
        parts.incidents(customer, refresh),
        parts.changes(customer, refresh),
        hasAzure ? parts.azure(customer, refresh) : undefined,
      ]);
      const readings: Readings = { services, incidents, changes, azure: inAzure };
      const known = built.get(incidents);
      if (known?.customer === customer && areSame(known.readings, readings)) return known.report;
      const report = buildReport(customer, readings, clock());
      built.set(incidents, { customer, readings, report });
      teller.tell(customer, readings, report);
      return report;
    },
  };
}

function areSame(a: Readings, b: Readings): boolean {
  return (
    a.services === b.services && a.incidents === b.incidents && a.changes === b.changes && a.azure === b.azure
  );
}

function keepParts(
  options: ReportReaderOptions,
  keepRaw: ReturnType<typeof createReadingsTeller>['keepRaw'],
) {
  const { source, azure, clock } = options;
  const report = (items: readonly Incident[]) => {
    const reported = items.map(reportIncident);
    keepRaw(reported, items);
    return reported;
  };
  const keepListing = <T>(
    read: (customer: CustomerRef, signal: AbortSignal) => Promise<Listing<T>>,
    measure: (item: T) => number,
  ) =>
    keepPart<readonly T[]>(
      {
        read: async (customer, signal) => {
          const { items, skipped } = await read(customer, signal);
          return { value: items, skipped };
        },
        measure: (items) => sum(items, measure),
      },
      options,
    );
  return {
    services: keepListing(
      (customer, signal) => source.listServices(customer, signal),
      () => 100,
    ),
    incidents: keepListing<ReportedIncident>(async (customer, signal) => {
      const { items, skipped } = await source.listActiveIncidents(customer, signal);
      return { items: report(items), skipped };
    }, sizeOfIncident),
    changes: keepListing((customer, signal) => source.listPlannedChanges(customer, signal), sizeOfChange),
    azure: keepPart<AzureFindings>(
      {
        read: async (customer, signal) => {
          if (!azure) throw new Error('Azure was asked where there is none.');
          const reading = await azure.readEvents(customer, clock() - AZURE_REACH_MS, signal);
          const { subscriptions, unread, changes, skipped } = reading;
          const incidents = report(reading.incidents.filter(({ isResolved }) => !isResolved));
          return { value: { subscriptions, unread, incidents, changes }, skipped };
        },
        measure: ({ subscriptions, incidents, changes }) =>
          100 * subscriptions.length + sum(incidents, sizeOfIncident) + sum(changes, sizeOfChange),
        isWhole: ({ unread }) => unread.length === 0,
      },
      options,
    ),
  };
}
