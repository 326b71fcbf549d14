import type { Conversation } from '../delivery/conversation.ts';
import type { Person } from '../staff/person.ts';
import type { RequestChange } from './change.ts';
import type { CardPurpose } from './ports.ts';
import type { ServiceRequest } from './request.ts';

/**
 * Whom Teams shall tell in person of changes: who took the request where it asks for them, else who raised it, where they are told as such.
 * Nobody in a personal chat: Teams tells that person of every message.
 */
export function chooseMention(
  { raisedBy, takenBy }: Pick<ServiceRequest, 'raisedBy' | 'takenBy'>,
  changes: readonly RequestChange[],
  purpose: CardPurpose,
  { kind }: Pick<Conversation, 'kind'>,
): Person | undefined {
  if (kind === 'personal') return undefined;
  const isReminder = changes.some(({ change }) => change.kind === 'reminded');
  if (purpose === 'raiser') return (isReminder ? takenBy : undefined) ?? raisedBy;
  return takenBy;
}
