import { expect, test } from 'vitest';
import { z } from 'zod';
import { readError, trySupport } from './try-support.ts';

const LIST = z.object({ value: z.array(z.object({ name: z.string() })), nextLink: z.string().optional() });

test('a ticket is accepted, its operation runs for some seconds, and then it is there', async () => {
  const { ask, below, makeTicket, pass, sandbox } = await trySupport({ support: { createMs: 3000 } });
  const path = below('contoso', 'Production', 'supportTickets/sr-1');
  const accepted = await ask('contoso', 'PUT', path, await makeTicket());
  expect([accepted.status, await accepted.text()]).toEqual([202, '']);
  expect(accepted.headers.get('retry-after')).toBe('3');
  const operation = accepted.headers.get('azure-asyncoperation') ?? '';
  const result = accepted.headers.get('location') ?? '';
  expect(operation).toMatch(
    /^https:\/\/management\.azure\.com\/subscriptions\/.*\/operationsStatus\/.*\?api-version=2024-04-01$/,
  );
  expect(await (await ask('contoso', 'GET', operation)).json()).toMatchObject({ status: 'InProgress' });
  expect((await ask('contoso', 'GET', result)).status).toBe(202);
  expect((await ask('contoso', 'GET', path)).status).toBe(404);
  expect(sandbox.support.listTickets()).toMatchObject([{ name: 'sr-1', status: 'Creating' }]);
  pass(0.05);
  expect(await (await ask('contoso', 'GET', operation)).json()).toMatchObject({
    status: 'Succeeded',
    properties: { supportTicketCreationWarning: '', supportTicketId: '2611210040010001' },
  });
  const ticket = await (await ask('contoso', 'GET', path)).json();
  expect(ticket).toMatchObject({
    name: 'sr-1',
    type: 'Microsoft.Support/supportTickets',
    properties: {
      title: 'Machines restart',
      severity: 'moderate',
      serviceDisplayName: 'Virtual Machine running Windows',
      supportPlanType: 'Premier',
      supportTicketId: '2611210040010001',
      status: 'Open',
      createdDate: '2026-11-21T10:00:03Z',
      serviceLevelAgreement: { slaMinutes: 240, expirationTime: '2026-11-21T14:00:03Z' },
      supportEngineer: { emailAddress: null },
    },
  });
  expect(await (await ask('contoso', 'GET', result)).json()).toEqual(ticket);
});

test('by default creation takes two to four seconds', async () => {
  const { ask, below, makeTicket } = await trySupport();
  const body = await makeTicket();
  for (const name of ['a', 'b', 'c']) {
    const answer = await ask(
      'contoso',
      'PUT',
      below('contoso', 'Production', `supportTickets/${name}`),
      body,
    );
    expect(['2', '3', '4']).toContain(answer.headers.get('retry-after'));
  }
});

test('a name has one ticket for ever, whatever its case, however often it is asked for', async () => {
  const { ask, below, makeTicket, openTicket, pass, sandbox } = await trySupport();
  const body = await makeTicket();
  const path = below('contoso', 'Production', 'supportTickets/sr-1');
  const first = await ask('contoso', 'PUT', path, body);
  const again = await ask('contoso', 'PUT', path.replace('sr-1', 'SR-1'), body);
  expect(again.headers.get('azure-asyncoperation')).toBe(first.headers.get('azure-asyncoperation'));
  pass(1);
  const there = await ask('contoso', 'PUT', path, await makeTicket({ title: 'Something else' }));
  expect(there.status).toBe(200);
  expect(await there.json()).toMatchObject({ properties: { title: 'Machines restart' } });
  await openTicket('sr-2');
  expect(sandbox.support.listTickets()).toMatchObject([
    { name: 'sr-1', status: 'Open', created: 1, puts: 3 },
    { name: 'sr-2', status: 'Open', created: 1, puts: 1 },
  ]);
  // Another subscription has names of its own.
  await ask('contoso', 'PUT', below('contoso', 'Test', 'supportTickets/sr-1'), body);
  expect(sandbox.support.listTickets()).toHaveLength(3);
});

test('the next creations can be made to fail, and leave the name free', async () => {
  const { ask, below, makeTicket, pass, sandbox } = await trySupport();
  sandbox.support.set({ fail: { times: 1, message: 'Out of luck.' } });
  const path = below('contoso', 'Production', 'supportTickets/sr-1');
  const body = await makeTicket();
  const accepted = await ask('contoso', 'PUT', path, body);
  pass(1);
  const operation = await ask('contoso', 'GET', accepted.headers.get('azure-asyncoperation') ?? '');
  expect(await operation.json()).toMatchObject({
    status: 'Failed',
    error: { code: 'InternalServerError', message: 'Out of luck.' },
  });
  expect((await ask('contoso', 'GET', accepted.headers.get('location') ?? '')).status).toBe(400);
  expect((await ask('contoso', 'GET', path)).status).toBe(404);
  expect((await ask('contoso', 'PUT', path, body)).status).toBe(202);
  pass(1);
  expect((await ask('contoso', 'GET', path)).status).toBe(200);
  expect(sandbox.support.listTickets()).toMatchObject([{ created: 1, puts: 2, status: 'Open' }]);
});

