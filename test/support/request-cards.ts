import type { Conversation } from '../../src/delivery/conversation.ts';
import type { CardBook } from '../../src/requests/ports.ts';

export function makeConversation(overrides: Partial<Conversation> = {}): Conversation {
  return {
    id: '19:helpdesk@thread.tacv2',
    thread: undefined,
    kind: 'channel',
    serviceUrl: 'https://smba.trafficmanager.net/emea/',
    channel: 'msteams',
    bot: '28:bot',
    tenantId: undefined,
    name: 'Helpdesk ‮👩‍👩‍👧',
    ...overrides,
  };
}

type PlacedCard = Pick<Parameters<CardBook['place']>[1], 'conversation' | 'reader' | 'purpose'>;

/** Where a card of a request is to be, and for whom. */
export function makeCard(overrides: Partial<PlacedCard> = {}): PlacedCard {
  return {
    conversation: makeConversation(),
    reader: { language: 'fr', timeZone: 'Europe/Paris' },
    purpose: 'helpdesk',
    ...overrides,
  };
}
