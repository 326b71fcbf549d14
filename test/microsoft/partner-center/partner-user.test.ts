import { describe, expect, it } from 'vitest';
import type { PartnerAccount } from '../../../src/partner-account.ts';
import { CHINA, CONTOSO, CUSTOMERS, errorOf, GLOBAL, PARTNER, patient, SIGN_IN, start } from '../start.ts';

const REQUESTS = `${CUSTOMERS}/${CONTOSO.tenantId}/servicerequests`;
const USER: PartnerAccount = { ...GLOBAL, refreshToken: 'the-configured-refresh-token' };

const token = (number: number, more: object = {}) => ({
  json: { token_type: 'Bearer', expires_in: 3600, access_token: `user-token-${number}`, ...more },
});

async function startRequests() {
  const started = await start({ accounts: [USER, CHINA] });
  return { ...started, requests: started.partnerCenterRequests };
}

describe('the partner user', () => {
  it('is signed in at the partner by the refresh token, with the application beside', async () => {
    const { fake, requests } = await startRequests();
    fake.on(SIGN_IN, token(1));
    fake.on(REQUESTS, { json: { items: [] } });
    await requests.list(CONTOSO, patient());
    const [signIn] = fake.seen(SIGN_IN);
    expect(signIn?.path).toMatch(`/${PARTNER}/oauth2/v2.0/token`);
    const form = new URLSearchParams(signIn?.body);
    expect(Object.fromEntries(form)).toMatchObject({
      grant_type: 'refresh_token',
      refresh_token: 'the-configured-refresh-token',
      client_id: GLOBAL.clientId,
      client_secret: 'a-very-secret-value',
    });
    expect(form.get('scope')?.split(' ')).toContain(
      'https://api.partnercenter.microsoft.com/user_impersonation',
    );
    expect(fake.seen(REQUESTS)[0]?.headers).toMatchObject({
      authorization: 'Bearer user-token-1',
      validatemfa: 'true',
      'x-locale': 'en-US',
      'ms-partnercenter-application': 'Partner Health',
    });
    expect(fake.requests.map(({ method, host }) => `${method} ${host}`)).toEqual([
      'POST login.microsoftonline.com',
      'GET api.partnercenter.microsoft.com',
    ]);
  });

  it('is signed in once for all who ask at once, and again with the newest refresh token', async () => {
    const { fake, requests, time } = await startRequests();
    fake.on(
      SIGN_IN,
      token(1, { refresh_token: 'the-second' }),
      token(2),
      token(3, { refresh_token: 'the-third' }),
      token(4),
    );
    fake.on(REQUESTS, { json: { items: [] } });
    await Promise.all(Array.from({ length: 20 }, () => requests.list(CONTOSO, patient())));
    expect(fake.seen(SIGN_IN)).toHaveLength(1);
    for (let count = 0; count < 3; count += 1) {
      time.advance(2 * 3_600_000);
      await requests.list(CONTOSO, patient());
    }
    const used = fake.seen(SIGN_IN).map(({ body }) => new URLSearchParams(body).get('refresh_token'));
    expect(used).toEqual(['the-configured-refresh-token', 'the-second', 'the-second', 'the-third']);
    expect(fake.seen(REQUESTS).at(-1)?.headers.authorization).toBe('Bearer user-token-4');
  });

  it('never shares a token with the application', async () => {
    const { fake, requests, customerSources } = await startRequests();
    fake.on(REQUESTS, { json: { items: [] } });
    fake.on(`${CUSTOMERS}?`, { json: { items: [] } });
    await requests.list(CONTOSO, patient());
    await customerSources[0]?.listCustomers(patient());
    const grants = fake.seen(SIGN_IN).map(({ body }) => new URLSearchParams(body).get('grant_type'));
    expect(grants).toEqual(['refresh_token', 'client_credentials']);
    const tokens = fake.seen(CUSTOMERS).map(({ headers }) => headers.authorization);
    expect(new Set(tokens).size).toBe(2);
    expect(fake.seen(`${CUSTOMERS}?`)[0]?.headers.validatemfa).toBeUndefined();
  });

  it.each([
    [700082, 'invalid_grant'],
    [50173, 'invalid_grant'],
    [70008, 'invalid_grant'],
    [50076, 'interaction_required'],
    [9002313, 'invalid_grant'],
  ])('who cannot be signed in any more (%i %s) must sign in anew', async (code, error) => {
    const { fake, requests } = await startRequests();
    const error_description = `AADSTS${code}: The token the-configured-refresh-token is no good.`;
    fake.on(SIGN_IN, { status: 400, json: { error, error_description, error_codes: [code] } });
    const refused = await errorOf(requests.list(CONTOSO, patient()));
    expect(refused).toMatchObject({ code: 'credentialRefused' });
    expect(refused.message).toContain('let that user sign in again');
    expect(refused.message).toContain(`AADSTS${code}`);
    expect(refused.message).not.toContain('the-configured-refresh-token');
    expect(fake.seen(REQUESTS)).toEqual([]);
  });

  it('whose policy or application is refused is told apart', async () => {
    const { fake, requests, time } = await startRequests();
    fake.on(SIGN_IN, { status: 400, json: { error: 'invalid_grant', error_codes: [53003] } });
    expect(await errorOf(requests.list(CONTOSO, patient()))).toMatchObject({ code: 'signInBlocked' });
    time.advance(60_000);
    fake.on(SIGN_IN, { status: 401, json: { error: 'invalid_client', error_codes: [7000222] } });
    const refused = await errorOf(requests.list(CONTOSO, patient()));
    expect(refused).toMatchObject({ code: 'credentialRefused' });
    expect(refused.message).toContain('the client id, secret or certificate');
  });

  it('whose token Partner Center does not accept is signed in once more; then it is told what it takes', async () => {
    const { fake, requests } = await startRequests();
    fake.on(REQUESTS, { status: 401, json: { code: 400, description: 'Access denied' } });
    const refused = await errorOf(requests.list(CONTOSO, patient()));
    expect(refused).toMatchObject({ code: 'credentialRefused', status: 401 });
    expect(refused.message).toContain('MFA');
    expect(fake.seen(REQUESTS)).toHaveLength(2);
    expect(fake.seen(SIGN_IN)).toHaveLength(2);
  });

  it.each([
    [403, 900150, 'forbidden'],
    [404, 1000, 'notFound'],
  ])('who may not see it (%i %i) is %s', async (status, code, meaning) => {
    const { fake, requests } = await startRequests();
    fake.on(REQUESTS, { status, json: { code, description: 'No.' } });
    const refused = await errorOf(requests.get(CONTOSO, '1', patient()));
    expect(refused).toMatchObject({ code: meaning, status });
    expect(refused.message).toContain(`(${status} code ${code})`);
  });
});
