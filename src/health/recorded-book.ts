import { LRUCache } from 'lru-cache';
import type { Clock, EpochMs } from '../time.ts';
import type { Incident } from './incident.ts';

/** Remembers what was written lately, by customer. */
export interface RecordedBook {
  /** Those that were not written within the hour in just this state. */
  selectNew(customerKey: string, incidents: readonly Incident[]): readonly Incident[];
  note(customerKey: string, incidents: readonly Incident[]): void;
}

/** After an hour what did not change is written again, so that the archive knows that it was still seen. */
const FORGET_MS = 3_600_000;
/** Incidents over all customers: 10,000 customers with five each. About 6 MB. */
const MOST = 60_000;

interface Page {
  readonly since: EpochMs;
  /** By the incident's id in small letters. */
  readonly states: ReadonlyMap<string, number>;
}

/** Creates an empty book. */
export function createRecordedBook(clock: Clock): RecordedBook {
  const book = new LRUCache<string, Page>({
    maxSize: MOST,
    sizeCalculation: ({ states }) => Math.min(MOST, states.size + 1),
  });
  const find = (key: string) => {
    const page = book.get(key);
    return page && clock() - page.since < FORGET_MS ? page : undefined;
  };
  return {
    selectNew(key, incidents) {
      const states = find(key)?.states;
      return states
        ? incidents.filter((incident) => states.get(incident.id.toLowerCase()) !== readState(incident))
        : incidents;
    },
    note(key, incidents) {
      const { since, states } = find(key) ?? { since: clock(), states: [] };
      const added = incidents.map((incident) => [incident.id.toLowerCase(), readState(incident)] as const);
      book.set(key, { since, states: new Map([...states, ...added]) });
    },
  };
}

/** One number that differs where `updatedAt` or `isResolved` does. */
function readState({ updatedAt = -1, isResolved }: Incident): number {
  return 2 * updatedAt + (isResolved ? 1 : 0);
}
