import { describe, expect, it } from 'vitest';
import { patient } from '../start.ts';
import { ORDER, REF, startSupport, TICKET, TICKET_PATH, troubleOf } from './start-support.ts';

const COMMUNICATIONS = `${TICKET}/communications`;
const ID = '90000000-0000-4000-8000-000000000002';
const MESSAGE = { id: ID, subject: 'SR-1042', text: 'We restarted it.', sender: 'megan@partner.example' };

describe('a ticket', () => {
  it.each([
    ['Critical', 'A'],
    ['highestCriticalImpact', 'A'],
    ['Moderate', 'B'],
    ['MINIMAL', 'C'],
    ['urgent', undefined],
  ])('of the severity %s is %s', async (severity, letter) => {
    const { azureSupport, fake } = await startSupport();
    fake.on(TICKET, {
      json: { properties: { supportTicketId: 118032014183770, status: 'Updating', severity } },
    });
    expect(await azureSupport.readTicket(REF, patient())).toEqual({
      number: '118032014183770',
      status: 'Updating',
      severity: letter,
      modifiedAt: undefined,
    });
  });

  it('is changed by what changes, and read from the answer', async () => {
    const { azureSupport, writes } = await startSupport();
    await azureSupport.createTicket(ORDER, patient());
    expect(await azureSupport.changeTicket(REF, { severity: 'A' }, patient())).toMatchObject({
      severity: 'A',
    });
    expect(await azureSupport.changeTicket(REF, { status: 'closed' }, patient())).toMatchObject({
      status: 'closed',
    });
    const changes = writes().slice(1);
    expect(changes.map(({ method, path }) => `${method} ${path.split('?')[0]}`)).toEqual([
      `PATCH ${TICKET_PATH}`,
      `PATCH ${TICKET_PATH}`,
    ]);
    expect(changes.map(({ body }) => JSON.parse(body))).toEqual([
      { severity: 'critical' },
      { status: 'closed' },
    ]);
  });

  it('somebody works on cannot be changed: told with the words', async () => {
    const { azureSupport, support } = await startSupport();
    const message = 'The severity cannot be changed while an engineer works on the ticket.';
    support.behaviour.nextWrites.push({
      status: 409,
      json: { error: { code: 'UpdateOperationDenied', message } },
    });
    const trouble = await troubleOf(azureSupport.changeTicket(REF, { severity: 'A' }, patient()));
    expect(trouble).toMatchObject({ code: 'invalid', isPassing: false });
    expect(trouble.message).toContain(`UpdateOperationDenied: ${message}`);
  });
});

describe('the messages of a ticket', () => {
  const row = (name: string, properties: object) => ({ name, properties });

  it('are plain text, newest first, whatever order they come in', async () => {
    const { azureSupport, fake } = await startSupport();
    const nextLink = `https://${COMMUNICATIONS}?api-version=2024-04-01&$skipToken=2`;
    fake.on(
      COMMUNICATIONS,
      {
        json: {
          value: [
            row('old', {
              sender: 'support@mail.support.microsoft.com',
              body: 'Case opened',
              createdDate: '2026-11-21T08:00:00Z',
            }),
            row('undated', { sender: 'megan@partner.example', body: 'Hello' }),
          ],
          nextLink,
        },
      },
      {
        json: {
          value: [
            null,
            row('new', {
              sender: 'Azure Support <azure@microsoftsupport.com>',
              subject: 'Update',
              body: '<html><body><p>Please <b>restart</b> it:</p><ul><li>now</li></ul><img src="data:x"><script>evil()</script><a href="https://evil.example">here</a></body></html>',
              createdDate: '2026-11-21T09:30:00.1234567Z',
            }),
          ],
        },
      },
    );
    expect(await azureSupport.listMessages(REF, patient())).toEqual([
      {
        id: 'new',
        isFromVendor: true,
        text: 'Please restart it:\n\n• now\n\nhere',
        at: Date.parse('2026-11-21T09:30:00.123Z'),
      },
      { id: 'old', isFromVendor: true, text: 'Case opened', at: Date.parse('2026-11-21T08:00:00Z') },
      { id: 'undated', isFromVendor: false, text: 'Hello', at: undefined },
    ]);
  });

  it.each([
    ['support@mail.support.microsoft.com', 'Inbound', true],
    ['support@mail.support.microsoft.com', 'outbound', true],
    ['someone@microsoft.com', '', true],
    ['someone@notmicrosoft.com', 'Inbound', false],
    ['someone@microsoft.com.evil.example', 'Inbound', false],
    ['megan@partner.example', 'Inbound', false],
    ['megan@partner.example', 'outbound', false],
    ['', 'Inbound', true],
    ['', 'outbound', false],
    ['', '', true],
    ['Microsoft Support', 'Inbound', true],
    ['Adele', 'outbound', false],
  ])('of the sender "%s", %s, are the vendor\'s: %s', async (sender, communicationDirection, isFromVendor) => {
    const { azureSupport, fake } = await startSupport();
    fake.on(COMMUNICATIONS, { json: { value: [row('m', { sender, communicationDirection, body: 'x' })] } });
    expect(await azureSupport.listMessages(REF, patient())).toMatchObject([{ isFromVendor }]);
  });

  it('are cut, and are their subject where they have no words', async () => {
    const { azureSupport, fake } = await startSupport();
    fake.on(COMMUNICATIONS, {
      json: {
        value: [
          row('long', { body: '😀'.repeat(15_000) }),
          row('empty', { subject: ' Survey ', body: '<img src="x">' }),
        ],
      },
    });
    const [long, empty] = await azureSupport.listMessages(REF, patient());
    expect(long?.text.length).toBeLessThanOrEqual(20_000);
    expect(long?.text.isWellFormed()).toBe(true);
    expect(empty?.text).toBe('Survey');
  });

  it('are the hundred newest of five hundred, and no more pages are read', async () => {
    const { azureSupport, fake } = await startSupport();
    let pages = 0;
    fake.on(COMMUNICATIONS, (response) => {
      pages += 1;
      const value = Array.from({ length: 10 }, (_, index) =>
        row(`m${pages}-${index}`, {
          body: 'x',
          createdDate: new Date(pages * 1_000_000 + index * 1_000).toISOString(),
        }),
      );
      const nextLink = `https://${COMMUNICATIONS}?api-version=2024-04-01&$skipToken=${pages}`;
      response.end(JSON.stringify({ value, nextLink }));
    });
    const messages = await azureSupport.listMessages(REF, patient());
    expect(pages).toBe(50);
    expect(messages).toHaveLength(100);
    expect(messages[0]?.id).toBe('m50-9');
    expect(messages.at(-1)?.id).toBe('m41-0');
  });

  it('that are not there are none; only writing one tells that the ticket is gone', async () => {
    const { azureSupport, fake } = await startSupport();
    fake.on(COMMUNICATIONS, { status: 404, json: { error: { code: 'ResourceNotFound' } } });
    expect(await azureSupport.listMessages(REF, patient())).toEqual([]);
    expect(await troubleOf(azureSupport.addMessage(REF, MESSAGE, patient()))).toMatchObject({
      code: 'ticketGone',
    });
  });
});

