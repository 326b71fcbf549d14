import { LRUCache } from 'lru-cache';
import type { Clock, EpochMs } from '../time.ts';

/** Refreshes of one customer in one minute. Each costs three calls of the 240 a minute that Microsoft allows per customer. */
const MOST_REFRESHES = 10;
const WINDOW_MS = 60_000;

/** Whether one more reading before its time is granted for this key; counts it when it is. */
export type GrantRefresh = (key: string) => boolean;

/** Keeps presses in a row from using up a customer's calls for everybody. */
export function createRefreshLimit(clock: Clock): GrantRefresh {
  const windows = new LRUCache<string, { readonly since: EpochMs; readonly count: number }>({ max: 1_000 });
  return (key) => {
    const now = clock();
    const known = windows.get(key);
    const window = known && now - known.since < WINDOW_MS ? known : { since: now, count: 0 };
    if (window.count >= MOST_REFRESHES) return false;
    windows.set(key, { ...window, count: window.count + 1 });
    return true;
  };
}
