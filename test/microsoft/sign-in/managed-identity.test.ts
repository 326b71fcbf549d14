import { createServer } from 'node:http';
import { describe, expect, it, onTestFinished } from 'vitest';
import { z } from 'zod';
import { createMicrosoft } from '../../../src/microsoft/microsoft.ts';
import type { PartnerAccount } from '../../../src/partner-account.ts';
import { readJwtPayload } from '../../../src/sandbox/sign-in/tokens.ts';
import { accountOf, trySandbox } from '../../sandbox/try-sandbox.ts';
import { CONTOSO, errorOf, GLOBAL, OVERVIEW, OVERVIEWS, patient, SIGN_IN, start } from '../start.ts';

const TOKEN = z.object({ access_token: z.string() });
const METADATA = '169.254.169.254/metadata/identity/oauth2/token';
const USER_ASSIGNED: PartnerAccount = {
  ...GLOBAL,
  credential: {
    kind: 'federated',
    identity: '5f0d0000-0000-4000-8000-000000000001',
    audience: 'api://AzureADTokenExchange',
  },
};
const SYSTEM: PartnerAccount = {
  ...GLOBAL,
  credential: { kind: 'federated', identity: 'system', audience: 'api://AzureADTokenExchange' },
};
const IDENTITY = { access_token: 'identity-token', expires_in: '3599', token_type: 'Bearer' };

async function startFederated(account = USER_ASSIGNED) {
  const started = await start({ accounts: [account] });
  started.fake.on(OVERVIEWS, { json: OVERVIEW });
  started.fake.on(METADATA, { json: IDENTITY });
  return started;
}

describe('a federated credential', () => {
  it("proves the application by a token of the machine's user-assigned identity", async () => {
    const { fake, health } = await startFederated();
    await health.listServices(CONTOSO, patient());
    const [asked] = fake.seen(METADATA);
    expect(asked?.method).toBe('GET');
    expect(asked?.headers.metadata).toBe('true');
    expect(Object.fromEntries(new URLSearchParams(asked?.path.split('?')[1]))).toEqual({
      'api-version': '2018-02-01',
      resource: 'api://AzureADTokenExchange',
      client_id: '5f0d0000-0000-4000-8000-000000000001',
    });
    const form = new URLSearchParams(fake.seen(SIGN_IN)[0]?.body);
    expect(form.get('client_assertion')).toBe('identity-token');
    expect(form.get('client_assertion_type')).toBe('urn:ietf:params:oauth:client-assertion-type:jwt-bearer');
    expect(form.has('client_secret')).toBe(false);
    expect(form.get('client_id')).toBe(GLOBAL.clientId);
  });

  it('names no client id for the identity of the machine itself', async () => {
    const { fake, health } = await startFederated(SYSTEM);
    await health.listServices(CONTOSO, patient());
    expect(fake.seen(METADATA)[0]?.path).not.toContain('client_id');
  });

  it('asks the machine once for the sign-ins to all tenants, and again in time', async () => {
    const { fake, health, time } = await startFederated();
    const tenants = Array.from({ length: 50 }, (_, at) => ({
      ...CONTOSO,
      tenantId: `20000000-0000-4000-8000-0000000000${10 + at}`,
    }));
    await Promise.all(tenants.map((tenant) => health.listServices(tenant, patient())));
    expect(fake.seen(METADATA)).toHaveLength(1);
    expect(fake.seen(SIGN_IN)).toHaveLength(50);
    time.advance(3_600_000);
    await Promise.all(tenants.map((tenant) => health.listServices(tenant, patient())));
    expect(fake.seen(METADATA)).toHaveLength(2);
  });

  it.each([
    [{ access_token: 't', expires_on: String(Date.parse('2026-11-21T11:00:00Z') / 1000) }],
    [{ access_token: 't', expires_on: Date.parse('2026-11-21T11:00:00Z') / 1000, expires_in: 'soon' }],
    [{ access_token: 't', expires_in: 3600 }],
  ])('reads %j', async (json) => {
    const { fake, health } = await startFederated();
    fake.on(METADATA, { json });
    await expect(health.listServices(CONTOSO, patient())).resolves.toHaveLength(1);
  });

  it('waits out a machine that is being updated', async () => {
    const { fake, health } = await startFederated();
    fake.on(METADATA, { status: 404 }, { status: 410 }, { status: 500 }, { json: IDENTITY });
    await expect(health.listServices(CONTOSO, patient())).resolves.toHaveLength(1);
  });

  it.each([
    [
      { status: 400, json: { error: 'invalid_request', error_description: 'Identity not found' } },
      'credentialRefused',
    ],
    [{ status: 403, text: '<html>' }, 'credentialRefused'],
    [{ status: 500 }, 'unavailable'],
    [{ text: '<html>' }, 'invalidAnswer'],
    [{ json: { access_token: 'a\nb', expires_in: 1 } }, 'invalidAnswer'],
    [{ json: { access_token: 'no-time' } }, 'invalidAnswer'],
  ])('tells what is wrong with the machine: %j', async (reply, code) => {
    const { fake, health } = await startFederated();
    fake.on(METADATA, reply);
    const error = await errorOf(health.listServices(CONTOSO, patient()));
    expect(error).toMatchObject({ code });
    expect(error.message).toContain('Entra sign-in (global)');
    expect(fake.seen(SIGN_IN)).toHaveLength(0);
  });

  it('gives up with its caller', async () => {
    const { fake, health } = await startFederated();
    const leaving = new AbortController();
    fake.on(METADATA, () => leaving.abort());
    expect(await errorOf(health.listServices(CONTOSO, leaving.signal))).toMatchObject({ code: 'timeout' });
  });
});

