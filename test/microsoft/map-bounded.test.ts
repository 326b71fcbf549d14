import { describe, expect, it } from 'vitest';
import { mapBounded } from '../../src/microsoft/map-bounded.ts';

describe('bounded work', () => {
  it('keeps to its bound and to the order of the items, whichever is ready first', async () => {
    let open = 0;
    let most = 0;
    const gates = Array.from({ length: 5 }, () => Promise.withResolvers<void>());
    const working = mapBounded([0, 1, 2, 3, 4], 2, async (item) => {
      open += 1;
      most = Math.max(most, open);
      await gates[item]?.promise;
      open -= 1;
      return item * 10;
    });
    for (const gate of gates.toReversed()) gate.resolve();
    expect(await working).toEqual([0, 10, 20, 30, 40]);
    expect(most).toBe(2);
  });

  it('begins nothing more after a failure', async () => {
    const begun: number[] = [];
    const working = mapBounded([0, 1, 2, 3], 1, async (item) => {
      begun.push(item);
      if (item === 1) throw new Error('No');
    });
    await expect(working).rejects.toThrow('No');
    expect(begun).toEqual([0, 1]);
  });

  it('may be none', async () => {
    expect(await mapBounded([], 3, async () => 1)).toEqual([]);
  });
});
