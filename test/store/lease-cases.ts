import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { LeaseBook } from '../../src/work/leases.ts';
import { START, type TestDatabase } from '../support/test-store.ts';

type TestStore = TestDatabase & {
  readonly query: (sql: string) => Promise<readonly Record<string, unknown>[]>;
};
const LEASE_MS = 20_000;

/** What leases promise, whatever the database. */
export function describeLeases(create: () => Promise<TestStore>): void {
  describe('leases', () => {
    let database: TestStore;
    let leases: LeaseBook;
    let other: LeaseBook;
    beforeEach(async () => {
      database = await create();
      ({ leases } = await database.open());
      ({ leases: other } = await database.open());
    });
    afterEach(() => database.close());

    const hold = (book: LeaseBook, owner: string, names: readonly string[], now = START, limit = 100) =>
      book.hold(names, { owner, now, leaseMs: LEASE_MS, limit });

    it('are held by one at a time, until they run out', async () => {
      expect(await hold(leases, 'a', ['watcher'])).toEqual(['watcher']);
      expect(await hold(other, 'b', ['watcher'], START + LEASE_MS - 1)).toEqual([]);
      expect(await hold(other, 'b', ['watcher'], START + LEASE_MS)).toEqual(['watcher']);
      expect(await hold(leases, 'a', ['watcher'], START + LEASE_MS)).toEqual([]);
    });

    it('are renewed by who holds them', async () => {
      await hold(leases, 'a', ['watcher']);
      expect(await hold(leases, 'a', ['watcher'], START + LEASE_MS - 1)).toEqual(['watcher']);
      expect(await hold(other, 'b', ['watcher'], START + LEASE_MS)).toEqual([]);
    });

    it('go back at once, but never those of somebody else', async () => {
      await hold(leases, 'a', ['x', 'y']);
      await other.release(['x', 'y'], 'b');
      expect(await hold(other, 'b', ['x', 'y'])).toEqual([]);
      await leases.release(['x'], 'a');
      expect(await hold(other, 'b', ['x', 'y'])).toEqual(['x']);
    });

    it('are no more than asked for, those held already included', async () => {
      const names = ['a', 'b', 'c', 'd'];
      expect(await hold(leases, 'one', names, START, 2)).toHaveLength(2);
      expect(await hold(leases, 'one', names, START + 1, 3)).toHaveLength(3);
      expect(await hold(other, 'two', names, START + 1)).toHaveLength(1);
      expect(await hold(leases, 'one', names, START, 0)).toEqual([]);
    });

    it('that are too many run out, the same ones each time', async () => {
      const names = ['a', 'b', 'c', 'd'];
      await hold(leases, 'one', names);
      const kept = await hold(leases, 'one', names, START + 1_000, 2);
      expect(await hold(leases, 'one', names.toReversed(), START + 2_000, 2)).toEqual(kept);
      const rest = await hold(other, 'two', names, START + LEASE_MS);
      expect([...kept, ...rest].toSorted()).toEqual(names);
    });

    it('are taken once each by twenty owners at once, and all of them', async () => {
      const names = Array.from({ length: 64 }, (_, at) => `shard-${at}`);
      const held = await Promise.all(
        Array.from({ length: 20 }, (_, at) => hold(at % 2 ? other : leases, `owner-${at}`, names, START, 4)),
      );
      for (const each of held) expect(each.length).toBeLessThanOrEqual(4);
      expect(held.flat().toSorted()).toEqual(names.toSorted());
    });

    it('that ran out are taken once each by twenty owners at once', async () => {
      const names = Array.from({ length: 64 }, (_, at) => `shard-${at}`);
      await hold(leases, 'dead', names);
      const held = await Promise.all(
        Array.from({ length: 20 }, (_, at) =>
          hold(at % 2 ? other : leases, `owner-${at}`, names.toReversed(), START + LEASE_MS, 50),
        ),
      );
      expect(held.flat().toSorted()).toEqual(names.toSorted());
    });

    it('tell who holds a name that begins like a word', async () => {
      await hold(leases, 'a', ['shard-1', 'shard-2', 'watcher']);
      await hold(other, 'b', ['shard-3', 'sharp']);
      await hold(other, 'c', ['watcher-2'], START, 1);
      expect(await leases.listOwners('shard-', START)).toEqual(['a', 'b']);
      expect(await leases.listOwners('watcher', START)).toEqual(['a', 'c']);
      expect(await leases.listOwners('shard-', START + LEASE_MS)).toEqual([]);
    });

    it('are those of the deployment, not of another one over the same database', async () => {
      const { leases: foreign } = await database.open({
        accounts: [{ cloud: 'global', tenantId: 'somebody-else' }],
      });
      await hold(leases, 'a', ['watcher']);
      expect(await hold(foreign, 'b', ['watcher'])).toEqual(['watcher']);
      expect(await leases.listOwners('', START)).toEqual(['a']);
    });

    it('are forgotten an hour after they ran out', async () => {
      await hold(leases, 'a', ['gone-1', 'gone-2']);
      await hold(leases, 'a', ['watcher'], START + LEASE_MS + 3_600_001);
      expect(await database.query('select owner from leases')).toEqual([{ owner: 'a' }]);
    });
  });
}
