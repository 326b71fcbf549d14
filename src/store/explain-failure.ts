import { StoreError, type StoreErrorCode } from './store-error.ts';

const WORDS: Readonly<Record<StoreErrorCode, string>> = {
  missing:
    'The database is not there or cannot be opened: create its folder, or the PostgreSQL database, schema and role, or correct DATABASE_URL.',
  locked: 'Another program holds the database and did not let go in time: stop it, or try again later.',
  readOnly:
    'The database cannot be written: make the file and its folder writable, or name a PostgreSQL server that takes writes.',
  newerSchema: 'A newer version of Partner Health has changed the database: run that version.',
  full: 'There is no room left for the database: free some on its disk. What was kept before is safe.',
  corrupt:
    'DATABASE_URL does not name a database of ours, or it is damaged: put a backup in its place, or name another file.',
  unreachable:
    'The database server does not answer: check that it runs, and the host, port and TLS settings of DATABASE_URL.',
  refused:
    'The database server refuses: check the user and password of DATABASE_URL and what that user may do in the schema.',
  failed: 'The database could not do what was asked; the cause tells more.',
};

/** Primary result codes: https://sqlite.org/rescode.html */
const SQLITE: Readonly<Record<number, StoreErrorCode>> = {
  3: 'refused',
  5: 'locked',
  6: 'locked',
  8: 'readOnly',
  11: 'corrupt',
  13: 'full',
  14: 'missing',
  23: 'refused',
  26: 'corrupt',
};

/** SQLSTATE, or its class of two letters: https://www.postgresql.org/docs/current/errcodes-appendix.html */
const POSTGRES: Readonly<Record<string, StoreErrorCode>> = {
  '08': 'unreachable',
  '25006': 'readOnly',
  '28': 'refused',
  '3D000': 'missing',
  '3F000': 'missing',
  '40': 'locked',
  '42501': 'refused',
  '53': 'unreachable',
  '53100': 'full',
  // The time given to a statement is over: nearly always it waited for somebody else's lock.
  '57014': 'locked',
  '55P03': 'locked',
  '57P': 'unreachable',
  XX001: 'corrupt',
  XX002: 'corrupt',
};

const SYSTEM: Readonly<Record<string, StoreErrorCode>> = {
  EACCES: 'readOnly',
  EDQUOT: 'full',
  ENOENT: 'missing',
  ENOSPC: 'full',
  ENOTDIR: 'missing',
  EPERM: 'readOnly',
  EROFS: 'readOnly',
  EAI_AGAIN: 'unreachable',
  ECONNREFUSED: 'unreachable',
  ECONNRESET: 'unreachable',
  EHOSTUNREACH: 'unreachable',
  ENETUNREACH: 'unreachable',
  ENOTFOUND: 'unreachable',
  EPIPE: 'unreachable',
  ETIMEDOUT: 'unreachable',
};

/** What `pg` throws without any code. */
const TEXTS: readonly (readonly [RegExp, StoreErrorCode])[] = [
  [/timeout exceeded when trying to connect|connection terminated|query read timeout/i, 'unreachable'],
  [/not queryable|client was closed/i, 'unreachable'],
  [/does not support SSL|certificate|TLS/i, 'unreachable'],
  [/^SASL|password/i, 'refused'],
];

/** Turns whatever a database or its driver threw into the one error of the store. A `StoreError` stays as it is. */
export function explainFailure(error: unknown): StoreError {
  if (error instanceof StoreError) return error;
  const code = findCode(error);
  return new StoreError(code, WORDS[code], error);
}

/**
 * True when the same work, done again, is likely to succeed at once: the connection was lost, or two writers crossed, also where one of
 * them forgot the row that the other was about to refer to (23503).
 */
export function isWorthRepeating(error: unknown): boolean {
  const code = readCode(error);
  if (typeof code === 'string')
    return /^(23503|40001|40P01|57P01|57P02|0800[36]|ECONNRESET|EPIPE)$/.test(code);
  return error instanceof Error && /connection terminated unexpectedly|not queryable/i.test(error.message);
}

/** True when somebody else holds an SQLite file. */
export function isSqliteBusy(error: unknown): boolean {
  return readSqliteCode(error) === 5;
}

function findCode(error: unknown): StoreErrorCode {
  const sqlite = readSqliteCode(error);
  if (sqlite !== undefined) return SQLITE[sqlite] ?? 'failed';
  const code = readCode(error);
  const text = error instanceof Error ? error.message : '';
  // PostgreSQL has no code of its own for a role that is not there.
  if (code === '28000' && /does not exist/.test(text)) return 'missing';
  if (typeof code === 'string') {
    const known = SYSTEM[code] ?? POSTGRES[code] ?? POSTGRES[code.slice(0, 3)] ?? POSTGRES[code.slice(0, 2)];
    if (known !== undefined) return known;
  }
  return TEXTS.find(([pattern]) => pattern.test(text))?.[1] ?? 'failed';
}

function readSqliteCode(error: unknown): number | undefined {
  if (!(error instanceof Error) || !('errcode' in error) || typeof error.errcode !== 'number')
    return undefined;
  // The low byte is the primary code, the rest tells more.
  return error.errcode & 0xff;
}

function readCode(error: unknown): unknown {
  return error instanceof Error && 'code' in error ? error.code : undefined;
}
