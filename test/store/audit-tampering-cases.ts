import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type AuditFault, verifyChain } from '../../src/cli/verify-chain.ts';
import type { AuditBook } from '../../src/staff/audit.ts';
import { hashLine } from '../../src/staff/audit-chain.ts';
import { openAudit } from '../../src/store/open-audit.ts';
import { makeAuditEntries } from '../support/audit.ts';
import { createKeptLog } from '../support/kept-log.ts';
import { storeOptions, type TestDatabase } from '../support/test-store.ts';

type TestStore = TestDatabase & {
  readonly query: (sql: string) => Promise<readonly Record<string, unknown>[]>;
};
type Ask = TestStore['query'];
interface Row {
  readonly sequence: number;
  readonly text: string;
  readonly previousHash: string;
  readonly hash: string;
}

const LINES = 12;
const TRIGGERS = [
  ['audit_chains', 'delete'],
  ...['update', 'delete'].flatMap((change) => [
    ['audit_lines', change],
    ['audit_customers', change],
  ]),
] as const;

/** Whoever owns the database can drop the triggers: what was done then is found. Each kind of tampering, and what it is called. */
const TAMPERINGS: readonly (readonly [
  string,
  readonly string[] | ((ask: Ask) => Promise<void>),
  AuditFault,
  number,
])[] = [
  [
    'a text changed',
    ["update audit_lines set entry = replace(entry, 'health', 'wealth') where sequence = 5"],
    'changed',
    5,
  ],
  [
    'the text of the first line changed',
    ["update audit_lines set entry = '{}' where sequence = 1"],
    'changed',
    1,
  ],
  [
    'the text of the last line changed',
    ["update audit_lines set entry = '{}' where sequence = 12"],
    'changed',
    12,
  ],
  [
    'a blank put into a text',
    ["update audit_lines set entry = entry || ' ' where sequence = 7"],
    'changed',
    7,
  ],
  ['a text that is no JSON', ["update audit_lines set entry = 'x' where sequence = 6"], 'changed', 6],
  ['a hash changed', ["update audit_lines set hash = 'x' where sequence = 5"], 'changed', 5],
  [
    'the hash that is followed changed',
    ['update audit_lines set previous_hash = hash where sequence = 5'],
    'changed',
    5,
  ],
  ['a line taken out', ['delete from audit_lines where sequence = 5'], 'missing', 5],
  ['the first line taken out', ['delete from audit_lines where sequence = 1'], 'missing', 1],
  ['several taken out', ['delete from audit_lines where sequence between 3 and 6'], 'missing', 3],
  ['a line taken out, and those behind numbered anew', takeOut, 'missing', 5],
  ['a line put in, and those behind numbered anew', putIn, 'added', 6],
  [
    'a line put in before the first',
    [
      'insert into audit_lines select deployment, 0, entry, previous_hash, hash from audit_lines where sequence = 1',
    ],
    'added',
    0,
  ],
  [
    'a line put in behind the last',
    ['insert into audit_lines select deployment, 13, entry, hash, hash from audit_lines where sequence = 12'],
    'beyond',
    13,
  ],
  ['a well-made line put in behind the last', putBehind, 'beyond', 13],
  ['a well-made line put in the place of another', replace, 'unlinked', 6],
  ['a well-made line put in the place of the last', replaceLast, 'headDiffers', 12],
  [
    'two lines exchanged',
    [
      'update audit_lines set sequence = -5 where sequence = 5',
      'update audit_lines set sequence = 5 where sequence = 6',
      'update audit_lines set sequence = 6 where sequence = -5',
    ],
    'missing',
    5,
  ],
  ['the texts of two lines exchanged', exchangeTexts, 'changed', 5],
  ['the end cut off', ['delete from audit_lines where sequence > 9'], 'cutOff', 10],
  ['every line taken out', ['delete from audit_lines'], 'cutOff', 1],
  ['the end of the chain raised', ['update audit_chains set sequence = 20'], 'cutOff', 13],
  ['the end of the chain lowered', ['update audit_chains set sequence = 10'], 'headDiffers', 10],
  [
    'the end of the chain set back to an earlier line',
    ['update audit_chains set sequence = 10, hash = (select hash from audit_lines where sequence = 10)'],
    'beyond',
    11,
  ],
  ['the hash of the end changed', ["update audit_chains set hash = 'x'"], 'headDiffers', 12],
  ['the end of the chain taken out', ['delete from audit_chains'], 'headLost', 1],
  ['a line hidden from its customer', ['delete from audit_customers where sequence = 8'], 'notFound', 8],
  [
    'a line moved to another customer',
    ["update audit_customers set customer = 'global:x' where sequence = 8"],
    'notFound',
    8,
  ],
  [
    'a line shown under another customer too',
    [
      "insert into audit_customers select deployment, 'global:x', sequence from audit_customers where sequence = 8",
    ],
    'wronglyFound',
    12,
  ],
];

