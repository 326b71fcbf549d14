import { describe, expect, it } from 'vitest';
import { createMicrosoft } from '../../../src/microsoft/microsoft.ts';
import type { PartnerAccount } from '../../../src/partner-account.ts';
import { createSealer } from '../../../src/seal-secret.ts';
import type { AuditEntry } from '../../../src/staff/audit.ts';
import { type RenewalRecord, recordRenewal } from '../../../src/staff/audit-renewal.ts';
import { accountOf, trySandbox } from '../../sandbox/try-sandbox.ts';
import { createFakeSecretBook } from '../../support/fake-secret-book.ts';
import { createKeptLog } from '../../support/kept-log.ts';
import { CHINA, CONTOSO, CUSTOMERS, errorOf, GLOBAL, PARTNER, patient, SIGN_IN, start } from '../start.ts';

const ORIGIN = 'https://bot.example.com';
const KEY = new Uint8Array(32).fill(3);
const ADELE = { objectId: '50000000-0000-4000-8000-000000000001', account: '29:a', name: 'Adele' };
const WHO = '50000000-0000-4000-8000-000000000002';
const USER: PartnerAccount = { ...GLOBAL, refreshToken: 'the-configured' };
const REQUESTS = `${CUSTOMERS}/${CONTOSO.tenantId}/servicerequests`;

const jwt = (claims: object) =>
  ['{"alg":"none"}', JSON.stringify(claims), 'x']
    .map((part) => Buffer.from(part).toString('base64url'))
    .join('.');
const CLAIMS = { aud: GLOBAL.clientId, tid: PARTNER, oid: WHO, sub: WHO, iss: 'https://login/', ver: '2.0' };
const answer = (claims: object = CLAIMS, more: object = {}) => ({
  json: {
    ...{ token_type: 'Bearer', expires_in: 3600, access_token: 'from-code', refresh_token: 'signed-in-anew' },
    ...{
      id_token: jwt(claims),
      scope: 'https://api.partnercenter.microsoft.com/user_impersonation',
      ...more,
    },
  },
});

const GRAPH_USER = `graph.microsoft.com/v1.0/users/${WHO}?`;
const GRAPH_GROUPS = `graph.microsoft.com/v1.0/users/${WHO}/transitiveMemberOf`;
const MEMBER = { id: WHO, userType: 'Member', accountEnabled: true };

/** A trail in memory, on which a sign-in is put as the bot does it. */
function createTrail() {
  const lines: AuditEntry[] = [];
  const trail = { failure: undefined as Error | undefined, lines };
  const record = (asked: Parameters<typeof recordRenewal>[0]): RenewalRecord =>
    recordRenewal(asked, {
      trail: {
        async record(entry) {
          if (trail.failure) throw trail.failure;
          lines.push(entry);
        },
        note: (entry) => void lines.push(entry),
      },
      ...{ clock: () => 0, makeId: () => 'one' },
    });
  const said = () =>
    lines.map(({ decision, outcome, reason = '' }) => `${decision} ${outcome} ${reason}`.trim());
  return Object.assign(trail, { record, said });
}

async function startFlow(origin: string | undefined = ORIGIN) {
  const book = createFakeSecretBook();
  const log = createKeptLog();
  const trail = createTrail();
  const allowed = { may: true, asked: [] as string[] };
  const sealer = createSealer({ newest: KEY, previous: undefined });
  const started = await start({
    accounts: [USER, CHINA],
    log,
    signIn: {
      secrets: { book, sealer },
      consent: {
        ...{ key: KEY, findOrigin: () => origin, record: trail.record },
        async mayRenew(objectId, cloud) {
          allowed.asked.push(`${objectId} ${cloud}`);
          return allowed.may;
        },
      },
    },
  });
  const { fake } = started;
  fake.on(GRAPH_USER, { json: MEMBER });
  fake.on(GRAPH_GROUPS, { json: { value: [] } });
  /** What was asked of the sign-in service, but for the application's own tokens. */
  const seenGrants = () =>
    fake
      .seen(SIGN_IN)
      .map(({ body }) => Object.fromEntries(new URLSearchParams(body)))
      .filter(({ grant_type }) => grant_type !== 'client_credentials');
  const { consents, consentFlow } = started;
  if (!consentFlow) throw new Error('There is no flow');
  const makeTicket = async () => {
    const [consent] = await consents.list();
    return new URL(consent?.makeUrl(ADELE) ?? 'none:').searchParams.get('ticket') ?? '';
  };
  /** Begins, and returns what Microsoft's page is asked for. */
  const begin = async () => {
    const page = new URL(consentFlow.start(await makeTicket()) ?? 'none:');
    return { page, state: page.searchParams.get('state') ?? '' };
  };
  return { ...started, flow: consentFlow, book, log, trail, allowed, seenGrants, makeTicket, begin };
}

