import { createHash, X509Certificate } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { CONTOSO, errorOf, GLOBAL, LAMNA, OVERVIEW, OVERVIEWS, patient, SIGN_IN, start } from '../start.ts';

const OK = { json: OVERVIEW };
const PEM = readFileSync(new URL('../sign-in.pem', import.meta.url), 'utf8');

const refusal = (code: number, error = 'invalid_client') => ({
  status: 401,
  json: {
    error,
    error_description: `AADSTS${code}: Something about ${CONTOSO.tenantId}.`,
    error_codes: [code],
    trace_id: 'trace-1',
  },
});

describe('signing in', () => {
  it('asks the tenant of the customer for a token with the scope of the API', async () => {
    const { fake, health } = await start();
    fake.on(OVERVIEWS, OK);
    await health.listServices(CONTOSO, patient());
    expect(fake.requests.map(({ method, host }) => `${method} ${host}`)).toEqual([
      'POST login.microsoftonline.com',
      'GET graph.microsoft.com',
    ]);
    const [signIn, read] = fake.requests;
    expect(signIn?.path).toMatch(`/${CONTOSO.tenantId}/oauth2/v2.0/token`);
    const form = new URLSearchParams(signIn?.body);
    expect(form.get('grant_type')).toBe('client_credentials');
    expect(form.get('scope')).toBe('https://graph.microsoft.com/.default');
    expect(form.get('client_secret')).toBe('a-very-secret-value');
    expect(read?.headers.authorization).toBe(`Bearer token-1-login.microsoftonline.com/${CONTOSO.tenantId}`);
  });

  it('signs in once for a hundred callers at once', async () => {
    const { fake, health } = await start();
    fake.on(OVERVIEWS, OK);
    await Promise.all(Array.from({ length: 100 }, () => health.listServices(CONTOSO, patient())));
    expect(fake.seen(SIGN_IN)).toHaveLength(1);
    expect(fake.seen(OVERVIEWS)).toHaveLength(100);
  });

  it('shares no token between tenants or clouds', async () => {
    const { fake, health } = await start();
    fake.on(OVERVIEWS, OK);
    fake.on('microsoftgraph.chinacloudapi.cn/v1.0', OK);
    const twin = { ...LAMNA, tenantId: CONTOSO.tenantId };
    for (const customer of [CONTOSO, twin, LAMNA, CONTOSO]) await health.listServices(customer, patient());
    const tokens = fake.requests
      .filter(({ method }) => method === 'GET')
      .map(({ host, headers }) => `${host} ${headers.authorization}`);
    expect(tokens).toEqual([
      `graph.microsoft.com Bearer token-1-login.microsoftonline.com/${CONTOSO.tenantId}`,
      `microsoftgraph.chinacloudapi.cn Bearer token-2-login.partner.microsoftonline.cn/${CONTOSO.tenantId}`,
      `microsoftgraph.chinacloudapi.cn Bearer token-3-login.partner.microsoftonline.cn/${LAMNA.tenantId}`,
      `graph.microsoft.com Bearer token-1-login.microsoftonline.com/${CONTOSO.tenantId}`,
    ]);
  });

  it('renews a token behind the scenes before it expires', async () => {
    const { fake, time, health } = await start();
    fake.on(OVERVIEWS, OK);
    await health.listServices(CONTOSO, patient());
    time.advance(53 * 60_000);
    await health.listServices(CONTOSO, patient());
    await expect.poll(() => fake.seen(SIGN_IN).length).toBe(2);
    await expect
      .poll(async () => {
        await health.listServices(CONTOSO, patient());
        return fake.seen(OVERVIEWS).at(-1)?.headers.authorization;
      })
      .toContain('token-2');
    expect(fake.seen(OVERVIEWS)[1]?.headers.authorization).toContain('token-1');
  });

  it('goes on with a token that still holds when its renewal fails', async () => {
    const { fake, time, health } = await start();
    fake.on(OVERVIEWS, OK);
    await health.listServices(CONTOSO, patient());
    fake.on(SIGN_IN, { status: 500 });
    time.advance(55 * 60_000);
    await expect(health.listServices(CONTOSO, patient())).resolves.toHaveLength(1);
  });

  it('waits for a new token when the old one has expired', async () => {
    const { fake, time, health } = await start();
    fake.on(OVERVIEWS, OK);
    await health.listServices(CONTOSO, patient());
    time.advance(61 * 60_000);
    await health.listServices(CONTOSO, patient());
    expect(fake.seen(OVERVIEWS)[1]?.headers.authorization).toContain('token-2');
  });

  it('proves itself with a certificate, named by its SHA-256 thumbprint', async () => {
    const account = { ...GLOBAL, credential: { kind: 'certificate', pem: PEM } as const };
    const { fake, health } = await start({ accounts: [account] });
    fake.on(OVERVIEWS, OK);
    await health.listServices(CONTOSO, patient());
    const form = new URLSearchParams(fake.seen(SIGN_IN)[0]?.body);
    const [head = '', claims = ''] = (form.get('client_assertion') ?? '').split('.');
    const header = JSON.parse(Buffer.from(head, 'base64url').toString());
    const raw = new X509Certificate(PEM).raw;
    expect(header['x5t#S256']).toBe(createHash('sha256').update(raw).digest('base64url'));
    expect(header.x5c).toHaveLength(1);
    expect(JSON.parse(Buffer.from(claims, 'base64url').toString()).iss).toBe(GLOBAL.clientId);
    expect(form.has('client_secret')).toBe(false);
  });

  it.each([
    ['no certificate', PEM.slice(PEM.indexOf('-----BEGIN PRIVATE'))],
    ['no key', PEM.slice(0, PEM.indexOf('-----BEGIN PRIVATE'))],
    ['a broken certificate', PEM.replace(/^M.{20}/m, 'broken+')],
    ['a broken key', PEM.replace(/(PRIVATE KEY-----\s)M.{20}/, '$1broken+')],
  ])('refuses a PEM file with %s without quoting it', async (_name, pem) => {
    const account = { ...GLOBAL, credential: { kind: 'certificate', pem } as const };
    const { fake, health } = await start({ accounts: [account] });
    const error = await errorOf(health.listServices(CONTOSO, patient()));
    expect(error).toMatchObject({ code: 'credentialRefused' });
    expect(error.cause).toBeUndefined();
    expect(error.message).not.toContain('MII');
    expect(fake.requests).toHaveLength(0);
  });
});

