import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { recordTicket } from '../../src/requests/record-ticket.ts';
import { nameTicket, type ServiceRequest } from '../../src/requests/request.ts';
import { reroute } from '../../src/requests/reroute.ts';
import { resolve } from '../../src/requests/resolve.ts';
import { RouteError } from '../../src/requests/route-error.ts';
import type { Rule } from '../../src/requests/take-step.ts';
import { hang } from '../support/fake-azure-support.ts';
import { openRequestWorld, type RequestWorld } from '../support/request-world.ts';
import { HOUR_MS, MINUTE_MS, PEOPLE } from '../support/requests.ts';

const BUSY = () => new RouteError('unreachable', 'Azure Support: 503', { isPassing: true });

let world: RequestWorld;
beforeEach(async () => {
  world = await openRequestWorld();
});
afterEach(() => world.close());

async function change({ form }: ServiceRequest, makeRule: (now: number) => Rule) {
  const now = world.time.clock();
  const by = { kind: 'person', person: PEOPLE.megan } as const;
  const result = await world.store.requests.change({ form }, by, now, makeRule(now));
  expect(result.kind).toBe('changed');
}

async function changesOf({ form }: ServiceRequest) {
  const { changes } = await world.store.requests.listChanges({ form }, { offset: 0, limit: 50 });
  return changes.map(({ change }) => change).reverse();
}

const counted = (call: string) => world.azure.calls.filter((one) => one.startsWith(call)).length;
const statuses = () => [...world.azure.tickets.values()].map(({ ticket }) => ticket.status);
const isIdle = async () => (await world.store.requests.count()).jobs === 0;

/** A request over which Azure was silent for half an hour, although it had created the ticket at the first attempt. */
async function raiseUnanswered(): Promise<ServiceRequest> {
  const request = await world.raise();
  world.azure.after = () => {
    throw BUSY();
  };
  world.work();
  await world.pass(32 * MINUTE_MS, 5_000);
  expect((await world.find(request.form)).trouble?.code).toBe('unreachable');
  expect(world.azure.tickets.size).toBe(1);
  world.azure.after = () => {};
  return request;
}

describe('a ticket that an attempt left', () => {
  it('becomes that of the request that went on to the portal, at once', async () => {
    const request = await raiseUnanswered();
    await change(request, (now) => reroute('portal', now));
    await world.passUntil(async () => (await world.find(request.form)).ticket, 6_000);
    expect(await world.find(request.form)).toMatchObject({
      ...{ route: 'azureSupport', state: 'withVendor' },
      ticket: { number: '119120321001000' },
    });
    expect(statuses()).toEqual(['Open']);
  });

  it('is closed and told of where another number was recorded', async () => {
    const request = await raiseUnanswered();
    await change(request, (now) => recordTicket({ number: 'INC-42', confirmed: false }, now));
    await world.passUntil(isIdle);
    expect(statuses()).toEqual(['Closed']);
    expect(await world.find(request.form)).toMatchObject({ route: 'portal', ticket: { number: 'INC-42' } });
    expect((await changesOf(request)).at(-1)).toEqual({
      ...{ kind: 'secondTicket', number: '119120321001000', isClosed: true, cause: '' },
    });
  });

  it('is closed where the number was recorded while it was found', async () => {
    const request = await raiseUnanswered();
    await change(request, (now) => reroute('portal', now));
    world.azure.before = (call) => (call === 'readTicket' ? world.time.sleep(3_000) : undefined);
    const before = counted('readTicket');
    await world.passUntil(() => counted('readTicket') > before);
    await change(request, (now) => recordTicket({ number: 'INC-42', confirmed: false }, now));
    await world.passUntil(isIdle);
    expect(statuses()).toEqual(['Closed']);
    expect((await changesOf(request)).at(-1)).toMatchObject({ kind: 'secondTicket', isClosed: true });
  });

  it('is the request’s own where it is its number that was recorded', async () => {
    const request = await raiseUnanswered();
    await change(request, (now) => recordTicket({ number: '119120321001000', confirmed: false }, now));
    await world.passUntil(async () => (await world.find(request.form)).route === 'azureSupport', 10_000);
    await world.pass(2 * MINUTE_MS);
    expect(statuses()).toEqual(['Open']);
    expect((await changesOf(request)).map(({ kind }) => kind)).not.toContain('secondTicket');
  });

  it('is told of where it cannot be closed', async () => {
    const request = await raiseUnanswered();
    world.azure.before = (call) => {
      if (call === 'changeTicket closed') throw new RouteError('invalid', 'An engineer works on it.');
    };
    await change(request, (now) => recordTicket({ number: 'INC-42', confirmed: false }, now));
    await world.passUntil(isIdle);
    expect((await changesOf(request)).at(-1)).toMatchObject({
      ...{ kind: 'secondTicket', isClosed: false, cause: 'An engineer works on it.' },
    });
    expect(counted('changeTicket')).toBe(1);
  });

  it('is closed after failures that pass, and told of once', async () => {
    const request = await raiseUnanswered();
    let failures = 3;
    world.azure.before = (call) => {
      if (/^(read|change)/.test(call) && failures-- > 0) throw BUSY();
    };
    await change(request, (now) => recordTicket({ number: 'INC-42', confirmed: false }, now));
    await world.passUntil(isIdle, 2 * MINUTE_MS);
    expect(statuses()).toEqual(['Closed']);
    expect((await changesOf(request)).filter(({ kind }) => kind === 'secondTicket')).toHaveLength(1);
  });
});

describe('a ticket that Azure had accepted when the request was resolved', () => {
  async function resolveWhileCreating(): Promise<ServiceRequest> {
    const request = await world.raise();
    world.azure.before = (call, signal) => (call === 'createTicket' ? hang(signal) : undefined);
    world.work();
    await world.pass(20_000);
    await change(request, (now) => resolve({ closeTicket: true }, now));
    return request;
  }

  it('is closed when it comes to be half an hour later', async () => {
    const request = await resolveWhileCreating();
    await world.pass(30 * MINUTE_MS, 5_000);
    world.azure.before = () => {};
    const order = { ...request, ...{ name: nameTicket(request), severity: 'B' as const } };
    const { subscriptionId, serviceId, problemId } = request.azure;
    await world.azure.createTicket(
      {
        ...order,
        ...{ subscriptionId, serviceId, problemId, timeZone: 'UTC', diagnosticConsent: true, resourceId: '' },
      },
      new AbortController().signal,
    );
    await world.passUntil(() => statuses()[0] === 'Closed', 6 * MINUTE_MS);
    expect(await world.find(request.form)).toMatchObject({ state: 'resolved', ticket: { status: 'Open' } });
    await world.passUntil(isIdle);
  });

  it('is looked for for an hour, and no longer', async () => {
    await resolveWhileCreating();
    await world.pass(50 * MINUTE_MS, 5_000);
    expect(await isIdle()).toBe(false);
    await world.pass(16 * MINUTE_MS, 5_000);
    expect(await isIdle()).toBe(true);
    expect(counted('createTicket')).toBe(1);
  });

  it('is looked for once where nothing was sent yet', async () => {
    const request = await world.raise();
    await change(request, (now) => resolve({ closeTicket: true }, now));
    world.work();
    await world.passUntil(isIdle);
    expect(world.azure.calls).toEqual(['readTicket']);
    await world.pass(HOUR_MS, 60_000);
    expect(world.azure.calls).toHaveLength(1);
  });
});
