import type { Period } from '../../health/archive.ts';
import type { ActionInput } from '../actions/verbs.ts';
import type { Scene } from './scene.ts';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
/** Longer periods are told by their dates: nobody counts 265 days back. */
const MOST_DAYS = 100;

/** A period in words: `last 30 days` where it ends about now, else its first and last day. */
export function sayPeriod({ since, until }: Period, { now, times, speech: { say } }: Scene): string {
  // A day may have 23 or 25 hours.
  const days = Math.floor((until - since + HOUR_MS) / DAY_MS);
  if (Math.abs(now - until) < HOUR_MS && days >= 1 && days <= MOST_DAYS)
    return say('history.lastDays', { days });
  return say('history.between', { from: times.date(since, now), to: times.date(until, now) });
}

/**
 * The buttons to the usual periods. Without a start the bot takes the last 30 days, and without an end the moment of the press: a card of
 * last week must not show last week.
 */
export function listPeriods(
  ref: Pick<ActionInput<'show-history'>, 'cloud' | 'tenantId' | 'service'>,
  { now, speech: { say } }: Scene,
): { readonly title: string; readonly data: ActionInput<'show-history'> }[] {
  return [
    { title: say('button.lastDays', { days: 30 }), data: { ...ref, offset: 0 } },
    {
      title: say('button.lastDays', { days: 90 }),
      data: { ...ref, since: Math.max(0, now - 90 * DAY_MS), offset: 0 },
    },
  ];
}
