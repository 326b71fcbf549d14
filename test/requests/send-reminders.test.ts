import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { ServiceRequest } from '../../src/requests/request.ts';
import { openRequestWorld, type RequestWorld } from '../support/request-world.ts';
import { HOUR_MS, MINUTE_MS, makeDraft } from '../support/requests.ts';

const DAY_MS = 24 * HOUR_MS;

let world: RequestWorld;
beforeEach(async () => {
  world = await openRequestWorld();
});
afterEach(() => world.close());

async function remindersOf({ form }: ServiceRequest): Promise<string[]> {
  const { changes } = await world.store.requests.listChanges({ form }, { offset: 0, limit: 50 });
  return changes.flatMap(({ change }) => (change.kind === 'reminded' ? [change.about] : [])).reverse();
}

async function passLong(ms: number): Promise<void> {
  for (let left = ms; left > 0; left -= 10 * MINUTE_MS) await world.time.pass(Math.min(10 * MINUTE_MS, left));
  await world.pass(250);
}

const slow = { timings: { everyMs: HOUR_MS } };

describe('reminders', () => {
  it('reminds of a missing ticket number after half an hour, then of silence, each once with two processes', async () => {
    const request = await world.raise({ route: 'portal' });
    world.work(slow);
    world.work(slow);
    await passLong(29 * MINUTE_MS);
    expect(await remindersOf(request)).toEqual([]);
    await passLong(3 * MINUTE_MS);
    expect(await remindersOf(request)).toEqual(['ticketMissing']);
    await passLong(3 * HOUR_MS);
    expect(await remindersOf(request)).toHaveLength(1);
    await passLong(HOUR_MS);
    expect(await remindersOf(request)).toEqual(['ticketMissing', 'silent']);
    await passLong(4 * HOUR_MS);
    expect(await remindersOf(request)).toEqual(['ticketMissing', 'silent', 'silent']);
  });

  it('reminds of every request that is due, however many', async () => {
    const requests: ServiceRequest[] = [];
    for (let count = 0; count < 120; count += 1) requests.push(await world.raise({ route: 'portal' }));
    world.work(slow);
    await passLong(31 * MINUTE_MS);
    const count = () => Promise.all(requests.map(async (request) => (await remindersOf(request)).length));
    await world.passUntil(async () => (await count()).every((reminders) => reminders === 1));
  });

  it('survives a store that fails, and says so once', async () => {
    const request = await world.raise({ route: 'portal' });
    let isBroken = true;
    const { requests } = world.store;
    world.work({
      ...slow,
      store: {
        ...requests,
        helpdesk: requests.helpdesk,
        listDueReminders: async (...asked) => {
          if (isBroken) throw new Error('The database is away.');
          return requests.listDueReminders(...asked);
        },
      },
    });
    await passLong(35 * MINUTE_MS);
    isBroken = false;
    await passLong(2 * MINUTE_MS);
    expect(await remindersOf(request)).toEqual(['ticketMissing']);
    expect(world.log.lines.filter(({ level }) => level === 'error')).toHaveLength(1);
  });

  it('drops forms that nobody touched for thirty days, once a day', async () => {
    const now = world.time.clock();
    const form = 'aaaaaaaa-0000-4000-8000-000000000001';
    await world.store.requests.open(makeDraft({ form, openedAt: now, changedAt: now }));
    world.work({ timings: { everyMs: DAY_MS, remindEveryMs: 6 * HOUR_MS } });
    for (let days = 0; days < 29; days += 1) await world.time.pass(DAY_MS);
    expect(await world.store.requests.find({ form })).toBeDefined();
    for (let days = 0; days < 3; days += 1) await world.time.pass(DAY_MS);
    expect(await world.store.requests.find({ form })).toBeUndefined();
  });
});
