import { LRUCache } from 'lru-cache';
import type { EpochMs } from '../time.ts';
import type { Reservation } from './ports.ts';

/**
 * From one message into a conversation to the next, and from any message of this process to the next, in milliseconds: slow enough for every
 * window of Teams, the longest included, with some replicas at work that know nothing of one another.
 */
const PLACE_GAP_MS = 2_100;
const APP_GAP_MS = 100;
/** Conversations remembered; the one unused for longest is forgotten first. */
const MAX_PLACES = 5_000;

/** A slow and steady pace of this process alone, for as long as the windows of all replicas cannot be asked. */
export interface FallbackWindows {
  reserve(place: string, now: EpochMs): Reservation;
  /** What leaves at `at` by the windows of all replicas: what follows without them keeps its distance. */
  note(place: string, at: EpochMs): void;
}

export function createFallbackWindows(): FallbackWindows {
  const places = new LRUCache<string, EpochMs>({ max: MAX_PLACES });
  let lastAt = Number.NEGATIVE_INFINITY;
  return {
    reserve(place, now) {
      const placeFreeAt = (places.get(place) ?? Number.NEGATIVE_INFINITY) + PLACE_GAP_MS;
      if (placeFreeAt > now) return { isGranted: false, until: placeFreeAt, of: 'conversation' };
      if (lastAt + APP_GAP_MS > now) return { isGranted: false, until: lastAt + APP_GAP_MS, of: 'app' };
      places.set(place, now);
      lastAt = now;
      return { isGranted: true, at: now };
    },
    note(place, at) {
      places.set(place, at);
      lastAt = at;
    },
  };
}
