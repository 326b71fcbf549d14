import { describe, expect, it } from 'vitest';
import { CHINA, CONTOSO, GLOBAL, LAMNA, PARTNER, patient, SIGN_IN } from '../start.ts';
import {
  CUSTOMER_TOKEN,
  ORDER,
  PARTNER_TOKEN,
  REF,
  startSupport,
  TICKET,
  TICKETS,
  troubleOf,
} from './start-support.ts';

const PATH_OF_ARM = 'management.azure.com/';
const SERVICES = 'management.azure.com/providers/Microsoft.Support/services';

const error = (code: string, message = 'No.') => ({ error: { code, message } });
const entraRefusal = (code: number) => ({
  status: 400,
  json: { error: 'unauthorized_client', error_codes: [code] },
});

describe('every call about tickets', () => {
  it("carries the customer's token, and the partner's beside it", async () => {
    const { azureSupport, fake } = await startSupport();
    await azureSupport.listServices(CONTOSO, patient());
    await azureSupport.listProblems(CONTOSO, 'vm', patient());
    await azureSupport.createTicket(ORDER, patient());
    await azureSupport.changeTicket(REF, { severity: 'A' }, patient());
    await azureSupport.addMessage(
      REF,
      { id: '1', subject: 's', text: 't', sender: 'm@p.example' },
      patient(),
    );
    await azureSupport.listMessages(REF, patient());
    const calls = fake.seen(PATH_OF_ARM);
    expect(calls.length).toBeGreaterThan(10);
    for (const { headers } of calls) {
      expect(headers.authorization).toMatch(CUSTOMER_TOKEN);
      expect(headers['x-ms-authorization-auxiliary']).toMatch(PARTNER_TOKEN);
    }
    expect(fake.seen(SIGN_IN).map(({ path }) => path.split('/')[1])).toEqual([CONTOSO.tenantId, PARTNER]);
    const scopes = fake.seen(SIGN_IN).map(({ body }) => new URLSearchParams(body).get('scope'));
    expect(new Set(scopes)).toEqual(new Set(['https://management.azure.com/.default']));
  });

  it('never leaves its cloud', async () => {
    const { azureSupport, fake } = await startSupport();
    await azureSupport.createTicket(ORDER, patient());
    expect(fake.requests.filter(({ host }) => host.endsWith('.cn'))).toEqual([]);
    const tokens = fake.seen(PATH_OF_ARM).map(({ headers }) => headers['x-ms-authorization-auxiliary']);
    expect(tokens.filter((token) => String(token).includes(CHINA.tenantId))).toEqual([]);
  });

  it('is not made in a cloud without Azure, nor without an account', async () => {
    const { azureSupport, fake } = await startSupport();
    const order = { ...ORDER, customer: LAMNA };
    for (const asked of [
      azureSupport.createTicket(order, patient()),
      azureSupport.readTicket(order, patient()),
      azureSupport.listServices(LAMNA, patient()),
      azureSupport.listMessages(order, patient()),
    ]) {
      expect(await troubleOf(asked)).toMatchObject({ code: 'access', isPassing: false });
    }
    expect(fake.requests).toEqual([]);
    const { azureSupport: alone } = await startSupport({ accounts: [CHINA] });
    expect(await troubleOf(alone.readTicket(REF, patient()))).toMatchObject({ code: 'access' });
  });

  it('drops both tokens after a 401, and tries once more', async () => {
    const { azureSupport, support, fake, time } = await startSupport();
    await azureSupport.createTicket(ORDER, patient());
    fake.on(
      TICKET,
      { status: 401, json: error('ExpiredAuthenticationToken') },
      (response, { path, headers }) => {
        expect(headers.authorization).toContain('token-3');
        expect(headers['x-ms-authorization-auxiliary']).toContain('token-4');
        response.end(JSON.stringify({ properties: support.tickets.get(path.split('?')[0] ?? '') }));
      },
    );
    expect(await azureSupport.readTicket(REF, patient())).toMatchObject({ severity: 'B' });
    time.advance(60_000);
    fake.on(TICKET, { status: 401, json: error('ExpiredAuthenticationToken') });
    expect(await troubleOf(azureSupport.readTicket(REF, patient()))).toMatchObject({ code: 'access' });
    expect(fake.seen(SIGN_IN)).toHaveLength(6);
  });

  it('waits where Azure asks for a short pause', async () => {
    const { azureSupport, fake, time } = await startSupport();
    fake.on(
      TICKET,
      { status: 429, headers: { 'retry-after': '17' } },
      { json: { properties: { status: 'Open' } } },
    );
    expect(await azureSupport.readTicket(REF, patient())).toMatchObject({ status: 'Open' });
    expect(time.waits).toEqual([17_000]);
  });

  it('tells when to come back where Azure asks for a long one, and keeps health events out of it', async () => {
    const { azureSupport, fake, time } = await startSupport();
    fake.on(TICKET, { status: 429, headers: { 'retry-after': '300' } });
    const retryAt = time.clock() + 300_000;
    for (let count = 0; count < 2; count += 1) {
      expect(await troubleOf(azureSupport.readTicket(REF, patient()))).toMatchObject({
        code: 'unreachable',
        isPassing: true,
        retryAt,
      });
    }
    expect(fake.seen(TICKET)).toHaveLength(1);
  });
});