describe('the endpoint of App Service and Container Apps', () => {
  it('is asked on this machine, with its header, whatever stands in for Microsoft', async () => {
    const seen: { url: string | undefined; header: unknown; metadata: unknown }[] = [];
    const server = createServer(({ url, headers }, response) => {
      seen.push({ url, header: headers['x-identity-header'], metadata: headers.metadata });
      response.end(JSON.stringify({ access_token: 'from-the-platform', expires_on: '4000000000' }));
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    onTestFinished(() => void server.close());
    const address = server.address();
    const port = typeof address === 'object' && address ? address.port : 0;
    const { fake, health } = await start({
      accounts: [USER_ASSIGNED],
      signIn: {
        identityEndpoint: { url: `http://127.0.0.1:${port}/msi/token`, header: 'the-header' },
      },
    });
    fake.on(OVERVIEWS, { json: OVERVIEW });
    await health.listServices(CONTOSO, patient());
    expect(seen).toEqual([
      {
        url: `/msi/token?api-version=2019-08-01&resource=${encodeURIComponent('api://AzureADTokenExchange')}&client_id=5f0d0000-0000-4000-8000-000000000001`,
        header: 'the-header',
        metadata: undefined,
      },
    ]);
    expect(new URLSearchParams(fake.seen(SIGN_IN)[0]?.body).get('client_assertion')).toBe(
      'from-the-platform',
    );
    expect(fake.seen('169.254')).toHaveLength(0);
  });
});

describe('the simulated machine', () => {
  it('gives tokens that the simulated Entra takes for a credential', async () => {
    const { url, tenantOf, sandbox } = await trySandbox();
    const account = { ...accountOf('global'), credential: SYSTEM.credential };
    const microsoft = createMicrosoft({
      accounts: [account],
      upstream: url,
      fetch,
      clock: () => Date.parse('2026-11-21T10:00:00Z'),
      sleep: async () => {},
      random: () => 0.5,
    });
    const { tenantId } = tenantOf('contoso');
    const { items } = await microsoft.serviceCommunications.listServices(
      { cloud: 'global', tenantId },
      patient(),
    );
    expect(items.length).toBeGreaterThan(3);
    expect(sandbox.requests.list().map(({ host }) => host)).toContain('169.254.169.254');
  });

  it.each([
    [{}, 400],
    [{ metadata: 'true' }, 200],
  ])('asks for the header that no page can send: %j', async (headers, status) => {
    const { call } = await trySandbox();
    const path =
      'metadata/identity/oauth2/token?api-version=2018-02-01&resource=https%3A%2F%2Fapi.botframework.com';
    const answer = await call(`https://169.254.169.254/${path}&client_id=abc`, { headers });
    expect(answer.status).toBe(status);
    if (status === 200) {
      const { access_token } = TOKEN.parse(await answer.json());
      expect(readJwtPayload(access_token)).toMatchObject({
        aud: 'https://api.botframework.com',
        appid: 'abc',
      });
    }
  });

  it('gives no token for an API that passes for a credential', async () => {
    const { call, requestToken, tenantOf } = await trySandbox();
    const path =
      'metadata/identity/oauth2/token?api-version=2018-02-01&resource=https%3A%2F%2Fgraph.microsoft.com';
    const given = await call(`https://169.254.169.254/${path}`, { headers: { metadata: 'true' } });
    const { access_token } = TOKEN.parse(await given.json());
    const answer = await requestToken('global', tenantOf('contoso').tenantId, 'https://graph.microsoft.com', {
      client_secret: '',
      client_assertion_type: 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer',
      client_assertion: access_token,
    });
    expect(answer.status).toBe(401);
  });
});
