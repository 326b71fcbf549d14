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
  /** Called once before the first change of the schema, outside any transaction. */
  prepareSchema(): Promise<void>;
  /** Keeps every other process from changing the schema until the transaction ends. */
  lockSchema(trx: Transaction<Tables>): Promise<void>;
  /** Keeps other writers off this customer until the transaction ends. */
  lockCustomer(trx: Transaction<Tables>, customerId: number): Promise<void>;
  close(): Promise<void>;
}

/** The words that differ between the two in a CREATE TABLE. */
export interface ColumnWords {
  readonly id: string;
  readonly integer: string;
  /** A text compared byte by byte. */
  readonly key: string;
  /** Ends a table that is read by its primary key alone. */
  readonly clustered: string;
  readonly plain: string;
}
