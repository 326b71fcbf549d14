import { sql } from 'kysely';
import type { JobQueue, QueueName, RequestStore } from '../requests/ports.ts';
import { changeRequest } from './change-request.ts';
import { claimCards } from './claim-cards.ts';
import { claimJobs } from './claim-jobs.ts';
import { finishWork, postponeWork } from './claim-work.ts';
import { findRequest } from './find-request.ts';
import { createHelpdeskBook } from './helpdesk-book.ts';
import { leaveMessage } from './leave-message.ts';
import { forgetDrafts, openRequest } from './open-request.ts';
import { placeCard } from './place-card.ts';
import { placeTaker } from './place-taker.ts';
import { listChanges } from './request-changes.ts';
import { accountIds, type RequestContext } from './request-context.ts';
import { keepOperation, postponeFailing } from './request-jobs.ts';
import { findLastContact, listDueReminders, listRequests } from './request-list.ts';
import { claimWebhooks } from './request-webhooks.ts';
import { dropCard, recordShown } from './show-card.ts';

const QUEUES = { jobs: 'request_jobs', webhooks: 'request_webhooks' } as const satisfies Record<
  QueueName,
  string
>;

/** The service requests over a database. Of several at once, one after the other changes the same request, in this process and in others. */
export function createRequestStore(context: RequestContext): RequestStore {
  const { engine, attempt } = context;
  const { db } = engine;
  return {
    open: (draft) => attempt(() => openRequest(context, draft)),
    find: (key) => attempt(async () => (await findRequest(context, db, key))?.request),
    change: (key, by, at, decide, finishes) =>
      attempt(() => changeRequest(context, { key, by, at, decide, finishes })),
    list: (filter, page) => attempt(() => listRequests(context, filter, page)),
    listChanges: (key, page) => attempt(() => listChanges(context, key, page)),
    findLastContact: (person) => attempt(() => findLastContact(context, person)),
    listDueReminders: (now, limit) => attempt(() => listDueReminders(context, now, limit)),
    forgetDrafts: (before) => forgetDrafts(context, before),
    claimJobs: (options) => claimJobs(context, options),
    claimWebhooks: (options) => claimWebhooks(context, options),
    finish: (work, queue) => attempt(() => finishWork(db, QUEUES[queue], work)),
    postponeFailing: (work, until, failing) => attempt(() => postponeFailing(db, work, until, failing)),
    keepOperation: (work, operation) => attempt(() => keepOperation(db, work, operation)),
    postpone: (work, queue, until) => attempt(() => postponeWork(db, QUEUES[queue], work, until)),
    count: () => attempt(() => countWork(context)),
    place: (key, card) => attempt(() => placeCard(context, key, card)),
    placeTaker: (key, taker, place, isNew) => attempt(() => placeTaker(context, key, taker, place, isNew)),
    leave: (conversation, messageId) => attempt(() => leaveMessage(context, { conversation, messageId })),
    claimCards: (options) => claimCards(context, options),
    shown: (work, result) => attempt(() => recordShown(context, work, result)),
    postponeCard: (work, until) => attempt(() => postponeWork(db, 'request_cards', work, until)),
    drop: (work) => attempt(() => dropCard(context, work)),
    helpdesk: createHelpdeskBook(context),
  };
}

async function countWork({ engine, accounts }: RequestContext): ReturnType<JobQueue['count']> {
  const count = async (table: 'request_jobs' | 'request_webhooks') => {
    const { rows } = await sql<{ readonly n: number }>`select count(*) as n from ${sql.table(table)}
      where account_id in (${sql.join(accountIds(accounts))})`.execute(engine.db);
    return rows[0]?.n ?? 0;
  };
  return { jobs: await count('request_jobs'), webhooks: await count('request_webhooks') };
}
