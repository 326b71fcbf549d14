import { LRUCache } from 'lru-cache';
import { CLOUDS } from '../../clouds.ts';
import { type Customer, customerKey } from '../../customers/customer.ts';
import { ReadError } from '../../errors.ts';
import type { Clock, EpochMs } from '../../time.ts';
import type { AzureHealth } from '../azure.ts';
import { endWithDeadline } from '../end-with-deadline.ts';
import type { Incident } from '../incident.ts';
import type { ServiceCommunications } from '../ports.ts';

/** A person waits for it. */
const TOTAL_MS = 6_500;
/** The most that the first of two customers is waited for. */
const FIRST_MS = 4_000;
const REUSE_MS = 60_000;
const MOST_KEPT = 50;
const DAY_MS = 86_400_000;
const AZURE_REACH_MS = 90 * DAY_MS;
/** Ids of Microsoft 365: letters and digits, as in `EX226574`. Azure's tracking ids look different: `BC_1-FXZ`. */
const MICROSOFT_365_ID = /^[a-z]{2,4}\d+$/i;

/** An incident as it was read through a customer. */
export interface LiveIncident {
  readonly incident: Incident;
  readonly via: Customer;
  readonly readAt: EpochMs;
}

/** What is asked: an incident, and through whom. */
export interface IncidentQuestion {
  readonly id: string;
  /** As it is known so far, if at all. */
  readonly known: Incident | undefined;
  /** Asked one after another until one has it. */
  readonly askers: readonly Customer[];
}

/** Reads it from Microsoft within 6.5 seconds; undefined: could not be read, or is not listed. Never throws. */
export type ReadIncident = (question: IncidentQuestion) => Promise<LiveIncident | undefined>;

/** Creates a reader that asks once for all who ask the same together or within a minute. What failed is asked anew. */
export function createReadIncident({
  source,
  azure,
  clock,
  createDeadline,
}: {
  readonly source: Pick<ServiceCommunications, 'findIncident'>;
  readonly azure: AzureHealth | undefined;
  readonly clock: Clock;
  readonly createDeadline: (ms: number) => AbortSignal;
}): ReadIncident {
  const kept = new LRUCache<string, LiveIncident, IncidentQuestion>({
    max: MOST_KEPT,
    ttl: REUSE_MS,
    ttlResolution: 0,
    perf: { now: clock },
    ignoreFetchAbort: true,
    fetchMethod: async (_key, _stale, { context }) => read(context),
  });

  async function read({ id, known, askers }: IncidentQuestion): Promise<LiveIncident | undefined> {
    const total = createDeadline(TOTAL_MS);
    for (const [at, via] of askers.entries()) {
      const isLast = at === askers.length - 1;
      const signal = isLast ? total : AbortSignal.any([total, createDeadline(FIRST_MS)]);
      const incident = await endWithDeadline(signal, () => ask(via, id, known, signal)).catch(toNothing);
      if (incident) return { incident, via, readAt: clock() };
    }
    return undefined;
  }

  async function ask(via: Customer, id: string, known: Incident | undefined, signal: AbortSignal) {
    const isAzure = known ? known.source === 'azure' : !MICROSOFT_365_ID.test(id);
    if (!isAzure) return source.findIncident(via, known?.id ?? id.toUpperCase(), signal);
    if (!azure || !CLOUDS[via.cloud].capabilities.azure) return undefined;
    const since = known?.startedAt === undefined ? clock() - AZURE_REACH_MS : known.startedAt - DAY_MS;
    const { incidents } = await azure.readEvents(via, since, signal);
    return incidents.find((incident) => incident.id.toLowerCase() === id.toLowerCase());
  }

  return async (question) => {
    const { id, askers } = question;
    if (askers.length === 0) return undefined;
    const key = [id.toLowerCase(), ...askers.map(customerKey)].join(' ');
    return kept.fetch(key, { context: question });
  };
}

/** What else may be thrown is a fault of ours and must not be hidden. */
function toNothing(error: unknown): undefined {
  if (!(error instanceof ReadError)) throw error;
}
