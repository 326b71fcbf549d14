import { createLocalJWKSet, jwtVerify } from 'jose';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { CLOUD_NAMES, CLOUDS, type CloudName } from '../../../src/clouds.ts';
import { SANDBOX_ACCOUNTS, SANDBOX_BOT } from '../../../src/sandbox/accounts.ts';
import { trySandbox } from '../try-sandbox.ts';

const NOW = Date.parse('2026-11-21T10:00:00Z');
const KEY_SET = z.object({ keys: z.array(z.looseObject({ kid: z.string(), kty: z.string() })) });
const TOKEN = z.object({ token: z.string(), authorization: z.string() });
const CONTROL = z.looseObject({
  kid: z.string().optional(),
  claims: z.record(z.string(), z.unknown()).optional(),
  messages: z.array(z.unknown()).optional(),
});
const ACCESS = z.object({ access_token: z.string() });

async function trySandboxBot(cloud: CloudName) {
  const { url, sandbox, call, ...rest } = await trySandbox();
  const { openIdMetadata, loginAuthority, tokenScope, connectorHosts } = CLOUDS[cloud].botFramework;
  const control = async (method: string, path: string, body?: object) => {
    const init = { method, ...(body === undefined ? {} : { body: JSON.stringify(body) }) };
    const answer = await fetch(`${url}/sandbox/${path}`, init);
    return { status: answer.status, body: CONTROL.parse(await answer.json()) };
  };
  const requestToken = (
    fields: Readonly<Record<string, string>> = {},
    tenant = SANDBOX_BOT[cloud].tenantId,
  ) =>
    call(`${loginAuthority}/${tenant}/oauth2/v2.0/token`, {
      method: 'POST',
      body: new URLSearchParams({
        grant_type: 'client_credentials',
        client_id: SANDBOX_BOT[cloud].appId,
        client_secret: SANDBOX_BOT[cloud].password ?? '',
        scope: tokenScope,
        ...fields,
      }),
    });
  const signIn = async () => ACCESS.parse(await (await requestToken()).json()).access_token;
  const connect = async (method: string, path: string, body?: object, token?: string) =>
    call(`https://${connectorHosts[0]}/teams${path}`, {
      method,
      headers: { authorization: `Bearer ${token ?? (await signIn())}` },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
  const readKeys = async () => {
    const { jwks_uri } = z.object({ jwks_uri: z.string() }).parse(await (await call(openIdMetadata)).json());
    return KEY_SET.parse(await (await call(jwks_uri)).json());
  };
  return { ...rest, sandbox, call, control, requestToken, signIn, connect, readKeys };
}

describe.each(CLOUD_NAMES)('the Bot Framework of the cloud %s', (cloud) => {
  it('signs with keys that its metadata leads to', async () => {
    const { control, readKeys } = await trySandboxBot(cloud);
    const { token } = TOKEN.parse((await control('POST', 'bot-tokens', { cloud })).body);
    const { payload } = await jwtVerify(token, createLocalJWKSet(await readKeys()), {
      issuer: CLOUDS[cloud].botFramework.issuer,
      audience: SANDBOX_BOT[cloud].appId,
      currentDate: new Date(NOW),
    });
    expect(payload.serviceurl).toBe(`https://${CLOUDS[cloud].botFramework.connectorHosts[0]}/teams/`);
  });

  it('signs whatever it is asked to, and changes its keys', async () => {
    const { control, readKeys } = await trySandboxBot(cloud);
    const odd = await control('POST', 'bot-tokens', {
      cloud,
      claims: { aud: null, iss: 'x' },
      kid: 'k',
      expiresInSeconds: -5,
    });
    expect(odd.body).toMatchObject({ claims: { iss: 'x', exp: NOW / 1000 - 5 } });
    expect(odd.body.claims).not.toHaveProperty('aud');
    expect((await control('POST', 'bot-tokens', { cloud: 'mars' })).status).toBe(400);
    const { kid } = (await control('POST', 'bot-keys')).body;
    await control('POST', 'bot-keys', { published: false });
    const { keys } = await readKeys();
    expect(keys.map((key) => key.kid)).toEqual(['sandbox-1', kid]);
    expect(JSON.stringify(keys)).not.toContain('"d"');
  });

  it('gives the bot tokens for its own work, in its own tenant', async () => {
    const { requestToken } = await trySandboxBot(cloud);
    const customer = SANDBOX_ACCOUNTS.find((account) => account.cloud !== cloud)?.tenantId ?? '';
    expect((await requestToken()).status).toBe(200);
    expect((await requestToken({ client_secret: 'wrong' })).status).toBe(401);
    expect((await requestToken({ scope: `${CLOUDS[cloud].graph}/.default` })).status).toBe(400);
    expect((await requestToken({}, customer)).status).toBe(400);
  });

  it('keeps what the bot posts, changes and takes back', async () => {
    const { control, connect } = await trySandboxBot(cloud);
    const posted = await connect('POST', '/v3/conversations/a%3A1/activities', { text: 'one' });
    expect(posted.status).toBe(201);
    const { id } = z.object({ id: z.string() }).parse(await posted.json());
    expect((await connect('PUT', `/v3/conversations/a%3A1/activities/${id}`, { text: 'two' })).status).toBe(
      200,
    );
    const channel = '19:x@thread.tacv2';
    const created = await connect('POST', '/v3/conversations', {
      channelData: { channel: { id: channel } },
      activity: { text: 'news' },
    });
    expect(await created.json()).toMatchObject({ id: expect.stringContaining(`${channel};messageid=`) });
    expect((await control('GET', 'messages')).body.messages).toMatchObject([
      { id, cloud, conversation: 'a:1', changes: 1, activity: { text: 'two' } },
      { conversation: channel, activity: { text: 'news' } },
    ]);
    expect((await connect('DELETE', `/v3/conversations/a%3A1/activities/${id}`)).status).toBe(200);
    expect((await connect('PUT', `/v3/conversations/a%3A1/activities/${id}`, {})).status).toBe(404);
    await control('DELETE', 'messages');
    expect((await control('GET', 'messages')).body).toEqual({ messages: [] });
  });

  it('takes messages of its bot only', async () => {
    const { connect, call, signIn, sandbox } = await trySandboxBot(cloud);
    const other = CLOUD_NAMES.find((name) => name !== cloud) ?? cloud;
    const path = '/v3/conversations/a/activities';
    const token = await signIn();
    const foreign = `https://${CLOUDS[other].botFramework.connectorHosts[0]}/teams${path}`;
    const headers = { authorization: `Bearer ${token}` };
    expect((await call(foreign, { method: 'POST', headers, body: '{}' })).status).toBe(401);
    expect((await connect('POST', path, {}, 'x.y.z')).status).toBe(401);
    expect((await connect('POST', path, {}, sandbox.botFramework.issueToken({ cloud }).token)).status).toBe(
      401,
    );
  });
});