describe('a 401 from the API', () => {
  it('renews the token once and repeats', async () => {
    const { fake, health } = await start();
    fake.on(OVERVIEWS, { status: 401 }, OK);
    await expect(health.listServices(CONTOSO, patient())).resolves.toHaveLength(1);
    expect(fake.seen(OVERVIEWS).map(({ headers }) => headers.authorization?.slice(0, 14))).toEqual([
      'Bearer token-1',
      'Bearer token-2',
    ]);
  });

  it('is an answer the second time', async () => {
    const { fake, health } = await start();
    fake.on(OVERVIEWS, { status: 401, json: { error: { code: 'InvalidAuthenticationToken' } } });
    expect(await errorOf(health.listServices(CONTOSO, patient()))).toMatchObject({
      code: 'signInBlocked',
      status: 401,
    });
    expect(fake.seen(OVERVIEWS)).toHaveLength(2);
    expect(fake.seen(SIGN_IN)).toHaveLength(2);
  });

  it('makes many callers sign in anew only once', async () => {
    const { fake, health } = await start();
    fake.on(OVERVIEWS, (response, { headers }) => {
      const stale = headers.authorization?.startsWith('Bearer token-1-');
      response.writeHead(stale ? 401 : 200).end(JSON.stringify(OVERVIEW));
    });
    await Promise.all(Array.from({ length: 20 }, () => health.listServices(CONTOSO, patient())));
    expect(fake.seen(SIGN_IN)).toHaveLength(2);
  });
});

describe('a refused sign-in', () => {
  it.each([
    [700016, 'noConsent'],
    [7000229, 'noConsent'],
    [65001, 'noConsent'],
    [650052, 'noConsent'],
    [7000215, 'credentialRefused'],
    [7000222, 'credentialRefused'],
    [700027, 'credentialRefused'],
    [90002, 'notFound'],
    [53003, 'signInBlocked'],
    [530036, 'signInBlocked'],
    [50105, 'signInBlocked'],
  ])('AADSTS%i means %s', async (number, code) => {
    const { fake, health } = await start();
    fake.on(SIGN_IN, refusal(number));
    const error = await errorOf(health.listServices(CONTOSO, patient()));
    expect(error).toMatchObject({ code, status: 401, requestId: 'trace-1' });
    expect(error.message).toContain(`(AADSTS${number})`);
    expect(error.message).not.toContain(CONTOSO.tenantId);
    expect(fake.requests).toHaveLength(1);
  });

  it.each([
    ['invalid_client', 'credentialRefused'],
    ['unauthorized_client', 'noConsent'],
    ['something_new', 'invalidAnswer'],
  ])('an unknown number with %s means %s', async (error, code) => {
    const { fake, health } = await start();
    fake.on(SIGN_IN, refusal(99999, error));
    expect(await errorOf(health.listServices(CONTOSO, patient()))).toMatchObject({ code });
  });

  it('is repeated after 429 and 500, and works when the fault is over', async () => {
    const { fake, health, time } = await start();
    fake.on(OVERVIEWS, OK);
    fake.on(
      SIGN_IN,
      { status: 429, headers: { 'retry-after': '1' } },
      { status: 500 },
      { json: { access_token: 'late', expires_in: '3600', token_type: 'Bearer' } },
    );
    await expect(health.listServices(CONTOSO, patient())).resolves.toHaveLength(1);
    expect(time.waits).toEqual([1_000, 250]);
  });

  it.each([
    ['HTML', { text: '<html>' }],
    ['no token', { json: { token_type: 'Bearer', expires_in: 3600 } }],
    [
      'a token that is none',
      { json: { token_type: 'Bearer', expires_in: 3600, access_token: 'line\nfeed' } },
    ],
  ])('calls %s an invalid answer', async (_name, reply) => {
    const { fake, health } = await start();
    fake.on(SIGN_IN, reply);
    const error = await errorOf(health.listServices(CONTOSO, patient()));
    expect(error).toMatchObject({ code: 'invalidAnswer' });
    expect(error.message).toContain('Entra sign-in (global)');
  });

  it('stops when its only caller does, and goes on when one is left', async () => {
    const { fake, health } = await start();
    const [leaving, staying] = [new AbortController(), new AbortController()];
    fake.on(OVERVIEWS, OK);
    fake.on(SIGN_IN, (response) => {
      leaving.abort();
      setTimeout(
        () => response.end(JSON.stringify({ access_token: 't', expires_in: 3600, token_type: 'Bearer' })),
        20,
      );
    });
    const left = errorOf(health.listServices(CONTOSO, leaving.signal));
    const stayed = health.listServices(CONTOSO, staying.signal);
    expect(await left).toMatchObject({ code: 'timeout' });
    await expect(stayed).resolves.toHaveLength(1);
    expect(fake.seen(SIGN_IN)).toHaveLength(1);
  });
});
