import type { AccessCounts } from '../../health/estate/overview.ts';
import type { Speech } from '../languages/speech.ts';

/** What there is to mend, by what it is; empty when there is nothing. */
export function sayAccessCounts(
  { unreadable, partly, expired, expiring }: AccessCounts,
  { say }: Speech,
): string {
  return [
    unreadable > 0 ? say('access.unreadable', { count: unreadable }) : '',
    // What is counted stands in the part before, where there is one.
    partly > 0 ? say(unreadable > 0 ? 'access.partly' : 'access.partlyOnly', { count: partly }) : '',
    expired > 0 ? say('access.expired', { count: expired }) : '',
    expiring > 0 ? say(expired > 0 ? 'access.expiringToo' : 'access.expiring', { count: expiring }) : '',
  ]
    .filter((text) => text !== '')
    .join(' · ');
}
