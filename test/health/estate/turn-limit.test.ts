import { setTimeout as wait } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { limitTurn } from '../../../src/health/estate/turn-limit.ts';

const HOUR_MS = 3_600_000;

describe('the limit of a turn', () => {
  it('stops with everything else, for the same reason', () => {
    const stop = new AbortController();
    const { signal } = limitTurn(stop.signal, HOUR_MS, undefined);
    expect(signal.aborted).toBe(false);
    stop.abort(new Error('stop'));
    expect(signal.reason).toEqual(new Error('stop'));
    expect(limitTurn(stop.signal, HOUR_MS, undefined).signal.reason).toEqual(new Error('stop'));
  });

  it('ends after its time', async () => {
    const { signal } = limitTurn(new AbortController().signal, 1, undefined);
    await wait(20);
    expect(signal.reason).toMatchObject({ name: 'TimeoutError' });
  });

  it('ends with a deadline that is given', () => {
    const given = new AbortController();
    const { signal } = limitTurn(new AbortController().signal, 1, () => given.signal);
    given.abort(new Error('late'));
    expect(signal.reason).toEqual(new Error('late'));
    expect(limitTurn(new AbortController().signal, 1, () => given.signal).signal.aborted).toBe(true);
  });

  it('says nothing any more once the turn is over', async () => {
    const stop = new AbortController();
    const given = new AbortController();
    const limits = [
      limitTurn(stop.signal, HOUR_MS, () => given.signal),
      limitTurn(stop.signal, 1, undefined),
    ];
    for (const limit of limits) limit.end();
    await wait(20);
    stop.abort();
    given.abort();
    expect(limits.map(({ signal }) => signal.aborted)).toEqual([false, false]);
  });
});
