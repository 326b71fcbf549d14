import type { Customer } from '../../customers/customer.ts';
import type { CommandWord } from '../command.ts';
import { nameCustomer, refer } from './buttons.ts';
import type { Card } from './card.ts';
import { noteUnreadClouds, type UnreadCloud } from './customer-rows.ts';
import { sayOrigin } from './footer.ts';
import { plain } from './plain.ts';
import type { Scene } from './scene.ts';

/** A short answer that is not about health. */
export type Notice =
  /** Nothing readable was written. */
  | { readonly kind: 'empty' }
  | { readonly kind: 'attachment' }
  /** `probable`: the customer whose health was probably asked for. */
  | {
      readonly kind: 'unknown';
      readonly text: string;
      readonly nearest: CommandWord | undefined;
      readonly probable: Customer | undefined;
    }
  /** A service was named, and no customer. */
  | { readonly kind: 'whichCustomer'; readonly service: string }
  /** A button whose data is old, broken or tampered with. */
  | { readonly kind: 'stale' }
  /** The customer of a button is not, or no longer, in the directory. */
  | { readonly kind: 'customerGone' }
  /** The customers of these accounts could not be read. */
  | { readonly kind: 'customersUnread'; readonly unread: readonly UnreadCloud[] }
  /** The directory is not loaded yet; `count`: how many customers are known so far. */
  | { readonly kind: 'loading'; readonly count: number }
  /** Something of ours broke; `reference` finds it in the log. */
  | { readonly kind: 'error'; readonly reference: string };

/** Of a button that a phone shows whole. */
const OFFER_WIDTH = 28;

/** Says what happened and what to do now. */
export function presentNotice(notice: Notice, scene: Scene): Card {
  const { say } = scene.speech;
  const title = say(`notice.${notice.kind}.title`);
  const body = sayBody(notice, scene);
  return {
    template: 'notice',
    summary: `${title} ${body}`,
    data: {
      style: notice.kind === 'error' ? 'attention' : 'emphasis',
      title,
      body,
      offers: offerProbable(notice, scene),
      notes: sayOrigin(scene),
      help: say('button.help'),
      customers: say('button.customers'),
    },
  };
}

function offerProbable(notice: Notice, { speech: { say } }: Scene) {
  if (notice.kind !== 'unknown' || !notice.probable) return [];
  const name = nameCustomer(notice.probable, OFFER_WIDTH);
  return [{ title: say('button.healthOf', { name }), ref: refer(notice.probable) }];
}

function sayBody(notice: Notice, scene: Scene): string {
  const { say } = scene.speech;
  switch (notice.kind) {
    case 'unknown': {
      const text = plain(notice.text, 80);
      const word = notice.nearest && plain(notice.nearest.word, 40);
      return word ? say('notice.unknown.nearest', { text, word }) : say('notice.unknown.body', { text });
    }
    case 'whichCustomer':
      return say('notice.whichCustomer.body', { service: plain(notice.service, 40) });
    case 'customersUnread':
      return noteUnreadClouds(notice.unread, scene)
        .map(({ text }) => text)
        .join(' ');
    case 'loading':
      return say('notice.loading.body', { count: notice.count });
    case 'error':
      return say('notice.error.body', { reference: plain(notice.reference, 80) });
    default:
      return say(`notice.${notice.kind}.body`);
  }
}
