import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { SecretBook } from '../../src/secrets.ts';
import { START, type TestDatabase } from '../support/test-store.ts';

/** What the book of secrets promises, whatever the database. */
export function describeSecrets(create: () => Promise<TestDatabase>): void {
  describe('secrets', () => {
    let database: TestDatabase;
    let secrets: SecretBook;
    let other: SecretBook;
    beforeEach(async () => {
      database = await create();
      ({ secrets } = await database.open());
      ({ secrets: other } = await database.open());
    });
    afterEach(() => database.close());

    it('are given back as they were written, by every replica', async () => {
      const sealed = 'k1.'.padEnd(20_000, 'ab+/');
      expect(await secrets.get('consent:global')).toBeUndefined();
      expect(await secrets.put('consent:global', sealed, 0, START)).toBe(true);
      expect(await other.get('consent:global')).toEqual({ sealed, at: START, version: 1 });
      expect(await secrets.get('consent:china')).toBeUndefined();
    });

    it('are replaced by who knows which one stands there, and by nobody else', async () => {
      expect(await secrets.put('a', 'first', 1, START)).toBe(false);
      expect(await secrets.put('a', 'first', 0, START)).toBe(true);
      expect(await other.put('a', 'second', 0, START + 1)).toBe(false);
      expect(await other.put('a', 'second', 1, START + 1)).toBe(true);
      expect(await secrets.put('a', 'third', 1, START + 2)).toBe(false);
      expect(await secrets.get('a')).toEqual({ sealed: 'second', at: START + 1, version: 2 });
    });

    it('that are written again after a lost connection count as written', async () => {
      await secrets.put('a', 'first', 0, START);
      expect(await secrets.put('a', 'first', 0, START)).toBe(true);
      await secrets.put('a', 'second', 1, START);
      expect(await secrets.put('a', 'second', 1, START)).toBe(true);
      expect(await secrets.get('a')).toMatchObject({ version: 2 });
    });

    it('are written once by many who want to at once', async () => {
      for (let version = 0; version < 3; version += 1) {
        const wins = await Promise.all(
          Array.from({ length: 10 }, (_, at) =>
            (at % 2 ? secrets : other).put('a', `sealed-${version}-${at}`, version, START),
          ),
        );
        expect(wins.filter((isWritten) => isWritten)).toHaveLength(1);
        expect(await secrets.get('a')).toMatchObject({
          version: version + 1,
          sealed: `sealed-${version}-${wins.indexOf(true)}`,
        });
      }
    });

    it('are those of the deployment, not of another one over the same database', async () => {
      const foreign = await database.open({ accounts: [{ cloud: 'global', tenantId: 'somebody-else' }] });
      await secrets.put('a', 'ours', 0, START);
      expect(await foreign.secrets.get('a')).toBeUndefined();
      expect(await foreign.secrets.put('a', 'theirs', 0, START)).toBe(true);
      expect(await secrets.get('a')).toMatchObject({ sealed: 'ours' });
    });
  });
}
