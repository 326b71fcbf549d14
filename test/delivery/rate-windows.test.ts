import { describe, expect, it } from 'vitest';
import {
  APP_WINDOW,
  CONVERSATION_WINDOWS,
  KEPT_APP_WINDOWS,
  KEPT_CONVERSATION_WINDOWS,
  NOTHING_SENT,
  note,
  type RateWindow,
  reserve,
  type SentLog,
} from '../../src/delivery/rate-windows.ts';
import { createSeededRandom } from '../support/generate-customers.ts';

const START = Date.UTC(2026, 10, 21, 10, 0);
const SEEDS = Array.from({ length: 40 }, (_, seed) => seed + 1);
const HOUR_MS = 3_600_000;

/** Sends as fast as the windows allow. */
function sendAll(windows: readonly RateWindow[], until: number, lateMs: () => number = () => 0): number[] {
  const sent: number[] = [];
  let log: SentLog = NOTHING_SENT;
  for (let now = START; now < until; ) {
    const asked = reserve(log, now, windows);
    if (asked.isGranted) {
      sent.push(now);
      log = asked.sent;
    } else now = asked.until + lateMs();
  }
  return sent;
}

/** The most messages in any stretch of `ms`, its end left out. */
function mostIn(instants: readonly number[], ms: number): number {
  const sorted = instants.toSorted((one, other) => one - other);
  let first = 0;
  return sorted.reduce((most, at, last) => {
    while ((sorted[first] ?? at) <= at - ms) first += 1;
    return Math.max(most, last - first + 1);
  }, 0);
}

describe('windows of what was sent', () => {
  it.each(
    SEEDS,
  )('are never exceeded, and a message may go at the instant that was told (seed %i)', (seed) => {
    const random = createSeededRandom(seed);
    const windows = seed % 2 ? CONVERSATION_WINDOWS : KEPT_APP_WINDOWS;
    const granted: number[] = [];
    let log: SentLog = NOTHING_SENT;
    let now = START + Math.floor(random() * HOUR_MS);
    const ask = (at: number) => {
      const asked = reserve(log, at, windows);
      if (!asked.isGranted) {
        expect(asked.until).toBeGreaterThan(at);
        return asked.until;
      }
      granted.push(at);
      log = asked.sent;
      return undefined;
    };
    for (let round = 0; round < 4_000; round += 1) {
      const busy = Math.floor(round / 400) % 2 === 0;
      now += Math.floor(random() ** 3 * (busy ? 300 : 20_000));
      // Clocks of replicas differ a little.
      const until = ask(now - (random() < 0.2 ? Math.floor(random() * 500) : 0));
      if (until === undefined || random() < 0.5) continue;
      expect(reserve(log, until - 1, windows)).toEqual({ isGranted: false, until });
      now = Math.max(now, until);
      expect(ask(until)).toBeUndefined();
      expect(log.instants.length).toBeLessThanOrEqual(60);
      expect(log.minutes.length).toBeLessThanOrEqual(62);
    }
    expect(granted.length).toBeGreaterThan(1_000);
    for (const { most, ms } of windows) expect(mostIn(granted, ms)).toBeLessThanOrEqual(most);
  });

  it('are used up: no window of a conversation is left half empty for long', () => {
    const sent = sendAll(CONVERSATION_WINDOWS, START + 2 * HOUR_MS);
    expect(sent.slice(0, 9).map((at) => at - START)).toEqual([0, 0, 0, 0, 0, 0, 0, 1_000, 2_000]);
    expect(mostIn(sent, 30_000)).toBe(60);
    expect(mostIn(sent, HOUR_MS)).toBe(1_800);
    // A minute counts as a whole, so an hour's messages take a minute longer at most.
    expect(sent.length).toBeGreaterThan(3_480);
  });

  it('let 48 messages a second go for the app, also where each is some milliseconds late', () => {
    const random = createSeededRandom(5);
    const seconds = 60;
    expect(sendAll(KEPT_APP_WINDOWS, START + seconds * 1_000).length).toBeGreaterThanOrEqual(48.5 * seconds);
    const late = sendAll(KEPT_APP_WINDOWS, START + seconds * 1_000, () => Math.floor(random() * 9));
    expect(late.length).toBeGreaterThanOrEqual(48 * seconds);
  });

  it.each(
    SEEDS.slice(0, 10),
  )("keep Teams' limit of the app where messages take up to 25 ms longer (seed %i)", (seed) => {
    const random = createSeededRandom(seed);
    const sent = sendAll(KEPT_APP_WINDOWS, START + 60_000, () => Math.floor(random() * 4));
    const arrived = sent.map((at) => at + Math.floor(random() * 25));
    expect(mostIn(arrived, APP_WINDOW.ms)).toBeLessThanOrEqual(APP_WINDOW.most);
  });

  it.each(
    SEEDS.slice(0, 10),
  )('keep those of a conversation where messages take up to 250 ms (seed %i)', (seed) => {
    const random = createSeededRandom(seed);
    const sent = sendAll(KEPT_CONVERSATION_WINDOWS, START + HOUR_MS + 100_000);
    const arrived = sent.map((at) => at + Math.floor(random() * 250));
    for (const { most, ms } of CONVERSATION_WINDOWS) expect(mostIn(arrived, ms)).toBeLessThanOrEqual(most);
  });

  it('count what is sent in any case', () => {
    let log: SentLog = NOTHING_SENT;
    for (let at = 0; at < 100; at += 1) log = note(log, START + at, CONVERSATION_WINDOWS);
    expect(log.instants).toHaveLength(60);
    expect(log.minutes).toEqual([[START / 60_000, 100]]);
    // The 60th but last was sent at 40 ms.
    expect(reserve(log, START + 100, CONVERSATION_WINDOWS)).toEqual({
      isGranted: false,
      until: START + 40 + 30_000,
    });
  });

  it('count it where it belongs when the clock was set back', () => {
    const log = note(note(NOTHING_SENT, START + 500, CONVERSATION_WINDOWS), START, CONVERSATION_WINDOWS);
    expect(log.instants).toEqual([START, START + 500]);
  });

  it('are not waited for where a clock that was wrong by more than a minute filled them', () => {
    let log: SentLog = NOTHING_SENT;
    for (let at = 0; at < 100; at += 1) log = note(log, START + HOUR_MS, CONVERSATION_WINDOWS);
    const asked = reserve(log, START, CONVERSATION_WINDOWS);
    expect(asked).toEqual({ isGranted: true, sent: { instants: [START], minutes: [[START / 60_000, 1]] } });
  });

  it('stay bounded, and count nothing less, where clocks differ by a minute', () => {
    let log: SentLog = NOTHING_SENT;
    for (let minute = 0; minute < 64; minute += 1)
      log = note(log, START + minute * 60_000, KEPT_CONVERSATION_WINDOWS);
    log = note(log, START + 61 * 60_000, KEPT_CONVERSATION_WINDOWS);
    expect(log.minutes.length).toBeLessThanOrEqual(62);
    expect(log.minutes.reduce((sum, [, sent]) => sum + sent, 0)).toBeGreaterThanOrEqual(62);
  });
});
