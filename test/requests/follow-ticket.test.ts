import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { reopen } from '../../src/requests/reopen.ts';
import { nameTicket, type ServiceRequest } from '../../src/requests/request.ts';
import { resolve } from '../../src/requests/resolve.ts';
import { RouteError } from '../../src/requests/route-error.ts';
import type { Rule } from '../../src/requests/take-step.ts';
import { hang } from '../support/fake-azure-support.ts';
import { openRequestWorld, type RequestWorld } from '../support/request-world.ts';
import { HOUR_MS, MINUTE_MS, PEOPLE } from '../support/requests.ts';

const DAY_MS = 24 * HOUR_MS;

let world: RequestWorld;
beforeEach(async () => {
  world = await openRequestWorld();
});
afterEach(() => world.close());

async function change({ form }: ServiceRequest, makeRule: (now: number) => Rule) {
  const now = world.time.clock();
  const result = await world.store.requests.change(
    { form },
    { kind: 'person', person: PEOPLE.megan },
    now,
    makeRule(now),
  );
  expect(result.kind).toBe('changed');
}

const hasTicket = (request: ServiceRequest) => async () =>
  (await world.find(request.form)).ticket !== undefined;

async function kindsOf({ form }: ServiceRequest): Promise<string[]> {
  const { changes } = await world.store.requests.listChanges({ form }, { offset: 0, limit: 50 });
  return changes.map(({ change: { kind } }) => kind).reverse();
}

const counted = (call: string) => world.azure.calls.filter((one) => one.startsWith(call)).length;

describe('following a ticket', () => {
  it('reads every minute at first, then every five', async () => {
    await world.raise();
    world.work();
    await world.pass(14 * MINUTE_MS);
    const soon = counted('readTicket');
    expect(soon).toBeGreaterThanOrEqual(13);
    expect(soon).toBeLessThanOrEqual(15);
    await world.pass(2 * MINUTE_MS);
    const before = counted('readTicket');
    await world.pass(20 * MINUTE_MS);
    expect(counted('readTicket') - before).toBe(4);
  });

  it('notes what the vendor wrote once, and what became of the ticket', async () => {
    const request = await world.raise();
    world.work();
    await world.passUntil(hasTicket(request));
    const ticket = world.azure.tickets.get(nameTicket(request));
    ticket?.messages.set('v1', { id: 'v1', isFromVendor: true, text: 'Please send logs.', at: undefined });
    await world.pass(3 * MINUTE_MS);
    expect((await kindsOf(request)).filter((kind) => kind === 'vendorNote')).toHaveLength(1);
    if (ticket) ticket.ticket = { ...ticket.ticket, status: 'Closed' };
    await world.pass(2 * MINUTE_MS);
    expect((await world.find(request.form)).state).toBe('resolved');
  });

  it('reads a resolved ticket for seven more days, and no longer', async () => {
    const request = await world.raise();
    const quick = {
      followSoonEveryMs: HOUR_MS * 6,
      followEveryMs: HOUR_MS * 6,
      everyMs: HOUR_MS,
      remindEveryMs: DAY_MS,
    };
    world.work({ timings: quick });
    await world.passUntil(hasTicket(request), 2 * HOUR_MS);
    await change(request, (now) => resolve({ closeTicket: false }, now));
    for (let days = 0; days < 6; days += 1) await world.time.pass(DAY_MS);
    const seen = counted('readTicket');
    expect(seen).toBeGreaterThan(10);
    for (let days = 0; days < 3; days += 1) await world.time.pass(DAY_MS);
    expect(await world.store.requests.count()).toMatchObject({ jobs: 0 });
  });

  it('tells a lasting failure once, tries every hour, and is well again when it can read', async () => {
    const request = await world.raise();
    world.work();
    await world.passUntil(hasTicket(request));
    world.azure.before = () => {
      throw new RouteError('role', 'Azure Support: AuthorizationFailed');
    };
    await world.pass(2 * MINUTE_MS);
    const before = counted('readTicket');
    await world.pass(3 * HOUR_MS);
    expect(counted('readTicket') - before).toBe(3);
    expect((await kindsOf(request)).filter((kind) => kind === 'trouble')).toHaveLength(1);
    world.azure.before = () => {};
    await world.pass(HOUR_MS);
    expect((await world.find(request.form)).trouble).toBeUndefined();
  }, 60_000);

  it('does not resolve a request whose ticket is about to be opened again', async () => {
    const request = await world.raise();
    world.work();
    await world.passUntil(hasTicket(request));
    await world.pass(20 * MINUTE_MS, 5_000);
    await change(request, (now) => resolve({ closeTicket: true }, now));
    await world.passUntil(() => counted('changeTicket closed'));
    world.azure.before = (call) => (call === 'changeTicket open' ? world.time.sleep(2_000) : undefined);
    await change(request, reopen);
    await world.pass(10 * MINUTE_MS, 5_000);
    const { changes } = await world.store.requests.listChanges(
      { form: request.form },
      { offset: 0, limit: 50 },
    );
    const states = changes.flatMap(({ change: one }) => (one.kind === 'state' ? [one.to] : [])).reverse();
    expect(states).toEqual(['withVendor', 'resolved', 'withVendor']);
    expect(world.azure.tickets.get(nameTicket(request))?.ticket.status).toBe('Open');
  });

  it('does not resolve a request that was opened again while its ticket was read', async () => {
    const request = await world.raise();
    world.work();
    await world.passUntil(hasTicket(request));
    await world.pass(30_000);
    await change(request, (now) => resolve({ closeTicket: true }, now));
    await world.passUntil(() => counted('changeTicket closed'));
    const before = counted('listMessages');
    world.azure.before = (call) => (call === 'listMessages' ? world.time.sleep(5_000) : undefined);
    await world.passUntil(() => counted('listMessages') > before, 2 * MINUTE_MS);
    await change(request, reopen);
    await world.pass(5 * MINUTE_MS);
    const kinds = await kindsOf(request);
    expect(kinds.filter((kind) => kind === 'state')).toHaveLength(3);
    expect((await world.find(request.form)).state).toBe('withVendor');
  });

  it('never keeps what was asked for waiting, however many tickets are followed and slow', async () => {
    for (let count = 0; count < 40; count += 1) await world.raise();
    world.work();
    await world.passUntil(() => counted('createTicket') === 40);
    world.azure.before = (call, signal) => (call === 'readTicket' ? hang(signal) : undefined);
    await world.pass(2 * MINUTE_MS);
    const request = await world.raise({ severity: 'A' });
    await world.passUntil(hasTicket(request), 6_000);
  });

  it('ends with a ticket that is gone, and tells so', async () => {
    const request = await world.raise();
    world.work();
    await world.passUntil(hasTicket(request));
    world.azure.tickets.clear();
    await world.pass(2 * MINUTE_MS);
    expect((await world.find(request.form)).trouble).toMatchObject({ code: 'ticketGone' });
    expect(await world.store.requests.count()).toMatchObject({ jobs: 0 });
  });
});
