import { describe, expect, it } from 'vitest';
import { createFlights, type Patience } from '../../../src/microsoft/sign-in/flights.ts';

const NOW = 1_000_000;

/** Work that ends when the test says so. */
function startWork() {
  const result = Promise.withResolvers<string>();
  const given: Patience[] = [];
  const work = (patience: Patience) => {
    given.push(patience);
    return result.promise;
  };
  return { work, result, given };
}

const patient = (signal = new AbortController().signal, waitMs = 60_000): Patience => ({
  signal,
  deadline: NOW + waitMs,
});

describe('flights', () => {
  it('share one piece of work between all who ask at the same time', async () => {
    const { work, result, given } = startWork();
    const flights = createFlights<string>(() => NOW);
    const all = Array.from({ length: 100 }, () => flights.join('a', patient(), work));
    result.resolve('done');
    expect(new Set(await Promise.all(all))).toEqual(new Set(['done']));
    expect(given).toHaveLength(1);
  });

  it('keep work under different keys apart, and start again when it is over', async () => {
    const { work, result, given } = startWork();
    const flights = createFlights<string>(() => NOW);
    result.resolve('done');
    await Promise.all([flights.join('a', patient(), work), flights.join('b', patient(), work)]);
    await flights.join('a', patient(), work);
    expect(given).toHaveLength(3);
  });

  it('tell everybody of a failure, and start again afterwards', async () => {
    const { work, result, given } = startWork();
    const flights = createFlights<string>(() => NOW);
    const both = Promise.allSettled([flights.join('a', patient(), work), flights.join('a', patient(), work)]);
    result.reject(new Error('no'));
    expect((await both).map(({ status }) => status)).toEqual(['rejected', 'rejected']);
    await expect(flights.join('a', patient(), work)).rejects.toThrow('no');
    expect(given).toHaveLength(2);
  });

  it('abort the work only when nobody waits for it any more', async () => {
    const { work, given } = startWork();
    const flights = createFlights<string>(() => NOW);
    const [first, second] = [new AbortController(), new AbortController()];
    const one = flights.join('a', patient(first.signal), work);
    const two = flights.join('a', patient(second.signal), work);
    first.abort(new Error('first gone'));
    await expect(one).rejects.toThrow('first gone');
    expect(given[0]?.signal.aborted).toBe(false);
    second.abort(new Error('second gone'));
    await expect(two).rejects.toThrow('second gone');
    expect(given[0]?.signal.aborted).toBe(true);
  });

  it('let nobody join work that was aborted', async () => {
    const { work, result, given } = startWork();
    const flights = createFlights<string>(() => NOW);
    const first = new AbortController();
    const one = flights.join('a', patient(first.signal), work);
    first.abort(new Error('gone'));
    await expect(one).rejects.toThrow('gone');
    const two = flights.join('a', patient(), work);
    result.resolve('done');
    await expect(two).resolves.toBe('done');
    expect(given).toHaveLength(2);
  });

  it('are not started by somebody who has gone', async () => {
    const { work, given } = startWork();
    await expect(
      createFlights<string>(() => NOW).join('a', patient(AbortSignal.abort()), work),
    ).rejects.toThrow();
    expect(given).toHaveLength(0);
  });

  it('rob nobody of the work because somebody else has less time', async () => {
    const { work, result, given } = startWork();
    const flights = createFlights<string>(() => NOW);
    const hasty = flights.join('a', patient(undefined, 10), work);
    expect(given[0]?.deadline).toBe(NOW + 10);
    const other = flights.join('a', patient(undefined, 5_000), work);
    expect(given[0]?.deadline).toBe(NOW + 5_000);
    await expect(hasty).rejects.toMatchObject({ name: 'TimeoutError' });
    expect(given[0]?.signal.aborted).toBe(false);
    result.resolve('done');
    await expect(other).resolves.toBe('done');
    expect(given).toHaveLength(1);
  });

  it('end work whose last waiter has no time left', async () => {
    const { work, given } = startWork();
    const flights = createFlights<string>(() => NOW);
    await expect(flights.join('a', patient(undefined, 10), work)).rejects.toMatchObject({
      name: 'TimeoutError',
    });
    expect(given[0]?.signal.aborted).toBe(true);
  });

  it('wait for a deadline that is further away than a timer can be', async () => {
    const { work, result } = startWork();
    const waiting = createFlights<string>(() => NOW).join('a', patient(undefined, 2 ** 40), work);
    await new Promise((resolve) => setTimeout(resolve, 20));
    result.resolve('done');
    await expect(waiting).resolves.toBe('done');
  });
});
