import type { AccessCounts } from '../../health/estate/overview.ts';
import type { Speech } from '../languages/speech.ts';

/** What there is to mend, by what it is; empty when there is nothing. */
export function sayAccessCounts({ unreadable, expired, expiring }: AccessCounts, { say }: Speech): string {
  return [
    unreadable > 0 ? say('access.unreadable', { count: unreadable }) : '',
    expired > 0 ? say('access.expired', { count: expired }) : '',
    expiring > 0 ? say('access.expiring', { count: expiring }) : '',
  ]
    .filter((text) => text !== '')
    .join(' · ');
}
