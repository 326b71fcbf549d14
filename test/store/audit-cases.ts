import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { verifyChain } from '../../src/cli/verify-chain.ts';
import type { AuditBook, AuditEntry } from '../../src/staff/audit.ts';
import { CHAIN_BEGIN, hashLine } from '../../src/staff/audit-chain.ts';
import { openAudit } from '../../src/store/open-audit.ts';
import { makeAuditEntries, makeAuditEntry } from '../support/audit.ts';
import { createKeptLog } from '../support/kept-log.ts';
import { CONTOSO, FABRIKAM, KEJI, START, storeOptions, type TestDatabase } from '../support/test-store.ts';

type TestStore = TestDatabase & {
  readonly query: (sql: string) => Promise<readonly Record<string, unknown>[]>;
};

const CHILD = fileURLToPath(new URL('../support/append-forever.ts', import.meta.url));

/** What the book of the audit trail promises, whatever the database. */
export function describeAudit(create: () => Promise<TestStore>): void {
  describe('the audit trail', () => {
    let database: TestStore;
    let audit: AuditBook;
    beforeEach(async () => {
      database = await create();
      ({ audit } = await database.open());
    });
    afterEach(() => database.close());

    const correlations = async (book = audit) =>
      (await book.read(0, 1_000)).map(({ entry }) => entry.correlation);
    const verify = async () => {
      const archive = await openAudit({
        database: database.database,
        sleep: storeOptions().sleep,
        log: createKeptLog(),
      });
      try {
        const [deployment] = await archive.listDeployments();
        return await verifyChain(archive, deployment?.key ?? '', () => {});
      } finally {
        await archive.close();
      }
    };

    it('gives back what was appended, chained from the hash of nothing', async () => {
      const full = makeAuditEntry({ subject: 'SR-1001', reference: 'R-1', customers: [CONTOSO, KEJI] });
      const bare = makeAuditEntry({
        ...{ person: undefined, place: undefined, roles: [], customers: [], customerCount: 0 },
        ...{ decision: 'refused', reason: 'noRole', outcome: 'refused' },
      });
      await audit.append([full, bare]);
      const [first, second] = await audit.read(0, 10);
      expect(first).toMatchObject({ sequence: 1, previousHash: CHAIN_BEGIN.hash });
      expect(first?.entry).toEqual({ ...full, customerCount: 2 });
      expect(second).toMatchObject({ sequence: 2, previousHash: first?.hash });
      expect(second?.entry).toEqual(bare);
      const [row] = await database.query('select entry from audit_lines where sequence = 1');
      expect(hashLine(CHAIN_BEGIN.hash, 1, String(row?.entry))).toBe(first?.hash);
      expect(await audit.read(1, 10)).toEqual([second]);
    });

    it('bounds and cleans what it is given, so that no entry can stop the trail', async () => {
      const strange: AuditEntry = makeAuditEntry({
        at: Number.NaN,
        action: `command:${'x'.repeat(5_000)}`,
        person: { objectId: undefined, account: 'a\0\ud800b', name: '\u2028"\n' },
        customers: Array.from({ length: 500 }, (_, at) => ({ ...CONTOSO, tenantId: `tenant-${at}\0` })),
        customerCount: 500,
      });
      await audit.append([strange]);
      const [line] = await audit.read(0, 1);
      expect(line?.entry.action).toHaveLength(300);
      expect(line?.entry.person).toEqual({ objectId: undefined, account: 'a\ufffdb', name: '\u2028"\n' });
      expect(line?.entry.customers).toHaveLength(20);
      expect(line?.entry).toMatchObject({ at: 0, customerCount: 500 });
      expect((await verify()).broken).toBeUndefined();
    });

    it('is listed newest first, a page at a time, with how many lines there are', async () => {
      await audit.append(makeAuditEntries('a', 25));
      const list = async (offset: number, limit: number) => {
        const { lines, total } = await audit.list({}, { offset, limit });
        return { sequences: lines.map(({ sequence }) => sequence), total };
      };
      expect(await list(0, 3)).toEqual({ sequences: [25, 24, 23], total: 25 });
      expect(await list(22, 5)).toEqual({ sequences: [3, 2, 1], total: 25 });
      expect(await list(25, 5)).toEqual({ sequences: [], total: 25 });
      expect(await list(0, 0)).toEqual({ sequences: [], total: 25 });
    });

    it('is listed for a customer, whatever the case of the tenant id, and not for one of the same id in another cloud', async () => {
      await audit.append([
        makeAuditEntry({ correlation: '1' }),
        makeAuditEntry({ correlation: '2', customers: [FABRIKAM] }),
        makeAuditEntry({ correlation: '3', customers: [FABRIKAM, CONTOSO, CONTOSO] }),
        makeAuditEntry({ correlation: '4', customers: [] }),
        makeAuditEntry({ correlation: '5', customers: [{ ...CONTOSO, cloud: 'china' }] }),
      ]);
      const list = async (customer: AuditEntry['customers'][number], offset = 0) => {
        const { lines, total } = await audit.list({ customer }, { offset, limit: 2 });
        return { found: lines.map(({ entry }) => entry.correlation), total };
      };
      expect(await list({ ...CONTOSO, tenantId: CONTOSO.tenantId.toUpperCase() })).toEqual({
        found: ['3', '1'],
        total: 2,
      });
      expect(await list(FABRIKAM, 1)).toEqual({ found: ['2'], total: 2 });
      expect(await list(KEJI)).toEqual({ found: [], total: 0 });
    });

    it('is one chain without gaps, however many replicas append at once, each in its order', async () => {
      const stores = [audit, (await database.open()).audit, (await database.open()).audit];
      await Promise.all(
        stores.flatMap((book, replica) =>
          Array.from({ length: 4 }, async (_, writer) => {
            for (let at = 0; at < 15; at += 1)
              await book.append(makeAuditEntries(`${replica}.${writer}.${at}`, 1 + (at % 3)));
          }),
        ),
      );
      const { broken, end } = await verify();
      expect(broken).toBeUndefined();
      expect(end.sequence).toBe(3 * 4 * 30);
      const all = await correlations();
      expect(new Set(all).size).toBe(all.length);
      for (const name of ['0.0', '1.2', '2.3']) {
        const order = all
          .filter((each) => each.startsWith(`${name}.`))
          .map((each) => each.split(/[.-]/).map(Number));
        expect(order).toEqual(
          order.toSorted((one, other) => (one[2] ?? 0) - (other[2] ?? 0) || (one[3] ?? 0) - (other[3] ?? 0)),
        );
      }
    });

    it('keeps nothing of a batch that was given up before its end, and all of the next', async () => {
      await audit.append(makeAuditEntries('a', 1));
      await expect(audit.append(makeAuditEntries('b', 3), AbortSignal.abort())).rejects.toMatchObject({
        name: 'StoreError',
      });
      await audit.append(makeAuditEntries('c', 1));
      expect(await correlations()).toEqual(['a-1', 'c-1']);
      expect((await verify()).broken).toBeUndefined();
    });

    it('is that of the deployment, not of another one over the same database', async () => {
      const other = await database.open({ accounts: [{ cloud: 'global', tenantId: 'somebody-else' }] });
      await audit.append(makeAuditEntries('ours', 2));
      await other.audit.append(makeAuditEntries('theirs', 1));
      expect(await correlations()).toEqual(['ours-1', 'ours-2']);
      expect(await correlations(other.audit)).toEqual(['theirs-1']);
      expect((await other.audit.list({ customer: CONTOSO }, { offset: 0, limit: 9 })).total).toBe(1);
    });

    it('refuses to be changed, in part or wholly', async () => {
      await audit.append(makeAuditEntries('a', 3));
      for (const sql of [
        "update audit_lines set entry = 'x'",
        "update audit_lines set hash = 'x' where sequence = 2",
        'delete from audit_lines',
        'delete from audit_lines where sequence = 3',
        'update audit_customers set sequence = sequence + 10',
        'delete from audit_customers',
        'delete from audit_chains',
      ])
        await expect(database.query(sql), sql).rejects.toThrow(/audit_\w+: no (update|delete) here/);
      expect(await correlations()).toEqual(['a-1', 'a-2', 'a-3']);
      expect((await verify()).broken).toBeUndefined();
    });

    it('shows a line that cannot be understood as such', async () => {
      await audit.append(makeAuditEntries('a', 1));
      await database.query(
        `insert into audit_lines (deployment, sequence, entry, previous_hash, hash) select deployment, 2, '{"at":', hash, 'x' from audit_lines`,
      );
      expect(await audit.read(1, 1)).toMatchObject([
        { sequence: 2, entry: { action: 'system:unreadable-line' } },
      ]);
    });

    it('is not begun anew where its end is gone', async () => {
      await audit.append(makeAuditEntries('a', 2));
      await database.query(
        `drop trigger audit_chains_delete${'url' in database.database ? ' on audit_chains' : ''}`,
      );
      await database.query('delete from audit_chains');
      await expect(audit.append(makeAuditEntries('b', 1))).rejects.toMatchObject({ code: 'corrupt' });
      expect(await correlations()).toEqual(['a-1', 'a-2']);
    });

    it('is sound after a process was killed in the middle of it, with everything that was said to be kept', async () => {
      for (let round = 0; round < 2; round += 1) {
        const before = (await audit.list({}, { offset: 0, limit: 0 })).total;
        const child = spawn(process.execPath, [CHILD, JSON.stringify(database.database)], {
          stdio: ['ignore', 'pipe', 'inherit'],
        });
        let kept = 0;
        for await (const line of createInterface({ input: child.stdout })) {
          kept = Number(line);
          if (kept >= 70 + round * 21) child.kill('SIGKILL');
        }
        if (child.signalCode === null && child.exitCode === null) await once(child, 'exit');
        await audit.append(makeAuditEntries(`after-${round}`, 1));
        const { broken, end } = await verify();
        expect(broken).toBeUndefined();
        expect(kept).toBeGreaterThanOrEqual(70);
        expect([kept, kept + 7]).toContain(end.sequence - before - 1);
      }
    });

    it('tells how it stands while it is appended to', async () => {
      await audit.append(makeAuditEntries('first', 1));
      let isOver = false;
      const writing = (async () => {
        while (!isOver) await audit.append(makeAuditEntries('w', 3));
      })();
      try {
        for (let round = 0; round < 10; round += 1) expect((await verify()).broken).toBeUndefined();
      } finally {
        isOver = true;
        await writing;
      }
      expect(await verify()).toMatchObject({ first: START, broken: undefined });
    });
  });
}
