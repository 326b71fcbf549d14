import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { CLOUD_NAMES, CLOUDS } from '../../src/clouds.ts';
import { FORGERIES } from '../support/forged-tokens.ts';
import { createForger, type Forger } from '../support/sign-activities.ts';
import { type SignedBot, startSignedBot } from '../support/signed-bot.ts';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;
const never = new AbortController().signal;

describe.each(CLOUD_NAMES)('a bot with an app id in the cloud %s', (cloud) => {
  describe('refuses', () => {
    let bot: SignedBot;
    let forger: Forger;
    beforeAll(async () => {
      bot = await startSignedBot(cloud);
      forger = await createForger(bot);
      // Whoever forges next finds a bot that knows the keys.
      expect((await bot.post({ authorization: `Bearer ${forger.good}` })).status).toBe(200);
    });
    afterAll(() => bot.stop());

    const kinds = Object.entries(FORGERIES).flatMap(([reason, forgeries]) =>
      Object.entries(forgeries).map(([name, forge]) => ({ name, reason, forge })),
    );
    it.each(kinds)('$name ($reason)', async ({ reason, forge }) => {
      // What was refused is logged once a minute.
      bot.advance(MINUTE_MS);
      const heard = bot.heard.length;
      const called = bot.called.length;
      const sent = bot.sandbox.botFramework.messages.list().length;
      const logged = bot.logLines.length;
      const message = await forge({ bot, forger });
      const { status, body } = await bot.post(message);
      expect([401, 403]).toContain(status);
      expect(bot.logLines.slice(logged).map(({ fields }) => fields.reasons)).toEqual(
        reason === '' ? [] : [`${reason} 1`],
      );
      expect(Object.keys(JSON.parse(body))).toEqual(['error']);
      expect(bot.heard).toHaveLength(heard);
      expect(bot.sandbox.botFramework.messages.list()).toHaveLength(sent);
      // One look for a key that is not known; never anywhere but at the channel's own host.
      const { host } = new URL(CLOUDS[cloud].botFramework.openIdMetadata);
      for (const url of bot.called.slice(called)) expect(url).toContain(`/${host}/`);
      // Neither the answer nor the log repeats what was sent.
      const said = body + JSON.stringify(bot.logLines);
      const [authorization = ''] = [message.authorization ?? ''].flat();
      if (authorization.length > 20) expect(said).not.toContain(authorization.slice(7));
    });

    it('so many kinds of them', () => {
      expect(new Set(kinds.map(({ name }) => name)).size).toBeGreaterThanOrEqual(90);
    });

    it('a key that is for other channels, and one that is for none', async () => {
      for (const endorsements of [['webchat', 'emulator'], []]) {
        bot.sandbox.botFramework.rotateKey({ endorsements });
        bot.advance(301_000);
        const { authorization } = bot.sandbox.botFramework.issueToken({ cloud });
        expect((await bot.post({ authorization })).status).toBe(401);
        expect(bot.logLines.at(-1)?.fields).toEqual({ count: 1, reasons: 'endorsement 1' });
      }
    });
  });

  describe('takes', () => {
    let bot: SignedBot;
    beforeAll(async () => {
      bot = await startSignedBot(cloud);
    });
    afterAll(() => bot.stop());
    const issue = (wish: Parameters<SignedBot['sandbox']['botFramework']['issueToken']>[0] = {}) =>
      bot.sandbox.botFramework.issueToken({ cloud, ...wish });
    const now = () => Math.floor(bot.now() / 1000);

    it.each([
      ['a token as the channel makes it', () => issue({})],
      ['one without a beginning', () => issue({ claims: { nbf: null } })],
      ['one that ended five minutes ago', () => issue({ claims: { exp: now() - 299 } })],
      ['one that begins in five minutes', () => issue({ claims: { nbf: now() + 299 } })],
      ['one with more claims', () => issue({ claims: { sub: 'x', iat: now(), ver: '1.0' } })],
      [
        'one that spells its service URL as the activity does',
        () => issue({ claims: { serviceurl: null, serviceUrl: bot.serviceUrl } }),
      ],
      [
        'one whose service URL has no slash at its end',
        () => issue({ serviceUrl: bot.serviceUrl.replace(/\/$/, '') }),
      ],
      [
        'one whose host is in capitals',
        () => issue({ serviceUrl: bot.serviceUrl.replace(/\/\/[^/]+/, (host) => host.toUpperCase()) }),
      ],
      [
        'one that names a key in its header, which is not looked at',
        () => issue({ header: { jku: 'https://evil.example/keys', jwk: {} } }),
      ],
    ])('%s, and answers', async (_name, make) => {
      const heard = bot.heard.length;
      const sent = bot.sandbox.botFramework.messages.list().length;
      expect(await bot.post({ authorization: make().authorization })).toMatchObject({ status: 200 });
      expect(bot.heard).toHaveLength(heard + 1);
      const messages = bot.sandbox.botFramework.messages.list();
      expect(messages).toHaveLength(sent + 1);
      expect(messages.at(-1)).toMatchObject({ cloud, conversation: 'a:1', activity: { summary: 'Hello.' } });
    });

    it('a message whose own service URL has no slash at its end', async () => {
      const serviceUrl = bot.serviceUrl.replace(/\/$/, '');
      const { authorization } = issue();
      expect((await bot.post({ authorization, activity: { serviceUrl } })).status).toBe(200);
    });

    it('a pressed button, and an answer within the answer', async () => {
      const { authorization } = issue();
      const invoke = { type: 'invoke', name: 'adaptiveCard/action', value: { action: { verb: 'x' } } };
      const pressed = await bot.post({ authorization, activity: invoke });
      expect(JSON.parse(pressed.body)).toMatchObject({ value: { type: 'AdaptiveCard' } });
      const asked = await bot.post({ authorization, activity: { deliveryMode: 'expectReplies' } });
      expect(JSON.parse(asked.body)).toMatchObject({ activities: [{ summary: 'Hello.' }] });
    });

    it('a token of a key that does not say for which channels it is', async () => {
      bot.sandbox.botFramework.rotateKey({ endorsements: null });
      bot.advance(301_000);
      expect((await bot.post({ authorization: issue().authorization })).status).toBe(200);
    });

    it('has asked for its own token once, and reached nothing but through the upstream', () => {
      const asked = bot.called.filter((url) => url.includes('/oauth2/v2.0/token'));
      expect(asked).toHaveLength(1);
      for (const url of bot.called) expect(url.startsWith(`${bot.sandboxUrl}/`)).toBe(true);
    });
  });

  describe('as for its keys', () => {
    let bot: SignedBot;
    const authorization = () => bot.sandbox.botFramework.issueToken({ cloud }).authorization;
    const post = async (header = authorization()) => (await bot.post({ authorization: header })).status;
    const { host } = new URL(CLOUDS[cloud].botFramework.openIdMetadata);
    const fetched = () => bot.called.filter((url) => url.includes(`/${host}/`)).length / 2;
    const isDown = (down: boolean) =>
      down
        ? bot.sandbox.faults.add({ fault: { kind: 'status', status: 503 }, host })
        : bot.sandbox.faults.clear();
    beforeAll(async () => {
      bot = await startSignedBot(cloud);
    });
    afterAll(() => bot.stop());

    it('lets nobody in while there are none, without asking for each message', async () => {
      isDown(true);
      expect([await post(), await post(), await post('Bearer a.b.c')]).toEqual([503, 503, 401]);
      expect(bot.called.filter((url) => url.includes(`/${host}/`))).toHaveLength(1);
      isDown(false);
      bot.advance(5_000);
      expect(await post()).toBe(200);
    });

    it('fetches them once for many who come at the same time, and then for a day no more', async () => {
      bot.advance(DAY_MS);
      const before = fetched();
      expect(await Promise.all(Array.from({ length: 20 }, () => post()))).toEqual(Array(20).fill(200));
      bot.advance(DAY_MS - 1);
      expect(await post()).toBe(200);
      expect(fetched() - before).toBe(1);
    });

    it('looks for a new one at once, and then not for every id that somebody makes up', async () => {
      bot.sandbox.botFramework.rotateKey();
      expect(await post()).toBe(200);
      const before = fetched();
      const forged = (kid: string) => bot.sandbox.botFramework.issueToken({ cloud, kid }).authorization;
      for (const kid of ['a', 'b', 'c', 'd']) expect(await post(forged(kid))).toBe(401);
      expect(fetched()).toBe(before);
      bot.advance(301_000);
      for (const kid of ['a', 'b', 'c', 'd']) expect(await post(forged(kid))).toBe(401);
      expect(fetched()).toBe(before + 1);
    });

    it('goes on with those it has for five days while there are no newer ones', async () => {
      bot.advance(DAY_MS);
      expect(await post()).toBe(200);
      isDown(true);
      const before = bot.called.length;
      for (let hours = 0; hours < 4 * 24; hours += 1) {
        bot.advance(HOUR_MS);
        expect(await post()).toBe(200);
      }
      // Once an hour, when they are a day old; not for each message.
      expect(bot.called.slice(before).filter((url) => url.includes(`/${host}/`)).length).toBeLessThanOrEqual(
        80,
      );
      bot.advance(DAY_MS + 1);
      expect(await post()).toBe(503);
      isDown(false);
      bot.advance(5_000);
      expect(await post()).toBe(200);
    });

    it('forgets a key that is no longer published', async () => {
      const old = authorization();
      for (let count = 0; count < 5; count += 1) bot.sandbox.botFramework.rotateKey();
      bot.advance(DAY_MS);
      const again = bot.sandbox.botFramework.issueToken({ cloud }).authorization;
      expect(await post(again)).toBe(200);
      expect(await post(old)).toBe(401);
    });
  });

  describe('posts unasked', () => {
    it('through the upstream, signed, and with a new token when the old one is refused', async () => {
      const bot = await startSignedBot(cloud);
      const conversation = {
        ...({ id: 'a:1', thread: undefined, kind: 'personal', serviceUrl: bot.serviceUrl } as const),
        ...{ channel: 'msteams', bot: '28:bot', tenantId: 'tenant', name: '' },
      };
      const message = { card: { type: 'AdaptiveCard' }, summary: 'News.' };
      const { messageId } = await bot.messenger.post(conversation, message, never);
      await bot.messenger.update(conversation, messageId, { ...message, summary: 'Newer.' }, never);
      expect(bot.sandbox.botFramework.messages.list()).toMatchObject([
        { id: messageId, serviceUrl: bot.serviceUrl, changes: 1, activity: { summary: 'Newer.' } },
      ]);
      const host = new URL(bot.serviceUrl).host;
      bot.sandbox.faults.add({ fault: { kind: 'status', status: 401 }, host, times: 1 });
      await expect(bot.messenger.post(conversation, message, never)).rejects.toMatchObject({
        code: 'unavailable',
      });
      await bot.messenger.post(conversation, message, never);
      const signIns = bot.called.filter((url) => url.includes('/oauth2/v2.0/token'));
      expect(signIns).toHaveLength(2);
      expect(signIns[0]).toContain(`/${new URL(CLOUDS[cloud].botFramework.loginAuthority).host}/`);
      await bot.stop();
    });
  });
});