/** That tampering with the rows is found, whatever the database. */
export function describeTampering(create: () => Promise<TestStore>): void {
  describe('an audit trail that somebody has tampered with', () => {
    let database: TestStore;
    let audit: AuditBook;
    beforeEach(async () => {
      database = await create();
      ({ audit } = await database.open());
      await audit.append(makeAuditEntries('a', LINES));
      for (const [table, change] of TRIGGERS)
        await database.query(
          `drop trigger ${table}_${change}${database.database.kind === 'postgres' ? ` on ${table}` : ''}`,
        );
    });
    afterEach(() => database.close());

    async function verify() {
      const archive = await openAudit({
        database: database.database,
        sleep: storeOptions().sleep,
        log: createKeptLog(),
      });
      const hashes = new Set<string>();
      try {
        const [deployment] = await archive.listDeployments();
        const found = await verifyChain(archive, deployment?.key ?? '', ({ hash }) => hashes.add(hash));
        return { ...found, hashes };
      } finally {
        await archive.close();
      }
    }

    it.each(TAMPERINGS)('is found out: %s', async (_name, tampering, fault, sequence) => {
      expect((await verify()).broken).toBeUndefined();
      if (typeof tampering === 'function') await tampering(database.query);
      else for (const sql of tampering) await database.query(sql);
      expect((await verify()).broken).toEqual({ sequence, fault });
    });

    it.each([
      ['its end was cut off, and the row of the chain set back', cutOffWell],
      ['it was written anew from some line on', rewrite],
      ['all of it was taken out', takeOutAll],
    ])('is found out by a hash written down before, where %s', async (_name, tamper) => {
      const before = await verify();
      await tamper(database.query);
      const after = await verify();
      expect(before.hashes.has(before.end.hash)).toBe(true);
      expect(after.hashes.has(before.end.hash)).toBe(false);
    });
  });
}

async function readRows(ask: Ask): Promise<Row[]> {
  const rows = await ask('select sequence, entry, previous_hash, hash from audit_lines order by sequence');
  return rows.map((row) => ({
    sequence: Number(row.sequence),
    text: String(row.entry),
    previousHash: String(row.previous_hash),
    hash: String(row.hash),
  }));
}

const quote = (text: string) => `'${text.replaceAll("'", "''")}'`;

async function write(ask: Ask, { sequence, text, previousHash, hash }: Row): Promise<void> {
  await ask(`delete from audit_lines where sequence = ${sequence}`);
  await ask(
    `insert into audit_lines (deployment, sequence, entry, previous_hash, hash)
      select deployment, ${sequence}, ${quote(text)}, ${quote(previousHash)}, ${quote(hash)} from audit_chains`,
  );
}

function forge(sequence: number, previousHash: string, text = '{"at":1}'): Row {
  return { sequence, text, previousHash, hash: hashLine(previousHash, sequence, text) };
}

const find = (rows: readonly Row[], sequence: number) => {
  const row = rows.find((each) => each.sequence === sequence);
  if (row === undefined) throw new Error(`There is no line ${sequence}.`);
  return row;
};

async function renumber(ask: Ask, from: number, by: number): Promise<void> {
  await ask(`update audit_lines set sequence = -(sequence + ${by}) where sequence >= ${from}`);
  await ask('update audit_lines set sequence = -sequence where sequence < 0');
  await ask(`update audit_chains set sequence = sequence + ${by}`);
}

async function takeOut(ask: Ask): Promise<void> {
  await ask('delete from audit_lines where sequence = 5');
  await renumber(ask, 6, -1);
}

async function putIn(ask: Ask): Promise<void> {
  const rows = await readRows(ask);
  await renumber(ask, 6, 1);
  await write(ask, forge(6, find(rows, 5).hash));
}

async function putBehind(ask: Ask): Promise<void> {
  await write(ask, forge(13, find(await readRows(ask), 12).hash));
}

async function replace(ask: Ask): Promise<void> {
  const { text } = find(await readRows(ask), 5);
  await write(ask, forge(5, find(await readRows(ask), 4).hash, text.replace('health', 'wealth')));
}

async function replaceLast(ask: Ask): Promise<void> {
  const rows = await readRows(ask);
  await write(ask, forge(12, find(rows, 11).hash, find(rows, 12).text.replace('health', 'wealth')));
}

async function exchangeTexts(ask: Ask): Promise<void> {
  const rows = await readRows(ask);
  await write(ask, { ...find(rows, 5), text: find(rows, 6).text });
  await write(ask, { ...find(rows, 6), text: find(rows, 5).text });
}

async function cutOffWell(ask: Ask): Promise<void> {
  await ask('delete from audit_lines where sequence > 9');
  await ask('delete from audit_customers where sequence > 9');
  await ask('update audit_chains set sequence = 9, hash = (select hash from audit_lines where sequence = 9)');
}

async function rewrite(ask: Ask): Promise<void> {
  const rows = await readRows(ask);
  let { hash } = find(rows, 4);
  for (const { sequence, text } of rows.filter((row) => row.sequence > 4)) {
    const row = forge(sequence, hash, text.replace('health', 'wealth'));
    await write(ask, row);
    ({ hash } = row);
  }
  await ask(`update audit_chains set hash = ${quote(hash)}`);
}

async function takeOutAll(ask: Ask): Promise<void> {
  for (const table of ['audit_lines', 'audit_customers', 'audit_chains']) await ask(`delete from ${table}`);
}
