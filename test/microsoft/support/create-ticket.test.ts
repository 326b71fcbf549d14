import { describe, expect, it } from 'vitest';
import { CONTOSO, patient, payload } from '../start.ts';
import { operationUrl, send } from './fake-support.ts';
import { ORDER, startSupport, TICKET, TICKET_PATH, troubleOf } from './start-support.ts';

const CREATED = {
  number: '119120321001170',
  status: 'Open',
  severity: 'B',
  modifiedAt: Date.parse('2026-11-21T10:00:00Z'),
};

describe('creating a ticket', () => {
  it('follows what was accepted to its end, and tells the ticket', async () => {
    const { azureSupport, support, fake, time, writes } = await startSupport();
    support.behaviour.looks = 2;
    expect(await azureSupport.createTicket(ORDER, patient())).toEqual(CREATED);
    expect(writes().map(({ method, path }) => `${method} ${path}`)).toEqual([
      `PUT ${TICKET_PATH}?api-version=2024-04-01`,
    ]);
    expect(fake.seen('management.azure.com/subscriptions/s/')).toHaveLength(3);
    expect(time.waits).toEqual([5_000, 5_000, 5_000]);
  });

  /** An attempt that is cut off as soon as Azure has accepted; gives where Azure tells of its end. */
  async function cutOff({ azureSupport }: Awaited<ReturnType<typeof startSupport>>): Promise<string> {
    const attempt = new AbortController();
    let operation = '';
    const keep = async (link: string | undefined) => {
      operation = link ?? operation;
      attempt.abort();
    };
    await troubleOf(azureSupport.createTicket(ORDER, attempt.signal, { operation: undefined, keep }));
    return operation;
  }
  const keep = async () => {};

  it('goes on waiting for what an earlier attempt was promised, and asks for nothing anew', async () => {
    const started = await startSupport();
    const operation = await cutOff(started);
    const ticket = await started.azureSupport.createTicket(ORDER, patient(), { operation, keep });
    expect(ticket).toEqual(CREATED);
    expect(started.support.created()).toBe(1);
  });

  it('learns that what an earlier attempt was promised has failed', async () => {
    const started = await startSupport();
    const error = { code: 'InvalidSupportPlan', message: 'The plan does not allow it.' };
    started.support.behaviour.end = { status: 'Failed', error };
    const operation = await cutOff(started);
    const creating = started.azureSupport.createTicket(ORDER, patient(), { operation, keep });
    expect(await troubleOf(creating)).toMatchObject({ code: 'plan', isPassing: false });
    expect(started.support.created()).toBe(1);
  });

  it('asks anew where nobody knows of the promise any more', async () => {
    const { azureSupport, support } = await startSupport();
    const operation = operationUrl('long-gone');
    expect(await azureSupport.createTicket(ORDER, patient(), { operation, keep })).toEqual(CREATED);
    expect(support.created()).toBe(1);
  });

  it('follows no link that leads away from Azure', async () => {
    const { azureSupport, fake, writes } = await startSupport();
    const operation = 'https://evil.example/operations/1';
    await azureSupport.createTicket(ORDER, patient(), { operation, keep: async () => {} });
    expect(fake.seen('evil.example')).toEqual([]);
    expect(writes()).toHaveLength(1);
  });

  it('sends what Azure documents, and nothing that was not said', async () => {
    const { azureSupport, writes } = await startSupport();
    await azureSupport.createTicket({ ...ORDER, severity: 'C', startedAt: undefined }, patient());
    expect(JSON.parse(writes()[0]?.body ?? '')).toEqual({
      properties: {
        title: 'No connection',
        description: 'Since 9:00 nobody can connect.',
        serviceId: '/providers/Microsoft.Support/services/vm',
        problemClassificationId: '/providers/Microsoft.Support/services/vm/problemClassifications/rdp',
        severity: 'minimal',
        advancedDiagnosticConsent: 'No',
        contactDetails: {
          firstName: 'Megan',
          lastName: 'Bowen',
          preferredContactMethod: 'email',
          primaryEmailAddress: 'megan@partner.example',
          preferredTimeZone: 'Romance Standard Time',
          preferredSupportLanguage: 'en-US',
          country: 'FRA',
        },
      },
    });
  });

  it('sends everything that was said, with the fields of the documented sample', async () => {
    const { azureSupport, writes } = await startSupport();
    const resourceId = `/subscriptions/${ORDER.subscriptionId}/resourceGroups/test/providers/Microsoft.Compute/virtualMachines/testserver`;
    const contact = { ...ORDER.contact, phone: ' +33 1 23 45 67 89 ' };
    await azureSupport.createTicket(
      { ...ORDER, severity: 'A', problemId: 'Consented', diagnosticConsent: true, contact, resourceId },
      patient(),
    );
    const { properties } = JSON.parse(writes()[0]?.body ?? '');
    expect(properties).toMatchObject({
      severity: 'critical',
      advancedDiagnosticConsent: 'Yes',
      secondaryConsent: [{ type: 'DatabricksConsent', userConsent: 'Yes' }],
      problemStartTime: '2026-11-21T09:00:00.000Z',
      contactDetails: { phoneNumber: '+33 1 23 45 67 89' },
      technicalTicketDetails: { resourceId },
    });
    const sample = payload('arm-supportTickets-create-technical.request') as { properties: object };
    const { supportPlanId, ...expected } = sample.properties as Record<string, unknown>;
    expect(supportPlanId).toBeDefined();
    expect(Object.keys(properties).toSorted()).toEqual(
      [...Object.keys(expected), 'problemStartTime'].toSorted(),
    );
  });

  it('reads the documented answer where it is given at once', async () => {
    const { azureSupport, fake } = await startSupport();
    fake.on(
      TICKET,
      { status: 404, json: {} },
      { json: payload('arm-supportTickets-create-technical.response') },
    );
    expect(await azureSupport.createTicket(ORDER, patient())).toEqual({
      number: '119120321001170',
      status: 'Open',
      severity: 'B',
      modifiedAt: Date.parse('2020-03-20T21:36:23Z'),
    });
  });

  it('follows the location where there is nothing better', async () => {
    const { azureSupport, fake, time } = await startSupport();
    const location =
      'https://management.azure.com/subscriptions/s/providers/Microsoft.Support/operationResults/1';
    const ticket = { json: payload('arm-supportTickets-create-technical.response') };
    fake.on(TICKET, { status: 404, json: {} }, { status: 202, headers: { location } }, ticket);
    const onTheWay = { status: 202, headers: { 'retry-after': '9' } };
    fake.on(location.slice('https://'.length), onTheWay, onTheWay, ticket);
    expect(await azureSupport.createTicket(ORDER, patient())).toMatchObject({ number: '119120321001170' });
    expect(time.waits).toEqual([5_000, 9_000, 9_000]);
  });

  it('waits as long as Azure asks, within bounds', async () => {
    const { azureSupport, support, fake, time } = await startSupport();
    support.behaviour.links = (operation) => ({
      'azure-asyncoperation': operationUrl(operation),
      'retry-after': '7',
    });
    const inProgress = (after: string) => ({
      json: { status: 'Working' },
      headers: { 'retry-after': after },
    });
    fake.on(
      'management.azure.com/subscriptions/s/',
      inProgress('600'),
      inProgress('0.2'),
      inProgress('soon'),
      { json: { status: 'Failed', error: { code: 'Enough' } } },
    );
    expect(await troubleOf(azureSupport.createTicket(ORDER, patient()))).toMatchObject({ code: 'failed' });
    expect(time.waits).toEqual([7_000, 30_000, 1_000, 5_000]);
  });

  it('looks a few times for the number, and does without it in the end', async () => {
    const { azureSupport, support } = await startSupport();
    support.behaviour.looksWithoutNumber = 3;
    expect(await azureSupport.createTicket(ORDER, patient())).toMatchObject({ number: '119120321001170' });
    support.behaviour.looksWithoutNumber = 1_000;
    const other = { ...ORDER, name: 'other' };
    expect(await azureSupport.createTicket(other, patient())).toMatchObject({
      number: undefined,
      status: 'Open',
    });
  });

  it('takes the number from the operation where the ticket does not tell it yet', async () => {
    const { azureSupport, support } = await startSupport();
    support.behaviour.looksWithoutNumber = 1_000;
    support.behaviour.end = { status: 'Succeeded', properties: { supportTicketId: '2404230040010665' } };
    expect(await azureSupport.createTicket(ORDER, patient())).toMatchObject({ number: '2404230040010665' });
  });
});