describe('where nobody can sign in', () => {
  it.each([
    [700016, 'access', false],
    [65001, 'access', false],
    [53003, 'access', false],
    [90002, 'access', false],
    [7000222, 'access', false],
    [90033, 'unreachable', true],
  ])('at the customer (%i) it is %s', async (number, code, isPassing) => {
    const { azureSupport, fake } = await startSupport();
    fake.on(`${SIGN_IN}${CONTOSO.tenantId}`, entraRefusal(number));
    const trouble = await troubleOf(azureSupport.createTicket(ORDER, patient()));
    expect(trouble).toMatchObject({ code, isPassing });
    expect(trouble.message).toContain(`AADSTS${number}`);
    expect(fake.seen(PATH_OF_ARM)).toEqual([]);
  });

  it.each([
    [700016, 'partnerToken', false],
    [53003, 'partnerToken', false],
    [90033, 'unreachable', true],
  ])('at the partner (%i) it is %s', async (number, code, isPassing) => {
    const { azureSupport, fake } = await startSupport();
    fake.on(`${SIGN_IN}${PARTNER}`, entraRefusal(number));
    expect(await troubleOf(azureSupport.listServices(CONTOSO, patient()))).toMatchObject({ code, isPassing });
    expect(fake.seen(PATH_OF_ARM)).toEqual([]);
  });
});

