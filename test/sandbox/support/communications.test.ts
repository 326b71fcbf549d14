import { expect, test } from 'vitest';
import { readError, trySupport } from './try-support.ts';

const NOTE = {
  properties: {
    subject: 'SR-1001',
    body: 'It began at <09:10> & goes on.',
    sender: 'adele@sandboxpartner.onmicrosoft.com',
  },
};

test('after a minute and a half an engineer asks, and answers what we write', async () => {
  const { ask, below, openTicket, listCommunications, pass } = await trySupport();
  const { properties } = await openTicket('sr-1');
  expect(await listCommunications('sr-1')).toEqual([]);
  pass(1.5);
  const [question] = await listCommunications('sr-1');
  expect(question?.properties).toMatchObject({
    communicationType: 'web',
    communicationDirection: 'outbound',
    sender: 'support@mail.support.microsoft.com',
    subject: `RE: Machines restart - TrackingID#${properties.supportTicketId}`,
    body: expect.stringMatching(/^<html>.*please tell us/),
  });
  const path = below('contoso', 'Production', 'supportTickets/sr-1/communications/note-1');
  const accepted = await ask('contoso', 'PUT', path, NOTE);
  expect(accepted.status).toBe(202);
  expect((await ask('contoso', 'PUT', path, NOTE)).headers.get('location')).toBe(
    accepted.headers.get('location'),
  );
  expect((await ask('contoso', 'GET', path)).status).toBe(404);
  pass(0.1);
  expect(await (await ask('contoso', 'GET', path)).json()).toMatchObject({
    name: 'note-1',
    type: 'Microsoft.Support/communications',
    properties: {
      communicationDirection: 'inbound',
      subject: `SR-1001 - TrackingID#${properties.supportTicketId}`,
      body: '<pre>It began at &lt;09:10&gt; &amp; goes on.</pre>',
    },
  });
  expect(await (await ask('contoso', 'GET', accepted.headers.get('location') ?? '')).json()).toMatchObject({
    name: 'note-1',
  });
  // The same name again is the same note.
  expect((await ask('contoso', 'PUT', path, NOTE)).status).toBe(200);
  pass(5);
  expect((await listCommunications('sr-1')).map((said) => said.properties.communicationDirection)).toEqual([
    'outbound',
    'inbound',
    'outbound',
  ]);
  const ticket = await ask('contoso', 'GET', below('contoso', 'Production', 'supportTickets/sr-1'));
  expect(await ticket.json()).toMatchObject({
    properties: { supportEngineer: { emailAddress: 'support@mail.support.microsoft.com' } },
  });
});

test('nobody writes on a closed ticket of their own accord', async () => {
  const { ask, below, openTicket, listCommunications, pass } = await trySupport();
  await openTicket('sr-1');
  await ask('contoso', 'PATCH', below('contoso', 'Production', 'supportTickets/sr-1'), { status: 'closed' });
  pass(10);
  expect(await listCommunications('sr-1')).toEqual([]);
});

test('a page holds ten communications, and names are checked', async () => {
  const { ask, below, openTicket, listCommunications, pass } = await trySupport();
  await openTicket('sr-1');
  const base = 'supportTickets/sr-1';
  for (let turn = 0; turn < 12; turn += 1)
    await ask('contoso', 'PUT', below('contoso', 'Production', `${base}/communications/n${turn}`), NOTE);
  pass(0.1);
  expect(await listCommunications('sr-1')).toHaveLength(10);
  const check = await ask(
    'contoso',
    'POST',
    below('contoso', 'Production', `${base}/checkNameAvailability`),
    {
      name: 'n1',
      type: 'Microsoft.Support/communications',
    },
  );
  expect(await check.json()).toMatchObject({ nameAvailable: false });
  const filter = encodeURIComponent("communicationType eq 'Web' and createdDate gt 2030-01-01T00:00:00Z");
  const none = await ask(
    'contoso',
    'GET',
    below('contoso', 'Production', `${base}/communications?$filter=${filter}`),
  );
  expect(await none.json()).toEqual({ value: [] });
});

test('an application must name the sender; a note needs a subject, and a ticket', async () => {
  const { ask, below, openTicket } = await trySupport();
  await openTicket('sr-1');
  const put = async (ticket: string, properties: object) => {
    const path = below('contoso', 'Production', `supportTickets/${ticket}/communications/n`);
    return readError(await ask('contoso', 'PUT', path, { properties }));
  };
  const { sender: _, ...unsent } = NOTE.properties;
  expect((await put('sr-1', unsent)).details?.[0]?.message).toContain('sender');
  expect((await put('sr-1', { ...NOTE.properties, subject: '' })).details?.[0]?.message).toContain('subject');
  expect(await put('none', NOTE.properties)).toMatchObject({ status: 404 });
});
