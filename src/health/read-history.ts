import { CLOUDS } from '../clouds.ts';
import type { Customer, CustomerRef } from '../customers/customer.ts';
import { describeError, type Log } from '../log.ts';
import type { EpochMs } from '../time.ts';
import type { IncidentArchive, KeptIncident, Period } from './archive.ts';
import type { AzureHealth } from './azure.ts';
import { buildHistory } from './build-history.ts';
import type { AzureEvents } from './gather-incidents.ts';
import type { CustomerHistory } from './history.ts';
import { listHistoryServices } from './history-services.ts';
import type { Incident } from './incident.ts';
import type { Keeper } from './keep-incidents.ts';
import { type KeepOptions, keepPart } from './keep-part.ts';
import type { ServiceCommunications } from './ports.ts';
import { sizeOfIncident, sum } from './sizes.ts';

export interface HistoryReaderOptions extends KeepOptions {
  readonly source: Pick<ServiceCommunications, 'listIncidents'>;
  /** Asked only in clouds whose capabilities name Azure. */
  readonly azure?: AzureHealth;
  readonly archive: Pick<IncidentArchive, 'listIncidents' | 'findFirstSeen'>;
  /** Takes what was read into the archive; see `createKeeper`. */
  readonly keep: Keeper['keep'];
  readonly log?: Log;
  /** How long the archive may take, in milliseconds. Default 2,000. */
  readonly archiveTimeoutMs?: number;
}

/** How a history is to be told. */
export interface HistoryOptions {
  /**
   * Names the one service that is meant, given those the whole history has (`listHistoryServices`); a name that is none of them has an
   * empty history. undefined: all services.
   */
  readonly chooseService?: ((names: readonly string[]) => string) | undefined;
  /** IANA name of the reader's time zone. */
  readonly timeZone: string;
}

/** Looks back at a customer. */
export interface HistoryReader {
  /**
   * What Microsoft lists and what we kept, read side by side. Never throws: what of Microsoft's fails is in `unread`, our own memory in
   * `isMemoryRead`. Readings are reused for up to a minute, so that a next page costs nothing; what was read is kept in the background.
   */
  read(customer: Customer, period: Period, options: HistoryOptions): Promise<CustomerHistory>;
}

interface Memory {
  readonly kept: readonly KeptIncident[];
  readonly keptSince: EpochMs | undefined;
}

const DAY_MS = 86_400_000;
/** How long our own memory is reused: for a page, or for the same question about one service. */
const MEMORY_REUSE_MS = 10_000;
const MOST_KEPT = 50;

/** Creates the reader of histories. */
export function createHistoryReader(options: HistoryReaderOptions): HistoryReader {
  const { azure, clock, log } = options;
  const parts = keepParts(options);
  return {
    async read(customer, period, { chooseService, timeZone }) {
      const { cloud, tenantId } = customer;
      // By the day, so that questions about the last 30 days share a reading however many seconds lie between them.
      const azureSince = Math.floor(period.since / DAY_MS) * DAY_MS;
      const hasAzure = azure !== undefined && CLOUDS[cloud].capabilities.azure;
      const [listed, inAzure, memory] = await Promise.all([
        parts.listed({ cloud, tenantId }, false),
        hasAzure ? parts.azure({ cloud, tenantId, since: azureSince }, false) : undefined,
        parts.memory({ cloud, tenantId, ...period }, false),
      ]);
      if (!memory.ok) log?.warn(describeError(memory.error), 'The archive of incidents could not be read.');
      const readings = {
        listed,
        azure: inAzure,
        azureSince,
        kept: memory.ok ? memory.value.kept : undefined,
        keptSince: memory.ok ? memory.value.keptSince : undefined,
      };
      const question = { customer, period, service: undefined, timeZone };
      const now = clock();
      const whole = buildHistory(question, readings, now);
      if (!chooseService) return whole;
      return buildHistory({ ...question, service: chooseService(listHistoryServices(whole)) }, readings, now);
    },
  };
}

function keepParts(options: HistoryReaderOptions) {
  const { source, azure, archive, keep, clock, archiveTimeoutMs = 2_000 } = options;
  const keepSafely = (customer: CustomerRef, incidents: readonly Incident[]) => {
    try {
      keep(customer, incidents, clock());
    } catch (error) {
      options.log?.warn(describeError(error), 'Incidents could not be handed over for keeping.');
    }
  };
  return {
    listed: keepPart<readonly Incident[]>(
      {
        read: async (customer, signal) => {
          const { items, skipped } = await source.listIncidents(customer, signal);
          keepSafely(customer, items);
          return { value: items, skipped };
        },
        measure: (items) => sum(items, sizeOfIncident),
        max: MOST_KEPT,
      },
      options,
    ),
    azure: keepPart<AzureEvents>(
      {
        read: async ({ since = 0, ...customer }, signal) => {
          if (!azure) throw new Error('Azure was asked where there is none.');
          const reading = await azure.readEvents(customer, since, signal);
          const { subscriptions, unread, incidents, skipped } = reading;
          keepSafely(customer, incidents);
          return { value: { subscriptions, unread, incidents }, skipped };
        },
        measure: ({ subscriptions, incidents }) =>
          100 * subscriptions.length + sum(incidents, sizeOfIncident),
        isWhole: ({ unread }) => unread.length === 0,
        max: MOST_KEPT,
      },
      options,
    ),
    memory: keepPart<Memory>(
      {
        read: async ({ since = 0, until = clock(), ...customer }) => {
          const [kept, keptSince] = await Promise.all([
            archive.listIncidents(customer, { since, until }),
            archive.findFirstSeen(customer),
          ]);
          return { value: { kept, keptSince }, skipped: 0 };
        },
        measure: ({ kept }) => sum(kept, ({ incident }) => sizeOfIncident(incident)),
        max: MOST_KEPT,
      },
      { ...options, reuseMs: MEMORY_REUSE_MS, timeoutMs: archiveTimeoutMs },
    ),
  };
}
