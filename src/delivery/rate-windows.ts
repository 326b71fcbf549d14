import type { EpochMs } from '../time.ts';

/** At most `most` messages in any stretch of `ms` milliseconds. */
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

/** What was sent lately: the last instants one by one, oldest first, and how many in each minute of the last hour before. */
export interface SentLog {
  readonly instants: readonly EpochMs[];
  /** Pairs of a minute (since 1970) and a number, oldest first. */
  readonly minutes: readonly (readonly [number, number])[];
}
