import { setImmediate } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import type { Customer } from '../../src/customers/customer.ts';
import { type CustomerDirectoryOptions, createCustomerDirectory } from '../../src/customers/directory.ts';
import type { CustomerSource } from '../../src/customers/ports.ts';
import { ReadError } from '../../src/errors.ts';
import { customer } from '../support/customer-book.ts';

const MINUTE = 60_000;

/** A source whose every call waits for the test to answer. */
function createHeldSource(cloud: Customer['cloud'] = 'global') {
  const calls: PromiseWithResolvers<Customer[]>[] = [];
  const signals: AbortSignal[] = [];
  const source: CustomerSource = {
    cloud,
    listCustomers(signal) {
      const call = Promise.withResolvers<Customer[]>();
      calls.push(call);
      signals.push(signal);
      return call.promise;
    },
  };
  return { source, calls, signals };
}

/** A clock that moves only when the test wakes a sleeper; records how long each wanted to sleep. */
function createHeldTime() {
  let now = 0;
  const naps: { readonly ms: number; readonly wake: () => void }[] = [];
  return {
    naps,
    clock: () => now,
    sleep: (ms: number, signal?: AbortSignal) =>
      new Promise<void>((resolve, reject) => {
        signal?.addEventListener('abort', () => reject(signal.reason), { once: true });
        naps.push({
          ms,
          wake: () => {
            now += ms;
            resolve();
          },
        });
      }),
  };
}

async function settle(): Promise<void> {
  for (let round = 0; round < 20; round += 1) await setImmediate();
}

function open(options: Partial<CustomerDirectoryOptions> & Pick<CustomerDirectoryOptions, 'sources'>) {
  const time = createHeldTime();
  return { time, directory: createCustomerDirectory({ clock: time.clock, sleep: time.sleep, ...options }) };
}

const inChina = (name: string): Customer => customer(name, 'example.cn', { cloud: 'china' });

