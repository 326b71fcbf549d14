import type { ColumnWords } from './engine.ts';
import { createRequestTables } from './request-migration.ts';
import { createStaffTables } from './staff-migration.ts';
import { createWatchTables } from './watch-migration.ts';

/** One step of the schema. Never changed once released: a change is a new step at the end. */
export interface Migration {
  readonly version: number;
  readonly statements: (words: ColumnWords) => readonly string[];
}

/** Oldest first, without gaps. */
export const MIGRATIONS: readonly Migration[] = [
  {
    version: 1,
    statements: ({ id, integer, key, clustered, plain }) => [
      `create table accounts (
        id ${id},
        cloud text not null,
        tenant_id ${key} not null,
        unique (cloud, tenant_id)
      )${plain}`,
      `create table customers (
        id ${id},
        account_id ${integer} not null references accounts (id),
        tenant_id ${key} not null,
        unique (account_id, tenant_id)
      )${plain}`,
      `create table incidents (
        id ${id},
        account_id ${integer} not null references accounts (id),
        key ${key} not null,
        incident_id text not null,
        source text not null,
        kind text not null,
        origin text not null,
        title text not null,
        service text not null,
        feature text,
        impact text not null,
        status text not null,
        is_resolved ${integer} not null,
        started_at ${integer},
        ended_at ${integer},
        updated_at ${integer},
        azure text,
        begins_at ${integer} not null,
        over_at ${integer},
        read_at ${integer} not null,
        first_seen_at ${integer} not null,
        last_seen_at ${integer} not null,
        unique (account_id, key)
      )${plain}`,
      'create index incidents_by_last_seen on incidents (account_id, last_seen_at)',
      `create table posts (
        id ${id},
        incident_id ${integer} not null references incidents (id) on delete cascade,
        key ${key} not null,
        at ${integer},
        html text not null,
        unique (incident_id, key)
      )${plain}`,
      `create table customer_incidents (
        customer_id ${integer} not null references customers (id),
        incident_id ${integer} not null references incidents (id) on delete cascade,
        mark text not null,
        first_seen_at ${integer} not null,
        last_seen_at ${integer} not null,
        subscriptions text,
        primary key (customer_id, incident_id)
      )${clustered}`,
      'create index customer_incidents_by_incident on customer_incidents (incident_id, last_seen_at)',
      `create table customer_states (
        customer_id ${integer} not null primary key references customers (id),
        read_at ${integer},
        tried_at ${integer} not null,
        incident_ids text not null,
        unread text not null
      )${plain}`,
    ],
  },
  { version: 2, statements: createRequestTables },
  { version: 3, statements: createWatchTables },
  { version: 4, statements: createStaffTables },
];
