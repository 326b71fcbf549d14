import type { Cards } from './chat/cards/cards.ts';
import type { Reply } from './chat/reply.ts';
import type { CloudName } from './clouds.ts';
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
  readonly cards: Pick<Cards, 'consentDue' | 'consentRenewed'>;
}

/** Tells where operators look. Each rejects when nobody could be told, or there is nobody to tell. */
export interface TellOperators {
  /** A partner user's sign-in lapses, or has. The card has no link: in a conversation of many, each asks for their own with `consent`. */
  due(consent: DueConsent, signal: AbortSignal): Promise<void>;
  /** The partner user of this cloud has signed in again. */
  renewed(cloud: CloudName, signal: AbortSignal): Promise<void>;
}

/** Conversations that are told of one thing at most. */
const MOST_PLACES = 20;

/** In each conversation that watches alarms, else at the helpdesk. */
export function createTellOperators({
  watches,
  helpdesk,
  messenger,
  cards,
}: TellOperatorsOptions): TellOperators {
  async function listAddressees(): Promise<readonly { conversation: Conversation; reader: Reader }[]> {
    const [all, desk] = await Promise.all([watches.listAll(), helpdesk.get()]);
    const told = all.filter(({ scope, place }) => scope === 'alarms' && !place.parked).slice(0, MOST_PLACES);
    const byKey = new Map(told.map(({ place }) => [conversationKey(place.conversation), place]));
    return byKey.size > 0 ? [...byKey.values()] : desk ? [desk] : [];
  }

  async function tell(draw: (reader: Reader) => Reply, signal: AbortSignal): Promise<void> {
    const addressees = await listAddressees();
    if (addressees.length === 0) throw new Error('No conversation watches alarms, and there is no helpdesk.');
    const ended = await Promise.allSettled(
      addressees.map(({ conversation, reader }) => messenger.post(conversation, draw(reader), signal)),
    );
    const failed = ended.find((end) => end.status === 'rejected');
    if (failed && ended.every(({ status }) => status === 'rejected')) throw failed.reason;
  }

  return {
    due: (consent, signal) =>
      tell((reader) => cards.consentDue({ ...consent, url: undefined }, reader), signal),
    renewed: (cloud, signal) =>
      tell((reader) => cards.consentRenewed({ cloud, expiresAt: undefined }, reader), signal),
  };
}
