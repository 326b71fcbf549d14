import { inspect } from 'node:util';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { BotIdentity } from '../../src/bot-identity.ts';
import type { Conversation } from '../../src/delivery/conversation.ts';
import { DeliveryError } from '../../src/delivery/messenger.ts';
import { ReadError } from '../../src/errors.ts';
import { TeamsAdapter } from '../../src/teams/adapter.ts';
import { createMessenger } from '../../src/teams/messenger.ts';
import { type FakeConnector, startFakeConnector } from '../support/fake-connector.ts';

const NOW = Date.UTC(2026, 10, 21, 12);
const IDENTITY: BotIdentity = {
  appId: 'app',
  type: 'SingleTenant',
  tenantId: 'tenant',
  password: 'secret',
  cloud: 'global',
};
const CHANNEL = '19:6848757105754c8981c67612732d9aa7@thread.tacv2';
const never = new AbortController().signal;
const makeMessage = (text: string) => ({
  card: { type: 'AdaptiveCard', version: '1.5', body: [{ type: 'TextBlock', text }] },
  summary: `Summary of ${text}`,
});
const MESSAGE = makeMessage('Contoso');
const UPDATE = makeMessage('Contoso, resolved');

describe('posting unasked', () => {
  let connector: FakeConnector;
  const faults: (() => void)[] = [];
  beforeAll(async () => {
    connector = await startFakeConnector();
  });
  afterEach(() => {
    for (const end of faults.splice(0)) end();
  });
  afterAll(() => connector.stop());

  const messenger = createMessenger({
    adapter: new TeamsAdapter(undefined),
    identity: undefined,
    clock: () => NOW,
  });
  const fail = (fault: Parameters<FakeConnector['fail']>[0]) => faults.push(connector.fail(fault));
  const place = (parts: Partial<Conversation> = {}): Conversation => ({
    id: 'a:17I0kl9EkpE1',
    thread: undefined,
    kind: 'personal',
    serviceUrl: connector.serviceUrl,
    channel: 'msteams',
    bot: '28:bot',
    tenantId: 'tenant',
    name: 'Outages',
    ...parts,
  });
  /** The error of a call, and how many requests it took. */
  async function catchError(call: Promise<unknown>): Promise<DeliveryError & { requests: number }> {
    const before = connector.requests.length;
    const error = await call.then(
      () => undefined,
      (thrown: unknown) => thrown,
    );
    if (!(error instanceof DeliveryError)) throw new Error('Expected a DeliveryError.', { cause: error });
    return Object.assign(error, { requests: connector.requests.length - before });
  }

  describe('a message', () => {
    it.each([
      'personal',
      'group',
    ] as const)('appears in a %s chat, with nothing beside the card', async (kind) => {
      const conversation = place({ kind, id: `chat of ${kind}` });
      const posted = await messenger.post(conversation, MESSAGE, never);
      expect(posted.conversation).toEqual(conversation);
      const [message] = connector.messages(conversation.id);
      expect(message).toMatchObject({ id: posted.messageId, card: MESSAGE.card });
      expect(message?.activity).toMatchObject({
        type: 'message',
        summary: MESSAGE.summary,
        from: { id: '28:bot' },
        conversation: { id: conversation.id, tenantId: 'tenant' },
        channelId: 'msteams',
      });
      expect(message?.activity).not.toHaveProperty('text');
      expect(message?.activity).not.toHaveProperty('replyToId');
    });

    it('begins a thread of a channel and tells which', async () => {
      const conversation = place({ kind: 'channel', id: CHANNEL });
      const posted = await messenger.post(conversation, MESSAGE, never);
      expect(posted.conversation).toEqual({ ...conversation, thread: posted.messageId });
      expect(connector.requests.at(-1)).toMatchObject({
        method: 'POST',
        path: '/v3/conversations',
        body: {
          isGroup: true,
          bot: { id: '28:bot' },
          tenantId: 'tenant',
          channelData: { channel: { id: CHANNEL } },
        },
      });
      expect(connector.messages(`${CHANNEL};messageid=${posted.messageId}`)).toMatchObject([
        { id: posted.messageId, card: MESSAGE.card },
      ]);
    });

    it.each([
      404, 405, 501,
    ])('goes to the channel itself where the connector creates no conversations (%i)', async (status) => {
      fail({ status, calls: ['create'], body: { error: { code: 'NotFound' } } });
      const posted = await messenger.post(place({ kind: 'channel', id: CHANNEL }), MESSAGE, never);
      expect(posted.conversation).toMatchObject({ id: CHANNEL, thread: posted.messageId });
      expect(connector.requests.at(-1)?.path).toBe(`/v3/conversations/${CHANNEL}/activities`);
    });

    it('goes nowhere else when the channel is gone', async () => {
      fail({ status: 404, body: { error: { code: 'ConversationNotFound' } } });
      const error = await catchError(messenger.post(place({ kind: 'channel', id: CHANNEL }), MESSAGE, never));
      expect(error).toMatchObject({ code: 'gone', requests: 1 });
    });

    it('goes into a thread', async () => {
      const first = await messenger.post(place({ kind: 'channel', id: CHANNEL }), MESSAGE, never);
      const second = await messenger.post(first.conversation, UPDATE, never);
      expect(second.conversation).toEqual(first.conversation);
      expect(connector.messages(`${CHANNEL};messageid=${first.messageId}`).map(({ id }) => id)).toEqual([
        first.messageId,
        second.messageId,
      ]);
    });

    it('whose id is not told is refused, so that it is not posted again and again', async () => {
      fail({ status: 202, body: {} });
      expect((await catchError(messenger.post(place(), MESSAGE, never))).code).toBe('refused');
    });
  });

  describe('a change', () => {
    it('takes the place of the message, in a chat and in a thread', async () => {
      for (const conversation of [place(), place({ kind: 'channel', id: CHANNEL })]) {
        const posted = await messenger.post(conversation, MESSAGE, never);
        await messenger.update(posted.conversation, posted.messageId, UPDATE, never);
        const message = connector.messages(conversation.id).find(({ id }) => id === posted.messageId);
        expect(message).toMatchObject({
          card: UPDATE.card,
          activity: { summary: UPDATE.summary },
          history: [{ summary: MESSAGE.summary }],
        });
      }
    });

    it('of a message that is not there says so', async () => {
      const error = await catchError(messenger.update(place(), 'unknown', UPDATE, never));
      expect(error).toMatchObject({ code: 'messageGone', requests: 1 });
    });
  });

  describe('a failure of Teams', () => {
    it.each([
      [429, { code: 'throttled', retryAt: NOW + 30_000 }],
      [412, { code: 'throttled', retryAt: NOW + 30_000 }],
      [503, { code: 'unavailable', retryAt: NOW + 30_000 }],
      [413, { code: 'tooLarge', retryAt: undefined }],
      [400, { code: 'refused', retryAt: undefined }],
    ])('%i is told at once and never repeated here', async (status, told) => {
      fail({ status, headers: { 'retry-after': '30' }, body: { error: { code: 'Some' } } });
      expect(await catchError(messenger.post(place(), MESSAGE, never))).toMatchObject({
        ...told,
        requests: 1,
      });
      expect(await catchError(messenger.update(place(), '1', MESSAGE, never))).toMatchObject({
        ...told,
        requests: 1,
      });
      expect(
        await catchError(messenger.post(place({ kind: 'channel', id: CHANNEL }), MESSAGE, never)),
      ).toMatchObject({ ...told, requests: 1 });
    });

    it('blocking the bot is told from its documented body', async () => {
      fail({ status: 403, body: { errorCode: 209, message: '{"subCode":"MessageWritesBlocked"}' } });
      expect((await catchError(messenger.post(place(), MESSAGE, never))).code).toBe('blocked');
    });

    it('in one conversation does not touch another', async () => {
      fail({ status: 503, conversationId: 'broken' });
      expect((await catchError(messenger.post(place({ id: 'broken' }), MESSAGE, never))).code).toBe(
        'unavailable',
      );
      await messenger.post(place({ id: 'whole' }), MESSAGE, never);
    });

    it('that breaks the connection after the message arrived does not show it twice', async () => {
      fail({ status: 0, arrives: true, conversationId: 'broken off' });
      const error = await catchError(messenger.post(place({ id: 'broken off' }), MESSAGE, never));
      expect(error).toMatchObject({ code: 'unavailable', requests: 1 });
      expect(connector.messages('broken off')).toHaveLength(1);
    });

    it('is not followed to another address', async () => {
      fail({ status: 307, headers: { location: `${connector.serviceUrl}elsewhere` } });
      expect(await catchError(messenger.post(place(), MESSAGE, never))).toMatchObject({
        code: 'refused',
        requests: 1,
      });
    });

    it('holds nothing of what was sent', async () => {
      fail({ status: 400, body: { error: { code: 'BadArgument', message: 'Contoso is not a card.' } } });
      const error = await catchError(messenger.post(place(), MESSAGE, never));
      expect(inspect(error, { depth: null, showHidden: true })).not.toContain('Contoso');
    });

    it('of a whole address is the network', async () => {
      const gone = await startFakeConnector();
      await gone.stop();
      const error = await catchError(messenger.post(place({ serviceUrl: gone.serviceUrl }), MESSAGE, never));
      expect(error).toMatchObject({ code: 'unavailable', message: 'Teams was not reached (ECONNREFUSED).' });
    });
  });

  describe('a connector that never answers', () => {
    it('is waited for so long and no longer', async () => {
      fail({});
      const hasty = createMessenger({
        adapter: new TeamsAdapter(undefined),
        identity: undefined,
        clock: () => NOW,
        callMs: 50,
      });
      expect((await catchError(hasty.post(place(), MESSAGE, never))).code).toBe('unavailable');
      expect((await catchError(hasty.update(place(), '1', MESSAGE, never))).code).toBe('unavailable');
    });

    it('is left as soon as the caller gives up, and not called at all when that was before', async () => {
      fail({});
      const leaving = new AbortController();
      const call = catchError(messenger.post(place({ id: 'left' }), MESSAGE, leaving.signal));
      await expect.poll(() => connector.requests.at(-1)?.path).toContain('left');
      leaving.abort();
      expect((await call).code).toBe('unavailable');
      expect(await catchError(messenger.post(place(), MESSAGE, leaving.signal))).toMatchObject({
        code: 'unavailable',
        requests: 0,
      });
    });
  });

  it('refuses an address that is not of Teams in its cloud before a token is asked for', async () => {
    let asked = 0;
    const tokens = { getToken: async () => `token-${++asked}`, dropToken: () => {} };
    const adapter = new TeamsAdapter({ identity: IDENTITY, tokens });
    const signed = createMessenger({ adapter, identity: IDENTITY, clock: () => NOW });
    for (const serviceUrl of [
      connector.serviceUrl,
      'https://smba.trafficmanager.net.evil.example/',
      'https://frontend.botapi.msg.infra.teams.microsoftonline.cn/',
      'odd',
    ]) {
      expect(await catchError(signed.post(place({ serviceUrl }), MESSAGE, never))).toMatchObject({
        code: 'refused',
        requests: 0,
      });
      expect((await catchError(signed.update(place({ serviceUrl }), '1', MESSAGE, never))).code).toBe(
        'refused',
      );
    }
    expect(asked).toBe(0);
  });

  it('waits for a sign-in that fails, and sends nothing', async () => {
    const retryAt = NOW + 60_000;
    const refused = new ReadError('credentialRefused', 'Bot sign-in', { status: 401, retryAt });
    const tokens = { getToken: () => Promise.reject(refused), dropToken: () => {} };
    const adapter = new TeamsAdapter({ identity: IDENTITY, tokens, toUpstream: () => connector.serviceUrl });
    const signedOut = createMessenger({ adapter, identity: IDENTITY, clock: () => NOW });
    const conversation = place({ serviceUrl: 'https://smba.trafficmanager.net/emea/' });
    for (const call of [
      signedOut.post(conversation, MESSAGE, never),
      signedOut.update(conversation, '1', MESSAGE, never),
    ]) {
      expect(await catchError(call)).toMatchObject({
        code: 'unavailable',
        message: 'The bot could not sign in (credentialRefused).',
        requests: 0,
        retryAt,
      });
    }
  });

  it('keeps many conversations apart, all at once', async () => {
    const ids = Array.from({ length: 50 }, (_, index) => `chat ${index}`);
    const posted = await Promise.all(ids.map((id) => messenger.post(place({ id }), makeMessage(id), never)));
    for (const [index, id] of ids.entries()) {
      expect(connector.messages(id)).toMatchObject([
        { id: posted[index]?.messageId, activity: { summary: `Summary of ${id}` } },
      ]);
    }
  });
});
