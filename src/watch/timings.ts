/** How patient the rules of watching are. All in milliseconds. */
export interface WatchTimings {
  /** A new incident or planned change waits so long for the customers that have it. */
  readonly gatherMs: number;
  /** The same for customers that became unreadable. */
  readonly accessGatherMs: number;
  /**
   * How long after a version the next may tell of nothing but customers; by how many did so already, the last for all that follow. Never
   * empty.
   */
  readonly spreadMs: readonly number[];
  /** A customer that lacks an incident counts as hit for so long: its end may be known only when the others have been read. */
  readonly leaveMs: number;
  /** Nobody lists it for so long, and nothing is known of its end: it is not listed any more, or cancelled. */
  readonly awayMs: number;
  /** The same where customers that had it cannot be read, or are no longer on the list. */
  readonly heldMs: number;
  /** Nobody lists it: its end is looked for again after this, then after ever longer waits. */
  readonly lookAgainMs: number;
  /** How long after its end was not told it is still looked for. */
  readonly lookForMs: number;
  /** What is over is listed so long without a word of Microsoft's: it is open again. */
  readonly reopenAfterMs: number;
  /** What flaps is told in the thread only after it has been stable for so long. */
  readonly quietMs: number;
  /** Two ends or new beginnings told within this: it flaps. */
  readonly flapMs: number;
  /** Failing for so long, a customer is unreadable. */
  readonly unreadableMs: number;
  /** The same where it passes by itself as a rule: throttled, no answer, unavailable. */
  readonly unreachableMs: number;
  /** Between two replies about customers that became unreadable. */
  readonly accessReplyMs: number;
  /** After the last customer was readable again: who becomes unreadable within this belongs to the same card. */
  readonly accessAgainMs: number;
  /** No customer read for so long: reading stands still. */
  readonly readingMs: number;
  /** A card behind for so long: posting stands still. */
  readonly postingMs: number;
  /** After a start, before anything is said to stand still. */
  readonly startMs: number;
}

/** Waits between versions that tell of nothing but customers, by how long a new incident gathers them, and the shortest, in milliseconds. */
const SPREAD_BY_GATHER = [1.5, 3, 6, 10];
const LEAST_SPREAD_MS = 3_000;
const MINUTE = 60_000;
const POLL_MS = 5 * MINUTE;

/** The timings that fit a poll period; `gatherMs` and the rest as given. */
export function chooseTimings(
  pollMs: number = POLL_MS,
  given: { readonly gatherMs?: number | undefined } = {},
): WatchTimings {
  const { gatherMs = 30_000 } = given;
  return {
    gatherMs,
    accessGatherMs: MINUTE,
    spreadMs: SPREAD_BY_GATHER.map((factor) => Math.max(LEAST_SPREAD_MS, factor * gatherMs)),
    leaveMs: pollMs + MINUTE,
    awayMs: 10 * MINUTE,
    heldMs: 24 * 60 * MINUTE,
    lookAgainMs: 5_000,
    lookForMs: 24 * 60 * MINUTE,
    reopenAfterMs: pollMs + MINUTE,
    quietMs: 10 * MINUTE,
    flapMs: 30 * MINUTE,
    unreadableMs: Math.max(10 * MINUTE, 2 * pollMs),
    unreachableMs: Math.max(30 * MINUTE, 2 * pollMs),
    accessReplyMs: 30 * MINUTE,
    accessAgainMs: 60 * MINUTE,
    readingMs: Math.max(15 * MINUTE, 3 * pollMs),
    postingMs: 10 * MINUTE,
    startMs: pollMs + MINUTE,
  };
}

/** For a customer read every 5 minutes. */
export const DEFAULT_TIMINGS: WatchTimings = chooseTimings();