describe('a message of ours', () => {
  it('is sent under a name made from its id, and told by that id', async () => {
    const { azureSupport, fake, writes } = await startSupport();
    await azureSupport.addMessage(REF, MESSAGE, patient());
    expect(writes()).toHaveLength(1);
    // Azure refuses a GUID as a name.
    expect(writes()[0]?.path).toBe(
      `${TICKET_PATH}/communications/partner-health-${ID}?api-version=2024-04-01`,
    );
    expect(JSON.parse(writes()[0]?.body ?? '')).toEqual({
      properties: { subject: 'SR-1042', body: 'We restarted it.', sender: 'megan@partner.example' },
    });
    const properties = {
      sender: 'we@microsoft.com',
      communicationDirection: 'Inbound',
      body: '<pre>We restarted it.</pre>',
    };
    fake.on(`${COMMUNICATIONS}?`, { json: { value: [{ name: `partner-health-${ID}`, properties }] } });
    expect(await azureSupport.listMessages(REF, patient())).toEqual([
      { id: ID, isFromVendor: false, text: 'We restarted it.', at: undefined },
    ]);
  });

  it('is sent once, however often it is asked for', async () => {
    const { azureSupport, support } = await startSupport();
    for (let count = 0; count < 3; count += 1) await azureSupport.addMessage(REF, MESSAGE, patient());
    expect(support.created()).toBe(1);
  });

  it.each([
    { status: 409, json: { error: { code: 'Conflict' } } },
    { status: 400, json: { error: { code: 'InvalidData', message: 'The communication already exists.' } } },
  ])('that is there already is fine: $status', async (answer) => {
    const { azureSupport, support } = await startSupport();
    support.behaviour.nextWrites.push(answer);
    await azureSupport.addMessage(REF, MESSAGE, patient());
    expect(support.created()).toBe(0);
  });

  it('that Azure could not add after accepting it is told', async () => {
    const { azureSupport, support } = await startSupport();
    support.behaviour.end = { status: 'Failed', error: { code: 'InternalServerError', message: 'Broken.' } };
    const trouble = await troubleOf(azureSupport.addMessage(REF, MESSAGE, patient()));
    expect(trouble).toMatchObject({ code: 'failed' });
    expect(trouble.message).toContain('Broken.');
  });

  it('whose answer was lost is not sent twice', async () => {
    const { azureSupport, support } = await startSupport({ timings: { supportCallMs: 150 } });
    support.behaviour.nextWrites.push('lost');
    expect(await troubleOf(azureSupport.addMessage(REF, MESSAGE, patient()))).toMatchObject({
      isPassing: true,
    });
    await azureSupport.addMessage(REF, MESSAGE, patient());
    expect(support.created()).toBe(1);
  });

  it('is not taken for sent while nobody can tell', async () => {
    const { azureSupport, support } = await startSupport();
    support.behaviour.links = () => ({});
    expect(await troubleOf(azureSupport.addMessage(REF, MESSAGE, patient()))).toMatchObject({
      isPassing: true,
    });
  });
});
