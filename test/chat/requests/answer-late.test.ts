import { setImmediate } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { DONE, notDone, refusedFor } from '../../../src/chat/access/ending.ts';
import type { Reply } from '../../../src/chat/reply.ts';
import { answerLate, BEHIND_MS } from '../../../src/chat/requests/answer-late.ts';
import type { Conversation } from '../../../src/delivery/conversation.ts';
import { NotAllowed } from '../../../src/staff/not-allowed.ts';
import { makeContext, SILENT_TURN } from '../../support/chat-context.ts';
import { createKeptLog } from '../../support/kept-log.ts';
import { readCardText } from '../../support/read-card.ts';
import { makeConversation } from '../../support/request-world.ts';
import { PEOPLE } from '../../support/requests.ts';

const REPLY: Reply = {
  card: { type: 'AdaptiveCard' },
  summary: 'SR-1042',
  living: { number: 1042, version: 3 },
};
const DATA = { number: 1042 };

/** Somebody who pressed a button, and all that is shown and kept of the answer afterwards. */
function press({
  kind = 'personal',
  messageId = '1:message',
  isLatest = true,
  fails = false,
}: {
  readonly kind?: Conversation['kind'];
  readonly messageId?: string | undefined;
  readonly isLatest?: boolean;
  readonly fails?: boolean;
} = {}) {
  const shown: unknown[] = [];
  const kept: unknown[] = [];
  const log = createKeptLog();
  const conversation = makeConversation({ kind });
  const turn: unknown[] = [];
  const context = {
    ...makeContext({
      log,
      desk: { placeCard: async (...given) => void kept.push(given) },
      showLater: async (...given) => {
        if (fails) throw new TypeError('of Contoso');
        shown.push(given);
      },
    }),
    turn: {
      ...SILENT_TURN,
      keepOpen: () => void turn.push('open'),
      end: (ending: unknown) => void turn.push(ending),
    },
  };
  const by = {
    ...{ verb: 'show-request', person: PEOPLE.adele, conversation, context, isTyped: false },
    messageId: messageId === '' ? undefined : messageId,
    isLatest: () => isLatest,
    reader: { language: 'en', timeZone: 'Europe/Paris' } as const,
  };
  return { by, shown, kept, log, turn };
}

/** The time of the press, which ends when the test says so. */
let late: AbortController;
let patience = 0;

beforeEach(() => {
  late = new AbortController();
  vi.spyOn(AbortSignal, 'timeout').mockImplementation((ms) => {
    patience = ms;
    return late.signal;
  });
});
afterEach(() => void vi.restoreAllMocks());

/** Answers a press with work that ends only after its time. */
async function pressLate(options: Parameters<typeof press>[0], outcome: Reply | Error) {
  const pressed = press(options);
  const work = Promise.withResolvers<Reply>();
  const answered = answerLate(work.promise, DATA, pressed.by);
  late.abort(new Error('late'));
  const first = await answered;
  const before = [...pressed.shown];
  if (outcome instanceof Error) work.reject(outcome);
  else work.resolve(outcome);
  await setImmediate();
  return { ...pressed, first, before };
}

describe('an answer in time', () => {
  it('is the answer to the press, and is not shown again', async () => {
    const { by, shown, kept } = press();
    expect(await answerLate(Promise.resolve(REPLY), DATA, by)).toBe(REPLY);
    await setImmediate();
    expect([shown, kept]).toEqual([[], []]);
  });

  it('that fails in an unforeseen way fails the press, with that very error', async () => {
    const { by, log } = press();
    const error = new TypeError('unforeseen');
    await expect(answerLate(Promise.reject(error), DATA, by)).rejects.toBe(error);
    expect(log.lines).toEqual([]);
  });

  it('is waited for less than the second that Teams gives, and goes on far longer behind', async () => {
    await answerLate(Promise.resolve(REPLY), DATA, press().by);
    expect(patience).toBeGreaterThan(500);
    expect(patience).toBeLessThan(1_000);
    expect(BEHIND_MS).toBeGreaterThan(10 * patience);
  });
});

