import type { AzureScope, Incident } from '../../health/incident.ts';
import type { EpochMs } from '../../time.ts';
import { compareNames } from '../partner-center/name-subscriptions.ts';
import { joinPosts } from './event-posts.ts';
import type { AzureChange, AzureIncident } from './map-event.ts';

/**
 * The same incidents as read from several subscriptions, each once: as it was updated last, with all subscriptions, services, regions and
 * posts. Of two states of one instant the open one counts.
 */
export function mergeIncidents(incidents: readonly AzureIncident[]): Incident[] {
  return mergeById(incidents, (newer, older) => ({
    ...newer,
    posts: joinPosts(newer.posts, older.posts),
    azure: joinScopes(newer.azure, older.azure),
  }));
}

/** The same for changes. */
export function mergeChanges(changes: readonly AzureChange[]): AzureChange[] {
  return mergeById(changes, (newer, older) => ({
    ...newer,
    services: distinct([...newer.services, ...older.services]),
    azure: joinScopes(newer.azure, older.azure),
  }));
}

interface Dated {
  readonly id: string;
  readonly updatedAt: EpochMs | undefined;
  readonly isResolved?: boolean;
}

function mergeById<T extends Dated>(rows: readonly T[], join: (newer: T, older: T) => T): T[] {
  const byId = new Map<string, T>();
  for (const row of rows) {
    const key = row.id.toLowerCase();
    const known = byId.get(key);
    if (!known) byId.set(key, row);
    else byId.set(key, isNewer(row, known) ? join(row, known) : join(known, row));
  }
  return [...byId.values()];
}

function isNewer(row: Dated, known: Dated): boolean {
  const difference = (row.updatedAt ?? 0) - (known.updatedAt ?? 0);
  return difference === 0 ? known.isResolved === true && row.isResolved === false : difference > 0;
}

function joinScopes(newer: AzureScope, older: AzureScope): AzureScope {
  const subscriptions = new Map(
    [...newer.subscriptions, ...older.subscriptions].map((subscription) => [subscription.id, subscription]),
  );
  return {
    services: distinct([...newer.services, ...older.services]),
    regions: distinct([...newer.regions, ...older.regions]),
    subscriptions: [...subscriptions.values()].sort(compareNames),
    externalId: newer.externalId ?? older.externalId,
    isCritical: newer.isCritical,
  };
}

function distinct(names: readonly string[]): string[] {
  return [...new Set(names)];
}
