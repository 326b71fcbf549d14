import type { CloudName } from '../../clouds.ts';
import type { CustomerState, LoadedStates } from '../archive.ts';
import type { Incident } from '../incident.ts';
import type { PlannedChange } from '../planned-change.ts';
import type { Known, KnownBook } from './known.ts';

/** What states name, as it is known now. */
export interface NamedThings {
  /** undefined: not known; null: over. Only of a state that was given. */
  findIncident(cloud: CloudName, id: string): Known<Incident> | null | undefined;
  findChange(cloud: CloudName, id: string): Known<PlannedChange> | undefined;
  /** What nobody's list has come to hold is forgotten. */
  release(): void;
}

export interface GatherOptions {
  readonly incidents: KnownBook<Incident>;
  readonly changes: KnownBook<PlannedChange>;
  /** Told of every change that the store has as it is known. */
  readonly onStored: (change: PlannedChange) => void;
}

/**
 * Looks everything up that these states name, each thing once, and enters what was kept of it. All of it is held until `release`: what one
 * state lets go the next one may name.
 */
export function gatherNamed(
  states: readonly CustomerState[],
  loaded: Pick<LoadedStates, 'incidents' | 'changes'>,
  { incidents, changes, onStored }: GatherOptions,
): NamedThings {
  const keptIncidents = new Map(loaded.incidents.map((one) => [keyOf(one.cloud, one.incident.id), one]));
  const keptChanges = new Map(loaded.changes.map((one) => [keyOf(one.cloud, one.change.id), one]));

  function findIncident(cloud: CloudName, id: string): Known<Incident> | null | undefined {
    const kept = keptIncidents.get(keyOf(cloud, id));
    const known = incidents.find(cloud, id);
    if (kept === undefined) return known;
    if (!kept.incident.isResolved) return incidents.put(cloud, kept.incident, kept.lastSeenAt);
    return known !== undefined && isLater(known.item, kept.incident) ? known : null;
  }

  function findChange(cloud: CloudName, id: string): Known<PlannedChange> | undefined {
    const kept = keptChanges.get(keyOf(cloud, id))?.change;
    if (kept === undefined) return changes.find(cloud, id);
    const known = changes.put(cloud, kept, 0);
    // Else a later update was read here meanwhile, which the store is still to have.
    if (known.item.updatedAt === kept.updatedAt) onStored(known.item);
    return known;
  }

  const open = lookUp(states, ({ incidentIds }) => incidentIds, findIncident);
  const coming = lookUp(states, ({ changeIds }) => changeIds, findChange);
  const held = [listKnown(open), listKnown(coming)] as const;
  incidents.hold(held[0]);
  changes.hold(held[1]);
  return {
    findIncident: (cloud, id) => open.get(cloud)?.get(id),
    findChange: (cloud, id) => coming.get(cloud)?.get(id),
    release() {
      incidents.release(held[0]);
      changes.release(held[1]);
    },
  };
}

type Found<T> = ReadonlyMap<CloudName, ReadonlyMap<string, T>>;

/** By the id as the states write it: thousands of states name the same few hundred things. */
function lookUp<T>(
  states: readonly CustomerState[],
  list: (state: CustomerState) => readonly string[],
  find: (cloud: CloudName, id: string) => T,
): Found<T> {
  const found = new Map<CloudName, Map<string, T>>();
  for (const state of states) {
    const { cloud } = state.customer;
    const byId = found.get(cloud) ?? new Map<string, T>();
    found.set(cloud, byId);
    for (const id of list(state)) if (!byId.has(id)) byId.set(id, find(cloud, id));
  }
  return found;
}

function listKnown<T>(found: Found<Known<T> | null | undefined>): readonly Known<T>[] {
  return [...found.values()].flatMap((byId) => [...byId.values()].flatMap((known) => known ?? []));
}

function isLater(one: Incident, other: Incident): boolean {
  return (one.updatedAt ?? 0) > (other.updatedAt ?? 0);
}

function keyOf(cloud: CloudName, id: string): string {
  return `${cloud}:${id.toLowerCase()}`;
}
