import type { Conversation } from '../delivery/conversation.ts';
import type { Person } from '../staff/person.ts';
import type { CardPurpose } from './ports.ts';
import type { ServiceRequest } from './request.ts';

/**
 * Whom Teams shall tell in person of changes: who raised the request where they are told as such, elsewhere who took it.
 * Nobody in a personal chat: Teams tells that person of every message.
 */
export function chooseMention(
  { raisedBy, takenBy }: Pick<ServiceRequest, 'raisedBy' | 'takenBy'>,
  purpose: CardPurpose,
  { kind }: Pick<Conversation, 'kind'>,
): Person | undefined {
  if (kind === 'personal') return undefined;
  return purpose === 'raiser' ? raisedBy : takenBy;
}