describe('a ticket is made once', () => {
  it('however often it is asked for', async () => {
    const { azureSupport, support } = await startSupport();
    const first = await azureSupport.createTicket(ORDER, patient());
    expect(await azureSupport.createTicket(ORDER, patient())).toEqual(first);
    expect(support.created()).toBe(1);
    expect(support.tickets.size).toBe(1);
  });

  it('where the answer was lost after Azure had done it', async () => {
    const { azureSupport, support } = await startSupport({ timings: { supportCallMs: 150 } });
    support.behaviour.nextWrites.push('lost');
    expect(await troubleOf(azureSupport.createTicket(ORDER, patient()))).toMatchObject({
      code: 'unreachable',
      isPassing: true,
    });
    expect(await azureSupport.createTicket(ORDER, patient())).toEqual(CREATED);
    expect(support.created()).toBe(1);
  });

  it('where the answer was lost and the policy asks again by itself', async () => {
    const { azureSupport, support, writes } = await startSupport();
    support.behaviour.nextWrites.push('lost', 'lost');
    expect(await azureSupport.createTicket(ORDER, patient())).toEqual(CREATED);
    expect(new Set(writes().map(({ path }) => path)).size).toBe(1);
    expect(support.tickets.size).toBe(1);
  });

  it('where Azure is silent for too long', async () => {
    const { azureSupport, support, fake } = await startSupport({ timings: { supportAttemptMs: 60 } });
    let puts = 0;
    fake.on(TICKET, (response, { method }) => {
      if (method === 'PUT') puts += 1;
      // Nobody is answered until the fourth attempt.
      if (method !== 'PUT') send(response, { status: 404, json: {} });
      else if (puts === 4) send(response, { json: payload('arm-supportTickets-create-technical.response') });
    });
    expect(await troubleOf(azureSupport.createTicket(ORDER, patient()))).toMatchObject({ isPassing: true });
    expect(puts).toBe(4);
    expect(support.created()).toBe(0);
  });

  it.each([
    [409, { error: { code: 'Conflict', message: 'Another one was first.' } }],
    [400, { Error: { Code: 'InvalidData', Message: 'A ticket of that name already exists.' } }],
  ])('where Azure refuses the second with %i', async (status, json) => {
    const { azureSupport, fake } = await startSupport();
    const found = { json: payload('arm-supportTickets-create-technical.response') };
    fake.on(`${TICKET}?`, { status: 404, json: {} }, { status, json }, found);
    expect(await azureSupport.createTicket(ORDER, patient())).toMatchObject({ number: '119120321001170' });
  });

  it('where the operation fails because it is there', async () => {
    const { azureSupport, support } = await startSupport();
    support.behaviour.isMadeAnyway = true;
    support.behaviour.end = {
      status: 'Failed',
      error: { code: 'Conflict', message: 'The name already exists.' },
    };
    expect(await azureSupport.createTicket(ORDER, patient())).toEqual(CREATED);
  });

  it.each([
    [409, 'Conflict', ''],
    [409, 'Busy', 'Come back later.'],
    [400, 'InvalidData', 'A ticket of that name already exists.'],
    [400, 'ResourceAlreadyExists', ''],
    [400, 'InvalidParameterValue', 'The support ticket name must be unique.'],
    [400, 'BadRequest', 'The ticket is being created.'],
    [400, 'OperationInProgress', 'Another operation on this resource is in progress.'],
    [400, 'DuplicateTicket', ''],
  ])('where Azure says with %i %s %s that it is there, and it is not to be seen: to be tried again', async (status, code, message) => {
    const { azureSupport, support } = await startSupport();
    support.behaviour.nextWrites.push({ status, json: { error: { code, message } } });
    expect(await troubleOf(azureSupport.createTicket(ORDER, patient()))).toMatchObject({
      code: 'unreachable',
      isPassing: true,
    });
  });
});

