import type { Transaction } from 'kysely';
import type { AuditEntry } from '../staff/audit.ts';
import { CHAIN_BEGIN, type ChainEnd, chainLine } from '../staff/audit-chain.ts';
import { customerKeys, writeEntry } from './audit-entry.ts';
import { inPieces } from './clean.ts';
import type { Engine } from './engine.ts';
import { StoreError } from './store-error.ts';
import type { Tables } from './tables.ts';

/** Rows in one statement. */
const PIECE = 500;

/** The end that a try wanted to give the chain: where it stands, the try was kept although its connection was lost. */
export interface AppendTries {
  wanted: ChainEnd | undefined;
}

/** Appends entries in one transaction. `tries`: of this work, empty for the first. */
export async function appendLines(
  { db, locksRows }: Engine,
  deployment: string,
  entries: readonly AuditEntry[],
  tries: AppendTries,
  signal: AbortSignal | undefined,
): Promise<void> {
  await db.transaction().execute(async (trx) => {
    const begin = await lockChain(trx, deployment, locksRows);
    signal?.throwIfAborted();
    if (tries.wanted && (await isKept(trx, deployment, tries.wanted))) return;
    let end = begin;
    const lines = entries.map((entry) => {
      const line = chainLine(end, writeEntry(entry));
      end = line;
      return { line, customers: customerKeys(entry) };
    });
    tries.wanted = { sequence: end.sequence, hash: end.hash };
    const rows = lines.map(({ line: { sequence, text, previousHash, hash } }) => ({
      ...{ deployment, sequence, hash },
      entry: text,
      previous_hash: previousHash,
    }));
    for (const piece of inPieces(rows, PIECE)) await trx.insertInto('audit_lines').values(piece).execute();
    const links = lines.flatMap(({ line: { sequence }, customers }) =>
      customers.map((customer) => ({ deployment, customer, sequence })),
    );
    for (const piece of inPieces(links, PIECE))
      await trx.insertInto('audit_customers').values(piece).execute();
    await trx
      .updateTable('audit_chains')
      .set(tries.wanted)
      .where('deployment', '=', deployment)
      .executeTakeFirst();
    // The last moment at which nothing has happened yet.
    signal?.throwIfAborted();
  });
}

/** Whoever has the chain's row is alone with the chain. */
async function lockChain(
  trx: Transaction<Tables>,
  deployment: string,
  locksRows: boolean,
): Promise<ChainEnd> {
  const lock = () => {
    const query = trx
      .selectFrom('audit_chains')
      .select(['sequence', 'hash'])
      .where('deployment', '=', deployment);
    return (locksRows ? query.forNoKeyUpdate() : query).executeTakeFirst();
  };
  const found = await lock();
  if (found) return found;
  await trx
    .insertInto('audit_chains')
    .values({ deployment, ...CHAIN_BEGIN })
    .onConflict((conflict) => conflict.column('deployment').doNothing())
    .execute();
  // A statement of its own: it sees what another replica has written meanwhile.
  const made = await lock();
  if (made && (made.sequence > 0 || !(await hasLines(trx, deployment)))) return made;
  throw new StoreError(
    'corrupt',
    'The audit trail has lost its end (its row in audit_chains): nothing is appended to it. Run npm run audit:verify, and restore a backup.',
  );
}

async function hasLines(trx: Transaction<Tables>, deployment: string): Promise<boolean> {
  const row = await trx
    .selectFrom('audit_lines')
    .select('sequence')
    .where('deployment', '=', deployment)
    .limit(1)
    .executeTakeFirst();
  return row !== undefined;
}

async function isKept(
  trx: Transaction<Tables>,
  deployment: string,
  { sequence, hash }: ChainEnd,
): Promise<boolean> {
  const row = await trx
    .selectFrom('audit_lines')
    .select('hash')
    .where('deployment', '=', deployment)
    .where('sequence', '=', sequence)
    .executeTakeFirst();
  return row?.hash === hash;
}
