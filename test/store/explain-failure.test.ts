import { describe, expect, it } from 'vitest';
import { explainFailure, isWorthRepeating } from '../../src/store/explain-failure.ts';
import { StoreError } from '../../src/store/store-error.ts';

const withCode = (code: string, message = 'postgres://bot:hunter2@db says no to Contoso') =>
  Object.assign(new Error(message), { code });
const withSqlite = (errcode: number) =>
  Object.assign(new Error('database says no to Contoso'), { code: 'ERR_SQLITE_ERROR', errcode });

describe('a failure of a database', () => {
  it.each([
    ['a full disk on the server', withCode('53100'), 'full'],
    ['a full disk here', withCode('ENOSPC'), 'full'],
    ['a full SQLite file', withSqlite(13), 'full'],
    ['a server that takes no writes', withCode('25006'), 'readOnly'],
    ['a folder that takes no writes', withCode('EROFS'), 'readOnly'],
    ['an SQLite file in a folder that takes no writes', withSqlite(8 | (6 << 8)), 'readOnly'],
    ['a wrong password', withCode('28P01'), 'refused'],
    ['no right to the schema', withCode('42501'), 'refused'],
    [
      'a missing password',
      new Error('SASL: SCRAM-SERVER-FIRST-MESSAGE: client password must be a string'),
      'refused',
    ],
    ['a missing database', withCode('3D000'), 'missing'],
    ['a missing schema', withCode('3F000'), 'missing'],
    ['a missing role', withCode('28000', 'role "bot" does not exist'), 'missing'],
    ['an SQLite file that cannot be opened', withSqlite(14), 'missing'],
    ['a server that is not there', withCode('ECONNREFUSED'), 'unreachable'],
    ['a host without an address', withCode('ENOTFOUND'), 'unreachable'],
    ['a server that is starting', withCode('57P03'), 'unreachable'],
    ['a server with too many connections', withCode('53300'), 'unreachable'],
    ['a connection that takes too long', new Error('timeout exceeded when trying to connect'), 'unreachable'],
    ['a lost connection', new Error('Connection terminated unexpectedly'), 'unreachable'],
    ['a server without TLS', new Error('The server does not support SSL connections'), 'unreachable'],
    [
      'a certificate nobody trusts',
      withCode('SELF_SIGNED_CERT_IN_CHAIN', 'self-signed certificate'),
      'unreachable',
    ],
    ['a lock of another session', withCode('55P03'), 'locked'],
    ['a statement that took too long', withCode('57014'), 'locked'],
    ['a lock of another program on the file', withSqlite(5), 'locked'],
    ['a file that is no database', withSqlite(26), 'corrupt'],
    ['a damaged file', withSqlite(11), 'corrupt'],
    ['a damaged index on the server', withCode('XX002'), 'corrupt'],
    ['a broken statement', withCode('42601'), 'failed'],
    ['a failing disk', withSqlite(10), 'failed'],
    ['a thrown text', 'hunter2', 'failed'],
  ])('tells %s', (_, error, code) => {
    const told = explainFailure(error);
    expect(told).toMatchObject({ name: 'StoreError', code, cause: error });
    expect(told.message).not.toMatch(/hunter2|Contoso/);
    expect(told.message.length).toBeGreaterThan(40);
  });

  it('keeps what is told already', () => {
    const told = new StoreError('newerSchema', 'Newer.');
    expect(explainFailure(told)).toBe(told);
  });

  it('is worth another try where the connection was lost or two writers crossed, and nowhere else', () => {
    for (const code of ['23503', '40P01', '40001', '57P01', 'ECONNRESET'])
      expect(isWorthRepeating(withCode(code))).toBe(true);
    expect(isWorthRepeating(new Error('Connection terminated unexpectedly'))).toBe(true);
    for (const code of ['53100', '57014', 'ECONNREFUSED', '28P01', '25006']) {
      expect(isWorthRepeating(withCode(code))).toBe(false);
    }
    expect(isWorthRepeating(withSqlite(5))).toBe(false);
    expect(isWorthRepeating('lost')).toBe(false);
  });
});
