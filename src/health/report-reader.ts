import { LRUCache } from 'lru-cache';
import { type Customer, type CustomerRef, customerKey } from '../customers/customer.ts';
import { ReadError } from '../errors.ts';
import type { Clock, EpochMs } from '../time.ts';
import { buildReport, type Reading } from './build-report.ts';
import type { PlannedChange } from './planned-change.ts';
import type { Listing, ServiceCommunications } from './ports.ts';
import { createRefreshLimit } from './refresh-limit.ts';
import type { HealthReport, ReportedIncident } from './report.ts';
import { reportIncident } from './report-incident.ts';
import type { ServiceHealth } from './service.ts';

export interface ReportReaderOptions {
  readonly source: ServiceCommunications;
  readonly clock: Clock;
  /** How long a part is reused, in milliseconds. Default 60,000. */
  readonly reuseMs?: number;
  /** How long one reading may take in all, sign-in and retries included, in milliseconds. Default 6,500. */
  readonly timeoutMs?: number;
  /** Bound of each part's cache, in characters of what is kept. Default 4 million. */
  readonly maxCacheSize?: number;
  /** Cuts a reading off after its time; replaced in tests. Default `AbortSignal.timeout`. */
  readonly createDeadline?: (ms: number) => AbortSignal;
}

/** Reads the health of a customer. */
export interface ReportReader {
  /**
   * The report, its parts read side by side. Never throws: what fails is in `unread`. Each part is reused for a minute, and at most one
   * reading of a part is under way however many ask; a failure is never reused. `refresh` reads anew, a few times a minute. While all parts are reused, so is the
   * report itself.
   */
  read(customer: Customer, options?: { readonly refresh?: boolean }): Promise<HealthReport>;
}

interface Kept<T> {
  readonly value: readonly T[];
  readonly skipped: number;
  readonly readAt: EpochMs;
}

interface Built {
  readonly customer: Customer;
  readonly services: readonly ServiceHealth[];
  readonly changes: readonly PlannedChange[];
  readonly report: HealthReport;
}

type PartReader<T> = (ref: CustomerRef, refresh: boolean) => Promise<Reading<readonly T[]>>;

/** Creates the reader of reports over one source. */
export function createReportReader(options: ReportReaderOptions): ReportReader {
  const { source, clock } = options;
  const readServices = keepPart<ServiceHealth>(
    options,
    (ref, signal) => source.listServices(ref, signal),
    () => 100,
  );
  const readIncidents = keepPart<ReportedIncident>(
    options,
    async (ref, signal) => {
      const { items, skipped } = await source.listActiveIncidents(ref, signal);
      return { items: items.map(reportIncident), skipped };
    },
    ({ posts }) => 1_000 + sum(posts, ({ html }) => html.length),
  );
  const readChanges = keepPart<PlannedChange>(
    options,
    (ref, signal) => source.listPlannedChanges(ref, signal),
    ({ html }) => 500 + html.length,
  );

  // What was built from the very same readings is the same report, which spares whoever draws it the work too.
  // Weak, so that it keeps nothing alive that the caches below have let go.
  const built = new WeakMap<readonly ReportedIncident[], Built>();

  const grantRefresh = createRefreshLimit(clock);

  return {
    async read(customer, { refresh: asked = false } = {}) {
      const refresh = asked && grantRefresh(customerKey(customer));
      const [services, incidents, changes] = await Promise.all([
        readServices(customer, refresh),
        readIncidents(customer, refresh),
        readChanges(customer, refresh),
      ]);
      if (!services.ok || !incidents.ok || !changes.ok) {
        return buildReport(customer, { services, incidents, changes }, clock());
      }
      const known = built.get(incidents.value);
      if (
        known?.customer === customer &&
        known.services === services.value &&
        known.changes === changes.value
      ) {
        return known.report;
      }
      const report = buildReport(customer, { services, incidents, changes }, clock());
      built.set(incidents.value, { customer, report, services: services.value, changes: changes.value });
      return report;
    },
  };
}

function keepPart<T>(
  options: ReportReaderOptions,
  read: (ref: CustomerRef, signal: AbortSignal) => Promise<Listing<T>>,
  measure: (item: T) => number,
): PartReader<T> {
  const { clock, reuseMs = 60_000, timeoutMs = 6_500, maxCacheSize = 4_000_000 } = options;
  const { createDeadline = (ms) => AbortSignal.timeout(ms) } = options;
  const kept = new LRUCache<string, Kept<T>, CustomerRef>({
    max: 200,
    maxSize: maxCacheSize,
    // However large, an answer is kept: it is in an outage that a customer has the most to tell and is asked about the most.
    sizeCalculation: ({ value }) => Math.min(1 + sum(value, measure), Math.ceil(maxCacheSize / 4)),
    ttl: reuseMs,
    ttlResolution: 0,
    perf: { now: clock },
    // The reading goes on when an entry is evicted meanwhile: whoever asked still gets the answer.
    ignoreFetchAbort: true,
    // A refresh that fails tells its presser so; for others the last reading stays good for its minute.
    noDeleteOnFetchRejection: true,
    fetchMethod: async (_key, _stale, { context }) => {
      const { items, skipped } = await endWithDeadline(createDeadline(timeoutMs), (signal) =>
        read(context, signal),
      );
      return { value: items, skipped, readAt: clock() };
    },
  });
  let purgedAt = clock();
  return async (ref, refresh) => {
    // What is too old is of no more use to anybody, and would stay in memory until newer customers push it out.
    if (clock() - purgedAt > reuseMs) {
      purgedAt = clock();
      kept.purgeStale();
    }
    try {
      const key = customerKey(ref);
      const found = await kept.fetch(key, { context: ref, forceRefresh: refresh });
      if (found) return { ok: true, ...found };
      return { ok: false, error: new ReadError('unavailable', 'The reading was given up before it ended.') };
    } catch (error) {
      return { ok: false, error: toReadError(error) };
    }
  };
}

/** Ends with the signal even where what runs under it is slow to notice. */
async function endWithDeadline<T>(signal: AbortSignal, run: (signal: AbortSignal) => Promise<T>): Promise<T> {
  const { promise, reject } = Promise.withResolvers<never>();
  const stop = () =>
    reject(new ReadError('timeout', 'No answer from Microsoft in the time given.', { cause: signal.reason }));
  if (signal.aborted) stop();
  signal.addEventListener('abort', stop, { once: true });
  try {
    return await Promise.race([run(signal), promise]);
  } finally {
    signal.removeEventListener('abort', stop);
  }
}

function toReadError(error: unknown): ReadError {
  return error instanceof ReadError
    ? error
    : new ReadError('unavailable', 'Reading from Microsoft failed in an unforeseen way.', { cause: error });
}

function sum<T>(items: readonly T[], measure: (item: T) => number): number {
  return items.reduce((total, item) => total + measure(item), 0);
}