describe('signing a partner user in', () => {
  it("leads to the tenant's own page, with a proof key", async () => {
    const { begin, fake } = await startFlow();
    const { page } = await begin();
    expect(page.href).toContain(`${fake.origin}/login.microsoftonline.com/${PARTNER}/oauth2/v2.0/authorize?`);
    expect(Object.fromEntries(page.searchParams)).toEqual({
      client_id: GLOBAL.clientId,
      response_type: 'code',
      response_mode: 'query',
      redirect_uri: `${ORIGIN}/consent/callback`,
      scope: 'https://api.partnercenter.microsoft.com/user_impersonation offline_access openid',
      prompt: 'select_account',
      code_challenge: expect.stringMatching(/^[\w-]{43}$/),
      code_challenge_method: 'S256',
      state: expect.any(String),
    });
    expect((await begin()).page.searchParams.get('code_challenge')).not.toBe(
      page.searchParams.get('code_challenge'),
    );
  });

  it('redeems the code, keeps the refresh token, and tells who it was', async () => {
    const { begin, flow, fake, book, trail, allowed, seenGrants, consents, partnerCenterRequests } =
      await startFlow();
    const { state } = await begin();
    fake.on(SIGN_IN, answer());
    expect(await flow.finish({ state, code: 'the-code' })).toBe('done');
    expect(seenGrants()[0]).toMatchObject({
      grant_type: 'authorization_code',
      code: 'the-code',
      redirect_uri: `${ORIGIN}/consent/callback`,
      client_secret: 'a-very-secret-value',
      code_verifier: expect.stringMatching(/^[\w-]{43}$/),
    });
    expect(allowed.asked).toEqual([`${ADELE.objectId} global`]);
    expect(trail.said()).toEqual(['allowed begun', 'allowed done']);
    for (const { person, subject, correlation } of trail.lines) {
      expect(person?.objectId).toBe(WHO);
      expect(subject).toBe(`asked by ${ADELE.objectId} for ${PARTNER}`);
      expect(correlation).toBe('one');
    }
    expect(book.rows.size).toBe(1);
    expect(await consents.list()).toMatchObject([{ cloud: 'global', state: 'ok' }]);
    fake.on(REQUESTS, { json: { items: [] } });
    await partnerCenterRequests.list(CONTOSO, patient());
    expect(seenGrants()[1]?.refresh_token).toBe('signed-in-anew');
  });

  it('mends a lapsed sign-in at once', async () => {
    const { begin, flow, fake, consents, partnerCenterRequests } = await startFlow();
    fake.on(SIGN_IN, { status: 400, json: { error: 'invalid_grant', error_codes: [700082] } });
    fake.on(REQUESTS, { json: { items: [] } });
    await errorOf(partnerCenterRequests.list(CONTOSO, patient()));
    expect(await consents.list()).toMatchObject([{ state: 'lapsed' }]);
    const { state } = await begin();
    fake.on(SIGN_IN, answer());
    expect(await flow.finish({ state, code: 'c' })).toBe('done');
    await expect(partnerCenterRequests.list(CONTOSO, patient())).resolves.toEqual([]);
    expect(await consents.list()).toMatchObject([{ state: 'ok' }]);
  });

  it('counts once for each state', async () => {
    const { begin, flow, fake, trail, seenGrants } = await startFlow();
    const { state } = await begin();
    fake.on(SIGN_IN, answer());
    const ends = await Promise.all([1, 2, 3].map(() => flow.finish({ state, code: 'c' })));
    expect(ends.sort()).toEqual(['done', 'unknown', 'unknown']);
    expect(seenGrants()).toHaveLength(1);
    expect(trail.lines).toHaveLength(2);
  });

  it('is not for somebody of another tenant, whose token is thrown away', async () => {
    const { begin, flow, fake, book, trail } = await startFlow();
    const { state } = await begin();
    fake.on(SIGN_IN, answer({ ...CLAIMS, tid: CONTOSO.tenantId }));
    expect(await flow.finish({ state, code: 'c' })).toBe('foreign');
    expect(trail.said()).toEqual(['refused refused foreignTenant']);
    expect(book.rows.size).toBe(0);
  });

  it.each([
    ['guest', { json: { ...MEMBER, userType: 'Guest' } }],
    ['disabled', { json: { ...MEMBER, accountEnabled: false } }],
    ['unknown', { status: 404, json: { error: { code: 'Request_ResourceNotFound', message: '' } } }],
  ])('is not for somebody of the own tenant who is: %s', async (reason, reply) => {
    const { begin, flow, fake, book, trail } = await startFlow();
    const { state } = await begin();
    fake.on(SIGN_IN, answer());
    fake.on(GRAPH_USER, reply);
    expect(await flow.finish({ state, code: 'c' })).toBe('foreign');
    expect(trail.said()).toEqual([`refused refused ${reason}`]);
    expect(trail.lines[0]?.person?.objectId).toBe(WHO);
    expect(book.rows.size).toBe(0);
  });

  it('fails while nobody can tell who signed in', async () => {
    const { begin, flow, fake, book, trail } = await startFlow();
    const { state } = await begin();
    fake.on(SIGN_IN, answer());
    fake.on(GRAPH_USER, {
      status: 403,
      json: { error: { code: 'Authorization_RequestDenied', message: '' } },
    });
    expect(await flow.finish({ state, code: 'c' })).toBe('failed');
    expect(trail.said()).toEqual(['allowed failed']);
    expect(book.rows.size).toBe(0);
  });

  it('is not for who has lost the right to ask for it meanwhile, and redeems nothing', async () => {
    const { begin, flow, fake, book, trail, allowed } = await startFlow();
    const { state } = await begin();
    allowed.may = false;
    fake.on(SIGN_IN, answer());
    expect(await flow.finish({ state, code: 'c' })).toBe('notAllowed');
    expect(trail.said()).toEqual(['refused refused renewConsent']);
    expect(trail.lines[0]?.person?.objectId).toBe(ADELE.objectId);
    expect([fake.seen(SIGN_IN).length, book.rows.size]).toEqual([0, 0]);
  });

  it('replaces nothing when it cannot be put on the trail before', async () => {
    const { begin, flow, fake, book, trail, seenGrants, partnerCenterRequests } = await startFlow();
    const { state } = await begin();
    trail.failure = new Error('away');
    fake.on(SIGN_IN, answer());
    expect(await flow.finish({ state, code: 'c' })).toBe('notRecorded');
    expect(trail.said()).toEqual(['allowed failed notRecorded']);
    expect(book.rows.size).toBe(0);
    fake.on(REQUESTS, { json: { items: [] } });
    await partnerCenterRequests.list(CONTOSO, patient());
    expect(seenGrants()[1]?.refresh_token).toBe('the-configured');
  });

  it.each([
    ['an ID token for another application', answer({ ...CLAIMS, aud: 'other' })],
    ['an ID token without an object id', answer({ ...CLAIMS, oid: undefined })],
    ['no ID token', answer(CLAIMS, { id_token: undefined })],
    ['no refresh token', answer(CLAIMS, { refresh_token: undefined })],
    ['a refusal', { status: 400, json: { error: 'invalid_grant', error_codes: [54005] } }],
    ['a page', { text: '<html>' }],
  ])('fails with %s', async (_name, reply) => {
    const { begin, flow, fake, book, trail } = await startFlow();
    const { state } = await begin();
    fake.on(SIGN_IN, reply);
    expect(await flow.finish({ state, code: 'c' })).toBe('failed');
    expect([trail.said(), book.rows.size]).toEqual([['allowed failed'], 0]);
  });

  it('holds until the end of the process where the store fails', async () => {
    const { begin, flow, fake, book, trail } = await startFlow();
    const { state } = await begin();
    book.failure = new Error('away');
    fake.on(SIGN_IN, answer());
    expect(await flow.finish({ state, code: 'c' })).toBe('notKept');
    expect(trail.said()).toEqual(['allowed begun', 'allowed failed notKept']);
  });

  it('that was declined changes nothing, and ends its state', async () => {
    const { begin, flow, fake, trail } = await startFlow();
    const { state } = await begin();
    expect(await flow.finish({ state, code: undefined })).toBe('declined');
    expect(trail.said()).toEqual(['allowed refused declined']);
    expect(await flow.finish({ state, code: 'c' })).toBe('unknown');
    expect(fake.seen(SIGN_IN)).toHaveLength(0);
  });

  it('is over ten minutes after the ticket, and ten after Microsoft was asked', async () => {
    const { begin, flow, makeTicket, time } = await startFlow();
    const [ticket, { state }] = [await makeTicket(), await begin()];
    time.advance(9.9 * 60_000);
    expect(flow.start(ticket)).toBeDefined();
    time.advance(0.1 * 60_000);
    expect(flow.start(ticket)).toBeUndefined();
    expect(await flow.finish({ state, code: 'c' })).toBe('unknown');
  });

  it('takes nothing forged, altered, or of the other kind', async () => {
    const { begin, flow, fake, trail, makeTicket } = await startFlow();
    const [ticket, { state }] = [await makeTicket(), await begin()];
    for (const text of ['', 'a.b', `${ticket}x`, `x${ticket}`, `${ticket}.`, state, 'x'.repeat(100_000)]) {
      expect(flow.start(text)).toBeUndefined();
    }
    for (const text of ['', 'a.b', `${state}x`, `x${state}`, ticket]) {
      expect(await flow.finish({ state: text, code: 'c' })).toBe('unknown');
    }
    const own = Buffer.from(JSON.stringify(['ticket', 'global', 'me', 9e15])).toString('base64url');
    expect(flow.start(`${own}.${ticket.split('.')[1]}`)).toBeUndefined();
    // Anybody can send such things: they fill no trail.
    expect(trail.lines).toEqual([]);
    expect(fake.seen(SIGN_IN)).toHaveLength(0);
  });

  it('is offered to people whose object id is known, and where browsers reach the bot', async () => {
    const [consent] = await (await startFlow()).consents.list();
    expect(consent?.makeUrl({ ...ADELE, objectId: undefined })).toBeUndefined();
    const hidden = await start({
      accounts: [USER],
      signIn: {
        consent: {
          ...{ key: KEY, findOrigin: () => undefined, mayRenew: async () => true },
          record: createTrail().record,
        },
      },
    });
    expect((await hidden.consents.list())[0]?.makeUrl(ADELE)).toBeUndefined();
    const none = await start({ accounts: [GLOBAL, { ...CHINA, refreshToken: 'r' }] });
    expect(await none.consents.list()).toEqual([]);
  });
});

