import { randomUUID } from 'node:crypto';
import type { Transaction } from 'kysely';
import type { RequestChange } from '../requests/change.ts';
import type { ClaimedWebhook } from '../requests/ports.ts';
import type { ServiceRequest } from '../requests/request.ts';
import type { ClaimOptions } from '../work/claims.ts';
import { claimWork } from './claim-work.ts';
import { cleanText } from './clean.ts';
import type { RequestContext } from './request-context.ts';
import type { Tables } from './tables.ts';

/** Longest body, in UTF-16 units: several times the longest text in it. */
const BODY_LENGTH = 2_000_000;

/** Keeps what the outgoing webhook tells of each change, until it is delivered. */
export async function addWebhooks(
  { describeChange }: RequestContext,
  trx: Transaction<Tables>,
  accountId: number,
  request: ServiceRequest,
  changes: readonly RequestChange[],
): Promise<void> {
  if (describeChange === undefined || changes.length === 0) return;
  const rows = changes.map((change) => ({
    account_id: accountId,
    message_id: `msg_${randomUUID()}`,
    body: cleanText(describeChange(request, change), BODY_LENGTH),
    created_at: change.at,
    due_at: change.at,
    attempts: 0,
    lease_by: null,
  }));
  await trx.insertInto('request_webhooks').values(rows).execute();
}

export async function claimWebhooks(
  context: RequestContext,
  options: ClaimOptions,
): Promise<readonly ClaimedWebhook[]> {
  return claimWork(context, 'request_webhooks', options, async (trx, ids) => {
    const rows = await trx
      .selectFrom('request_webhooks')
      .selectAll()
      .where('id', 'in', [...ids])
      .orderBy('id')
      .execute();
    return rows.map(({ id, message_id, body, attempts, created_at }) => ({
      ...{ id, owner: options.owner, messageId: message_id, body },
      ...{ attempts: attempts - 1, createdAt: created_at },
    }));
  });
}
