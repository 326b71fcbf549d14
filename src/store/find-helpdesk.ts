import { z } from 'zod';
import type { Helpdesk } from '../requests/ports.ts';
import type { Queries } from './engine.ts';
import { jsonOf } from './json.ts';
import { accountIds, type RequestContext } from './request-context.ts';
import { conversationSchema, readerSchema } from './request-schemas.ts';

const helpdeskSchema = z.object({
  conversation: jsonOf(conversationSchema),
  reader: jsonOf(readerSchema),
  set_by: z.string(),
  set_at: z.number(),
});

/** The helpdesk as it is now. `shared`: nobody sets another one until the transaction ends. */
export async function findHelpdesk(
  { accounts, engine, log }: RequestContext,
  db: Queries,
  lock: 'shared' | 'free' = 'free',
): Promise<Helpdesk | undefined> {
  const row = await db
    .selectFrom('helpdesks')
    .selectAll()
    .where('account_id', 'in', accountIds(accounts))
    .orderBy('set_at', 'desc')
    .orderBy('account_id')
    .limit(1)
    .$if(lock === 'shared' && engine.locksRows, (query) => query.forShare())
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
}
