import type { Incident } from './incident.ts';
import { sizeOfIncident } from './sizes.ts';

/** What incidents that are held in many lists take in memory: each counts once, however many hold it. */
export interface SharedLoad {
  /** In characters. */
  readonly size: number;
  /** By how much holding these would make it grow. */
  measure(incidents: readonly Incident[]): number;
  hold(incidents: readonly Incident[]): void;
  release(incidents: readonly Incident[]): void;
}

/** A place in a list, and the list itself, in characters. */
const PLACE_SIZE = 8;
const LIST_SIZE = 200;

export function createSharedLoad(): SharedLoad {
  /** How many lists hold each. */
  const holders = new Map<Incident, number>();
  let size = 0;
  const sizeOfList = ({ length }: readonly Incident[]) => LIST_SIZE + PLACE_SIZE * length;
  return {
    get size() {
      return size;
    },
    measure(incidents) {
      let more = sizeOfList(incidents);
      for (const incident of incidents) if (!holders.has(incident)) more += sizeOfIncident(incident);
      return more;
    },
    hold(incidents) {
      size += sizeOfList(incidents);
      for (const incident of incidents) {
        const before = holders.get(incident) ?? 0;
        if (before === 0) size += sizeOfIncident(incident);
        holders.set(incident, before + 1);
      }
    },
    release(incidents) {
      size -= sizeOfList(incidents);
      for (const incident of incidents) {
        const left = (holders.get(incident) ?? 1) - 1;
        if (left > 0) {
          holders.set(incident, left);
          continue;
        }
        holders.delete(incident);
        size -= sizeOfIncident(incident);
      }
    },
  };
}
