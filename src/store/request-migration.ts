import type { ColumnWords } from './engine.ts';

/** The first request is SR-1001. */
const NUMBER_BEFORE = 1_000;

/** The tables of service requests, migration 2. Never changed once released. */
export function createRequestTables({ id, serial, integer, key, clustered, plain }: ColumnWords): string[] {
  const work = `id ${serial},
        account_id ${integer} not null references accounts (id)`;
  const lease = `attempts ${integer} not null,
        lease_by text`;
  const request = `request_id ${integer} not null references requests (id) on delete cascade`;
  return [
    `create table requests (
        id ${id},
        account_id ${integer} not null references accounts (id),
        form ${key} not null unique,
        number ${integer} unique,
        state ${key} not null,
        tenant_id ${key} not null,
        customer text not null,
        service text not null,
        incidents text not null,
        category text,
        title text not null,
        description text not null,
        started_at ${integer},
        affected text not null,
        severity text,
        contact text not null,
        azure text not null,
        route text not null,
        raised_by_key ${key} not null,
        raised_by text not null,
        reader text not null,
        taken_by_key ${key},
        taken_by text,
        ticket text,
        seen_messages text not null,
        note_keys text not null,
        trouble text,
        opened_at ${integer} not null,
        raised_at ${integer},
        changed_at ${integer} not null,
        touched_at ${integer} not null,
        reminders ${integer} not null,
        remind_at ${integer},
        version ${integer} not null,
        sequence ${integer} not null
      )${plain}`,
    'create index requests_by_change on requests (account_id, changed_at)',
    'create index requests_by_customer on requests (account_id, tenant_id, changed_at)',
    'create index requests_by_state on requests (account_id, state, changed_at)',
    'create index requests_by_raiser on requests (raised_by_key, raised_at)',
    'create index requests_by_taker on requests (taken_by_key)',
    'create index requests_by_reminder on requests (account_id, remind_at)',
    `create table request_incidents (
        ${request},
        key ${key} not null,
        primary key (request_id, key)
      )${clustered}`,
    'create index request_incidents_by_key on request_incidents (key)',
    `create table request_changes (
        ${request},
        sequence ${integer} not null,
        version ${integer} not null,
        at ${integer} not null,
        actor text not null,
        change text not null,
        primary key (request_id, sequence)
      )${clustered}`,
    `create table request_jobs (
        ${work},
        ${request},
        lane text not null,
        job text not null,
        created_at ${integer} not null,
        due_at ${integer} not null,
        ${lease}
      )${plain}`,
    'create index request_jobs_by_due on request_jobs (account_id, due_at)',
    'create index request_jobs_by_request on request_jobs (request_id, lane, id)',
    `create table request_webhooks (
        ${work},
        message_id ${key} not null unique,
        body text not null,
        created_at ${integer} not null,
        due_at ${integer} not null,
        ${lease}
      )${plain}`,
    'create index request_webhooks_by_due on request_webhooks (account_id, due_at)',
    `create table request_cards (
        ${work},
        ${request},
        place_key ${key} not null,
        conversation_key ${key} not null,
        conversation text not null,
        message_id ${key},
        reader text not null,
        purpose text not null,
        shown_version ${integer} not null,
        told_sequence ${integer} not null,
        is_dropped ${integer} not null,
        due_at ${integer},
        ${lease},
        unique (request_id, conversation_key, message_id)
      )${plain}`,
    'create index request_cards_by_due on request_cards (account_id, due_at)',
    'create index request_cards_by_message on request_cards (conversation_key, message_id)',
    `create table helpdesks (
        account_id ${integer} not null primary key references accounts (id),
        conversation text not null,
        reader text not null,
        set_by text not null,
        set_at ${integer} not null
      )${plain}`,
    `create table request_numbers (last ${integer} not null)${plain}`,
    `insert into request_numbers (last) values (${NUMBER_BEFORE})`,
  ];
}
