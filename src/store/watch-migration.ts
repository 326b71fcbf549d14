import type { ColumnWords } from './engine.ts';

/** What watches and several replicas need, migration 3. Never changed once released. */
export function createWatchTables({ id, integer, key, clustered, plain }: ColumnWords): string[] {
  const account = `account_id ${integer} not null references accounts (id)`;
  const subject = `subject_id ${integer} not null references subjects (id) on delete cascade`;
  return [
    `create table places (
        id ${id},
        ${account},
        key ${key} not null,
        conversation text not null,
        reader text not null,
        parked_reason text,
        parked_at ${integer},
        failures ${integer} not null,
        due_at ${integer},
        attempts ${integer} not null,
        lease_by text,
        unique (account_id, key)
      )${plain}`,
    'create index places_by_due on places (account_id, due_at)',
    `create table watches (
        id ${id},
        place_id ${integer} not null references places (id) on delete cascade,
        rule_key ${key} not null,
        scope text not null,
        customers text,
        service text,
        set_by text not null,
        set_at ${integer} not null,
        unique (place_id, rule_key)
      )${plain}`,
    `create table subjects (
        id ${id},
        ${account},
        key ${key} not null,
        kind ${key} not null,
        subject text not null,
        state text not null,
        is_over ${integer} not null,
        version ${integer} not null,
        sequence ${integer} not null,
        revision ${integer} not null,
        due_at ${integer},
        changed_at ${integer} not null,
        damaged_at ${integer},
        unique (account_id, key)
      )${plain}`,
    'create index subjects_by_due on subjects (account_id, due_at)',
    'create index subjects_by_end on subjects (account_id, is_over, changed_at)',
    `create table subject_hits (
        ${subject},
        customer_id ${integer} not null references customers (id),
        left_at ${integer},
        primary key (subject_id, customer_id)
      )${clustered}`,
    'create index subject_hits_by_customer on subject_hits (customer_id)',
    `create table subject_transitions (
        ${subject},
        sequence ${integer} not null,
        version ${integer} not null,
        kind text not null,
        tells ${integer} not null,
        at ${integer} not null,
        transition text not null,
        primary key (subject_id, sequence)
      )${clustered}`,
    `create table living_cards (
        id ${id},
        place_id ${integer} not null references places (id) on delete cascade,
        ${subject},
        conversation text not null,
        message_id ${key},
        is_reposted ${integer} not null,
        wanted ${integer} not null,
        shown ${integer} not null,
        digest text,
        told_sequence ${integer} not null,
        notice text,
        takers text not null,
        quiet text,
        quiet_until ${integer},
        behind_since ${integer},
        not_before ${integer} not null,
        changed_at ${integer} not null,
        is_dropped ${integer} not null,
        unique (place_id, subject_id)
      )${plain}`,
    'create index living_cards_by_subject on living_cards (subject_id)',
    'create index living_cards_by_behind on living_cards (place_id, behind_since)',
    `create table send_windows (
        key ${key} not null primary key,
        sent text not null,
        touched_at ${integer} not null
      )${plain}`,
    `create table leases (
        name ${key} not null primary key,
        owner ${key} not null,
        until ${integer} not null
      )${plain}`,
    `create table hurries (
        id ${id},
        ${account},
        source text not null,
        service text not null,
        at ${integer} not null
      )${plain}`,
    'create index hurries_by_instant on hurries (account_id, at)',
    `create table planned_changes (
        id ${id},
        ${account},
        key ${key} not null,
        change text not null,
        written_at ${integer} not null,
        unique (account_id, key)
      )${plain}`,
    'create index planned_changes_by_writing on planned_changes (account_id, written_at)',
    'create index incidents_by_reading on incidents (account_id, read_at)',
    `alter table customer_states add column incidents_tried_at ${integer}`,
    `alter table customer_states add column azure_read_at ${integer}`,
    `alter table customer_states add column changes_read_at ${integer}`,
    'alter table customer_states add column change_ids text',
    `alter table customer_states add column saved_at ${integer}`,
    'create index customer_states_by_saving on customer_states (saved_at)',
  ];
}
