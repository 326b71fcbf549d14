import { type CustomerRef, customerKey } from '../../src/customers/customer.ts';
import type {
  KeptChange,
  KeptIncident,
  LoadedStates,
  NewsInterest,
  SavedState,
  StateBook,
  StateNews,
} from '../../src/health/archive.ts';
import type { Incident } from '../../src/health/incident.ts';
import type { Clock } from '../../src/time.ts';

const LATE_MS = 20_000;
const LATE_INCIDENT_MS = 90_000;

export interface FakeStateBook extends StateBook {
  /** As the archive takes incidents in. */
  record(customer: CustomerRef, incidents: readonly Incident[], seenAt: number): void;
}

/** What replicas share, in memory. `pageSize`: states looked at in one call. */
export function createFakeStateBook(clock: Clock, pageSize = 3): FakeStateBook {
  const states = new Map<string, SavedState>();
  const incidents = new Map<string, KeptIncident & { readonly readAt: number }>();
  const changes = new Map<string, KeptChange & { readonly writtenAt: number }>();
  const keyOf = (cloud: string, id: string) => `${cloud}:${id.toLowerCase()}`;

  function gather(named: readonly SavedState[]): Pick<LoadedStates, 'incidents' | 'changes'> {
    const pick = <T>(from: ReadonlyMap<string, T>, list: (state: SavedState) => readonly string[]) =>
      [
        ...new Set(named.flatMap((state) => list(state).map((id) => keyOf(state.customer.cloud, id)))),
      ].flatMap((key) => from.get(key) ?? []);
    return {
      incidents: pick(incidents, ({ incidentIds }) => incidentIds),
      changes: pick(changes, ({ changeIds }) => changeIds),
    };
  }

  function pickNews(
    found: readonly SavedState[],
    since: number,
    interest: NewsInterest,
  ): Pick<StateNews, 'incidents' | 'changes'> {
    const names = new Set(
      found.flatMap(({ customer, incidentIds }) => incidentIds.map((id) => keyOf(customer.cloud, id))),
    );
    for (const { cloud, id } of interest.missed) names.add(keyOf(cloud, id));
    const changeNames = new Set(
      found.flatMap(({ customer, changeIds }) => changeIds.map((id) => keyOf(customer.cloud, id))),
    );
    return {
      incidents: [...incidents].flatMap(([key, { readAt, ...kept }]) => {
        const isNamed = names.has(key);
        if (!isNamed && readAt < since - LATE_INCIDENT_MS) return [];
        return interest.wantsIncident({ ...kept, readAt, isNamed }) ? [kept] : [];
      }),
      changes: [...changes].flatMap(([key, kept]) => {
        const glance = {
          ...{ cloud: kept.cloud, id: kept.change.id, writtenAt: kept.writtenAt },
          ...{ isNamed: changeNames.has(key), isWritten: kept.writtenAt >= since - LATE_MS },
        };
        return (glance.isNamed || glance.isWritten) && interest.wantsChange(glance) ? [kept] : [];
      }),
    };
  }

  return {
    record({ cloud }, list, seenAt) {
      for (const incident of list) {
        const key = keyOf(cloud, incident.id);
        const before = incidents.get(key);
        const rank = (one: Incident, readAt: number) => [one.updatedAt ?? -1, Number(one.isResolved), readAt];
        const isBehind =
          before !== undefined &&
          compareRanks(rank(before.incident, before.readAt), rank(incident, seenAt)) >= 0;
        if (isBehind) continue;
        incidents.set(key, { cloud, incident, firstSeenAt: seenAt, lastSeenAt: seenAt, readAt: seenAt });
      }
    },
    async save(list, written = []) {
      for (const { cloud, change } of written) {
        const key = keyOf(cloud, change.id);
        const before = changes.get(key)?.change;
        if (before !== undefined && (before.updatedAt ?? 0) >= (change.updatedAt ?? 0)) continue;
        changes.set(key, { cloud, change, writtenAt: clock() });
      }
      for (const state of list) {
        const key = customerKey(state.customer);
        if ((states.get(key)?.triedAt ?? 0) <= state.triedAt) states.set(key, { ...state, savedAt: clock() });
      }
    },
    async load() {
      const all = [...states.values()];
      return { states: all, ...gather(all) };
    },
    async loadSince({ since, page }, interest) {
      const beganAt = page?.beganAt ?? clock();
      const skip = page?.row ?? 0;
      const rows = [...states.values()].filter(({ savedAt }) => savedAt >= since - LATE_MS);
      const found = rows.slice(skip, skip + pageSize).filter((state) => interest.wantsState(state));
      const isMore = rows.length > skip + pageSize;
      return {
        states: found,
        ...pickNews(found, page ? Number.POSITIVE_INFINITY : since, interest),
        next: isMore ? { since, page: { savedAt: 0, row: skip + pageSize, beganAt } } : { since: beganAt },
        isMore,
      };
    },
  };
}

function compareRanks(one: readonly number[], other: readonly number[]): number {
  return one.map((each, at) => each - (other[at] ?? 0)).find((difference) => difference !== 0) ?? 0;
}