describe('an answer that is late', () => {
  it('is foretold by a card with a button to look again', async () => {
    const { first, before } = await pressLate({}, REPLY);
    expect(readCardText(first.card)).not.toBe('');
    expect(JSON.stringify(first.card)).toContain('"show-request"');
    expect(JSON.stringify(first.card)).toContain('1042');
    expect(first.living).toBeUndefined();
    expect(before).toEqual([]);
  });

  it('takes the place of that card in a personal chat, and lives on there', async () => {
    const { by, shown, kept, log } = await pressLate({}, REPLY);
    const { conversation, messageId, reader } = by;
    expect(shown).toEqual([[conversation, messageId, REPLY]]);
    const card = { conversation, messageId, reader, purpose: 'viewer', shownVersion: 3 };
    expect(kept).toEqual([[{ number: 1042 }, card]]);
    expect(log.lines).toEqual([]);
  });

  it.each([
    ['in a group, where others look at the message', { kind: 'group' }],
    ['in a channel, where others look at the message', { kind: 'channel' }],
    ['when something else was opened in the message meanwhile', { isLatest: false }],
    ['when the channel did not tell which message it was', { messageId: '' }],
  ] as const)('is not shown %s', async (_when, options) => {
    const { shown, kept, log } = await pressLate(options, REPLY);
    expect([shown, kept, log.lines]).toEqual([[], [], []]);
  });

  it('says who may where the person may not, which was found out behind', async () => {
    const { shown, log } = await pressLate({}, new NotAllowed('raiseRequest', 'global'));
    expect(shown).toHaveLength(1);
    expect(JSON.stringify(shown)).toContain('Admin agent');
    expect(log.lines).toEqual([]);
  });

  it('that cannot be made is logged without what it holds, under a reference that is told and on the trail', async () => {
    const { shown, log, turn } = await pressLate({}, new TypeError('of Contoso'));
    const reference = log.lines[0]?.fields.reference;
    expect(reference).toMatch(/^[0-9A-Z]{6}$/);
    expect(log.lines).toMatchObject([{ level: 'error', fields: { error: 'TypeError' } }]);
    expect(JSON.stringify(shown)).toContain(String(reference));
    expect(turn).toEqual(['open', { decision: 'allowed', outcome: 'failed', reference }]);
    expect(JSON.stringify([log.lines, shown])).not.toContain('Contoso');
  });

  it('that cannot be shown is logged without what it holds', async () => {
    const { shown, kept, log } = await pressLate({ fails: true }, REPLY);
    expect([shown, kept]).toEqual([[], []]);
    expect(log.lines).toMatchObject([{ level: 'error', fields: { error: 'TypeError' } }]);
    expect(JSON.stringify(log.lines)).not.toContain('Contoso');
  });

  it.each([
    ['is done', REPLY, DONE],
    ['is not done', { ...REPLY, ending: notDone('state') }, notDone('state')],
    ['is refused', new NotAllowed('raiseRequest', 'global'), refusedFor('raiseRequest')],
  ] as const)('ends on the trail as what was asked for %s behind', async (_how, outcome, ending) => {
    const { turn } = await pressLate({}, outcome);
    expect(turn).toEqual(['open', ending]);
  });

  it.each([
    { kind: 'channel' },
    { messageId: '' },
    { isLatest: false },
  ] as const)('ends there, too, where it is not shown: %o', async (options) => {
    const { turn, shown } = await pressLate(options, { ...REPLY, ending: notDone('state') });
    expect([turn, shown]).toEqual([['open', notDone('state')], []]);
  });

  it('is foretold sooner where the reading of roles has taken of its time', async () => {
    const { by } = press();
    const startedAt = by.context.clock() - 400;
    const context = { ...by.context, turn: { ...by.context.turn, startedAt } };
    await answerLate(Promise.resolve(REPLY), DATA, { ...by, context });
    expect(patience).toBe(450);
  });
});
