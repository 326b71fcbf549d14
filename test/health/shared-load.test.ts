import { describe, expect, it } from 'vitest';
import { createSharedLoad } from '../../src/health/shared-load.ts';
import { makeIncident } from '../support/incidents.ts';

const large = makeIncident({ id: 'L1', posts: [{ at: 1, html: 'x'.repeat(9_000) }] });
const small = makeIncident({ id: 'S1', posts: [] });

describe('a shared load', () => {
  it('counts an incident once, however many lists hold it', () => {
    const load = createSharedLoad();
    load.hold([large]);
    const one = load.size;
    expect(one).toBeGreaterThan(10_000);
    load.hold([large, small]);
    expect(load.size - one).toBeGreaterThan(1_000);
    expect(load.size - one).toBeLessThan(2_000);
  });

  it('grows by what it measures', () => {
    const load = createSharedLoad();
    for (const list of [[large], [large, small], [small]]) {
      const more = load.measure(list);
      const before = load.size;
      load.hold(list);
      expect(load.size).toBe(before + more);
    }
  });

  it('is empty again when nothing is held', () => {
    const load = createSharedLoad();
    load.hold([large]);
    load.hold([small, large]);
    load.release([large]);
    expect(load.size).toBeGreaterThan(10_000);
    load.release([small, large]);
    expect(load.size).toBe(0);
  });
});
