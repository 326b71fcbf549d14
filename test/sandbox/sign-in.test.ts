import { expect, test } from 'vitest';
import { z } from 'zod';
import { CLOUDS } from '../../src/clouds.ts';
import { SANDBOX_REFRESH_TOKENS } from '../../src/sandbox/accounts.ts';
import { readJwtPayload } from '../../src/sandbox/sign-in/tokens.ts';
import { accountOf, trySandbox } from './try-sandbox.ts';

const GRAPH = CLOUDS.global.graph;

test('a right secret gives a bearer token for an hour', async () => {
  const { requestToken, tenantOf } = await trySandbox();
  const answer = await requestToken('global', tenantOf('contoso').tenantId, GRAPH);
  expect(answer.status).toBe(200);
  expect(await answer.json()).toMatchObject({ token_type: 'Bearer', expires_in: 3599 });
});

test('a wrong secret is refused with AADSTS7000215', async () => {
  const { requestToken, tenantOf } = await trySandbox();
  const answer = await requestToken('global', tenantOf('contoso').tenantId, GRAPH, {
    client_secret: 'wrong',
  });
  expect(answer.status).toBe(401);
  expect(await answer.json()).toMatchObject({ error: 'invalid_client', error_codes: [7000215] });
});

test('an unknown tenant, also one of the other cloud, is refused with AADSTS90002', async () => {
  const { requestToken, tenantOf } = await trySandbox();
  for (const tenant of ['11111111-2222-3333-4444-555555555555', tenantOf('qinghe').tenantId]) {
    const answer = await requestToken('global', tenant, GRAPH);
    expect(answer.status).toBe(400);
    expect(await answer.json()).toMatchObject({ error_codes: [90002] });
  }
});

test.each([
  'litware',
  'haitang',
])('%s, which has not consented, is refused with AADSTS700016', async (key) => {
  const { requestToken, tenantOf } = await trySandbox();
  const { cloud, tenantId } = tenantOf(key);
  const answer = await requestToken(cloud, tenantId, CLOUDS[cloud].graph);
  expect(answer.status).toBe(400);
  expect(await answer.json()).toMatchObject({ error: 'unauthorized_client', error_codes: [700016] });
});

test('a resource of the other cloud is unknown', async () => {
  const { requestToken, tenantOf } = await trySandbox();
  const answer = await requestToken('global', tenantOf('contoso').tenantId, CLOUDS.china.graph);
  expect(await answer.json()).toMatchObject({ error: 'invalid_resource', error_codes: [500011] });
});

test.each([
  ['names the application', {}, 200],
  ['names another application', { iss: 'somebody-else' }, 401],
  ['has expired', { exp: 1 }, 401],
])('a certificate assertion that %s', async (_, change, status) => {
  const { requestToken, tenantOf } = await trySandbox();
  const { clientId } = accountOf('global');
  const claims = { iss: clientId, sub: clientId, exp: 4_000_000_000, ...change };
  const encode = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');
  const answer = await requestToken('global', tenantOf('contoso').tenantId, GRAPH, {
    client_secret: '',
    client_assertion_type: 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer',
    client_assertion: `${encode({ alg: 'RS256' })}.${encode(claims)}.signature`,
  });
  expect(answer.status).toBe(status);
});

test('the first version of the endpoint takes a resource and a refresh token', async () => {
  const { call } = await trySandbox();
  const { tenantId, clientId } = accountOf('global');
  const answer = await call(`${CLOUDS.global.authority}/${tenantId}/oauth2/token`, {
    method: 'POST',
    body: new URLSearchParams({
      grant_type: 'refresh_token',
      client_id: clientId,
      client_secret: 'sandbox-global-secret',
      refresh_token: SANDBOX_REFRESH_TOKENS.global,
      resource: CLOUDS.global.partnerCenter,
    }),
  });
  expect(await answer.json()).toMatchObject({ expires_in: '3599', resource: CLOUDS.global.partnerCenter });
});

test("the partner's user gets a new refresh token with each answer, and a token with scope and second factor", async () => {
  const { requestToken } = await trySandbox();
  const { tenantId, refreshToken = '' } = accountOf('global');
  const redeem = (token: string) =>
    requestToken('global', tenantId, CLOUDS.global.partnerCenter, {
      grant_type: 'refresh_token',
      refresh_token: token,
      scope: `${CLOUDS.global.partnerCenter}/user_impersonation offline_access`,
    });
  const BODY = z.object({ access_token: z.string(), refresh_token: z.string(), scope: z.string() });
  const first = BODY.parse(await (await redeem(refreshToken)).json());
  expect(first.scope).toBe('https://api.partnercenter.microsoft.com/user_impersonation');
  expect(readJwtPayload(first.access_token)).toMatchObject({
    tid: tenantId,
    idtyp: 'user',
    scp: 'user_impersonation',
    amr: ['pwd', 'mfa'],
  });
  const second = BODY.parse(await (await redeem(first.refresh_token)).json());
  expect(second.refresh_token).not.toBe(first.refresh_token);
  expect((await redeem(SANDBOX_REFRESH_TOKENS.global)).status).toBe(200);
  for (const wrong of ['', 'another', `${second.refresh_token}x`, SANDBOX_REFRESH_TOKENS.china]) {
    const refused = await redeem(wrong);
    expect([refused.status, await refused.json()]).toEqual([
      400,
      expect.objectContaining({ error: 'invalid_grant' }),
    ]);
  }
});

test('both Chinese sign-in hosts answer, and discovery calls them aliases', async () => {
  const { call, tenantOf } = await trySandbox();
  const { tenantId } = tenantOf('qinghe');
  for (const host of ['login.chinacloudapi.cn', 'login.partner.microsoftonline.cn']) {
    const answer = await call(`https://${host}/${tenantId}/v2.0/.well-known/openid-configuration`);
    expect(await answer.json()).toMatchObject({
      issuer: `https://login.partner.microsoftonline.cn/${tenantId}/v2.0`,
    });
  }
  const instances = await call('https://login.chinacloudapi.cn/common/discovery/instance?api-version=1.1');
  expect(JSON.stringify(await instances.json())).toContain('login.chinacloudapi.cn');
});
