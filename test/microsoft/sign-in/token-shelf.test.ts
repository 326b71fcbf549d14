import { expect, test } from 'vitest';
import { createTokenShelf } from '../../../src/microsoft/sign-in/token-shelf.ts';

const token = (length: number) => ({ value: 'x'.repeat(length), expiresAt: 1, renewAt: 0 });

test('a shelf holds two tokens for each of 10,000 tenants, and as many again', () => {
  const shelf = createTokenShelf();
  const one = token(2_000);
  for (let at = 0; at < 40_000; at += 1) shelf.set(`global:tenant-${at}:scope`, one);
  expect(shelf.get('global:tenant-0:scope')).toBe(one);
});

test('a shelf forgets what was unused for longest rather than grow without end', () => {
  const shelf = createTokenShelf();
  const long = token(1_000_000);
  for (let at = 0; at < 150; at += 1) shelf.set(`tenant-${at}`, long);
  expect(shelf.get('tenant-0')).toBeUndefined();
  const kept = Array.from({ length: 150 }, (_, at) => shelf.get(`tenant-${at}`)).filter(Boolean);
  expect(kept.length).toBeLessThan(101);
  expect(shelf.get('tenant-149')).toBe(long);
});
