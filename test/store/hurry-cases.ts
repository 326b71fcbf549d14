import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Store } from '../../src/store/open-store.ts';
import type { Hurry } from '../../src/watch/ports.ts';
import { MINUTE, START, type TestDatabase } from '../support/test-store.ts';

const EXCHANGE: Hurry = { cloud: 'global', source: 'microsoft365', service: 'Exchange Online', at: START };

/** What wishes that customers be read at once promise, whatever the database. */
export function describeHurries(create: () => Promise<TestDatabase>): void {
  describe('hurries', () => {
    let database: TestDatabase;
    let store: Store;
    beforeEach(async () => {
      database = await create();
      store = await database.open();
    });
    afterEach(() => database.close());

    it('are seen by every replica, oldest first, after an instant', async () => {
      const azure: Hurry = { cloud: 'china', source: 'azure', service: '', at: START + 2 };
      await store.watch.hurries.add(azure);
      await store.watch.hurries.add(EXCHANGE);
      const { hurries } = (await database.open()).watch;
      expect(await hurries.listSince(START - 1)).toEqual([EXCHANGE, azure]);
      expect(await hurries.listSince(START)).toEqual([azure]);
      expect(await hurries.listSince(START + 2)).toEqual([]);
    });

    it('are forgotten after ten minutes', async () => {
      await store.watch.hurries.add(EXCHANGE);
      const later = { ...EXCHANGE, at: START + 10 * MINUTE };
      await store.watch.hurries.add(later);
      expect(await store.watch.hurries.listSince(0)).toHaveLength(2);
      const latest = { ...EXCHANGE, at: later.at + 1 };
      await store.watch.hurries.add(latest);
      expect(await store.watch.hurries.listSince(0)).toEqual([later, latest]);
    });

    it('are those of the deployment, not of another one over the same database', async () => {
      await store.watch.hurries.add(EXCHANGE);
      const other = await database.open({ accounts: [{ cloud: 'global', tenantId: 'somebody-else' }] });
      expect(await other.watch.hurries.listSince(0)).toEqual([]);
    });
  });
}
