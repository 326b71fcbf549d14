import type { EpochMs } from '../time.ts';
import type { KeptIncident } from './archive.ts';
import type { AzureReading } from './azure.ts';
import type { Incident } from './incident.ts';
import { isOver } from './incident-outcome.ts';
import type { Reading } from './reading.ts';
import { createTwinFinder } from './same-incident.ts';

/** What a history takes from a reading of Azure. */
export type AzureEvents = Pick<AzureReading, 'subscriptions' | 'unread' | 'incidents'>;

/** Where a history's incidents come from. */
export interface HistorySources {
  /** Microsoft 365's full list. */
  readonly listed: Reading<readonly Incident[]>;
  /** undefined: the cloud has no Azure. */
  readonly azure: Reading<AzureEvents> | undefined;
  /** Since when Azure was asked for events. */
  readonly azureSince: EpochMs;
  /** Our own memory; undefined: it could not be read. */
  readonly kept: readonly KeptIncident[] | undefined;
}

/** An incident, and until when its state is known: now, or when it was last seen. */
export interface KnownIncident {
  readonly incident: Incident;
  readonly knownUntil: EpochMs;
  /** True: it was open when last seen, and Microsoft lists it no more without having said how it ended. */
  readonly isUnlisted?: boolean;
}

/**
 * Puts what Microsoft lists and what we kept together, each incident once. Of two readings the later `updatedAt` stands, Microsoft's where
 * they are equal. What we kept as open and Microsoft lists no more is over, though nobody said how. An incident of both Microsoft 365 and Azure is the former's.
 */
export function gatherIncidents(sources: HistorySources, now: EpochMs): KnownIncident[] {
  const known = new Map<string, KnownIncident>();
  const { listed, azure, kept = [] } = sources;
  for (const reading of [listed.ok ? listed.value : [], azure?.ok ? azure.value.incidents : []]) {
    for (const incident of reading) known.set(keyOf(incident), { incident, knownUntil: now });
  }
  for (const memory of kept) {
    const key = keyOf(memory.incident);
    const live = known.get(key);
    known.set(
      key,
      live
        ? { incident: pickLater(live.incident, memory.incident), knownUntil: now }
        : recall(memory, sources, now),
    );
  }
  const gathered = [...known.values()];
  if (!gathered.some(({ incident }) => incident.source === 'azure')) return gathered;
  const isTwin = createTwinFinder(gathered.map(({ incident }) => incident));
  return gathered.filter(({ incident }) => incident.source !== 'azure' || !isTwin(incident));
}

function pickLater(live: Incident, kept: Incident): Incident {
  const isLater =
    kept.updatedAt !== undefined && live.updatedAt !== undefined && kept.updatedAt > live.updatedAt;
  // What we kept has no posts, and its state may be that of another customer, with other subscriptions.
  return isLater ? { ...kept, posts: live.posts, azure: live.azure } : live;
}

/** What only our memory knows. */
function recall(
  { incident, lastSeenAt }: KeptIncident,
  sources: HistorySources,
  now: EpochMs,
): KnownIncident {
  if (isOver(incident)) return { incident, knownUntil: now };
  const { listed, azure, azureSince } = sources;
  const reading = incident.source === 'azure' ? azure : listed;
  const isWhole =
    reading?.ok &&
    reading.skipped === 0 &&
    (!('unread' in reading.value) || reading.value.unread.length === 0);
  // Seen after that reading, or not to be found by it: its state is known only as we saw it.
  if (!isWhole || lastSeenAt >= reading.readAt) return { incident, knownUntil: lastSeenAt };
  // Azure lists by last update: what has not been updated since then may well be open.
  if (incident.source === 'azure' && (incident.updatedAt ?? 0) < azureSince)
    return { incident, knownUntil: now };
  return { incident: { ...incident, isResolved: true }, knownUntil: now, isUnlisted: true };
}

function keyOf({ source, id }: Incident): string {
  return `${source}:${id.toLowerCase()}`;
}
