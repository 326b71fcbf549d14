import type { HelpdeskBook } from '../requests/ports.ts';
import { cleanInstant } from './clean.ts';
import { findHelpdesk } from './find-helpdesk.ts';
import { writeJson } from './json.ts';
import { placeInHelpdesk } from './place-in-helpdesk.ts';
import { accountIds, type RequestContext } from './request-context.ts';
import { writeKey } from './request-row.ts';

/** The helpdesk of this deployment. It is kept under each of its accounts, so that it stays when one of them is no longer ours. */
export function createHelpdeskBook(context: RequestContext): HelpdeskBook {
  const { engine, accounts, attempt } = context;
  const { db } = engine;
  return {
    get: () => attempt(() => findHelpdesk(context, db)),
    async set(helpdesk) {
      await attempt(async () => {
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
      });
      if (helpdesk !== undefined) await placeInHelpdesk(context, helpdesk);
    },
  };
}