it('that is wrong in what it says is told as such, at once', async () => {
  const { azureSupport, support } = await startSupport();
  for (const message of ['PhoneNumber is not valid.', 'The resource does not exist.']) {
    support.behaviour.nextWrites.push({ status: 400, json: { error: { code: 'InvalidData', message } } });
    expect(await troubleOf(azureSupport.createTicket(ORDER, patient()))).toMatchObject({
      code: 'invalid',
      isPassing: false,
    });
  }
});

describe('an operation', () => {
  it.each([
    ['Failed', 'InternalServerError', 'Something broke.', 'failed'],
    ['Canceled', 'OperationCanceled', 'Somebody stopped it.', 'failed'],
    ['Failed', 'InvalidSupportPlan', 'Your plan type is Free.', 'plan'],
    ['failed', 'InvalidParameterValue', 'ProblemClassificationId is not valid.', 'classification'],
  ])('that ends as %s with %s is told with its words', async (status, code, message, meaning) => {
    const { azureSupport, support } = await startSupport();
    support.behaviour.end = { status, error: { code, message } };
    const trouble = await troubleOf(azureSupport.createTicket(ORDER, patient()));
    expect(trouble).toMatchObject({ code: meaning, isPassing: false });
    expect(trouble.message).toContain(`${code}: ${message}`);
    expect(support.tickets.size).toBe(0);
  });

  it.each([
    'https://evil.example/operation',
    'https://management.azure.com.evil.example/operation',
    'https://management.chinacloudapi.cn/operation',
    'http://management.azure.com/operation',
    'nonsense',
  ])('is not followed to %s', async (link) => {
    const { azureSupport, support, fake } = await startSupport();
    support.behaviour.links = () => ({ 'azure-asyncoperation': link, location: link });
    const trouble = await troubleOf(azureSupport.createTicket(ORDER, patient()));
    expect(trouble).toMatchObject({ code: 'unreachable', isPassing: true });
    const hosts = new Set(fake.requests.map(({ host }) => host));
    expect([...hosts].toSorted()).toEqual(['login.microsoftonline.com', 'management.azure.com']);
    expect(fake.requests.filter(({ path }) => path.includes('operation'))).toEqual([]);
  });

  it('is followed on through moments in which Azure cannot be reached', async () => {
    const { azureSupport, fake } = await startSupport({ timings: { supportCallMs: 300 } });
    const broken = Array.from({ length: 8 }, () => ({ status: 503 }));
    fake.on('management.azure.com/subscriptions/s/', ...broken, {
      json: { status: 'Failed', error: { code: 'X' } },
    });
    expect(await troubleOf(azureSupport.createTicket(ORDER, patient()))).toMatchObject({ code: 'failed' });
  });

  it('that nobody knows any more is not the end: the ticket is looked for', async () => {
    const { azureSupport, fake } = await startSupport();
    fake.on('management.azure.com/subscriptions/s/', { status: 404, json: { error: { code: 'NotFound' } } });
    expect(await troubleOf(azureSupport.createTicket(ORDER, patient()))).toMatchObject({
      code: 'unreachable',
      isPassing: true,
    });
    const found = { json: payload('arm-supportTickets-create-technical.response') };
    const links = { 'azure-asyncoperation': operationUrl('gone') };
    fake.on(TICKET, { status: 404, json: {} }, { status: 202, headers: links }, found);
    expect(await azureSupport.createTicket(ORDER, patient())).toMatchObject({ number: '119120321001170' });
  });

  it('is left as soon as the caller gives up', async () => {
    const { azureSupport, support, fake } = await startSupport();
    support.behaviour.looks = 1_000_000;
    const caller = new AbortController();
    let looks = 0;
    fake.on('management.azure.com/subscriptions/s/', (response) => {
      looks += 1;
      if (looks === 3) caller.abort();
      else response.end('{"status":"InProgress"}');
    });
    expect(await troubleOf(azureSupport.createTicket(ORDER, caller.signal))).toMatchObject({
      code: 'unreachable',
      isPassing: true,
    });
    expect(looks).toBe(3);
    expect(await troubleOf(azureSupport.createTicket(ORDER, AbortSignal.abort()))).toMatchObject({
      isPassing: true,
    });
    expect(fake.seen(`login.microsoftonline.com/${CONTOSO.tenantId}`)).toHaveLength(1);
  });
});
