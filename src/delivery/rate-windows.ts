import type { EpochMs } from '../time.ts';

/** At most `most` messages in any stretch of `ms` milliseconds. Beyond a minute it is kept by minutes, see `reserve`. */
export interface RateWindow {
  readonly most: number;
  readonly ms: number;
}

/**
 * What Teams takes of one bot in one conversation, and of one app in a tenant.
 * Source: "Optimize your bot with rate limiting in Teams", https://learn.microsoft.com/microsoftteams/platform/bots/how-to/rate-limit
 */
export const CONVERSATION_WINDOWS: readonly RateWindow[] = [
  { most: 7, ms: 1_000 },
  { most: 8, ms: 2_000 },
  { most: 60, ms: 30_000 },
  { most: 1_800, ms: 3_600_000 },
];
export const APP_WINDOW: RateWindow = { most: 50, ms: 1_000 };

/** Messages are counted when they leave; Teams counts them when they arrive. So much later may the first of a window arrive than its last. */
const TRAVEL_MS = 250;

/** What we keep to in a conversation: Teams' windows, longer by what messages take to arrive. */
export const KEPT_CONVERSATION_WINDOWS: readonly RateWindow[] = CONVERSATION_WINDOWS.map(({ most, ms }) => ({
  most,
  ms: ms + TRAVEL_MS,
}));

/**
 * What we keep to for the app. It is to come near to 50 a second, so there is little room for what happens on the way: from any message to
 * the 49th after it 1,010 ms, and 15 ms more to the 50th. So 51 leave within 1,025 ms at the least, and arrive within one second only where
 * one takes 25 ms longer than another. At full speed that is 48.5 a second, and still 48 where everybody is 10 ms late.
 */
export const KEPT_APP_WINDOWS: readonly RateWindow[] = [
  { most: 1, ms: 15 },
  { most: 49, ms: 1_010 },
];

/** What was sent lately. */
export interface SentLog {
  /** The last instants one by one, oldest first: no more than the shorter windows need. */
  readonly instants: readonly EpochMs[];
  /** Pairs of a minute (since 1970) and how many were sent in it, oldest first, for windows beyond a minute: 62 at most. */
  readonly minutes: readonly (readonly [number, number])[];
}

export const NOTHING_SENT: SentLog = { instants: [], minutes: [] };

const MINUTE_MS = 60_000;
const MOST_MINUTES = 62;
/** What is further ahead of the clock was counted by a clock that was wrong: it is not waited for. */
const AHEAD_MS = MINUTE_MS;

/**
 * Counts a message at `now` where every window has room for it; otherwise tells the earliest instant at which it will have, if nothing
 * else is sent before. Windows up to a minute are kept to the millisecond. In longer ones a minute counts as a whole as long as any of it
 * may lie in the window, so that they are never exceeded. A clock that is behind others, or was set back a little, waits until it has
 * caught up with what was sent last.
 */
export function reserve(
  sent: SentLog,
  now: EpochMs,
  windows: readonly RateWindow[],
):
  | { readonly isGranted: true; readonly sent: SentLog }
  | { readonly isGranted: false; readonly until: EpochMs } {
  const lately = forgetFuture(sent, now);
  const until = Math.max(lately.instants.at(-1) ?? now, ...windows.map((window) => freeAt(lately, window)));
  return until > now ? { isGranted: false, until } : { isGranted: true, sent: note(lately, now, windows) };
}

/** Counts a message that is sent in any case, also where a window is full. */
export function note(sent: SentLog, now: EpochMs, windows: readonly RateWindow[]): SentLog {
  const { instants, minutes } = forgetFuture(sent, now);
  const short = windows.filter(isShort);
  const oldest = now - Math.max(0, ...short.map(({ ms }) => ms));
  const most = Math.max(0, ...short.map((window) => window.most));
  return {
    instants:
      most === 0
        ? []
        : [...instants, now]
            .sort((one, other) => one - other)
            .filter((at) => at > oldest)
            .slice(-most),
    minutes: countMinutes(
      minutes,
      now,
      windows.filter((window) => !isShort(window)),
    ),
  };
}

function isShort({ ms }: RateWindow): boolean {
  return ms <= MINUTE_MS;
}

/** When the window has room for one more. */
function freeAt({ instants, minutes }: SentLog, { most, ms }: RateWindow): EpochMs {
  if (ms <= MINUTE_MS) return (instants.at(-most) ?? -Infinity) + ms;
  // The newest fill the window: it has room when the minute that makes it full is wholly past.
  let count = 0;
  const filling = minutes.findLast(([, sent]) => {
    count += sent;
    return count >= most;
  });
  return filling === undefined ? -Infinity : endOf(filling[0]) + ms;
}

/** The last instant of a minute. */
function endOf(minute: number): EpochMs {
  return (minute + 1) * MINUTE_MS - 1;
}

function countMinutes(
  minutes: SentLog['minutes'],
  now: EpochMs,
  windows: readonly RateWindow[],
): SentLog['minutes'] {
  const longest = Math.max(0, ...windows.map(({ ms }) => ms));
  if (longest === 0) return [];
  const counts = new Map(minutes.filter(([minute]) => endOf(minute) + longest > now));
  const current = Math.floor(now / MINUTE_MS);
  counts.set(current, (counts.get(current) ?? 0) + 1);
  const pairs = [...counts].sort(([one], [other]) => one - other);
  // Too many only where clocks differ: the oldest then count as if they had been sent later.
  const surplus = pairs.splice(0, Math.max(0, pairs.length - MOST_MINUTES));
  const [first] = pairs;
  if (first) first[1] += surplus.reduce((sum, [, sent]) => sum + sent, 0);
  return pairs;
}

function forgetFuture({ instants, minutes }: SentLog, now: EpochMs): SentLog {
  const latest = now + AHEAD_MS;
  return {
    instants: instants.filter((at) => at <= latest),
    minutes: minutes.filter(([minute]) => minute * MINUTE_MS <= latest),
  };
}
