import { expect, test } from 'vitest';
import { measureTokens } from '../../bench/tokens.ts';

test('a thousand questions at once sign in once for each tenant and lifetime, and keep nothing of tokens that are over', async () => {
  const { fewest, most, heap } = await measureTokens({ tenants: 300, atOnce: 1_000, lifetimes: 3 });
  expect([fewest, most]).toEqual([1, 1]);
  const [, first, last] = heap;
  expect(last - first).toBeLessThan(4 * 2 ** 20);
});
