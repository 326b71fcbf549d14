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
import { type CustomerPlan, planAfterFailure, planAfterSuccess } from './customer-plans.ts';
import type { FairPace } from './fair-pace.ts';
import type { Pace } from './pace.ts';
import type { CustomerReading } from './ports.ts';

const HOUR_MS = 3_600_000;
/** A customer without Azure is asked again, and planned changes are read, as often as this. */
const SELDOM_MS = 6 * HOUR_MS;
/** `microsoft/` looks the subscriptions of a customer up anew after an hour. */
const DISCOVERED_MS = HOUR_MS;
/** Open events that were last updated longer ago are not shown anywhere. */
const AZURE_REACH_MS = 90 * 24 * HOUR_MS;

/** What one turn of a customer brought: what the estate is told, and every incident as it was read, Azure's resolved ones too. */
export interface Turn {
  readonly reading: CustomerReading;
  readonly incidents: readonly Incident[];
  readonly credential: CredentialOutcome;
}

/**
 * Reads what is due of one customer, its parts side by side, and plans what is due next; undefined: nothing was. Ends with the signal;
 * never throws.
 */
export type ReadTurn = (
  customer: Customer,
  plan: CustomerPlan,
  signal: AbortSignal,
) => Promise<Turn | undefined>;

/** What became of a part; undefined: not asked. */
type Outcome<T> = T | ReadError | undefined;

export function createReadTurn({
  source,
  azure,
  clock,
  random,
  discoveryPace,
  changesPace,
}: {
  readonly source: Pick<ServiceCommunications, 'listActiveIncidents' | 'listPlannedChanges'>;
  readonly azure: AzureHealth | undefined;
  readonly clock: Clock;
  readonly random: Random;
  /** How often a customer's Azure subscriptions may be looked up. */
  readonly discoveryPace: FairPace;
  readonly changesPace: Pace;
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
    const unread = listUnreadAzure({ ok: true, value: read, skipped: read.skipped, readAt: at });
    const dueAt = read.subscriptions.length === 0 ? at + SELDOM_MS : 0;
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

  return async (customer, plan, signal) => {
    const { cloud, tenantId } = customer;
    const triedAt = clock();
    const outcomes = await Promise.all([
      readIncidents(customer, plan, signal),
      readAzure(customer, plan, signal),
      readChanges(customer, plan, signal),
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
