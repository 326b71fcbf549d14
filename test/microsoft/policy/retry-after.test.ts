import { describe, expect, it } from 'vitest';
import { readRetryAt } from '../../../src/microsoft/policy/retry-after.ts';
import { payload } from '../start.ts';

const NOW = Date.parse('2026-11-21T10:00:00Z');
const retryAfter = (value: string) => readRetryAt(new Headers({ 'retry-after': value }), undefined, NOW);

describe('readRetryAt', () => {
  it.each([
    ['57', NOW + 57_000],
    [' 1.5 ', NOW + 1_500],
    ['Sat, 21 Nov 2026 10:01:00 GMT', NOW + 60_000],
  ])('reads %j', (value, expected) => expect(retryAfter(value)).toBe(expected));

  it.each(['0', '-1', 'soon', '', 'Sat, 21 Nov 2026 09:00:00 GMT'])('takes %j for nothing said', (value) => {
    expect(retryAfter(value)).toBeUndefined();
  });

  it('never takes over more than an hour', () => expect(retryAfter('86400')).toBe(NOW + 3_600_000));

  it("reads Partner Center's 429 body when there is no header", () => {
    expect(readRetryAt(new Headers(), payload('pc-error-429.response'), NOW)).toBe(NOW + 57_000);
  });

  it('prefers the header', () => {
    const headers = new Headers({ 'retry-after': '3' });
    expect(readRetryAt(headers, payload('pc-error-429.response'), NOW)).toBe(NOW + 3_000);
  });
});
