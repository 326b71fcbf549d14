import type { CloudName } from '../../clouds.ts';
import { type Customer, customerKey } from '../../customers/customer.ts';
import type { CustomerDirectory } from '../../customers/ports.ts';
import { describeError, type Log } from '../../log.ts';
import type { Clock, EpochMs } from '../../time.ts';
import type { IncidentArchive, KeptIncident } from '../archive.ts';
import type { AzureHealth } from '../azure.ts';
import { endWithDeadline } from '../end-with-deadline.ts';
import type { Incident } from '../incident.ts';
import type { ServiceCommunications } from '../ports.ts';
import type { KeptEstate } from './estate.ts';
import { findNearIds, readPrefixes } from './near-ids.ts';
import type { IncidentView } from './overview.ts';
import type { IncidentFinder, IncidentFinding, IncidentSight, NearIncident } from './ports.ts';
import { createReadIncident, type IncidentQuestion, type LiveIncident } from './read-incident.ts';
import { hideSubscriptions } from './slim.ts';

/** Customers through whom an incident is asked for at most, besides the one it was asked about at. */
const MOST_ASKERS = 2;
/** Customers that had an incident which is over, the latest seen first, at most. */
const MOST_CUSTOMERS = 2_000;
const MOST_NEAR = 5;
const MOST_CANDIDATES = 200;
/** Patience with the archive, so that one that is stuck leaves time for Microsoft. */
const ARCHIVE_MS = 1_500;
/** A person waits for it. */
const TOTAL_MS = 7_000;

export interface IncidentFinderOptions {
  readonly estate: Pick<
    KeptEstate,
    'findOpen' | 'listCustomersOf' | 'listOpenIds' | 'findState' | 'findSeenAt' | 'coverage'
  >;
  readonly directory: Pick<CustomerDirectory, 'customers'>;
  readonly source: Pick<ServiceCommunications, 'findIncident'>;
  /** undefined: Azure is never asked. */
  readonly azure?: AzureHealth | undefined;
  readonly archive: Pick<IncidentArchive, 'findIncidents' | 'listCustomersOf' | 'listIds'>;
  readonly clock: Clock;
  readonly log: Log;
  /** Cuts a reading off after its time; replaced in tests. Default `AbortSignal.timeout`. */
  readonly createDeadline?: (ms: number) => AbortSignal;
}

/** What is known of an incident without asking Microsoft. */
interface Memory {
  readonly cloud: CloudName;
  readonly incident: Incident;
  readonly keptAt: EpochMs | undefined;
  /** Customers that have it now. */
  readonly having: readonly Customer[];
}

/** Whom an answer is about. */
interface Asked extends IncidentSight {
  /** What nobody of them ever had is unknown. */
  readonly isLimited: boolean;
  readonly deadline: AbortSignal;
}

interface Found {
  readonly memory: Memory | undefined;
  /** Customers that ever had it; undefined: not asked yet. */
  readonly past: readonly Customer[] | undefined;
  readonly live: LiveIncident | undefined;
  readonly customer: Customer | undefined;
}

