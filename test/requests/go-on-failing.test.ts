import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { addNote } from '../../src/requests/add-note.ts';
import type { ServiceRequest } from '../../src/requests/request.ts';
import { retryRoute } from '../../src/requests/reroute.ts';
import { resolve } from '../../src/requests/resolve.ts';
import { RouteError } from '../../src/requests/route-error.ts';
import type { Rule } from '../../src/requests/take-step.ts';
import { hang } from '../support/fake-azure-support.ts';
import { openRequestWorld, type RequestWorld } from '../support/request-world.ts';
import { HOUR_MS, MINUTE_MS, PEOPLE } from '../support/requests.ts';

const BUSY = () => new RouteError('unreachable', 'Azure Support: 503', { isPassing: true });
const NOTE = { text: 'hello', toVendor: true, key: 'k', id: 'i' };

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

async function refusalsOf({ form }: ServiceRequest) {
  const { changes } = await world.store.requests.listChanges({ form }, { offset: 0, limit: 50 });
  return changes.flatMap(({ change }) => (change.kind === 'vendorRefused' ? [change] : [])).reverse();
}

const counted = (call: string) => world.azure.calls.filter((one) => one.startsWith(call)).length;

/** A request with a ticket, whose workers look rarely, so that days pass quickly. */
async function raiseWithTicket(timings: object = {}): Promise<ServiceRequest> {
  const request = await world.raise();
  world.work({
    timings: { ...{ followEveryMs: HOUR_MS, followSoonEveryMs: HOUR_MS, everyMs: MINUTE_MS }, ...timings },
  });
  await world.passUntil(async () => (await world.find(request.form)).ticket, 2 * MINUTE_MS);
  return request;
}

async function passLong(ms: number): Promise<void> {
  for (let left = ms; left > 0; left -= MINUTE_MS) await world.pass(MINUTE_MS, 30_000);
}

describe('a note that cannot be sent', () => {
  it('is told once after half an hour, tried on, and sent in the end', async () => {
    const request = await raiseWithTicket();
    let isBusy = true;
    world.azure.before = (call) => {
      if (call.startsWith('addMessage') && isBusy) throw BUSY();
    };
    await change(request, (now) => addNote(NOTE, now));
    await passLong(25 * MINUTE_MS);
    expect(await refusalsOf(request)).toEqual([]);
    await passLong(3 * HOUR_MS);
    expect(await refusalsOf(request)).toEqual([
      { kind: 'vendorRefused', what: 'note', cause: 'Azure Support: 503', goesOn: true },
    ]);
    isBusy = false;
    await passLong(10 * MINUTE_MS);
    expect([...world.azure.tickets.values()].map(({ messages }) => messages.size)).toEqual([1]);
    expect(await refusalsOf(request)).toHaveLength(1);
  });

  it('is given up after a day, and what waits behind it is done', async () => {
    const request = await raiseWithTicket();
    world.azure.before = (call) => {
      if (call.startsWith('addMessage')) throw BUSY();
    };
    await change(request, (now) => addNote(NOTE, now));
    await change(request, (now) => resolve({ closeTicket: true }, now));
    await passLong(23 * HOUR_MS);
    expect(counted('changeTicket closed')).toBe(0);
    await passLong(90 * MINUTE_MS);
    expect(counted('changeTicket closed')).toBe(1);
    expect((await refusalsOf(request)).map(({ goesOn }) => goesOn)).toEqual([true, undefined]);
  }, 30_000);

  it('counts an answer that does not come as a failure, with longer and longer waits', async () => {
    const request = await raiseWithTicket();
    world.azure.before = (call, signal) => (call.startsWith('addMessage') ? hang(signal) : undefined);
    await change(request, (now) => addNote(NOTE, now));
    await passLong(40 * MINUTE_MS);
    expect(counted('addMessage')).toBeLessThan(20);
    expect(await refusalsOf(request)).toMatchObject([{ what: 'note', cause: 'No answer in time.' }]);
  });
});

describe('an error that nobody foresaw', () => {
  const broken = () => {
    throw new TypeError('secret of a customer');
  };

  it('is told once when it keeps a ticket from being created', async () => {
    world.azure.before = broken;
    const request = await world.raise();
    world.work();
    await world.pass(50 * MINUTE_MS, 5_000);
    const { changes } = await world.store.requests.listChanges(
      { form: request.form },
      { offset: 0, limit: 9 },
    );
    expect(changes.flatMap(({ change }) => (change.kind === 'trouble' ? [change] : []))).toEqual([
      { kind: 'trouble', code: 'unreachable', cause: 'An unexpected error (TypeError).' },
    ]);
  });

  it('is told once when it keeps a note from being sent', async () => {
    const request = await raiseWithTicket();
    world.azure.before = (call) => (call.startsWith('addMessage') ? broken() : undefined);
    await change(request, (now) => addNote(NOTE, now));
    await passLong(HOUR_MS);
    expect(await refusalsOf(request)).toEqual([
      { kind: 'vendorRefused', what: 'note', cause: 'An unexpected error (TypeError).', goesOn: true },
    ]);
  });
});

describe('another try', () => {
  it('is made at once, by the job that waits', async () => {
    const request = await world.raise();
    let isBusy = true;
    world.azure.before = () => {
      if (isBusy) throw BUSY();
    };
    world.work();
    await world.pass(33 * MINUTE_MS, 5_000);
    const before = counted('createTicket');
    await world.passUntil(() => counted('createTicket') > before, 6 * MINUTE_MS);
    await world.pass(1_000);
    isBusy = false;
    await change(request, retryRoute);
    expect(await world.store.requests.count()).toMatchObject({ jobs: 1 });
    await world.passUntil(async () => (await world.find(request.form)).ticket, 6_000);
  });

  it('that is silent for half an hour is told again', async () => {
    const request = await world.raise();
    world.azure.before = () => {
      throw BUSY();
    };
    world.work();
    await world.pass(33 * MINUTE_MS, 5_000);
    await change(request, retryRoute);
    await world.pass(25 * MINUTE_MS, 5_000);
    expect((await world.find(request.form)).trouble).toBeUndefined();
    await world.pass(15 * MINUTE_MS, 5_000);
    expect((await world.find(request.form)).trouble?.code).toBe('unreachable');
  });

  it('reads a ticket that was gone', async () => {
    const request = await raiseWithTicket({ followEveryMs: MINUTE_MS, followSoonEveryMs: MINUTE_MS });
    let isGone = true;
    world.azure.before = (call) => {
      if (call === 'readTicket' && isGone) throw new RouteError('ticketGone', 'Azure Support: 404');
    };
    await world.passUntil(async () => (await world.find(request.form)).trouble, 5 * MINUTE_MS);
    isGone = false;
    await change(request, retryRoute);
    const before = counted('readTicket');
    await world.passUntil(() => counted('readTicket') > before, 2 * MINUTE_MS);
    await world.pass(1_000);
    expect(await world.find(request.form)).toMatchObject({ trouble: undefined, state: 'withVendor' });
    expect(await world.store.requests.count()).toMatchObject({ jobs: 1 });
  });
});
