import { describe, expect, it } from 'vitest';
import { toWindowsZone } from '../../../src/microsoft/support/windows-zone.ts';

describe('the Windows name of a time zone', () => {
  it.each([
    ['Europe/Paris', 'Romance Standard Time'],
    ['Asia/Seoul', 'Korea Standard Time'],
    ['Asia/Shanghai', 'China Standard Time'],
    ['America/Los_Angeles', 'Pacific Standard Time'],
    ['Asia/Calcutta', 'India Standard Time'],
    ['Europe/Kyiv', 'FLE Standard Time'],
    ['UTC', 'UTC'],
  ])('of %s is %s', async (iana, windows) => {
    expect(await toWindowsZone(iana)).toBe(windows);
  });

  it('is UTC where there is none', async () => {
    expect(await toWindowsZone('Antarctica/Troll')).toBe('UTC');
    expect(await toWindowsZone('Nowhere/At_All')).toBe('UTC');
    expect(await toWindowsZone('')).toBe('UTC');
  });
});
