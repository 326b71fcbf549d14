import { APP_WINDOW, CONVERSATION_WINDOWS, type RateWindow } from '../../src/delivery/rate-windows.ts';
import type { Excess } from './count-excess.ts';

/** Teams' published windows, as they are kept where messages arrive. */
export interface TeamsWindows {
  /** Every message that was one too many, in the order in which they came. */
  readonly violations: readonly Excess[];
  /** Counts a message into a conversation. Returns after how many milliseconds there is room for it; 0: there is. */
  take(place: string, at: number): number;
}

/** Instants kept of a conversation: as many as the longest window counts. */
const MOST_KEPT = Math.max(...CONVERSATION_WINDOWS.map(({ most }) => most));

/** With `enforced`, what is one too many is refused, and what is refused does not count. */
export function createTeamsWindows(enforced: boolean): TeamsWindows {
  const violations: Excess[] = [];
  const app: number[] = [];
  const places = new Map<string, number[]>();

  return {
    violations,
    take(place, at) {
      const there = places.get(place) ?? [];
      places.set(place, there);
      const full = [
        ...findFull(there, at, CONVERSATION_WINDOWS).map((window) => ({ of: place, window, at })),
        ...findFull(app, at, [APP_WINDOW]).map((window) => ({ of: 'app', window, at })),
      ];
      violations.push(...full);
      if (enforced && full.length > 0)
        return Math.max(...full.map(({ of, window }) => freeAt(of === 'app' ? app : there, window) - at));
      for (const instants of [there, app]) {
        instants.push(at);
        if (instants.length > 2 * MOST_KEPT) instants.splice(0, instants.length - MOST_KEPT);
      }
      return 0;
    },
  };
}

const freeAt = (instants: readonly number[], { most, ms }: RateWindow) =>
  (instants.at(-most) ?? Number.NEGATIVE_INFINITY) + ms;

function findFull(instants: readonly number[], at: number, windows: readonly RateWindow[]): RateWindow[] {
  return windows.filter((window) => freeAt(instants, window) > at);
}
