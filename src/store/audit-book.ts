import type { AuditBook, AuditEntry, AuditLine } from '../staff/audit.ts';
import type { ChainLine } from '../staff/audit-chain.ts';
import { type AppendTries, appendLines } from './append-audit.ts';
import { auditCustomerKey, readEntry, UNREADABLE_ENTRY } from './audit-entry.ts';
import { readChainEnd, readChainLines, readLinesOf } from './audit-rows.ts';
import { deploymentPrefix } from './deployment-key.ts';
import type { Queries } from './engine.ts';
import { type Page, readPage } from './page.ts';
import type { WatchContext } from './watch-context.ts';

/** The audit trail of this deployment. A line that cannot be understood is given back as `UNREADABLE_ENTRY`. */
export function createAuditBook({
  engine,
  accounts,
  attempt,
}: Pick<WatchContext, 'engine' | 'accounts' | 'attempt'>): AuditBook {
  const { db } = engine;
  const deployment = deploymentPrefix(accounts);
  return {
    async append(entries: readonly AuditEntry[], signal) {
      if (entries.length === 0) return;
      const tries: AppendTries = { wanted: undefined };
      await attempt(() => appendLines(engine, deployment, entries, tries, signal));
    },
    list: ({ customer }, asked) =>
      attempt(async () => {
        const page = readPage(asked);
        const { lines, total } =
          customer === undefined
            ? await listAll(db, deployment, page)
            : await listOf(db, deployment, auditCustomerKey(customer), page);
        return { lines: lines.map(toAuditLine), total };
      }),
    read: (after, limit) =>
      attempt(async () => {
        const page = readPage({ offset: 0, limit });
        return (await readChainLines(db, deployment, after, page.limit)).map(toAuditLine);
      }),
  };
}

interface FoundLines {
  readonly lines: readonly ChainLine[];
  readonly total: number;
}

/** Numbers have no gaps: where a page begins needs no counting. */
async function listAll(db: Queries, deployment: string, { offset, limit }: Page): Promise<FoundLines> {
  const total = (await readChainEnd(db, deployment))?.sequence ?? 0;
  const last = total - offset;
  const lines = last > 0 ? await readChainLines(db, deployment, Math.max(0, last - limit), limit) : [];
  return { lines: lines.filter(({ sequence }) => sequence <= last).toReversed(), total };
}

async function listOf(db: Queries, deployment: string, customer: string, page: Page): Promise<FoundLines> {
  const { total } = await db
    .selectFrom('audit_customers')
    .select(({ fn }) => fn.countAll<number>().as('total'))
    .where('deployment', '=', deployment)
    .where('customer', '=', customer)
    .executeTakeFirstOrThrow();
  const found = await db
    .selectFrom('audit_customers')
    .select('sequence')
    .where('deployment', '=', deployment)
    .where('customer', '=', customer)
    .orderBy('sequence', 'desc')
    .limit(page.limit)
    .offset(page.offset)
    .execute();
  // Apart, so that no database is tempted to look through all lines instead.
  const lines = await readLinesOf(
    db,
    deployment,
    found.map(({ sequence }) => sequence),
  );
  return { lines: lines.toReversed(), total };
}

function toAuditLine({ sequence, text, previousHash, hash }: ChainLine): AuditLine {
  return { sequence, entry: readEntry(text) ?? UNREADABLE_ENTRY, previousHash, hash };
}