describe('a refusal', () => {
  const partnersToken = `The token of client ${GLOBAL.clientId} in tenant ${PARTNER.toUpperCase()} is not valid.`;

  it.each([
    [400, 'InvalidSupportPlan', 'The subscription does not have a support plan.', 'plan'],
    [403, 'InvalidSupportPlan', 'Your plan is Free.', 'plan'],
    [403, 'AuthorizationFailed', 'The client has no authorization to perform action.', 'role'],
    [403, 'Forbidden', 'Nothing more is said.', 'role'],
    [409, 'MissingSubscriptionRegistration', "Not registered to use namespace 'Microsoft.Support'.", 'role'],
    [401, 'InvalidAuxiliaryTokens', 'The auxiliary token is not valid.', 'partnerToken'],
    [401, 'InvalidAuthenticationToken', partnersToken, 'partnerToken'],
    [403, 'LinkedAuthorizationFailed', 'The linked tenant is not authorized.', 'partnerToken'],
    [403, 'LinkedAccessCheckFailed', 'The linked tenant is not authorized.', 'partnerToken'],
    [401, 'InvalidAuthenticationTokenTenant', 'The access token is from the wrong issuer.', 'access'],
    [401, 'InvalidAuthenticationToken', 'The access token is invalid.', 'access'],
    [400, 'InvalidParameterValue', 'ServiceId is not valid.', 'classification'],
    [400, 'InvalidParameterValue', 'The problem classification id does not exist.', 'classification'],
    [404, 'ResourceNotFound', '/providers/Microsoft.Support/services/vm was not found.', 'classification'],
    [400, 'InvalidParameterValue', 'Phone number is required.', 'invalid'],
    [404, 'SubscriptionNotFound', 'The subscription could not be found.', 'invalid'],
  ])('of a creation with %i %s is told with its words: %s → %s', async (status, code, message, meaning) => {
    const { azureSupport, support } = await startSupport();
    const answer = { status, json: error(code, message) };
    support.behaviour.nextWrites.push(answer, answer);
    const trouble = await troubleOf(azureSupport.createTicket(ORDER, patient()));
    expect(trouble).toMatchObject({ code: meaning, isPassing: false, retryAt: undefined });
    expect(trouble.message).toContain(`${code}: ${message}`);
    expect(trouble.message).toContain('Azure Support (global)');
  });

  it('to register says what to register', async () => {
    const { azureSupport, support } = await startSupport();
    support.behaviour.nextWrites.push({ status: 409, json: error('MissingSubscriptionRegistration') });
    const { message } = await troubleOf(azureSupport.createTicket(ORDER, patient()));
    expect(message).toContain('register the resource provider Microsoft.Support');
  });

  it('of everything else about a ticket that is not there is that it is gone', async () => {
    const { azureSupport } = await startSupport();
    for (const asked of [
      azureSupport.readTicket(REF, patient()),
      azureSupport.changeTicket(REF, { status: 'closed' }, patient()),
    ]) {
      expect(await troubleOf(asked)).toMatchObject({ code: 'ticketGone', isPassing: false });
    }
  });

  it('keeps the words of its details, and is cut; it quotes no token', async () => {
    const { azureSupport, fake } = await startSupport();
    const json = {
      error: {
        code: 'InvalidParameterValue',
        message: 'The calling client sent a bad request to the service',
        details: [
          {
            code: 'JsonDeserializationError',
            message: 'Title is too long: Bearer abc.def eyJhbGciOi.eyJ0aWQi.c2ln',
          },
          { message: '😀'.repeat(3_000) },
          null,
        ],
      },
    };
    fake.on(TICKET, { status: 400, json });
    const { message, code } = await troubleOf(azureSupport.readTicket(REF, patient()));
    expect(code).toBe('invalid');
    expect(message).toContain('JsonDeserializationError: Title is too long: Bearer …');
    expect(message).not.toMatch(/abc|eyJ|c2ln/);
    expect(message.length).toBeLessThanOrEqual(2_000);
    expect(message.isWellFormed()).toBe(true);
  });

  it.each([
    ['nothing', { status: 400 }],
    ['a page', { status: 400, text: '<html>No</html>' }],
    ['something else', { status: 400, json: { error: 'x' } }],
  ])('that says %s is told by its status', async (_what, reply) => {
    const { azureSupport, fake } = await startSupport();
    fake.on(TICKET, reply);
    const trouble = await troubleOf(azureSupport.readTicket(REF, patient()));
    expect(trouble).toMatchObject({ code: 'invalid' });
    expect(trouble.message).toContain('status 400');
  });

  it.each([500, 502, 503, 504, 408])('with %i may pass', async (status) => {
    const { azureSupport, fake } = await startSupport();
    fake.on(TICKETS, { status });
    expect(await troubleOf(azureSupport.readTicket(REF, patient()))).toMatchObject({
      code: 'unreachable',
      isPassing: true,
    });
    expect(fake.seen(TICKETS)).toHaveLength(4);
  });

  it('that is no answer at all may pass', async () => {
    const { azureSupport, fake } = await startSupport();
    fake.on(SERVICES, (response) => response.destroy());
    expect(await troubleOf(azureSupport.listServices(CONTOSO, patient()))).toMatchObject({ isPassing: true });
    fake.on(TICKET, { text: '<html>Log in to the hotel first</html>' });
    expect(await troubleOf(azureSupport.readTicket(REF, patient()))).toMatchObject({ isPassing: true });
    fake.on(TICKET, { json: [] });
    expect(await troubleOf(azureSupport.readTicket(REF, patient()))).toMatchObject({ isPassing: true });
  });
});
