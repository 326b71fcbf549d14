import { CLOUDS } from '../../clouds.ts';
import type { Customer, CustomerRef } from '../../customers/customer.ts';
import { ReadError, type ReadErrorCode } from '../../errors.ts';
import type { Clock, Random } from '../../time.ts';
import type { AzureHealth, AzureReading } from '../azure.ts';
import { endWithDeadline } from '../end-with-deadline.ts';
import type { Incident } from '../incident.ts';
import type { PlannedChange } from '../planned-change.ts';
import { selectComingChanges } from '../planned-changes.ts';
import type { Listing, ServiceCommunications } from '../ports.ts';
import { listUnreadAzure } from '../report-azure.ts';
import type { ReportPart, UnreadPart } from '../unread-part.ts';
import type { CredentialOutcome } from './account-guard.ts';
import {
  type CustomerPlan,
  planAfterFailure,
  planAfterSuccess,
  SELDOM_MS,
  type TurnPart,
} from './customer-plans.ts';
import type { FairPace } from './fair-pace.ts';
import type { Pace } from './pace.ts';
import type { CustomerReading } from './ports.ts';

const HOUR_MS = 3_600_000;
/** `microsoft/` looks the subscriptions of a customer up anew after an hour. */
const DISCOVERED_MS = HOUR_MS;
/** Open events that were last updated longer ago are not shown anywhere. */
const AZURE_REACH_MS = 90 * 24 * HOUR_MS;
/** Which services a customer has is read once a day; where it could not be, after an hour at the earliest. */
const SERVICES_MS = 24 * HOUR_MS;
const SERVICES_RETRY_MS = HOUR_MS;

/** What one turn of a customer brought: what the estate is told, and every incident as it was read, Azure's resolved ones too. */
export interface Turn {
  readonly reading: CustomerReading;
  readonly incidents: readonly Incident[];
  readonly credential: CredentialOutcome;
}

/**
 * Reads what is due of these parts of one customer, side by side, and plans what is due next; undefined: nothing was. Its services are
 * read where its incidents just were. Ends with the signal; never throws.
 */
export type ReadTurn = (
  customer: Customer,
  plan: CustomerPlan,
  parts: ReadonlySet<TurnPart>,
  signal: AbortSignal,
) => Promise<Turn | undefined>;

type Read<T> = (customer: Customer, plan: CustomerPlan, signal: AbortSignal) => Promise<T | undefined>;

/** What the survey reads of Microsoft 365. */
export type SurveyedSource = Pick<
  ServiceCommunications,
  'listActiveIncidents' | 'listPlannedChanges' | 'listServices'
>;

/** What became of a part; undefined: not asked. */
type Outcome<T> = T | ReadError | undefined;

