import { hash } from 'node:crypto';
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
      if (!page || incidents.length === 0) return incidents;
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

function readMarks(marks: readonly number[]): Map<number, number> {
  const states = new Map<number, number>();
  for (let at = 0; at + 1 < marks.length; at += 2) states.set(marks[at] ?? 0, marks[at + 1] ?? 0);
  return states;
}

/** 48 bits: that two incidents of one customer share them will not happen. */
function digestId({ id }: Incident): number {
  return Number.parseInt(hash('sha256', id.toLowerCase()).slice(0, 12), 16);
}

/** One number that differs where `updatedAt` or `isResolved` does. */
function readState({ updatedAt = -1, isResolved }: Incident): number {
  return 2 * updatedAt + (isResolved ? 1 : 0);
}
