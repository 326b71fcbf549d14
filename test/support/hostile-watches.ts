import type { Cards } from '../../src/chat/cards/cards.ts';
import type { Reply } from '../../src/chat/reply.ts';
import type { Reader } from '../../src/reader.ts';
import { TRANSITION_KINDS } from '../../src/watch/transition.ts';
import { CONTOSO, MAIL_INCIDENT, NOW } from './card-fixtures.ts';
import {
  makeComing,
  makeLiving,
  makeOpen,
  makeOver,
  makeUnreadable,
  makeView,
  makeWatch,
  STATUS,
} from './watch-gallery.ts';
import { makeTransition } from './watch-subjects.ts';

/** The cards of watches and living cards with `text` wherever text comes from outside. */
export function hangHostileWatches(cards: Cards, reader: Reader, text: string): Reply[] {
  const person = { objectId: 'o1', account: text, name: text };
  const customer = { ...CONTOSO, name: text, domain: text };
  const many = Array.from({ length: 500 }, (_, index) => ({ ...customer, tenantId: `t${index}` }));
  const incident = {
    ...MAIL_INCIDENT,
    ...{ id: text, title: text, service: text, feature: text, impact: text },
    posts: [{ at: NOW, html: `<p>${text}</p>` }],
  };
  const gone = { reason: 'gone', at: NOW } as const;
  const parked = {
    latest: Array.from(
      { length: 5 },
      () => ({ kind: 'channel', name: text, parked: gone, setBy: text }) as const,
    ),
    count: 1_000,
  };
  const change = { ...makeComing().change, id: text, title: text, services: [text, text], html: text };
  const azure = { services: [text], regions: [text], subscriptions: [{ id: text, name: text }] };
  const overrides = {
    takers: Array.from({ length: 5 }, () => person),
    quiet: { until: undefined, by: person },
  };
  const view = makeView({ customers: many });
  const had = makeView({ customers: [], had: many });
  const open = makeLiving(makeOpen({ incident }), overrides);
  const over = makeLiving(makeOver({ incident }), overrides);
  const coming = makeLiving(makeComing({ change: { ...change, azure } }), overrides);
  const unreadable = makeUnreadable({
    reasons: Object.fromEntries(
      many.map(({ tenantId }, index) => [tenantId, index % 2 ? 'noConsent' : 'forbidden']),
    ),
  });
  const untold = TRANSITION_KINDS.map((kind) => makeTransition(kind, { from: text, to: text }));
  const watch = makeWatch({ customers: many, service: text, setBy: text });
  const find = () => customer;
  const matches = [customer, customer].map((one) => ({ customer: one, score: 1 }));
  return [
    cards.living(open, view, reader),
    cards.living(open, { ...view, isWatched: false }, reader),
    cards.living(over, had, reader),
    cards.living(coming, view, reader),
    cards.living(makeLiving(unreadable, overrides), view, reader),
    ...untold.flatMap((one) =>
      [open, coming].map((card) => cards.livingReply(card, [one, one, one], reader)),
    ),
    cards.livingCustomers(open, view, 490, reader),
    cards.livingCustomers(coming, view, 0, reader),
    cards.raiseChoice(open, many, reader),
    cards.watchNotice({ kind: 'added', watch, watches: [watch], posting: 0, isReading: true }, find, reader),
    cards.watchNotice(
      { kind: 'removed', removed: Array.from({ length: 50 }, () => watch), left: 0 },
      find,
      reader,
    ),
    cards.watchNotice(
      { kind: 'unclear', names: [{ name: text, search: { kind: 'none', nearest: matches } }], rule: watch },
      find,
      reader,
    ),
    cards.watchNotice(
      {
        kind: 'unclear',
        names: Array.from({ length: 50 }, () => ({
          name: text,
          search: { kind: 'several', matches, total: 9 },
        })),
      },
      find,
      reader,
    ),
    cards.watchNotice({ kind: 'notUnderstood', text }, find, reader),
    cards.watches(
      { watches: Array.from({ length: 50 }, () => watch), elsewhere: 9, parked, find },
      0,
      reader,
    ),
    cards.watchForm(
      { customers: many, services: Array.from({ length: 60 }, (_, index) => `${text}${index}`) },
      reader,
    ),
    cards.status(
      {
        ...{ ...STATUS, parked },
        calls: Array.from({ length: 20 }, () => ({ api: text, calls: 1, throttled: 1, failed: 1 })),
      },
      reader,
    ),
  ];
}
