import type { Kysely, Transaction } from 'kysely';
import type { Tables } from './tables.ts';

/** Anything that takes queries: the database itself, or a transaction. */
export type Queries = Kysely<Tables>;

/** A database we are connected to. What SQLite and PostgreSQL do differently is here, and nowhere else. */
export interface Engine {
  readonly db: Kysely<Tables>;
  /** How columns are declared. */
  readonly dialect: ColumnWords;
  /** Whether a table is there. Changes nothing. */
  hasTable(db: Queries, name: keyof Tables): Promise<boolean>;
  /** Runs a change of the schema in one transaction, with more patience than usual; no other process changes it meanwhile. */
  changeSchema(work: (trx: Transaction<Tables>) => Promise<void>): Promise<void>;
  /** Keeps other writers off this customer until the transaction ends. */
  lockCustomer(trx: Transaction<Tables>, customerId: number): Promise<void>;
  /** Whether a transaction shares the database with others, and locks the rows it needs. Where it does not, it is alone from its begin. */
  readonly locksRows: boolean;
  /** What has happened when it is late with an answer. */
  readonly late: 'locked' | 'unreachable';
  /** Throws `StoreError` when the database is no longer where it was opened. */
  checkFile(): void;
  /** Waits a moment for work under way, not for ever. */
  close(): Promise<void>;
}

/** The words that differ between the two in a CREATE TABLE. */
export interface ColumnWords {
  readonly id: string;
  /** An id that is never given a second time, also when its row is gone. */
  readonly serial: string;
  readonly integer: string;
  /** A text compared byte by byte. */
  readonly key: string;
  /** Ends a table that is read by its primary key alone. */
  readonly clustered: string;
  readonly plain: string;
  /** Statements after which such changes of the table's rows are refused; statement `create table` comes first. */
  readonly refuseChanges: (
    table: string,
    changes: readonly ('update' | 'delete')[],
    key?: readonly string[],
  ) => readonly string[];
}
