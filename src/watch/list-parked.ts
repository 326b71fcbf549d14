import type { WatchBook } from './ports.ts';
import type { Parked, Place } from './watch.ts';

/** A conversation that is not posted to, as people know it. */
export interface ParkedPlace extends Pick<Place['conversation'], 'kind' | 'name'> {
  readonly parked: Parked;
  /** Who set up what is watched there: Teams seldom tells what a conversation is called. Empty: not known. */
  readonly setBy: string;
}

export interface ParkedPlaces {
  /** Those given up last, newest first, at most 5. */
  readonly latest: readonly ParkedPlace[];
  readonly count: number;
}

const MOST_PLACES = 5;

/** Of these conversations those that are not posted to. Throws `StoreError`. */
export async function listParked(
  places: readonly Place[],
  store: Pick<WatchBook, 'list'>,
): Promise<ParkedPlaces> {
  const parked = places
    .flatMap(({ conversation, parked: since }) => (since ? [{ conversation, since }] : []))
    .sort((one, other) => other.since.at - one.since.at);
  const latest: ParkedPlace[] = [];
  for (const { conversation, since } of parked.slice(0, MOST_PLACES)) {
    const [watch] = await store.list(conversation);
    const { kind, name } = conversation;
    latest.push({ kind, name, parked: since, setBy: watch?.setBy ?? '' });
  }
  return { latest, count: parked.length };
}
