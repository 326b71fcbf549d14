import type { CloudName } from '../../clouds.ts';
import type { EpochMs } from '../../time.ts';
import type {
  ChangeGlance,
  CustomerState,
  IncidentGlance,
  LoadedStates,
  NewsInterest,
  SavedState,
  StateNews,
} from '../archive.ts';
import type { Incident } from '../incident.ts';
import type { PlannedChange } from '../planned-change.ts';
import { type CustomerEntry, isOwn } from './customer-entry.ts';
import { gatherNamed, type NamedThings } from './gather-named.ts';
import type { Known, KnownBook } from './known.ts';
import type { Roll } from './roll.ts';
import { incidentStands } from './stands.ts';
import type { ReadingTaker } from './take-reading.ts';

/** How the estate learns what an earlier run, or another replica, has read. */
export interface StateAdopter extends Pick<NewsInterest, 'wantsState' | 'wantsIncident' | 'wantsChange'> {
  /** Takes in what was known at the end of the last run. What was read since stands. */
  restore(loaded: LoadedStates): void;
  /**
   * Takes in what replicas have saved: of a customer the state that was tried last stands. An incident that is over leaves everybody's list.
   * Returns the states that name incidents not known yet; they are taken in without them, and may be given again.
   */
  follow(news: Pick<StateNews, 'states' | 'incidents' | 'changes'>): readonly IncompleteState[];
}

export interface IncompleteState {
  readonly state: SavedState;
  /** Ids of the incidents that it names and nobody knows yet. */
  readonly missed: readonly string[];
}

export function createStateAdopter({
  roll,
  taker,
  incidents,
  changes,
  stored,
  close,
}: {
  readonly roll: Pick<Roll, 'look' | 'enter'>;
  readonly taker: Pick<ReadingTaker, 'adopt'>;
  readonly incidents: KnownBook<Incident>;
  readonly changes: KnownBook<PlannedChange>;
  /** Changes as they are known that the store has. */
  readonly stored: WeakSet<PlannedChange>;
  /** Takes an incident that is over off everybody's list, unless a later state of it is known. */
  readonly close: (cloud: CloudName, ended: Incident) => void;
}): StateAdopter {
  const onStored = (change: PlannedChange) => stored.add(change);

  /** Ids of the incidents that are not known. */
  function adopt(
    state: CustomerState,
    { findIncident, findChange }: NamedThings,
    origin: Pick<CustomerEntry, 'isRestored' | 'followedAt'>,
  ): readonly string[] {
    const { customer, incidentIds, changeIds, readAt, azureReadAt, changesReadAt } = state;
    const { cloud } = customer;
    const found = incidentIds.map((id) => findIncident(cloud, id));
    const open = found.flatMap((known) => known ?? []);
    const coming = changeIds.flatMap((id) => findChange(cloud, id) ?? []);
    for (const known of open) noteSeen(known, known.item.source === 'azure' ? azureReadAt : readAt);
    for (const known of coming) noteSeen(known, changesReadAt);
    taker.adopt(roll.enter(customer), state, { incidents: open, changes: coming }, origin);
    return open.length === incidentIds.length ? [] : incidentIds.filter((_, at) => found[at] === undefined);
  }

  return {
    restore(loaded) {
      const states = loaded.states.filter(({ customer }) => roll.look(customer)?.triedAt === undefined);
      const named = gatherNamed(states, loaded, { incidents, changes, onStored });
      for (const state of states) adopt(state, named, { isRestored: true, followedAt: undefined });
      named.release();
    },
    follow(news) {
      for (const { cloud, incident, lastSeenAt } of news.incidents) {
        if (incident.isResolved) close(cloud, incident);
        else if (incidents.find(cloud, incident.id)) incidents.put(cloud, incident, lastSeenAt);
      }
      for (const { cloud, change } of news.changes) {
        const known = changes.find(cloud, change.id);
        if (known === undefined) continue;
        changes.put(cloud, change, known.seenAt);
        if (known.item.updatedAt === change.updatedAt) onStored(known.item);
      }
      const named = gatherNamed(news.states, news, { incidents, changes, onStored });
      const incomplete = news.states.flatMap((state) => {
        const entry = roll.look(state.customer);
        if (entry && !isLaterState(entry, state, 'orSame')) {
          if (isUnheeded(entry, state)) entry.isUnsaved = true;
          return [];
        }
        const missed = adopt(state, named, { isRestored: false, followedAt: state.savedAt });
        return missed.length === 0 ? [] : [{ state, missed }];
      });
      named.release();
      return incomplete;
    },
    wantsState(state) {
      const entry = roll.look(state.customer);
      return entry === undefined || isLaterState(entry, state, 'notSame') || isUnheeded(entry, state);
    },
    wantsIncident({ cloud, incident, readAt, isNamed }: IncidentGlance) {
      const known = incidents.find(cloud, incident.id);
      if (known === undefined) return isNamed;
      if (incident.isResolved) return !isLater(known.item, incident);
      // Of the same update the archive may not have yet what was read here.
      const isOlder = known.item.updatedAt === incident.updatedAt && readAt < known.seenAt;
      return !isOlder && !incidentStands(known.item, incident);
    },
    wantsChange: ({ cloud, id, isWritten, isNamed }: ChangeGlance) =>
      changes.find(cloud, id) ? isWritten : isNamed,
  };
}

function noteSeen(known: Known<unknown>, seenAt: EpochMs | undefined): void {
  if (seenAt !== undefined && seenAt > known.seenAt) known.seenAt = seenAt;
}

/** Whether a state that a replica saved goes before what is known. What was read here stands against the same instant. */
function isLaterState(
  { triedAt, isRestored, followedAt }: CustomerEntry,
  state: Pick<SavedState, 'triedAt' | 'savedAt'>,
  how: 'orSame' | 'notSame',
): boolean {
  if (triedAt === undefined || state.triedAt > triedAt) return true;
  if (state.triedAt < triedAt) return false;
  if (followedAt === undefined) return isRestored;
  return how === 'orSame' ? state.savedAt >= followedAt : state.savedAt > followedAt;
}

/** Saved by another since we last did, and read before we last did: what we read is to be saved though nothing changed for us. */
function isUnheeded(entry: CustomerEntry, { triedAt }: Pick<SavedState, 'triedAt'>): boolean {
  const isSettled = isOwn(entry) && !entry.isUnsaved;
  return isSettled && triedAt > entry.savedAt && triedAt < (entry.triedAt ?? 0);
}

function isLater(one: Incident, other: Incident): boolean {
  return (one.updatedAt ?? 0) > (other.updatedAt ?? 0);
}