describe('the simulated Entra', () => {
  it('signs somebody in and sends them back, with a code that is good once and for its proof key only', async () => {
    const { url } = await trySandbox();
    const trail = createTrail();
    const { consents, consentFlow } = createMicrosoft({
      accounts: [accountOf('global')],
      ...{ upstream: url, fetch, clock: () => Date.parse('2026-11-21T10:00:00Z') },
      ...{ sleep: async () => {}, random: () => 0.5 },
      consent: {
        key: KEY,
        findOrigin: () => 'http://127.0.0.1:3978',
        mayRenew: async () => true,
        record: trail.record,
      },
    });
    const [consent] = await consents.list();
    const begin = async () => {
      const ticket = new URL(consent?.makeUrl(ADELE) ?? 'none:').searchParams.get('ticket') ?? '';
      const page = await fetch(consentFlow?.start(ticket) ?? '', { redirect: 'manual' });
      expect(page.status).toBe(302);
      const back = new URL(page.headers.get('location') ?? 'none:');
      expect(back.origin + back.pathname).toBe('http://127.0.0.1:3978/consent/callback');
      return { state: back.searchParams.get('state') ?? '', code: back.searchParams.get('code') ?? '' };
    };
    const [first, second] = [await begin(), await begin()];
    expect(await consentFlow?.finish({ state: second.state, code: first.code })).toBe('failed');
    expect(await consentFlow?.finish(first)).toBe('failed');
    const third = await begin();
    expect(await consentFlow?.finish(third)).toBe('done');
    expect(trail.said()).toEqual(['allowed failed', 'allowed failed', 'allowed begun', 'allowed done']);
    expect(trail.lines.at(-1)?.person?.objectId).toBe('00000000-0000-0000-0000-0000000000020');
  });

  it.each([
    [{ client_id: 'nobody' }, 400],
    [{ redirect_uri: 'javascript:alert(1)' }, 400],
    [{ response_type: 'token' }, 400],
    [{ code_challenge_method: 'plain' }, 400],
    [{}, 302],
  ])('answers the page with %j by %i', async (change, status) => {
    const { call } = await trySandbox();
    const { tenantId, clientId } = accountOf('global');
    const query = new URLSearchParams({
      ...{ client_id: clientId, response_type: 'code', redirect_uri: 'http://127.0.0.1:1/back' },
      ...{ code_challenge: 'x'.repeat(43), code_challenge_method: 'S256', state: 's', ...change },
    });
    const address = `https://login.microsoftonline.com/${tenantId}/oauth2/v2.0/authorize?${query}`;
    expect((await call(address, { redirect: 'manual' })).status).toBe(status);
  });
});
