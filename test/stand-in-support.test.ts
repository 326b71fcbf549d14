import { afterEach, expect, it } from 'vitest';
import { createMicrosoft } from '../src/microsoft/microsoft.ts';
import type { TicketOrder } from '../src/requests/ports.ts';
import { RouteError } from '../src/requests/route-error.ts';
import { createFakeTime } from './support/fake-time.ts';
import { type PlainMicrosoft, startPlainMicrosoft } from './support/plain-microsoft.ts';

// Azure Support behind a stand-in that shares nothing with the sandbox: strict, and at once.

const ORDER: TicketOrder = {
  customer: { cloud: 'global', tenantId: '0a1b2c3d-0000-4000-8000-000000000001' },
  subscriptionId: '0a1b2c3d-0000-4000-8000-0000000000a0',
  name: 'sr-1001',
  serviceId: '0a1b2c3d-0000-4000-8000-0000000000c0',
  problemId: '0a1b2c3d-0000-4000-8000-0000000000c1',
  title: 'Machines restart',
  description: 'Three machines restarted at 09:10 UTC.',
  severity: 'B',
  startedAt: undefined,
  contact: {
    firstName: 'Adele',
    lastName: 'Vance',
    email: 'adele@partner.example',
    phone: '',
    country: 'NLD',
  },
  timeZone: 'Europe/Amsterdam',
  diagnosticConsent: false,
  resourceId: '',
};

let microsoft: PlainMicrosoft;

async function start() {
  microsoft = await startPlainMicrosoft();
  const { clock, sleep } = createFakeTime(Date.now());
  const { accounts, url: upstream } = microsoft;
  return createMicrosoft({ accounts, upstream, fetch, clock, sleep, random: () => 0.5 }).azureSupport;
}

afterEach(() => microsoft.stop());

const { signal } = new AbortController();

it('a ticket that is there at once is made once, changed and annotated', async () => {
  const support = await start();
  const [service] = await support.listServices(ORDER.customer, signal);
  expect(service?.id).toBe(ORDER.serviceId);
  const [problem] = await support.listProblems(ORDER.customer, ORDER.serviceId, signal);
  expect(problem?.id).toBe(ORDER.problemId);
  const ticket = await support.createTicket(ORDER, signal);
  expect(ticket).toMatchObject({ number: '119120321001170', status: 'Open', severity: 'B' });
  expect(await support.createTicket(ORDER, signal)).toEqual(ticket);
  expect(microsoft.support.tickets.size).toBe(1);
  expect(await support.changeTicket(ORDER, { severity: 'A' }, signal)).toMatchObject({ severity: 'A' });
  const note = { id: 'n-1', subject: 'SR-1001', text: 'Since 09:10.', sender: 'adele@partner.example' };
  await support.addMessage(ORDER, note, signal);
  await support.addMessage(ORDER, note, signal);
  expect(await support.listMessages(ORDER, signal)).toMatchObject([{ id: 'n-1', isFromVendor: false }]);
});

it('a classification that is not on the list is refused', async () => {
  const support = await start();
  await expect(support.createTicket({ ...ORDER, problemId: 'none' }, signal)).rejects.toThrow(RouteError);
  expect(microsoft.support.tickets.size).toBe(0);
});
