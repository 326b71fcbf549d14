import { describe, expect, it } from 'vitest';
import { findNearIds, readPrefixes } from '../../../src/health/estate/near-ids.ts';

const KNOWN = ['EX226574', 'EX226575', 'EX226590', 'EX993112', 'TM226574', 'MO1000001', 'BC_1-FXZ'];

describe('ids near a mistyped one', () => {
  it.each<[string, readonly string[]]>([
    ['EX226547', ['EX226574', 'EX226575']],
    ['ex22657', ['EX226574', 'EX226575']],
    ['XE226574', ['EX226574']],
    ['226574', ['EX226574', 'TM226574']],
    ['BC_1-FZX', ['BC_1-FXZ']],
    ['EX226580', ['EX226590', 'EX226575', 'EX226574']],
    ['EX000000', []],
    ['', []],
    ['x'.repeat(5_000), []],
  ])('of %s', (id, near) => {
    expect(findNearIds(id, KNOWN, 5).slice(0, Math.max(1, near.length))).toEqual(near);
  });

  it('are each told once, at most as many as asked for', () => {
    expect(findNearIds('EX226570', ['EX226574', 'EX226574', 'EX226575', 'EX226571'], 2)).toEqual([
      'EX226571',
      'EX226574',
    ]);
  });

  it('are looked up by how the id begins', () => {
    expect(readPrefixes('EX226574')).toEqual(['EX226', 'EX']);
    expect(readPrefixes('BC_1-FXZ')).toEqual(['BC_1', 'BC_']);
    expect(readPrefixes('226574')).toEqual(['226']);
    expect(readPrefixes('한빛')).toEqual([]);
  });
});
