import { z } from 'zod';
import type { HelpdeskBook } from '../requests/ports.ts';
import { cleanInstant } from './clean.ts';
import { jsonOf, writeJson } from './json.ts';
import { accountIds, type RequestContext } from './request-context.ts';
import { writeKey } from './request-row.ts';
import { conversationSchema, readerSchema } from './request-schemas.ts';

const helpdeskSchema = z.object({
  conversation: jsonOf(conversationSchema),
  reader: jsonOf(readerSchema),
  set_by: z.string(),
  set_at: z.number(),
});

/** The helpdesk of this deployment. It is kept under each of its accounts, so that it stays when one of them is no longer ours. */
export function createHelpdeskBook({ engine, accounts, attempt, log }: RequestContext): HelpdeskBook {
  const { db } = engine;
  return {
    get: () =>
      attempt(async () => {
        const row = await db
          .selectFrom('helpdesks')
          .selectAll()
          .where('account_id', 'in', accountIds(accounts))
          .orderBy('set_at', 'desc')
          .orderBy('account_id')
          .limit(1)
          .executeTakeFirst();
        if (row === undefined) return undefined;
        const kept = helpdeskSchema.safeParse(row).data;
        if (kept === undefined) log.warn({}, 'The helpdesk that is kept cannot be understood: name it anew');
        return (
          kept && {
            ...{ conversation: kept.conversation, reader: kept.reader },
            ...{ setBy: kept.set_by, setAt: kept.set_at },
          }
        );
      }),
    set: (helpdesk) =>
      attempt(async () => {
        if (helpdesk === undefined) {
          await db.deleteFrom('helpdesks').where('account_id', 'in', accountIds(accounts)).execute();
          return;
        }
        if (accounts.ids.length === 0) return;
        const row = {
          conversation: writeJson(helpdesk.conversation),
          reader: writeJson(helpdesk.reader),
          set_by: writeKey(helpdesk.setBy),
          set_at: cleanInstant(helpdesk.setAt) ?? 0,
        };
        await db
          .insertInto('helpdesks')
          .values(
            accounts.ids.toSorted((one, other) => one - other).map((account_id) => ({ account_id, ...row })),
          )
          .onConflict((conflict) => conflict.column('account_id').doUpdateSet(row))
          .execute();
      }),
  };
}
