import type { ChainEnd, ChainLine } from '../staff/audit-chain.ts';
import { inPieces } from './clean.ts';
import type { Queries } from './engine.ts';

/** Names in one statement. */
const PIECE = 500;

/** The end that the chain's own row tells; undefined: there is no such row. */
export function readChainEnd(db: Queries, deployment: string): Promise<ChainEnd | undefined> {
  return db
    .selectFrom('audit_chains')
    .select(['sequence', 'hash'])
    .where('deployment', '=', deployment)
    .executeTakeFirst();
}

/** Lines behind number `after`, oldest first, as they are kept. */
export function readChainLines(
  db: Queries,
  deployment: string,
  after: number,
  limit: number,
): Promise<readonly ChainLine[]> {
  return db
    .selectFrom('audit_lines')
    .select(['sequence', 'entry as text', 'previous_hash as previousHash', 'hash'])
    .where('deployment', '=', deployment)
    .where('sequence', '>', after)
    .orderBy('sequence')
    .limit(limit)
    .execute();
}

/** Lines by their numbers, at most 1,000, oldest first. */
export async function readLinesOf(
  db: Queries,
  deployment: string,
  sequences: readonly number[],
): Promise<readonly ChainLine[]> {
  if (sequences.length === 0) return [];
  return db
    .selectFrom('audit_lines')
    .select(['sequence', 'entry as text', 'previous_hash as previousHash', 'hash'])
    .where('deployment', '=', deployment)
    .where('sequence', 'in', [...sequences])
    .orderBy('sequence')
    .execute();
}

/** Number of the last line there is; undefined: there is none. */
export async function readLastSequence(db: Queries, deployment: string): Promise<number | undefined> {
  const row = await db
    .selectFrom('audit_lines')
    .select('sequence')
    .where('deployment', '=', deployment)
    .orderBy('sequence', 'desc')
    .limit(1)
    .executeTakeFirst();
  return row?.sequence;
}

/** Every deployment that has a chain or lines, in order. Steps from one to the next, however many lines they have. */
export async function listDeployments(db: Queries): Promise<readonly string[]> {
  const found = new Set<string>();
  for (const table of ['audit_chains', 'audit_lines', 'audit_customers'] as const) {
    for (let after = ''; ; ) {
      const row = await db
        .selectFrom(table)
        .select('deployment')
        .where('deployment', '>', after)
        .orderBy('deployment')
        .limit(1)
        .executeTakeFirst();
      if (row === undefined) break;
      found.add(row.deployment);
      after = row.deployment;
    }
  }
  return [...found].sort();
}

/** Under which customers lines are found. */
export interface CustomerLink {
  readonly customer: string;
  readonly sequence: number;
}

/** The links of lines `from` to `to` under some customers. */
export async function readCustomerLinks(
  db: Queries,
  deployment: string,
  customers: readonly string[],
  { from, to }: { readonly from: number; readonly to: number },
): Promise<readonly CustomerLink[]> {
  const links: CustomerLink[] = [];
  for (const piece of inPieces(customers, PIECE)) {
    const rows = await db
      .selectFrom('audit_customers')
      .select(['customer', 'sequence'])
      .where('deployment', '=', deployment)
      .where('customer', 'in', piece)
      .where('sequence', '>=', from)
      .where('sequence', '<=', to)
      .execute();
    links.push(...rows);
  }
  return links;
}

/** How many links there are of lines up to number `to`. */
export async function countCustomerLinks(db: Queries, deployment: string, to: number): Promise<number> {
  const { total } = await db
    .selectFrom('audit_customers')
    .select(({ fn }) => fn.countAll<number>().as('total'))
    .where('deployment', '=', deployment)
    .where('sequence', '<=', to)
    .executeTakeFirstOrThrow();
  return total;
}