export function createIncidentFinder(options: IncidentFinderOptions): IncidentFinder {
  const { archive, log } = options;
  const { createDeadline = (ms) => AbortSignal.timeout(ms) } = options;
  const readIncident = createReadIncident({ azure: undefined, ...options, createDeadline });

  /** Without the archive, the answer is told from what else is known. */
  async function remember<T>(deadline: AbortSignal, ask: () => Promise<T>, otherwise: T): Promise<T> {
    try {
      return await endWithDeadline(AbortSignal.any([deadline, createDeadline(ARCHIVE_MS)]), ask);
    } catch (error) {
      log.warn(describeError(error), 'the archive of incidents could not be read');
      return otherwise;
    }
  }

  async function recall(id: string, cloud: CloudName | undefined, asked: Asked): Promise<Memory | undefined> {
    const { estate } = asked;
    const isMeant = (one: { readonly cloud: CloudName }) => cloud === undefined || one.cloud === cloud;
    const kept = (await listKept(id, asked)).filter(isMeant);
    const open = estate.findOpen(id).filter(isMeant);
    const where = open[0]?.cloud ?? kept[0]?.cloud;
    const incident = joinKept(kept.find((one) => one.cloud === where)?.incident, open[0]?.incident);
    if (where === undefined || incident === undefined) return undefined;
    const seen = [
      options.estate.findSeenAt({ cloud: where, incident }),
      kept.find((one) => one.cloud === where)?.lastSeenAt,
    ];
    const instants = seen.flatMap((at) => at ?? []);
    const keptAt = instants.length === 0 ? undefined : Math.max(...instants);
    return { cloud: where, incident, keptAt, having: estate.listCustomersOf(where, id) };
  }

  /** What is kept of it, in each cloud. Of a limited sight, what somebody in it has or had. */
  async function listKept(id: string, asked: Asked): Promise<readonly KeptIncident[]> {
    const kept = await remember(asked.deadline, () => archive.findIncidents(id), []);
    if (!asked.isLimited) return kept;
    const open = new Set(asked.estate.findOpen(id).map(({ cloud }) => cloud));
    const known = await Promise.all(
      kept.map(async (one) =>
        open.has(one.cloud) || (await listPast(one.cloud, id, asked)).length > 0 ? [one] : [],
      ),
    );
    return known.flat();
  }

  /** Customers that ever had it, by name, as far as they are still ours. */
  async function listPast(
    cloud: CloudName,
    id: string,
    { directory, deadline }: Asked,
  ): Promise<readonly Customer[]> {
    const past = await remember(deadline, () => archive.listCustomersOf(cloud, id, MOST_CUSTOMERS), []);
    if (past.length === 0) return [];
    const ids = new Set(past.map((tenantId) => tenantId.toLowerCase()));
    return directory.customers.filter((one) => one.cloud === cloud && ids.has(one.tenantId.toLowerCase()));
  }

  /** The customer it was asked about at, then others, readable ones first. */
  function chooseAskers(customer: Customer | undefined, having: readonly Customer[]): readonly Customer[] {
    const others = having.filter((one) => !isSame(one, customer));
    const readable: Customer[] = [];
    for (const one of others) {
      if (readable.length === MOST_ASKERS) break;
      const state = options.estate.findState(one);
      if (state?.readAt !== undefined && state.unread.length === 0) readable.push(one);
    }
    const rest = others.slice(0, 2 * MOST_ASKERS).filter((one) => !readable.includes(one));
    return [...(customer ? [customer] : []), ...[...readable, ...rest].slice(0, MOST_ASKERS)];
  }

  /** Who else asks the same goes on waiting for it. */
  async function readInTime(
    question: IncidentQuestion,
    deadline: AbortSignal,
  ): Promise<LiveIncident | undefined> {
    try {
      return await endWithDeadline(deadline, () => readIncident(question));
    } catch (error) {
      if (deadline.aborted) return undefined;
      throw error;
    }
  }

  async function show(
    incident: Incident,
    cloud: CloudName,
    { memory, past, live, customer }: Found,
    asked: Asked,
  ): Promise<IncidentView> {
    const { id, isResolved, source, status, azure } = incident;
    const having = memory?.cloud === cloud ? memory.having : [];
    const isPastOfIt = past !== undefined && memory?.cloud === cloud;
    const had = async () => (isPastOfIt ? past : await listPast(cloud, id, asked));
    const more = isResolved ? await had() : live ? [live.via] : [];
    const customers = merge(asked.directory.customers, having, more);
    const isReviewed = source === 'microsoft365' && status === 'postIncidentReviewPublished';
    // Whose subscriptions these are is told to those only who asked about that customer.
    const isTheirs = live !== undefined && isSame(live.via, customer);
    return {
      cloud,
      incident: azure && !isTheirs ? { ...incident, azure: hideSubscriptions(azure) } : incident,
      customers,
      readAt: live?.readAt,
      keptAt: live ? undefined : memory?.keptAt,
      reportOf: isReviewed ? (live?.via ?? chooseAskers(customer, customers)[0]) : undefined,
      coverage: asked.estate.coverage,
    };
  }

  async function findNear(id: string, asked: Asked): Promise<readonly NearIncident[]> {
    const { estate, deadline, isLimited } = asked;
    const kept = await Promise.all(
      readPrefixes(id).map((prefix) =>
        remember(deadline, () => archive.listIds(prefix, MOST_CANDIDATES), []),
      ),
    );
    // Of a limited sight some turn out to be nobody's.
    const most = isLimited ? 3 * MOST_NEAR : MOST_NEAR;
    const near = findNearIds(id, [...estate.listOpenIds(), ...kept.flat()], most);
    const placed = await Promise.all(near.map((one) => place(one, asked)));
    return placed.flat().slice(0, MOST_NEAR);
  }

  async function place(id: string, asked: Asked): Promise<readonly NearIncident[]> {
    const open = asked.estate.findOpen(id);
    const placed = open.length > 0 ? open : await listKept(id, asked);
    return placed.map(({ cloud }) => ({ cloud, id }));
  }

  async function find(
    id: string,
    { cloud, customer }: NonNullable<Parameters<IncidentFinder['find']>[1]>,
    asked: Asked,
  ): Promise<IncidentFinding> {
    const { estate, deadline } = asked;
    const memory = await recall(id, customer?.cloud ?? cloud, asked);
    const past = memory?.having.length === 0 ? await listPast(memory.cloud, id, asked) : undefined;
    const askers = chooseAskers(customer, past ?? memory?.having ?? []);
    const live = await readInTime({ id, known: memory?.incident, askers }, deadline);
    const incident = live?.incident ?? memory?.incident;
    const where = live?.via.cloud ?? memory?.cloud;
    if (incident && where) {
      return { kind: 'found', view: await show(incident, where, { memory, past, live, customer }, asked) };
    }
    return { kind: 'unknown', near: await findNear(id, asked), coverage: estate.coverage };
  }

  return {
    async find(id, where = {}) {
      const { sight } = where;
      const { estate, directory } = sight ?? options;
      const deadline = createDeadline(TOTAL_MS);
      try {
        return await find(id.trim(), where, { estate, directory, deadline, isLimited: sight !== undefined });
      } catch (error) {
        log.error(describeError(error), 'an incident could not be looked for');
        return { kind: 'unknown', near: [], coverage: estate.coverage };
      }
    },
  };
}

/** The later state, with all posts that are known. */
function joinKept(kept: Incident | undefined, open: Incident | undefined): Incident | undefined {
  if (!kept || !open) return kept ?? open;
  if (kept.source !== open.source || (open.updatedAt ?? 0) <= (kept.updatedAt ?? 0)) return kept;
  const instants = new Set(kept.posts.map(({ at }) => at));
  return { ...open, posts: [...open.posts.filter(({ at }) => !instants.has(at)), ...kept.posts] };
}

/** Both, each customer once, in the order of all. */
function merge(
  all: readonly Customer[],
  some: readonly Customer[],
  more: readonly Customer[],
): readonly Customer[] {
  if (more.length === 0) return some;
  const keys = new Set([...some, ...more].map(customerKey));
  return all.filter((customer) => keys.has(customerKey(customer)));
}

function isSame(one: Customer, other: Customer | undefined): boolean {
  return other !== undefined && customerKey(one) === customerKey(other);
}
