import { randomUUID } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { createMicrosoft } from '../../../src/microsoft/microsoft.ts';
import { SANDBOX_REFRESH_TOKENS } from '../../../src/sandbox/accounts.ts';
import { accountOf, trySandbox } from '../../sandbox/try-sandbox.ts';
import { createFakeTime } from '../../support/fake-time.ts';
import { patient } from '../start.ts';
import { ORDER, troubleOf } from './start-support.ts';

const GONE = '80000000-0000-4000-8000-000000000001';

/** The real clients in front of the sandbox, which was written from the same documents by itself. */
async function startAgainst() {
  const time = createFakeTime();
  const tried = await trySandbox({ clock: time.clock });
  const microsoft = createMicrosoft({
    accounts: [{ ...accountOf('global'), refreshToken: SANDBOX_REFRESH_TOKENS.global }],
    upstream: tried.url,
    fetch: globalThis.fetch,
    clock: time.clock,
    sleep: time.sleep,
    random: () => 0.5,
  });
  const customer = { cloud: 'global', tenantId: tried.tenantOf('contoso').tenantId } as const;
  return { ...tried, ...microsoft, customer };
}

async function startOrder() {
  const started = await startAgainst();
  const { azureSupport, customer, subscriptionOf } = started;
  const services = await azureSupport.listServices(customer, patient());
  const serviceId = services.find(({ name }) => name.includes('Virtual Machine'))?.id ?? '';
  const problems = await azureSupport.listProblems(customer, serviceId, patient());
  const order = {
    ...ORDER,
    customer,
    subscriptionId: subscriptionOf('contoso', 'Production'),
    serviceId,
    problemId: problems[0]?.id ?? '',
  };
  return { ...started, order };
}

describe('the sandbox and the clients', () => {
  it('agree on a ticket, from its creation to its end', async () => {
    const { azureSupport, order } = await startOrder();
    const ticket = await azureSupport.createTicket(order, patient());
    expect(ticket).toMatchObject({
      number: expect.stringMatching(/^\d{15,16}$/),
      status: 'Open',
      severity: 'B',
    });
    expect(await azureSupport.createTicket(order, patient())).toEqual(ticket);
    const id = randomUUID();
    const message = { id, subject: 'SR-1042', text: 'a < b & c', sender: 'megan@partner.example' };
    for (let count = 0; count < 2; count += 1) await azureSupport.addMessage(order, message, patient());
    expect(await azureSupport.listMessages(order, patient())).toMatchObject([
      { id, isFromVendor: false, text: 'a < b & c' },
    ]);
    const change = { severity: 'A', status: 'closed' } as const;
    expect(await azureSupport.changeTicket(order, change, patient())).toMatchObject({
      severity: 'A',
      status: 'Closed',
    });
  });

  it('agree on what is off the lists, and on what is not there', async () => {
    const { azureSupport, order } = await startOrder();
    const create = (change: object) =>
      troubleOf(azureSupport.createTicket({ ...order, ...change }, patient()));
    expect(await create({ serviceId: GONE })).toMatchObject({ code: 'classification' });
    expect(await create({ problemId: GONE })).toMatchObject({ code: 'classification' });
    expect(await troubleOf(azureSupport.readTicket(order, patient()))).toMatchObject({ code: 'ticketGone' });
  });

  it('agree on the requests of Partner Center', async () => {
    const { partnerCenterRequests, customer } = await startAgainst();
    const [first] = await partnerCenterRequests.list(customer, patient());
    const id = first?.id ?? '';
    const before = await partnerCenterRequests.get(customer, id, patient());
    const after = await partnerCenterRequests.addNote(customer, id, 'Hello', patient());
    expect(after.notes.length).toBe(before.notes.length + 1);
    expect(after.notes.map(({ text }) => text)).toContain('Hello');
  });
});
