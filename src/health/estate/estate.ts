import type { CloudName } from '../../clouds.ts';
import type { CustomerRef } from '../../customers/customer.ts';
import type { CustomerDirectory } from '../../customers/ports.ts';
import type { Clock, EpochMs } from '../../time.ts';
import type { CustomerState, KeptChange } from '../archive.ts';
import type { Incident } from '../incident.ts';
import type { PlannedChange } from '../planned-change.ts';
import { createStateAdopter, type StateAdopter } from './adopt-states.ts';
import { createChangedThings } from './changed-things.ts';
import { isOwn, toState, type WatchedState } from './customer-entry.ts';
import { createDepartureList, type Departure } from './departures.ts';
import { createEstateAnswers } from './estate-answers.ts';
import { countCoverage } from './judge-access.ts';
import { createKnownBook } from './known.ts';
import { createLimitedSights } from './limit-estate.ts';
import type { Estate, WatchedEstate } from './ports.ts';
import type { RelationshipBook } from './relationships.ts';
import { createRoll } from './roll.ts';
import { slimChange, slimIncident } from './slim.ts';
import { changeStands, incidentStands } from './stands.ts';
import { createReadingTaker } from './take-reading.ts';
import { createWatchedEstate } from './watched-estate.ts';

/** What those who keep the estate up to date need of it, besides its answers. */
export interface KeptEstate extends Estate, WatchedEstate, StateAdopter {
  /** What is known of a customer on the list: the very same object as long as it stays there. */
  findState(ref: CustomerRef): WatchedState | undefined;
  /** When a reading last listed an open incident. */
  findSeenAt(open: { readonly cloud: CloudName; readonly incident: Incident }): EpochMs | undefined;
  /** Takes an incident that is over off everybody's list, unless a later state of it is known. */
  close(cloud: CloudName, ended: Incident): void;
  /** Incidents that have left customers since this was last asked. */
  takeDepartures(): readonly Departure[];
  /** States to be saved, at most `limit`; they count as saved until `markUnsaved`. Those that others have read are theirs to save. */
  takeUnsaved(limit: number): readonly CustomerState[];
  markUnsaved(states: readonly CustomerState[]): void;
  /** Planned changes that the store does not have as they are known. */
  listUnsavedChanges(): readonly KeptChange[];
  noteSavedChanges(saved: readonly KeptChange[]): void;
}

/**
 * From when on a state whose instants alone have changed is saved again: a little less than the usual round, so that other replicas learn of
 * every one.
 */
const SAVED_AGE_MS = 4.5 * 60_000;

/** Creates an estate that knows nothing yet; it follows the directory by itself. */
export function createEstate({
  directory,
  relationships,
  clock,
}: {
  readonly directory: Pick<CustomerDirectory, 'customers' | 'states'>;
  /** undefined: no cloud has any. */
  readonly relationships?: Pick<RelationshipBook, 'listProblems' | 'unread'> | undefined;
  readonly clock: Clock;
}): KeptEstate {
  const changed = createChangedThings();
  const incidents = createKnownBook<Incident>({
    slim: slimIncident,
    stands: incidentStands,
    onChanged: (known) => changed.note('incident', known),
  });
  const changes = createKnownBook<PlannedChange>({
    slim: slimChange,
    stands: changeStands,
    onChanged: (known) => changed.note('change', known),
  });
  const stored = new WeakSet<PlannedChange>();
  const departures = createDepartureList();
  const taker = createReadingTaker({ incidents, changes, onLeft: departures.add, changed });
  const roll = createRoll({
    directory,
    onListed: (entry) => taker.count(entry, 1),
    onUnlisted: (entry) => taker.count(entry, -1),
    onDropped: taker.drop,
  });
  const close = (cloud: CloudName, ended: Incident): void => {
    const known = incidents.find(cloud, ended.id);
    if (known === undefined || (known.item.updatedAt ?? 0) > (ended.updatedAt ?? 0)) return;
    taker.close(known, roll.all());
  };
  const parts = { incidents, changes, relationships, clock };
  const note: Estate['note'] = (reading) => {
    const entry = roll.find(reading.customer);
    if (entry) taker.take(entry, reading);
  };
  const lookAt = createLimitedSights(roll);
  const limitTo: Estate['limitTo'] = (limited) => ({
    ...createEstateAnswers(parts, () => lookAt(limited)),
    get coverage() {
      return countCoverage(lookAt(limited).entries);
    },
    note,
    limitTo,
  });

  return {
    ...createStateAdopter({ roll, taker, incidents, changes, stored, close }),
    ...createWatchedEstate({ directory, roll, incidents, changes, changed }),
    ...createEstateAnswers(parts, () => ({
      entries: roll.listed(),
      count: ({ customers }) => customers,
    })),
    get coverage() {
      return countCoverage(roll.listed());
    },
    note,
    limitTo,
    findState: (ref) => roll.find(ref),
    findSeenAt: ({ cloud, incident }) => incidents.find(cloud, incident.id)?.seenAt,
    close,
    takeDepartures: departures.take,
    takeUnsaved(limit) {
      const states: CustomerState[] = [];
      for (const entry of roll.listed()) {
        const isDue = entry.isUnsaved || (entry.triedAt ?? 0) - entry.savedAt >= SAVED_AGE_MS;
        const state = isDue && isOwn(entry) ? toState(entry) : undefined;
        if (state === undefined) continue;
        entry.isUnsaved = false;
        entry.savedAt = state.triedAt;
        states.push(state);
        if (states.length >= limit) break;
      }
      return states;
    },
    markUnsaved(states) {
      for (const { customer } of states) {
        const entry = roll.find(customer);
        if (entry) entry.isUnsaved = true;
      }
    },
    listUnsavedChanges: () =>
      [...changes.values()].flatMap(({ cloud, item }) => (stored.has(item) ? [] : [{ cloud, change: item }])),
    noteSavedChanges(saved) {
      for (const { change } of saved) stored.add(change);
    },
  };
}
