import { expect, test } from 'vitest';
import { CLOUDS } from '../../../src/clouds.ts';
import { accountOf } from '../try-sandbox.ts';
import { readError, trySupport } from './try-support.ts';

const { arm, graph } = CLOUDS.global;

test('without a good auxiliary token of the partner nothing is told, and the answer says which token it was', async () => {
  const { below, call, tokensOf, signIn, tenantOf, pass } = await trySupport();
  const right = await tokensOf('contoso');
  const partner = accountOf('global').tenantId;
  const ask = (auxiliary: string | undefined, main = right.authorization ?? '') =>
    call(`${arm}${below('contoso', 'Production', 'supportTickets')}`, {
      headers: {
        authorization: main,
        ...(auxiliary === undefined ? {} : { 'x-ms-authorization-auxiliary': auxiliary }),
      },
    });
  const good = right['x-ms-authorization-auxiliary'] ?? '';
  expect((await ask(good)).status).toBe(200);
  expect((await ask(`${right.authorization}; ${good}`)).status).toBe(200);
  const { authorization: ofGraph } = await signIn('global', partner, graph);
  const wrong: [string, string | undefined][] = [
    ['AuthenticationFailed', undefined],
    ['InvalidAuthenticationToken', `${good}x`],
    ['InvalidAuthenticationTokenAudience', ofGraph],
    ['InvalidAuthenticationTokenTenant', right.authorization],
  ];
  for (const [code, auxiliary] of wrong) {
    const refused = await readError(await ask(auxiliary));
    expect(refused).toMatchObject({ status: 401, code });
    expect(refused.message).toContain('auxiliary');
  }
  pass(61);
  const { authorization: fresh } = await signIn('global', tenantOf('contoso').tenantId, arm);
  expect(await readError(await ask(good, fresh))).toMatchObject({
    code: 'ExpiredAuthenticationToken',
    message: 'The auxiliary access token has expired.',
  });
});

test("a customer's token opens that customer's subscriptions only", async () => {
  const { ask, below } = await trySupport();
  expect(
    await readError(await ask('contoso', 'GET', below('fabrikam', 'Production', 'supportTickets'))),
  ).toMatchObject({ status: 404, code: 'SubscriptionNotFound' });
});

test('Adventure Works may be read but not get tickets; a subscription without any role is not even read', async () => {
  const { ask, below, makeTicket } = await trySupport();
  const tickets = below('adventure-works', 'Manufacturing', 'supportTickets');
  expect((await ask('adventure-works', 'GET', tickets)).status).toBe(200);
  const refused = await readError(
    await ask(
      'adventure-works',
      'PUT',
      below('adventure-works', 'Manufacturing', 'supportTickets/sr-1'),
      await makeTicket(),
    ),
  );
  expect(refused).toMatchObject({ status: 403, code: 'AuthorizationFailed' });
  expect(refused.message).toContain('Microsoft.Support/supportTickets/write');
  expect((await ask('fabrikam', 'GET', below('fabrikam', 'Finance', 'supportTickets'))).status).toBe(403);
});

test('Northwind has no support plan: the ticket is accepted, and its operation fails', async () => {
  const { ask, below, makeTicket, pass, sandbox } = await trySupport();
  const path = below('northwind', 'Web shop', 'supportTickets/sr-1');
  const accepted = await ask('northwind', 'PUT', path, await makeTicket());
  expect(accepted.status).toBe(202);
  pass(1);
  const operation = await ask('northwind', 'GET', accepted.headers.get('azure-asyncoperation') ?? '');
  expect(await operation.json()).toMatchObject({
    status: 'Failed',
    error: { code: 'InvalidSupportPlan', message: expect.stringContaining('Your support plan type is CSP.') },
  });
  expect((await ask('northwind', 'GET', path)).status).toBe(404);
  expect(sandbox.support.listTickets()).toMatchObject([{ status: 'Failed', created: 0 }]);
});

test('every problem of a body is told at once', async () => {
  const { ask, below, makeTicket } = await trySupport();
  const path = below('contoso', 'Production', 'supportTickets/sr-1');
  const { properties } = await makeTicket({ severity: 'urgent', description: '  ' });
  const { title: _, ...untitled } = properties;
  const refused = await readError(await ask('contoso', 'PUT', path, { properties: untitled }));
  expect(refused).toMatchObject({ status: 400, code: 'InvalidParameterValue' });
  const told = refused.details?.map(({ message }) => message).join('\n');
  for (const name of ['properties.title', 'properties.description', 'properties.severity'])
    expect(told).toContain(name);
  expect((await readError(await ask('contoso', 'PUT', path, '{'))).code).toBe('InvalidRequestContent');
});

test.each([
  ['country', { country: 'NL' }],
  ['preferredTimeZone', { preferredTimeZone: 'Europe/Amsterdam' }],
  ['preferredSupportLanguage', { preferredSupportLanguage: 'nl-nl' }],
  ['phoneNumber', { preferredContactMethod: 'phone' }],
  ['primaryEmailAddress', { primaryEmailAddress: 'adele' }],
])('a contact with a wrong %s is refused', async (name, change) => {
  const { ask, below, makeTicket } = await trySupport();
  const { properties } = await makeTicket();
  const refused = await readError(
    await ask('contoso', 'PUT', below('contoso', 'Production', 'supportTickets/sr-1'), {
      properties: { ...properties, contactDetails: { ...properties.contactDetails, ...change } },
    }),
  );
  expect(refused.details?.[0]?.message).toContain(name);
});

test('a service that does not exist, and a classification of another service, are refused', async () => {
  const { ask, below, listNamed, makeTicket } = await trySupport();
  const [service] = await listNamed('services');
  const [problem] = await listNamed(`services/${service?.name}/problemClassifications`);
  for (const change of [
    { serviceId: '/providers/Microsoft.Support/services/none' },
    { problemClassificationId: problem?.id },
  ]) {
    const answer = await ask(
      'contoso',
      'PUT',
      below('contoso', 'Production', 'supportTickets/sr-1'),
      await makeTicket(change),
    );
    expect(answer.status).toBe(400);
  }
});

test('before 2021 nobody was asked for the diagnostic consent', async () => {
  const { ask, below, makeTicket } = await trySupport();
  const { properties } = await makeTicket();
  const { advancedDiagnosticConsent: _, ...older } = properties;
  const path = below('contoso', 'Production', 'supportTickets/sr-1');
  expect((await ask('contoso', 'PUT', path, { properties: older })).status).toBe(400);
  const before = path.replace('2024-04-01', '2020-04-01');
  expect((await ask('contoso', 'PUT', before, { properties: older })).status).toBe(202);
});