describe('the customer directory', () => {
  it('is empty and asks nobody before it is started', () => {
    const { source, calls } = createHeldSource();
    const { directory } = open({ sources: [source] });
    expect(directory.size).toBe(0);
    expect(calls).toHaveLength(0);
    expect(directory.states).toEqual([{ cloud: 'global', loadedAt: undefined, error: undefined }]);
    expect(directory.search('contoso')).toEqual({ kind: 'none', nearest: [] });
  });

  it('asks all accounts side by side, and a slow one does not hold back the other', async () => {
    const global = createHeldSource();
    const china = createHeldSource('china');
    const { directory } = open({ sources: [global.source, china.source] });
    directory.start();
    expect([global.calls.length, china.calls.length]).toEqual([1, 1]);

    china.calls[0]?.resolve([inChina('世纪华联')]);
    await settle();
    expect(directory.search('华联').kind).toBe('one');
    expect(directory.states.map(({ loadedAt }) => loadedAt)).toEqual([undefined, 0]);

    global.calls[0]?.resolve([customer('Contoso')]);
    await settle();
    expect(directory.size).toBe(2);
    expect(directory.search('华联').kind).toBe('one');
    await directory.stop();
  });

  it('is loaded when every account has been tried, even in vain', async () => {
    const global = createHeldSource();
    const china = createHeldSource('china');
    const { directory } = open({ sources: [global.source, china.source] });
    directory.start();
    let loaded = false;
    const waiting = directory.whenLoaded(new AbortController().signal).then(() => {
      loaded = true;
    });
    global.calls[0]?.resolve([customer('Contoso')]);
    await settle();
    expect(loaded).toBe(false);
    china.calls[0]?.reject(new ReadError('timeout', 'no answer'));
    await waiting;
    expect(directory.size).toBe(1);
    expect(directory.states[1]).toMatchObject({
      cloud: 'china',
      loadedAt: undefined,
      error: { code: 'timeout' },
    });
    await directory.stop();
  });

  it('stops waiting to be loaded when told so', async () => {
    const { directory } = open({ sources: [createHeldSource().source] });
    directory.start();
    const abort = new AbortController();
    const waiting = directory.whenLoaded(abort.signal);
    abort.abort(new Error('enough'));
    await expect(waiting).rejects.toThrow('enough');
    await directory.stop();
  });

  it('refreshes 15 minutes after the end of the last reading and replaces all customers', async () => {
    const { source, calls } = createHeldSource();
    const { directory, time } = open({ sources: [source] });
    directory.start();
    calls[0]?.resolve([customer('Contoso'), customer('Fabrikam')]);
    await settle();
    expect(time.naps.map(({ ms }) => ms)).toEqual([15 * MINUTE]);
    time.naps[0]?.wake();
    await settle();
    calls[1]?.resolve([customer('Contoso'), customer('Litware')]);
    await settle();
    expect(directory.search('fabrikam').kind).toBe('none');
    expect(directory.search('litware').kind).toBe('one');
    expect(directory.states[0]?.loadedAt).toBe(15 * MINUTE);
    await directory.stop();
  });

  it('keeps the customers when a refresh fails, and tries again after 15 s, 30 s, … 15 min', async () => {
    const { source, calls } = createHeldSource();
    const { directory, time } = open({ sources: [source] });
    directory.start();
    calls[0]?.resolve([customer('Contoso')]);
    await settle();
    for (let attempt = 1; attempt <= 8; attempt += 1) {
      time.naps.at(-1)?.wake();
      await settle();
      calls[attempt]?.reject(new ReadError('unavailable', 'down'));
      await settle();
    }
    const seconds = time.naps.slice(1).map(({ ms }) => ms / 1_000);
    expect(seconds).toEqual([15, 30, 60, 120, 240, 480, 900, 900]);
    expect(directory.search('contoso').kind).toBe('one');
    expect(directory.states[0]).toMatchObject({ loadedAt: 0, error: { code: 'unavailable' } });

    time.naps.at(-1)?.wake();
    await settle();
    calls[9]?.resolve([customer('Contoso')]);
    await settle();
    expect(directory.states[0]?.error).toBeUndefined();
    expect(directory.states[0]?.loadedAt).toBe(time.clock());
    await directory.stop();
  });

  it('waits as long as Microsoft asks, but never longer than a refresh', async () => {
    const { source, calls } = createHeldSource();
    const { directory, time } = open({ sources: [source] });
    directory.start();
    calls[0]?.reject(new ReadError('throttled', 'wait', { retryAt: 2 * MINUTE }));
    await settle();
    time.naps[0]?.wake();
    await settle();
    calls[1]?.reject(new ReadError('throttled', 'wait', { retryAt: 999 * MINUTE }));
    await settle();
    expect(time.naps.map(({ ms }) => ms)).toEqual([2 * MINUTE, 15 * MINUTE]);
    await directory.stop();
  });

  it('tells any other failure as unavailable, with its cause', async () => {
    const { source, calls } = createHeldSource();
    const { directory } = open({ sources: [source] });
    directory.start();
    const cause = new TypeError('x is not a function');
    calls[0]?.reject(cause);
    await settle();
    expect(directory.states[0]?.error).toMatchObject({ code: 'unavailable', cause });
    await directory.stop();
  });

  it('logs failures with the cloud and the wait', async () => {
    const lines: unknown[] = [];
    const log = { info: () => undefined, warn: (details: object) => lines.push(details) };
    const { source, calls } = createHeldSource();
    const { directory } = open({ sources: [source], log });
    directory.start();
    calls[0]?.reject(new ReadError('forbidden', 'no role'));
    await settle();
    expect(lines).toEqual([{ cloud: 'global', code: 'forbidden', retryInMs: 15_000, error: 'no role' }]);
    await directory.stop();
  });

  it('shows the old customers until the new index is complete', async () => {
    const { source, calls } = createHeldSource();
    let held = Promise.withResolvers<void>();
    held.resolve();
    const { directory, time } = open({ sources: [source], giveWay: () => held.promise });
    directory.start();
    calls[0]?.resolve([customer('Contoso')]);
    await settle();
    held = Promise.withResolvers<void>();
    time.naps[0]?.wake();
    await settle();
    calls[1]?.resolve([customer('Litware')]);
    await settle();
    expect(directory.list('', { offset: 0, limit: 9 }).customers.map(({ name }) => name)).toEqual([
      'Contoso',
    ]);
    held.resolve();
    await settle();
    expect(directory.list('', { offset: 0, limit: 9 }).customers.map(({ name }) => name)).toEqual([
      'Litware',
    ]);
    await directory.stop();
  });

  it('stops at once while a source hangs, and stops asking', async () => {
    const { source, calls, signals } = createHeldSource();
    const { directory, time } = open({ sources: [source] });
    directory.start();
    const waiting = directory.whenLoaded(new AbortController().signal);
    await directory.stop();
    await waiting;
    expect(signals[0]?.aborted).toBe(true);
    expect(calls).toHaveLength(1);
    expect(time.naps).toHaveLength(0);
  });

  it('asks once however often it is started', async () => {
    const { source, calls } = createHeldSource();
    const { directory } = open({ sources: [source] });
    directory.start();
    directory.start();
    expect(calls).toHaveLength(1);
    await directory.stop();
    await directory.stop();
  });

  it('gets a customer by cloud and tenant id in any case, and holds a repeated one once', async () => {
    const { source, calls } = createHeldSource();
    const { directory } = open({ sources: [source] });
    directory.start();
    const contoso = customer('Contoso', 'contoso.com', { tenantId: 'ABC-1' });
    calls[0]?.resolve([contoso, { ...contoso, tenantId: 'abc-1' }]);
    await settle();
    expect(directory.size).toBe(1);
    expect(directory.get({ cloud: 'global', tenantId: 'aBc-1' })?.name).toBe('Contoso');
    expect(directory.get({ cloud: 'china', tenantId: 'ABC-1' })).toBeUndefined();
    await directory.stop();
  });

  it('lists a page by name', async () => {
    const { source, calls } = createHeldSource();
    const { directory } = open({ sources: [source] });
    directory.start();
    calls[0]?.resolve(['zeta 10', 'Éclair', 'Zeta 9', 'alpha'].map((name) => customer(name)));
    await settle();
    const page = directory.list('', { offset: 1, limit: 2 });
    expect(page.total).toBe(4);
    expect(page.customers.map(({ name }) => name)).toEqual(['Éclair', 'Zeta 9']);
    expect(directory.list('zeta', { offset: 5, limit: 2 })).toEqual({ customers: [], total: 2 });
    await directory.stop();
  });

  it('returns six matches unless told otherwise', async () => {
    const { source, calls } = createHeldSource();
    const { directory } = open({ sources: [source] });
    directory.start();
    calls[0]?.resolve(Array.from({ length: 10 }, (_, number) => customer(`Zeta ${number}x`)));
    await settle();
    expect(directory.search('zeta')).toMatchObject({ kind: 'several', total: 10, matches: { length: 6 } });
    expect(directory.search('zeta', { limit: 2 })).toMatchObject({ matches: { length: 2 } });
    await directory.stop();
  });

  it('is loaded at once without accounts', async () => {
    const { directory } = open({ sources: [] });
    directory.start();
    await directory.whenLoaded(new AbortController().signal);
    expect(directory.size).toBe(0);
    await directory.stop();
  });
});
