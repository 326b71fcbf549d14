import type { ColumnWords } from './engine.ts';

/** Version 4: the audit trail, secrets that change, who set a watch and in whose sight. */
export function createStaffTables(words: ColumnWords): readonly string[] {
  const { integer, key, clustered, refuseChanges } = words;
  return [
    `create table audit_chains (
      deployment ${key} not null primary key,
      sequence ${integer} not null,
      hash text not null
    )${clustered}`,
    `create table audit_lines (
      deployment ${key} not null,
      sequence ${integer} not null,
      entry text not null,
      previous_hash text not null,
      hash text not null,
      primary key (deployment, sequence)
    )${clustered}`,
    `create table audit_customers (
      deployment ${key} not null,
      customer ${key} not null,
      sequence ${integer} not null,
      primary key (deployment, customer, sequence)
    )${clustered}`,
    ...refuseChanges('audit_chains', ['delete']),
    ...refuseChanges('audit_lines', ['update', 'delete'], ['deployment', 'sequence']),
    ...refuseChanges('audit_customers', ['update', 'delete']),
    `create table secrets (
      deployment ${key} not null,
      name ${key} not null,
      version ${integer} not null,
      at ${integer} not null,
      sealed text not null,
      primary key (deployment, name)
    )${clustered}`,
    'alter table watches add column staff_groups text',
    'alter table watches add column set_by_id text',
  ];
}
