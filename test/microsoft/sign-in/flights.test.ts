import { describe, expect, it } from 'vitest';
import { createFlights } from '../../../src/microsoft/sign-in/flights.ts';

/** Work that ends when the test says so. */
function startWork() {
  const result = Promise.withResolvers<string>();
  const signals: AbortSignal[] = [];
  const work = (signal: AbortSignal) => {
    signals.push(signal);
    return result.promise;
  };
  return { work, result, signals };
}

describe('flights', () => {
  it('share one piece of work between all who ask at the same time', async () => {
    const { work, result, signals } = startWork();
    const flights = createFlights<string>();
    const all = Array.from({ length: 100 }, () => flights.join('a', new AbortController().signal, work));
    result.resolve('done');
    expect(new Set(await Promise.all(all))).toEqual(new Set(['done']));
    expect(signals).toHaveLength(1);
  });

  it('keep work under different keys apart, and start again when it is over', async () => {
    const { work, result, signals } = startWork();
    const flights = createFlights<string>();
    const { signal } = new AbortController();
    result.resolve('done');
    await Promise.all([flights.join('a', signal, work), flights.join('b', signal, work)]);
    await flights.join('a', signal, work);
    expect(signals).toHaveLength(3);
  });

  it('tell everybody of a failure, and start again afterwards', async () => {
    const { work, result, signals } = startWork();
    const flights = createFlights<string>();
    const { signal } = new AbortController();
    const both = Promise.allSettled([flights.join('a', signal, work), flights.join('a', signal, work)]);
    result.reject(new Error('no'));
    expect((await both).map(({ status }) => status)).toEqual(['rejected', 'rejected']);
    await expect(flights.join('a', signal, work)).rejects.toThrow('no');
    expect(signals).toHaveLength(2);
  });

  it('abort the work only when nobody waits for it any more', async () => {
    const { work, signals } = startWork();
    const flights = createFlights<string>();
    const [first, second] = [new AbortController(), new AbortController()];
    const one = flights.join('a', first.signal, work);
    const two = flights.join('a', second.signal, work);
    first.abort(new Error('first gone'));
    await expect(one).rejects.toThrow('first gone');
    expect(signals[0]?.aborted).toBe(false);
    second.abort(new Error('second gone'));
    await expect(two).rejects.toThrow('second gone');
    expect(signals[0]?.aborted).toBe(true);
  });

  it('let nobody join work that was aborted', async () => {
    const { work, result, signals } = startWork();
    const flights = createFlights<string>();
    const first = new AbortController();
    const one = flights.join('a', first.signal, work);
    first.abort(new Error('gone'));
    await expect(one).rejects.toThrow('gone');
    const two = flights.join('a', new AbortController().signal, work);
    result.resolve('done');
    await expect(two).resolves.toBe('done');
    expect(signals).toHaveLength(2);
  });

  it('are not started by somebody who has gone', async () => {
    const { work, signals } = startWork();
    await expect(createFlights<string>().join('a', AbortSignal.abort(), work)).rejects.toThrow();
    expect(signals).toHaveLength(0);
  });
});
