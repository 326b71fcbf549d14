import { describe, expect, it } from 'vitest';
import { REQUEST_ACTION_DATA } from '../../../src/chat/actions/request-verbs.ts';
import type { Reply } from '../../../src/chat/reply.ts';
import { keepAnswered, keepPosted } from '../../../src/chat/requests/keep-cards.ts';
import type { Conversation } from '../../../src/delivery/conversation.ts';
import type { Reader } from '../../../src/reader.ts';
import { makeContext } from '../../support/chat-context.ts';
import { createKeptLog } from '../../support/kept-log.ts';
import { makeConversation } from '../../support/request-world.ts';

const FORM = '0c5bd1f4-7b2e-4a53-9d0e-5a1f0f3b9e01';
const READER: Reader = { language: 'en', timeZone: 'Europe/Paris' };
const PLAIN: Reply = { card: {}, summary: '' };
const LIVING: Reply = { ...PLAIN, living: { number: 1042, version: 7 } };
const STEP: Reply = { ...PLAIN, form: FORM };
const SHOWN = { number: 1042 };
const OTHERS = [
  'open-request',
  'list-requests',
  'list-vendor-requests',
  'show-vendor-request',
  'note-vendor-request',
  'set-helpdesk',
];

/** A desk that only notes which cards it is to keep, or fails. */
function watch(failure?: Error) {
  const noted: unknown[][] = [];
  const log = createKeptLog();
  const note =
    (what: string) =>
    async (...given: unknown[]) => {
      if (failure) throw failure;
      noted.push([what, ...given]);
    };
  return {
    noted,
    log,
    context: makeContext({ desk: { placeCard: note('place'), leaveCard: note('leave') }, log }),
  };
}

function placeIn(kind: Conversation['kind']) {
  return { conversation: makeConversation({ kind }), messageId: '1:message', reader: READER };
}

describe('a posted answer', () => {
  it.each([
    'personal',
    'group',
    'channel',
  ] as const)('that shows a request lives on in a %s', async (kind) => {
    const { noted, context } = watch();
    await keepPosted(LIVING, placeIn(kind), context);
    expect(noted).toEqual([['place', SHOWN, { ...placeIn(kind), purpose: 'viewer', shownVersion: 7 }]]);
  });

  it.each([
    'group',
    'channel',
  ] as const)('that is a form becomes the card of its request in a %s', async (kind) => {
    const { noted, context } = watch();
    await keepPosted(STEP, placeIn(kind), context);
    expect(noted).toEqual([
      ['place', { form: FORM }, { ...placeIn(kind), purpose: 'raiser', shownVersion: 0 }],
    ]);
  });

  it.each([
    ['a form in a personal chat', STEP, 'personal'],
    ['anything else', PLAIN, 'personal'],
    ['anything else in a channel', PLAIN, 'channel'],
  ] as const)('is not kept when it is %s', async (_what, reply, kind) => {
    const { noted, context } = watch();
    await keepPosted(reply, placeIn(kind), context);
    expect(noted).toEqual([]);
  });
});

describe('a message whose card was replaced, in a personal chat,', () => {
  const place = placeIn('personal');

  it.each([
    'show-request',
    'send-request',
    'list-requests',
    'overview',
  ])('lives on when %s shows a request', async (verb) => {
    const { noted, context } = watch();
    await keepAnswered(verb, LIVING, place, context);
    expect(noted).toEqual([['place', SHOWN, { ...place, purpose: 'viewer', shownVersion: 7 }]]);
  });

  it.each([
    ['a form, even by a button of a request', 'edit-request', STEP],
    ['a form that was just opened', 'open-request', STEP],
    ['something that is no request', 'overview', PLAIN],
    ['something for a verb that is a word of JavaScript', 'constructor', PLAIN],
    ...OTHERS.map((verb) => [`what ${verb} leads to`, verb, PLAIN] as const),
  ] as const)('is left by the request it showed when it shows %s', async (_what, verb, reply) => {
    const { noted, context } = watch();
    await keepAnswered(verb, reply, place, context);
    expect(noted).toEqual([['leave', place.conversation, place.messageId]]);
  });

  it.each(
    Object.keys(REQUEST_ACTION_DATA).filter((verb) => !OTHERS.includes(verb)),
  )('stays the card of its request when %s answers with another view of it', async (verb) => {
    const { noted, context } = watch();
    await keepAnswered(verb, PLAIN, place, context);
    expect(noted).toEqual([]);
  });
});

it.each([
  'group',
  'channel',
] as const)('a card that only who pressed sees changes nothing in a %s', async (kind) => {
  const { noted, context } = watch();
  for (const reply of [LIVING, STEP, PLAIN])
    await keepAnswered('list-requests', reply, placeIn(kind), context);
  expect(noted).toEqual([]);
});

it.each([
  [
    'posted',
    (reply: Reply, { context }: ReturnType<typeof watch>) => keepPosted(reply, placeIn('personal'), context),
  ],
  [
    'replaced',
    (reply: Reply, { context }: ReturnType<typeof watch>) =>
      keepAnswered('show-request', reply, placeIn('personal'), context),
  ],
])('a card that was %s and cannot be kept is logged without what it holds, and is answered all the same', async (_how, keep) => {
  const watched = watch(new TypeError('of Contoso'));
  await expect(keep(LIVING, watched)).resolves.toBeUndefined();
  expect(watched.log.lines).toMatchObject([{ level: 'warn', fields: { error: 'TypeError' } }]);
  expect(JSON.stringify(watched.log.lines)).not.toContain('Contoso');
});
