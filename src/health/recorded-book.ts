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
/**
 * Incidents over all customers, a customer counting as ten: 50,000 customers with 20 each, about 30 MB. Customers are read in rounds: were
 * there room for fewer than all, the next one asked about would always be the one just forgotten.
 */
const MOST = 1_500_000;
const CUSTOMER_SIZE = 10;

interface Page {
  readonly since: EpochMs;
  /** Of each incident a digest of its id, then its state. Numbers alone: a map of ids takes five times the memory. */
  readonly marks: readonly number[];
}

/** Creates an empty book. */
export function createRecordedBook(clock: Clock): RecordedBook {
  const book = new LRUCache<string, Page>({
    maxSize: MOST,
    sizeCalculation: ({ marks }) => Math.min(MOST, CUSTOMER_SIZE + marks.length / 2),
  });
  const find = (key: string) => {
    const page = book.get(key);
    return page && clock() - page.since < FORGET_MS ? page : undefined;
  };
  return {
    selectNew(key, incidents) {
      const page = find(key);
      if (!page || incidents.length === 0 || areAll(page.marks, incidents)) return page ? NOTHING : incidents;
      const states = readMarks(page.marks);
      return incidents.filter((incident) => states.get(digestId(incident)) !== readState(incident));
    },
    note(key, incidents) {
      const page = find(key);
      const states = readMarks(page?.marks ?? []);
      for (const incident of incidents) states.set(digestId(incident), readState(incident));
      book.set(key, { since: page?.since ?? clock(), marks: [...states].flat() });
    },
  };
}

const NOTHING: readonly never[] = [];

/** Whether these, in this order, are what was written: nearly always, and told without making anything. */
function areAll(marks: readonly number[], incidents: readonly Incident[]): boolean {
  return incidents.every(
    (incident, at) => marks[2 * at] === digestId(incident) && marks[2 * at + 1] === readState(incident),
  );
}

function readMarks(marks: readonly number[]): Map<number, number> {
  const states = new Map<number, number>();
  for (let at = 0; at + 1 < marks.length; at += 2) states.set(marks[at] ?? 0, marks[at + 1] ?? 0);
  return states;
}

const PRIMES = [0x01000193, 0x85ebca6b] as const;

/**
 * 52 bits of the id, whatever its case: that two incidents of one customer share them will not happen. Not a digest of `node:crypto`: a round
 * of all customers asks for hundreds of thousands.
 */
function digestId({ id }: Incident): number {
  const text = id.toLowerCase();
  let [high, low] = [0x811c9dc5, 0x9e3779b9];
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    high = Math.imul(high ^ code, PRIMES[0]);
    low = Math.imul(low ^ code, PRIMES[1]) + (high >>> 15);
  }
  high = Math.imul(high ^ (high >>> 16), PRIMES[1]);
  low = Math.imul(low ^ (low >>> 15), PRIMES[0]);
  return (high >>> 12) * 2 ** 32 + (low >>> 0);
}

/** One number that differs where `updatedAt` or `isResolved` does. */
function readState({ updatedAt = -1, isResolved }: Incident): number {
  return 2 * updatedAt + (isResolved ? 1 : 0);
}