test('names are checked: free, taken, or not allowed', async () => {
  const { ask, below, openTicket, makeTicket } = await trySupport();
  await openTicket('sr-1');
  const check = async (name: string) => {
    const body = { name, type: 'Microsoft.Support/supportTickets' };
    return (
      await ask('contoso', 'POST', below('contoso', 'Production', 'checkNameAvailability'), body)
    ).json();
  };
  expect(await check('sr-2')).toEqual({ nameAvailable: true });
  expect(await check('SR-1')).toMatchObject({ nameAvailable: false, reason: 'AlreadyExists' });
  for (const wrong of ['12345', 'tmp-1', 'a?b', 'x'.repeat(256)])
    expect(await check(wrong)).toMatchObject({ nameAvailable: false, reason: 'Invalid' });
  const put = await ask(
    'contoso',
    'PUT',
    below('contoso', 'Production', 'supportTickets/12345'),
    await makeTicket(),
  );
  expect(await readError(put)).toMatchObject({ status: 400, code: 'InvalidParameterValue' });
});

test('tickets are listed newest first, page by page, and filtered', async () => {
  const { ask, below, openTicket } = await trySupport();
  for (const name of ['sr-1', 'sr-2', 'sr-3']) await openTicket(name);
  await ask('contoso', 'PATCH', below('contoso', 'Production', 'supportTickets/sr-2'), { status: 'closed' });
  const list = async (query: string) =>
    LIST.parse(
      await (await ask('contoso', 'GET', below('contoso', 'Production', `supportTickets?${query}`))).json(),
    );
  const first = await list('$top=2');
  expect(first.value.map(({ name }) => name)).toEqual(['sr-3', 'sr-2']);
  const second = LIST.parse(await (await ask('contoso', 'GET', first.nextLink ?? '')).json());
  expect(second).toEqual({ value: [expect.objectContaining({ name: 'sr-1' })] });
  const found = async (filter: string) =>
    (await list(`$filter=${encodeURIComponent(filter)}`)).value.map(({ name }) => name);
  expect(await found("status eq 'Open'")).toEqual(['sr-3', 'sr-1']);
  expect(await found("CreatedDate ge 2026-11-21T10:00:08Z and Status eq 'Open'")).toEqual(['sr-3']);
  const refused = await ask('contoso', 'GET', below('contoso', 'Production', 'supportTickets?$top=101'));
  expect(refused.status).toBe(400);
});

test('severity, status and contact can be changed, until an engineer works on it', async () => {
  const { ask, below, openTicket, pass } = await trySupport();
  await openTicket('sr-1');
  const change = (body: unknown) =>
    ask('contoso', 'PATCH', below('contoso', 'Production', 'supportTickets/sr-1'), body);
  expect(await (await change({ severity: 'critical' })).json()).toMatchObject({
    properties: { severity: 'critical', serviceLevelAgreement: { slaMinutes: 60 } },
  });
  expect(await (await change({ contactDetails: { country: 'FRA' } })).json()).toMatchObject({
    properties: { contactDetails: { country: 'FRA', firstName: 'Adele' } },
  });
  pass(2);
  expect(await readError(await change({ severity: 'minimal' }))).toMatchObject({
    status: 409,
    code: 'UpdateOperationDenied',
  });
  expect((await change({ severity: 'critical' })).status).toBe(200);
  expect(await (await change({ status: 'closed' })).json()).toMatchObject({
    properties: { status: 'Closed' },
  });
  expect(await readError(await change({ status: 'closed' }))).toMatchObject({
    code: 'UpdateOperationDenied',
  });
  expect(await (await change({ status: 'open' })).json()).toMatchObject({ properties: { status: 'Open' } });
  expect(await readError(await change({ properties: { status: 'closed' } }))).toMatchObject({
    status: 400,
    details: [{ code: 'JsonDeserializationError' }],
  });
});

test('some customers have their words in capitals, as in recorded answers', async () => {
  const { ask, below, makeTicket, pass } = await trySupport();
  const path = below('contoso-pharma', 'Research', 'supportTickets/sr-1');
  await ask('contoso-pharma', 'PUT', path, await makeTicket());
  pass(1);
  expect(await (await ask('contoso-pharma', 'GET', path)).json()).toMatchObject({
    properties: { severity: 'Moderate', contactDetails: { preferredContactMethod: 'Email' } },
  });
});
