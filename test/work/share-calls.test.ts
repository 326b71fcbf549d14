import { expect, it } from 'vitest';
import { shareCalls } from '../../src/work/share-calls.ts';

it('asks once for all who ask together, and anew after its time', async () => {
  let now = 0;
  let calls = 0;
  const ask = shareCalls(
    async () => {
      calls += 1;
      return calls;
    },
    1_000,
    () => now,
  );
  expect(await Promise.all([ask(), ask(), ask()])).toEqual([1, 1, 1]);
  now = 999;
  expect(await ask()).toBe(1);
  now = 1_000;
  expect(await ask()).toBe(2);
});

it('never has two under way, however long the first hangs', async () => {
  let now = 0;
  let calls = 0;
  const hanging = Promise.withResolvers<number>();
  const ask = shareCalls(
    () => {
      calls += 1;
      return calls === 1 ? hanging.promise : Promise.resolve(calls);
    },
    1_000,
    () => now,
  );
  void ask();
  now = 60_000;
  void ask();
  expect(calls).toBe(1);
  hanging.resolve(1);
  await hanging.promise;
  await Promise.resolve();
  expect(await ask()).toBe(2);
});

it('shares a failure, too, and asks anew after its time', async () => {
  let now = 0;
  let calls = 0;
  const ask = shareCalls(
    async () => {
      calls += 1;
      if (calls === 1) throw new Error('The database is down.');
      return calls;
    },
    1_000,
    () => now,
  );
  await expect(ask()).rejects.toThrow('down');
  await expect(ask()).rejects.toThrow('down');
  now = 1_000;
  expect(await ask()).toBe(2);
});
