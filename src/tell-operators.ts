import type { Cards } from './chat/cards/cards.ts';
import { type Conversation, conversationKey } from './delivery/conversation.ts';
import type { Messenger } from './delivery/messenger.ts';
import type { Reader } from './reader.ts';
import type { HelpdeskBook } from './requests/ports.ts';
import type { DueConsent } from './staff/remind-of-consent.ts';
import type { WatchBook } from './watch/ports.ts';

export interface TellOperatorsOptions {
  readonly watches: Pick<WatchBook, 'listAll'>;
  readonly helpdesk: Pick<HelpdeskBook, 'get'>;
  readonly messenger: Pick<Messenger, 'post'>;
  readonly cards: Pick<Cards, 'consentDue'>;
}

/** Conversations that are told of one thing at most. */
const MOST_PLACES = 20;

/**
 * Tells of a partner user's sign-in where operators look: in each conversation that watches alarms, else at the helpdesk. The card has no link: in
 * a conversation of many, each asks for their own with `consent`. Rejects when nobody could be told, or there is nobody to tell.
 */
export function createTellOperators({ watches, helpdesk, messenger, cards }: TellOperatorsOptions) {
  async function listAddressees(): Promise<readonly { conversation: Conversation; reader: Reader }[]> {
    const [all, desk] = await Promise.all([watches.listAll(), helpdesk.get()]);
    const told = all.filter(({ scope, place }) => scope === 'alarms' && !place.parked).slice(0, MOST_PLACES);
    const byKey = new Map(told.map(({ place }) => [conversationKey(place.conversation), place]));
    return byKey.size > 0 ? [...byKey.values()] : desk ? [desk] : [];
  }

  return async (consent: DueConsent, signal: AbortSignal): Promise<void> => {
    const addressees = await listAddressees();
    if (addressees.length === 0) throw new Error('No conversation watches alarms, and there is no helpdesk.');
    const posts = addressees.map(({ conversation, reader }) =>
      messenger.post(conversation, cards.consentDue({ ...consent, url: undefined }, reader), signal),
    );
    const ended = await Promise.allSettled(posts);
    const failed = ended.find((end) => end.status === 'rejected');
    if (failed && ended.every(({ status }) => status === 'rejected')) throw failed.reason;
  };
}
