import type { CloudName } from '../../clouds.ts';
import { ReadError } from '../../errors.ts';
import type { AzureReading, AzureSubscription } from '../../health/azure.ts';
import type { EpochMs } from '../../time.ts';
import type { Runtime } from '../call.ts';
import { mapBounded } from '../map-bounded.ts';
import type { ListAzureSubscriptions } from '../partner-center/azure-subscriptions.ts';
import { eventRow } from './event-row.ts';
import { type AzureEvent, mapEvent } from './map-event.ts';
import { mergeChanges, mergeIncidents } from './merge-events.ts';
import type { AzureErrand, ReadEventRows } from './read-event-rows.ts';

/** Subscriptions of one customer read at the same time. */
const SIDE_BY_SIDE = 8;

/** The port's question for the customers of one cloud. */
export type ReadAzureEvents = (
  tenantId: string,
  since: EpochMs,
  signal: AbortSignal,
) => Promise<AzureReading>;

type SubscriptionReading = { readonly subscription: AzureSubscription } & (
  | { readonly ok: true; readonly events: readonly AzureEvent[]; readonly skipped: number }
  | { readonly ok: false; readonly error: ReadError }
);

/** Azure's service health of the customers of one cloud. Throws `ReadError` when the subscriptions cannot be told in time. */
export function createReadAzureEvents(
  { clock, timings }: Pick<Runtime, 'clock' | 'timings'>,
  cloud: CloudName,
  listSubscriptions: ListAzureSubscriptions,
  readEventRows: ReadEventRows,
): ReadAzureEvents {
  async function readOne(
    errand: AzureErrand,
    subscription: AzureSubscription,
    since: EpochMs,
  ): Promise<SubscriptionReading> {
    try {
      const rows = await readEventRows(errand, subscription.id, since);
      const understood = rows.map((row) => eventRow.safeParse(row).data).filter((row) => row !== undefined);
      if (rows.length > 0 && understood.length === 0) {
        throw new ReadError(
          'invalidAnswer',
          `Azure Resource Manager (${cloud}): not one event can be understood`,
        );
      }
      const events = understood.map((row) => mapEvent(row, subscription, clock()));
      return { subscription, ok: true, events, skipped: rows.length - understood.length };
    } catch (error) {
      if (error instanceof ReadError) return { subscription, ok: false, error };
      throw error;
    }
  }

  return async (tenantId, since, signal) => {
    const deadline = clock() + timings.armTotalMs;
    const inTime = AbortSignal.any([signal, AbortSignal.timeout(timings.armTotalMs)]);
    const subscriptions = await listSubscriptions(tenantId, inTime);
    const errand = { tenantId, deadline, signal: inTime };
    const readings = await mapBounded(subscriptions, SIDE_BY_SIDE, (one) => readOne(errand, one, since));
    if (signal.aborted) {
      const message = `Azure Resource Manager (${cloud}): the caller stopped waiting`;
      throw new ReadError('timeout', message, { cause: signal.reason });
    }
    const read = readings.filter((reading) => reading.ok);
    const events = read.flatMap((reading) => reading.events);
    return {
      subscriptions,
      unread: readings
        .filter((reading) => !reading.ok)
        .map(({ subscription, error }) => ({ subscription, error })),
      incidents: mergeIncidents(
        events.flatMap((event) => (event.kind === 'incident' ? [event.incident] : [])),
      ),
      changes: mergeChanges(events.flatMap((event) => (event.kind === 'change' ? [event.change] : []))),
      skipped: read.reduce((sum, { skipped }) => sum + skipped, 0),
    };
  };
}
