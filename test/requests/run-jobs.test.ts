import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { addNote } from '../../src/requests/add-note.ts';
import { nameTicket, type ServiceRequest } from '../../src/requests/request.ts';
import { reroute } from '../../src/requests/reroute.ts';
import { resolve } from '../../src/requests/resolve.ts';
import { RouteError } from '../../src/requests/route-error.ts';
import { setSeverity } from '../../src/requests/set-severity.ts';
import { setState } from '../../src/requests/set-state.ts';
import type { Rule } from '../../src/requests/take-step.ts';
import { hang } from '../support/fake-azure-support.ts';
import { openRequestWorld, type RequestWorld } from '../support/request-world.ts';
import { MINUTE_MS, PEOPLE } from '../support/requests.ts';

const BUSY = () => new RouteError('unreachable', 'Azure Support: 503', { isPassing: true });

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

describe('jobs of requests', () => {
  it('creates the ticket as it was ordered, and records it', async () => {
    const request = await world.raise({ description: 'as <b>typed</b> 👩‍💻\n\n مرحبا' });
    world.work();
    await world.passUntil(hasTicket(request));
    const { state, ticket } = await world.find(request.form);
    expect(state).toBe('withVendor');
    expect(ticket).toMatchObject({ number: '119120321001000', status: 'Open' });
    const order = world.azure.tickets.get(nameTicket(request))?.order;
    expect(order).toEqual({
      customer: request.customer,
      subscriptionId: request.azure.subscriptionId,
      name: nameTicket(request),
      serviceId: request.azure.serviceId,
      problemId: request.azure.problemId,
      title: request.title,
      description: 'as <b>typed</b> 👩‍💻\n\n مرحبا',
      severity: 'B',
      startedAt: request.startedAt,
      contact: request.contact,
      timeZone: 'Europe/Paris',
      diagnosticConsent: true,
      resourceId: '',
    });
    expect(await kindsOf(request)).toEqual(['raised', 'ticket', 'state']);
  });

  it('takes up at once what woke it', async () => {
    const workers = world.work();
    await world.pass(1_000);
    await world.raise();
    workers.wake();
    await world.pass(250);
    expect(counted('createTicket')).toBe(1);
  });

  it('tries a passing failure again, with longer and longer waits', async () => {
    const at: number[] = [];
    world.azure.before = (call) => {
      if (call !== 'createTicket') return;
      at.push(world.time.clock());
      if (at.length < 5) throw BUSY();
    };
    const request = await world.raise();
    world.work();
    await world.passUntil(hasTicket(request), 5 * MINUTE_MS);
    const waits = at.slice(1).map((instant, index) => Math.round((instant - (at[index] ?? 0)) / 5_000));
    expect(waits).toEqual([1, 2, 4, 8]);
    expect((await world.find(request.form)).trouble).toBeUndefined();
  });

  it('waits for as long as Azure asks', async () => {
    const retryAt = world.time.clock() + 4 * MINUTE_MS;
    world.azure.before = (call) => {
      if (call === 'createTicket' && world.time.clock() < retryAt)
        throw new RouteError('unreachable', '429', { isPassing: true, retryAt });
    };
    await world.raise();
    world.work();
    await world.pass(3 * MINUTE_MS);
    expect(counted('createTicket')).toBe(1);
    await world.pass(2 * MINUTE_MS);
    expect(counted('createTicket')).toBe(2);
    expect(world.azure.tickets.size).toBe(1);
  });

  it('tells once that nobody answered for half an hour, and goes on trying', async () => {
    let isBusy = true;
    world.azure.before = () => {
      if (isBusy) throw BUSY();
    };
    const request = await world.raise();
    world.work();
    await world.pass(29 * MINUTE_MS);
    expect((await world.find(request.form)).trouble).toBeUndefined();
    await world.pass(30 * MINUTE_MS);
    expect((await world.find(request.form)).trouble).toMatchObject({ code: 'unreachable' });
    expect((await kindsOf(request)).filter((kind) => kind === 'trouble')).toHaveLength(1);
    isBusy = false;
    await world.passUntil(hasTicket(request), 6 * MINUTE_MS);
    expect(await world.find(request.form)).toMatchObject({ state: 'withVendor', trouble: undefined });
  });

  it('records a lasting refusal once, and ends', async () => {
    world.azure.before = () => {
      throw new RouteError('plan', 'Azure Support: InvalidSupportPlan');
    };
    const request = await world.raise();
    world.work();
    await world.pass(5 * MINUTE_MS);
    expect(counted('createTicket')).toBe(1);
    expect((await world.find(request.form)).trouble).toMatchObject({
      code: 'plan',
      cause: 'Azure Support: InvalidSupportPlan',
    });
    expect(await world.store.requests.count()).toMatchObject({ jobs: 0 });
  });

  it('goes on waiting at once for what Azure has promised, also after the process died', async () => {
    world.azure.promises = 'https://azure/operations/1';
    const done = world.time.clock() + 70_000;
    world.azure.after = (_call, signal) => (world.time.clock() < done ? hang(signal) : undefined);
    const request = await world.raise();
    world.work();
    await world.passUntil(hasTicket(request), 2 * MINUTE_MS);
    expect(world.azure.calls.filter((call) => call.startsWith('createTicket'))).toEqual([
      'createTicket',
      'createTicket https://azure/operations/1',
      'createTicket https://azure/operations/1',
      'createTicket https://azure/operations/1',
    ]);
  });

  it('asks again after a while for a creation that outlasts an attempt and cannot be waited for', async () => {
    const done = world.time.clock() + 70_000;
    world.azure.after = (_call, signal) => (world.time.clock() < done ? hang(signal) : undefined);
    const request = await world.raise();
    world.work();
    await world.passUntil(hasTicket(request), 2 * MINUTE_MS);
    expect(counted('createTicket')).toBe(4);
    expect(world.azure.tickets.size).toBe(1);
  });

  it('is finished by another process when the first one dies in the middle', async () => {
    const request = await world.raise();
    const claimed = await world.store.requests.claimJobs({
      owner: 'dead',
      now: world.time.clock(),
      leaseMs: 30_000,
      limit: 8,
    });
    expect(claimed).toHaveLength(1);
    await world.azure.createTicket(
      { ...(await orderOf(request)), name: nameTicket(request) },
      new AbortController().signal,
    );
    world.work({ owner: 'alive' });
    await world.pass(29_000);
    expect(await hasTicket(request)()).toBe(false);
    await world.passUntil(hasTicket(request), 10_000);
    expect(world.azure.tickets.size).toBe(1);
    expect(await kindsOf(request)).toEqual(['raised', 'ticket', 'state']);
  });

  it('does what follows in the order in which it was asked for, after the ticket is there', async () => {
    const request = await world.raise();
    world.work();
    await world.passUntil(hasTicket(request));
    world.azure.calls.length = 0;
    let failures = 2;
    world.azure.before = (call) => {
      if (call === 'addMessage first' && failures-- > 0) throw BUSY();
    };
    await change(request, (now) => addNote(makeNote('first'), now));
    await change(request, (now) => setSeverity('A', now));
    await change(request, (now) => addNote(makeNote('second'), now));
    await change(request, (now) => resolve({ closeTicket: true }, now));
    await world.passUntil(() => counted('changeTicket closed'));
    expect(world.azure.calls.filter((call) => !/^(read|list)/.test(call))).toEqual([
      'addMessage first',
      'addMessage first',
      'addMessage first',
      'changeTicket A',
      'addMessage second',
      'changeTicket closed',
    ]);
  });

  it('leaves one message of a note that was sent twice', async () => {
    const request = await world.raise();
    world.work();
    await world.passUntil(hasTicket(request));
    let lost = 1;
    world.azure.after = () => {
      if (lost-- > 0) throw BUSY();
    };
    await change(request, (now) => addNote(makeNote('hello'), now));
    await world.passUntil(() => counted('addMessage') === 2);
    await world.pass(MINUTE_MS);
    expect(counted('addMessage')).toBe(2);
    expect([...(world.azure.tickets.get(nameTicket(request))?.messages.values() ?? [])]).toHaveLength(1);
  });

  it('tells what the vendor refused, and goes on with what follows', async () => {
    const request = await world.raise();
    world.work();
    await world.passUntil(hasTicket(request));
    world.azure.before = (call) => {
      if (call === 'changeTicket A') throw new RouteError('invalid', 'An engineer works on it.');
    };
    await change(request, (now) => setSeverity('A', now));
    await change(request, (now) => addNote(makeNote('after'), now));
    await world.passUntil(() => counted('addMessage after'));
    expect(counted('changeTicket A')).toBe(1);
    expect(await kindsOf(request)).toContain('vendorRefused');
  });

  it('does not close a ticket that is closed already: Azure would refuse', async () => {
    const request = await world.raise();
    world.work();
    await world.passUntil(hasTicket(request));
    const ticket = world.azure.tickets.get(nameTicket(request));
    if (ticket) ticket.ticket = { ...ticket.ticket, status: 'Closed' };
    await change(request, (now) => resolve({ closeTicket: true }, now));
    await world.pass(10_000);
    expect(counted('changeTicket')).toBe(0);
    expect(await kindsOf(request)).not.toContain('vendorRefused');
  });

  it('closes the ticket of a request that is closed by hand', async () => {
    const request = await world.raise();
    world.work();
    await world.passUntil(hasTicket(request));
    await change(request, (now) => setState('closed', now));
    await world.passUntil(async () => (await world.store.requests.count()).jobs === 0, 2 * MINUTE_MS);
    expect(world.azure.tickets.get(nameTicket(request))?.ticket.status).toBe('Closed');
  });

  it('creates nothing for a request that went another way meanwhile', async () => {
    const request = await world.raise();
    world.azure.before = () => {
      throw BUSY();
    };
    world.work();
    await world.pass(31 * MINUTE_MS + 5 * MINUTE_MS);
    await change(request, (now) => reroute('helpdesk', now));
    world.azure.before = () => {};
    // What an attempt may have left is looked for for an hour.
    await world.pass(70 * MINUTE_MS, 5_000);
    expect(world.azure.tickets.size).toBe(0);
    expect(await world.store.requests.count()).toMatchObject({ jobs: 0 });
  });

  it('finds the ticket that a cut-off attempt left, although the request is resolved by now, and closes it', async () => {
    const request = await world.raise();
    world.azure.after = () => {
      throw BUSY();
    };
    world.work();
    await world.pass(1_000);
    await change(request, (now) => resolve({ closeTicket: true }, now));
    await world.passUntil(hasTicket(request));
    await world.passUntil(() => counted('changeTicket closed'));
    expect(counted('createTicket')).toBe(1);
  });

  it('survives errors that nobody foresaw', async () => {
    let isBroken = true;
    world.azure.before = () => {
      if (isBroken) throw new TypeError('undefined is not a function');
    };
    const request = await world.raise();
    world.work();
    await world.pass(1_000);
    isBroken = false;
    await world.passUntil(hasTicket(request));
    const line = world.log.lines.find(({ level }) => level === 'error');
    expect(line?.fields).toMatchObject({ error: 'TypeError', job: 'createTicket' });
  });
});

async function orderOf(request: ServiceRequest) {
  return {
    ...{ customer: request.customer, contact: request.contact, title: request.title },
    ...{ description: request.description, severity: 'B' as const, startedAt: request.startedAt },
    ...{ subscriptionId: '', serviceId: '', problemId: '', timeZone: 'UTC' },
    ...{ diagnosticConsent: true, resourceId: '', name: '' },
  };
}

function makeNote(text: string) {
  return { text, toVendor: true, key: `key-${text}`, id: `id-${text}` };
}
