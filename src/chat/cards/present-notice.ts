import type { Customer } from '../../customers/customer.ts';
import type { Verb } from '../actions/verbs.ts';
import type { CommandWord } from '../command.ts';
import type { CustomerQuestion } from '../commands/ask-about.ts';
import type { ProbableQuestion } from '../commands/find-customer.ts';
import type { MessageKey } from '../languages/speech.ts';
import { nameCustomer, refer } from './buttons.ts';
import type { Card } from './card.ts';
import { noteUnreadClouds, type UnreadCloud } from './customer-rows.ts';
import { sayOrigin } from './footer.ts';
import { listPeriods } from './history-period.ts';
import { plain } from './plain.ts';
import { QUESTION_VERBS } from './present-customer-choice.ts';
import type { Scene } from './scene.ts';

/** A short answer that is not about health. */
export type Notice =
  /** Nothing readable was written. */
  | { readonly kind: 'empty' }
  | { readonly kind: 'attachment' }
  /** `probable`: the customer that was probably asked about, and what was. */
  | {
      readonly kind: 'unknown';
      readonly text: string;
      readonly nearest: CommandWord | undefined;
      readonly probable: ProbableQuestion | undefined;
    }
  /** A service was named, and no customer. */
  | { readonly kind: 'whichCustomer'; readonly service: string }
  /** An incident is asked about, and none is named. */
  | { readonly kind: 'needIncident' }
  /** What was is asked, and of no customer. */
  | { readonly kind: 'needCustomer' }
  /** The planned change of a button is no longer announced. */
  | { readonly kind: 'changeGone' }
  /** A period that cannot be shown; `words`: as the person wrote them, perhaps empty. */
  | {
      readonly kind: 'period';
      readonly words: string;
      readonly problem: 'future' | 'tooLong' | 'unclear';
      readonly customer?: Customer;
    }
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

const QUESTION_BUTTONS: Readonly<Record<CustomerQuestion, MessageKey>> = {
  health: 'button.healthOf',
  history: 'button.historyOf',
  maintenance: 'button.changesOf',
  request: 'button.requestFor',
  requests: 'button.requestsOf',
  audit: 'audit.button.of',
};

/** What a mistyped word alone can only have meant. */
const WORD_OFFERS: Readonly<Record<string, { readonly title: MessageKey; readonly verb: Verb }>> = {
  overview: { title: 'button.overview', verb: 'show-overview' },
  access: { title: 'help.access', verb: 'show-access' },
  maintenance: { title: 'changes.title', verb: 'list-maintenance' },
  request: { title: 'button.requests', verb: 'list-requests' },
  requests: { title: 'button.requests', verb: 'list-requests' },
  watch: { title: 'watch.button.setUp', verb: 'show-watch-form' },
  unwatch: { title: 'watch.button.watches', verb: 'list-watches' },
  watches: { title: 'watch.button.watches', verb: 'list-watches' },
  status: { title: 'living.button.status', verb: 'show-status' },
  audit: { title: 'audit.title', verb: 'show-audit' },
};

const PERIOD_TITLES = {
  future: 'notice.periodFuture.title',
  tooLong: 'notice.periodTooLong.title',
  unclear: 'notice.periodUnclear.title',
} as const;
const PERIOD_BODIES = {
  future: 'notice.periodFuture.body',
  tooLong: 'notice.periodTooLong.body',
  unclear: 'notice.periodUnclear.body',
} as const;

/** Of a button that a phone shows whole. */
const OFFER_WIDTH = 28;

/** Says what happened and what to do now. */
export function presentNotice(notice: Notice, scene: Scene): Card {
  const { say } = scene.speech;
  const title = say(notice.kind === 'period' ? PERIOD_TITLES[notice.problem] : `notice.${notice.kind}.title`);
  const body = sayBody(notice, scene);
  return {
    template: 'notice',
    summary: `${title} ${body}`,
    data: {
      style: notice.kind === 'error' ? 'attention' : 'emphasis',
      title,
      body,
      offers: listOffers(notice, scene),
      notes: sayOrigin(scene),
      help: say('button.help'),
      customers: say('button.customers'),
    },
  };
}

/** What was probably meant, a press away. */
function listOffers(notice: Notice, scene: Scene): { title: string; verb: Verb; data: object }[] {
  const { say } = scene.speech;
  if (notice.kind === 'unknown' && notice.probable) {
    const { customer, question } = notice.probable;
    const title = say(QUESTION_BUTTONS[question], { name: nameCustomer(customer, OFFER_WIDTH) });
    return [{ title, verb: QUESTION_VERBS[question], data: refer(customer) }];
  }
  const alone = notice.kind === 'unknown' ? WORD_OFFERS[notice.nearest?.kind ?? ''] : undefined;
  if (alone) return [{ title: say(alone.title), verb: alone.verb, data: {} }];
  if (notice.kind === 'empty' || notice.kind === 'needIncident' || notice.kind === 'unknown') {
    return [{ title: say('button.overview'), verb: 'show-overview', data: { offset: 0 } }];
  }
  if (notice.kind === 'period' && notice.customer) {
    return listPeriods(refer(notice.customer), scene).map((offer) => ({ ...offer, verb: 'show-history' }));
  }
  return [];
}

function sayBody(notice: Notice, scene: Scene): string {
  const { say } = scene.speech;
  switch (notice.kind) {
    case 'unknown': {
      const text = plain(notice.text, 80);
      const word = notice.nearest && plain(notice.nearest.word, 40);
      return word ? say('notice.unknown.nearest', { text, word }) : say('notice.unknown.body', { text });
    }
    case 'period':
      return say(PERIOD_BODIES[notice.problem], { text: plain(notice.words, 80) || '…' });
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
