import { personKey } from '../staff/person.ts';
import type { RequestChange } from './change.ts';
import type { CardPurpose } from './ports.ts';
import { OPEN_STATES } from './request.ts';

/**
 * Whether people are told of a change by a message besides the card. Who raised a request is told of everything they did not do
 * themselves. The helpdesk, which sees all cards, is told of what asks for somebody: a word of the vendor, what went wrong, a reminder, and
 * a request that was open no more and is opened again, unless by one of the helpdesk. So is who took it, but for the last.
 *
 * @param raiser `personKey` of who raised the request.
 */
export function isWorthTelling({ change, by }: RequestChange, purpose: CardPurpose, raiser: string): boolean {
  const isByRaiser = by.kind === 'person' && personKey(by.person) === raiser;
  if (purpose === 'viewer') return false;
  if (purpose === 'raiser') return !isByRaiser;
  switch (change.kind) {
    case 'vendorNote':
    case 'trouble':
    case 'vendorRefused':
    case 'secondTicket':
    case 'reminded':
      return true;
    case 'state':
      return (
        purpose === 'helpdesk' &&
        !OPEN_STATES.includes(change.from) &&
        OPEN_STATES.includes(change.to) &&
        (by.kind !== 'person' || isByRaiser)
      );
    default:
      return false;
  }
}
