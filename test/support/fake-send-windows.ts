import type { Reservation, SendWindows } from '../../src/delivery/ports.ts';
import { NOTHING_SENT, type SentLog } from '../../src/delivery/rate-windows.ts';
import { noteSent, reserveRoom, type SentLogs } from '../../src/delivery/reserve-room.ts';

/** The windows of all replicas, in memory. */
export interface FakeSendWindows extends SendWindows {
  /** Asked before every call: throws, or waits, for what is to go wrong. */
  before: () => unknown;
  /** Calls of `reserve`, and how many of them are under way. */
  readonly asked: number;
  readonly mostAtOnce: number;
}

export function createFakeSendWindows(): FakeSendWindows {
  let app: SentLog = NOTHING_SENT;
  const places = new Map<string, SentLog>();
  let asked = 0;
  let underWay = 0;
  let mostAtOnce = 0;

  function decide(place: string, now: number): Reservation {
    const { result, next } = reserveRoom({ app, place: places.get(place) ?? NOTHING_SENT }, now);
    if (next) keep(place, next);
    return result;
  }

  function keep(place: string, next: SentLogs): void {
    app = next.app;
    places.set(place, next.place);
  }

  const fake: FakeSendWindows = {
    before: () => {},
    get asked() {
      return asked;
    },
    get mostAtOnce() {
      return mostAtOnce;
    },
    async reserve(place, now) {
      asked += 1;
      underWay += 1;
      mostAtOnce = Math.max(mostAtOnce, underWay);
      try {
        await fake.before();
        return decide(place, now);
      } finally {
        underWay -= 1;
      }
    },
    async note(place, now) {
      await fake.before();
      keep(place, noteSent({ app, place: places.get(place) ?? NOTHING_SENT }, now));
    },
  };
  return fake;
}
