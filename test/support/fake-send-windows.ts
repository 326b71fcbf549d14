import type { Reservation, SendWindows } from '../../src/delivery/ports.ts';
import {
  KEPT_APP_WINDOWS,
  KEPT_CONVERSATION_WINDOWS,
  NOTHING_SENT,
  note,
  reserve,
  type SentLog,
} from '../../src/delivery/rate-windows.ts';

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
    const ofApp = reserve(app, now, KEPT_APP_WINDOWS);
    const ofPlace = reserve(places.get(place) ?? NOTHING_SENT, now, KEPT_CONVERSATION_WINDOWS);
    if (ofApp.isGranted && ofPlace.isGranted) {
      app = ofApp.sent;
      places.set(place, ofPlace.sent);
      return { isGranted: true };
    }
    const appUntil = ofApp.isGranted ? now : ofApp.until;
    const placeUntil = ofPlace.isGranted ? now : ofPlace.until;
    return placeUntil > appUntil
      ? { isGranted: false, until: placeUntil, of: 'conversation' }
      : { isGranted: false, until: appUntil, of: 'app' };
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
      app = note(app, now, KEPT_APP_WINDOWS);
      places.set(place, note(places.get(place) ?? NOTHING_SENT, now, KEPT_CONVERSATION_WINDOWS));
    },
  };
  return fake;
}