export function createReadTurn({
  source,
  azure,
  clock,
  random,
  discoveryPace,
  changesPace,
  servicesPace,
}: {
  readonly source: SurveyedSource;
  readonly azure: AzureHealth | undefined;
  readonly clock: Clock;
  readonly random: Random;
  /** How often a customer's Azure subscriptions may be looked up. */
  readonly discoveryPace: FairPace;
  readonly changesPace: Pace;
  readonly servicesPace: Pace;
}): ReadTurn {
  async function readIncidents(
    ref: CustomerRef,
    plan: CustomerPlan,
    signal: AbortSignal,
  ): Promise<Outcome<Listing<Incident>>> {
    const at = clock();
    if (plan.incidents.dueAt > at) return undefined;
    const read = await attempt(signal, () => source.listActiveIncidents(ref, signal));
    if (read instanceof ReadError) planAfterFailure(plan, 'incidents', read, at);
    else planAfterSuccess(plan, 'incidents', { now: at, unread: tellSkipped('incidents', read) });
    return read;
  }

  async function readAzure(
    customer: Customer,
    plan: CustomerPlan,
    signal: AbortSignal,
  ): Promise<Outcome<AzureReading>> {
    const at = clock();
    if (!azure || !CLOUDS[customer.cloud].capabilities.azure || plan.azure.dueAt > at) return undefined;
    const isKnown = plan.discoveredAt !== undefined && at - plan.discoveredAt < DISCOVERED_MS;
    if (!isKnown && !discoveryPace(plan)) return undefined;
    const read = await attempt(signal, () => azure.readEvents(customer, at - AZURE_REACH_MS, signal));
    if (read instanceof ReadError) {
      planAfterFailure(plan, 'azure', read, at);
      return read;
    }
    if (!isKnown) plan.discoveredAt = at;
    plan.hasAzure = read.subscriptions.length > 0;
    const unread = listUnreadAzure({ ok: true, value: read, skipped: read.skipped, readAt: at });
    const dueAt = plan.hasAzure ? 0 : at + SELDOM_MS;
    planAfterSuccess(plan, 'azure', { now: at, dueAt, unread });
    return read;
  }

  async function readChanges(
    ref: CustomerRef,
    plan: CustomerPlan,
    signal: AbortSignal,
  ): Promise<Outcome<Listing<PlannedChange>>> {
    const at = clock();
    if (plan.changes.dueAt > at || !changesPace()) return undefined;
    const read = await attempt(signal, () => source.listPlannedChanges(ref, signal));
    if (read instanceof ReadError) {
      planAfterFailure(plan, 'changes', read, at);
      return read;
    }
    const dueAt = at + SELDOM_MS * (0.9 + 0.1 * random());
    planAfterSuccess(plan, 'changes', { now: at, dueAt, unread: tellSkipped('changes', read) });
    return read;
  }

  /** undefined: not all of them are known. */
  async function readServices(
    ref: CustomerRef,
    plan: CustomerPlan,
    signal: AbortSignal,
  ): Promise<readonly string[] | undefined> {
    const at = clock();
    if (plan.services.dueAt > at || !servicesPace()) return undefined;
    const read = await attempt(signal, () => source.listServices(ref, signal));
    if (read instanceof ReadError) {
      planAfterFailure(plan, 'services', read, at, SERVICES_RETRY_MS);
      return undefined;
    }
    planAfterSuccess(plan, 'services', { now: at, dueAt: at + SERVICES_MS * (0.9 + 0.1 * random()) });
    return read.skipped === 0 ? read.items.map(({ name }) => name) : undefined;
  }

  return async (customer, plan, parts, signal) => {
    const { cloud, tenantId } = customer;
    const triedAt = clock();
    const asks = <T>(part: TurnPart, read: Read<T>): Promise<T | undefined> =>
      parts.has(part) ? read(customer, plan, signal) : Promise.resolve(undefined);
    const reading = asks('incidents', readIncidents);
    const [services, ...outcomes] = await Promise.all([
      // Whoever keeps his incidents from us keeps his services from us too.
      reading.then((read) => (whatWasRead(read) ? asks('services', readServices) : undefined)),
      reading,
      asks('azure', readAzure),
      asks('changes', readChanges),
    ]);
    const asked = PARTS.filter((_, at) => outcomes[at] !== undefined);
    if (asked.length === 0) return undefined;
    const [incidents, events, changes] = [
      whatWasRead(outcomes[0]),
      whatWasRead(outcomes[1]),
      whatWasRead(outcomes[2]),
    ];
    const azureChanges = events && selectComingChanges(events.changes, triedAt);
    return {
      reading: {
        customer: { cloud, tenantId },
        triedAt,
        asked,
        incidents: incidents?.items,
        azureIncidents: events?.incidents,
        changes: changes && [...selectComingChanges(changes.items, triedAt), ...(azureChanges ?? [])],
        azureChanges,
        unread: asked.flatMap((part) => plan[part].unread),
        services,
      },
      incidents: [...(incidents?.items ?? []), ...(events?.incidents ?? [])],
      credential: judgeCredential(outcomes.find((outcome) => outcome !== undefined)),
    };
  };
}

const PARTS = ['incidents', 'azure', 'changes'] as const;
/** Failures that tell nothing about our credential. */
const NO_ANSWERS: ReadonlySet<ReadErrorCode> = new Set(['timeout', 'unavailable', 'throttled']);

function whatWasRead<T>(outcome: Outcome<T>): T | undefined {
  return outcome instanceof ReadError ? undefined : outcome;
}

function judgeCredential(outcome: Outcome<unknown>): CredentialOutcome {
  if (!(outcome instanceof ReadError)) return 'accepted';
  if (outcome.code === 'credentialRefused') return 'refused';
  return NO_ANSWERS.has(outcome.code) ? 'unknown' : 'accepted';
}

function tellSkipped(part: ReportPart, { skipped }: Listing<unknown>): readonly UnreadPart[] {
  return skipped === 0 ? [] : [{ part, code: 'invalidAnswer', retryAt: undefined }];
}

async function attempt<T>(signal: AbortSignal, run: () => Promise<T>): Promise<T | ReadError> {
  try {
    return await endWithDeadline(signal, run);
  } catch (error) {
    if (error instanceof ReadError) return error;
    return new ReadError('unavailable', 'Reading failed in an unforeseen way.', { cause: error });
  }
}
