import { describe, expect, it } from 'vitest';
import { CONTOSO, errorOf, ISSUES, OVERVIEW, OVERVIEWS, patient, SIGN_IN, start } from '../start.ts';

const OK = { json: OVERVIEW };
const NO_CONSENT = { status: 400, json: { error: 'unauthorized_client', error_codes: [700016] } };

describe('a sign-in that was refused', () => {
  it('is not tried again for a while, however many ask', async () => {
    const { fake, health, time } = await start();
    fake.on(SIGN_IN, NO_CONSENT);
    const ask = () => errorOf(health.listServices(CONTOSO, patient()));
    for (let round = 0; round < 10; round += 1) {
      const errors = await Promise.all(Array.from({ length: 100 }, ask));
      expect(new Set(errors.map(({ code }) => code))).toEqual(new Set(['noConsent']));
      time.advance(4_000);
    }
    expect(fake.seen(SIGN_IN)).toHaveLength(1);
    time.advance(10_000);
    await ask();
    expect(fake.seen(SIGN_IN)).toHaveLength(2);
  });

  it('keeps nobody else from signing in', async () => {
    const { fake, health } = await start();
    fake.on(OVERVIEWS, OK);
    fake.on(`${SIGN_IN}${CONTOSO.tenantId}`, NO_CONSENT);
    await errorOf(health.listServices(CONTOSO, patient()));
    const other = { ...CONTOSO, tenantId: '20000000-0000-4000-8000-000000000002' };
    await expect(health.listServices(other, patient())).resolves.toHaveLength(1);
  });

  it('is believed for a minute at most', async () => {
    const { fake, health, time } = await start();
    fake.on(OVERVIEWS, OK);
    fake.on(SIGN_IN, NO_CONSENT, { json: { access_token: 't', expires_in: 3600, token_type: 'Bearer' } });
    await errorOf(health.listServices(CONTOSO, patient()));
    time.advance(60_000);
    await expect(health.listServices(CONTOSO, patient())).resolves.toHaveLength(1);
  });

  it.each([
    ['a fault of the service', { status: 500 }],
    ['a temporary fault', { status: 400, json: { error: 'server_error', error_codes: [90033] } }],
    ['a page of some proxy', { text: '<html>' }],
  ])('is tried again at once after %s', async (_name, reply) => {
    const { fake, health } = await start();
    fake.on(OVERVIEWS, OK);
    fake.on(SIGN_IN, reply, reply, reply, reply, {
      json: { access_token: 't', expires_in: 3600, token_type: 'Bearer' },
    });
    await errorOf(health.listServices(CONTOSO, patient()));
    for (let tries = 0; tries < 3; tries += 1) await health.listServices(CONTOSO, patient()).catch(() => {});
    await expect(health.listServices(CONTOSO, patient())).resolves.toHaveLength(1);
  });
});

describe('a token that every call is refused with', () => {
  it('is given up once a minute, not for every call', async () => {
    const { fake, health, time } = await start();
    fake.on(OVERVIEWS, { status: 401 });
    for (let asked = 0; asked < 50; asked += 1) {
      expect(await errorOf(health.listServices(CONTOSO, patient()))).toMatchObject({ code: 'signInBlocked' });
    }
    expect(fake.seen(SIGN_IN)).toHaveLength(2);
    time.advance(60_000);
    await errorOf(health.listServices(CONTOSO, patient()));
    expect(fake.seen(SIGN_IN)).toHaveLength(3);
  });
});

describe('a renewal that fails while the old token holds', () => {
  it('is tried again after a moment, not with every call', async () => {
    const { fake, health, time } = await start();
    fake.on(OVERVIEWS, OK);
    await health.listServices(CONTOSO, patient());
    fake.on(SIGN_IN, NO_CONSENT);
    time.advance(55 * 60_000);
    for (let asked = 0; asked < 30; asked += 1) await health.listServices(CONTOSO, patient());
    await expect.poll(() => fake.seen(SIGN_IN).length).toBe(2);
    for (let asked = 0; asked < 30; asked += 1) await health.listServices(CONTOSO, patient());
    expect(fake.seen(SIGN_IN)).toHaveLength(2);
  });
});

describe('somebody with little time', () => {
  it('takes the sign-in from nobody who has more', async () => {
    const { fake, serviceCommunications } = await start({ timings: { graphTotalMs: 400 } });
    fake.on(ISSUES, { text: 'a file', headers: { 'content-type': 'application/pdf' } });
    fake.on(SIGN_IN, (response) => {
      const token = { access_token: 't', expires_in: 3600, token_type: 'Bearer' };
      setTimeout(() => response.end(JSON.stringify(token)), 600);
    });
    const hasty = errorOf(serviceCommunications.listServices(CONTOSO, patient()));
    const waiting = serviceCommunications.readIncidentReport(CONTOSO, 'EX1', patient());
    expect(await hasty).toMatchObject({ code: 'timeout' });
    await expect(waiting).resolves.toMatchObject({ contentType: 'application/pdf' });
  });
});
