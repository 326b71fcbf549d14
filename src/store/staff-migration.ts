import type { ColumnWords } from './engine.ts';

/** Version 4: the audit trail, and secrets that change. */
export function createStaffTables({ integer, key, clustered }: ColumnWords): readonly string[] {
  return [
    `create table audit_chains (
      deployment ${key} not null primary key,
      sequence ${integer} not null,
      hash text not null
    )${clustered}`,
    `create table audit_lines (
      deployment ${key} not null,
      sequence ${integer} not null,
      at ${integer} not null,
      entry text not null,
      previous_hash text not null,
      hash text not null,
      customers text not null,
      primary key (deployment, sequence)
    )${clustered}`,
    `create table secrets (
      deployment ${key} not null,
      name ${key} not null,
      version ${integer} not null,
      at ${integer} not null,
      sealed text not null,
      primary key (deployment, name)
    )${clustered}`,
  ];
}
