import { setImmediate } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { createFreshAnswers, type FreshAnswersOptions } from '../../src/staff/fresh-answers.ts';
import { createFakeTime } from '../support/fake-time.ts';

function keep(options: Partial<FreshAnswersOptions<number>> = {}) {
  const time = createFakeTime();
  const asked: string[] = [];
  const gates: PromiseWithResolvers<number>[] = [];
  const answers = createFreshAnswers<number>({
    read: (key) => {
      asked.push(key);
      const gate = Promise.withResolvers<number>();
      gates.push(gate);
      return gate.promise;
    },
    keepMs: () => 1_000,
    renewMs: () => 200,
    readMs: 5_000,
    pauseMs: 100,
    max: 3,
    clock: time.clock,
    ...options,
  });
  /** Asks, and lets the reading that this begins end with a value. */
  async function read(key: string, value: number) {
    const answer = answers.get(key);
    gates.at(-1)?.resolve(value);
    return answer;
  }
  return { time, asked, gates, answers, read };
}

describe('an answer', () => {
  it('is read once by however many ask meanwhile', async () => {
    const { asked, gates, answers } = keep();
    const all = Array.from({ length: 1_000 }, () => answers.get('a'));
    gates[0]?.resolve(7);
    expect(new Set(await Promise.all(all))).toEqual(new Set([{ kind: 'read', value: 7 }]));
    expect(asked).toEqual(['a']);
  });

  it('serves for its time from the begin of its reading, and never longer', async () => {
    const { asked, time, answers, gates } = keep({ renewMs: () => 0 });
    const first = answers.get('a');
    time.advance(400);
    gates[0]?.resolve(1);
    await first;
    time.advance(599);
    expect(await answers.get('a')).toEqual({ kind: 'read', value: 1 });
    expect(asked).toHaveLength(1);
    time.advance(1);
    const late = answers.get('a');
    gates[1]?.reject(new Error('out'));
    expect(await late).toMatchObject({ kind: 'failed' });
  });

  it('is read anew behind whoever asks shortly before its end', async () => {
    const { asked, time, answers, gates, read } = keep();
    await read('a', 1);
    time.advance(800);
    expect(await answers.get('a')).toEqual({ kind: 'read', value: 1 });
    expect(await answers.get('a')).toEqual({ kind: 'read', value: 1 });
    expect(asked).toHaveLength(2);
    gates[1]?.resolve(2);
    await setImmediate();
    time.advance(500);
    expect(await answers.get('a')).toEqual({ kind: 'read', value: 2 });
    expect(asked).toHaveLength(2);
  });

  it('whose renewal fails serves to its end, with pauses between tries', async () => {
    const { asked, time, answers, gates, read } = keep();
    await read('a', 1);
    time.advance(800);
    await answers.get('a');
    gates[1]?.reject(new Error('out'));
    await setImmediate();
    time.advance(99);
    expect(await answers.get('a')).toEqual({ kind: 'read', value: 1 });
    expect(asked).toHaveLength(2);
    time.advance(1);
    expect(await answers.get('a')).toEqual({ kind: 'read', value: 1 });
    expect(asked).toHaveLength(3);
    gates[2]?.reject(new Error('out'));
    await setImmediate();
    time.advance(99);
    expect(await answers.get('a')).toMatchObject({ kind: 'read' });
    time.advance(1);
    const late = answers.get('a');
    gates.at(-1)?.reject(new Error('still out'));
    expect(await late).toMatchObject({ kind: 'failed' });
  });

  it('is old when the clock is set back', async () => {
    const { asked, time, answers, read } = keep();
    await read('a', 1);
    time.advance(-1);
    void answers.get('a');
    expect(asked).toHaveLength(2);
  });
});

describe('a failure', () => {
  it('is told for a short while without asking, and then is asked about again', async () => {
    const { asked, time, answers, gates } = keep();
    const error = new Error('out');
    const first = answers.get('a');
    gates[0]?.reject(error);
    expect(await first).toEqual({ kind: 'failed', error });
    time.advance(99);
    expect(await answers.get('a')).toEqual({ kind: 'failed', error });
    expect(asked).toHaveLength(1);
    time.advance(1);
    void answers.get('a');
    expect(asked).toHaveLength(2);
  });

  it('is what becomes of a reading that takes too long, even one that cannot be stopped', async () => {
    const { answers } = keep({ readMs: 20 });
    expect(await answers.get('a')).toMatchObject({ kind: 'failed', error: { name: 'TimeoutError' } });
  });

  it('may be thrown at once', async () => {
    const { answers } = keep({
      read: () => {
        throw new Error('at once');
      },
    });
    expect(await answers.get('a')).toMatchObject({ kind: 'failed' });
  });
});

describe('memory', () => {
  it('holds the answers used last', async () => {
    const { asked, answers, read } = keep();
    for (const key of ['a', 'b', 'c']) await read(key, 1);
    await answers.get('a');
    await read('d', 1);
    await answers.get('a');
    expect(asked).toEqual(['a', 'b', 'c', 'd']);
    void answers.get('b');
    expect(asked).toEqual(['a', 'b', 'c', 'd', 'b']);
  });

  it('holds so many readings under way, and refuses more', async () => {
    const { asked, answers, gates } = keep();
    const under = ['a', 'b', 'c'].map((key) => answers.get(key));
    expect(await answers.get('d')).toMatchObject({ kind: 'failed' });
    for (const gate of gates) gate.resolve(1);
    await Promise.all(under);
    void answers.get('d');
    expect(asked).toEqual(['a', 'b', 'c', 'd']);
  });
});
