import { sql } from 'kysely';
import { z } from 'zod';
import type { Hurry, HurryBook } from '../watch/ports.ts';
import { cleanInstant, cleanText } from './clean.ts';
import { forgetOld } from './forget-old.ts';
import { accountIds } from './request-context.ts';
import type { WatchContext } from './watch-context.ts';

const KEPT_MS = 600_000;
/** Told at once; the others follow. */
const MOST = 1_000;
const SERVICE_LENGTH = 300;

const sourceSchema = z.enum(['microsoft365', 'azure']);

/** Wishes of the deployment's replicas that customers be read before their turn. */
export function createHurryBook({ engine, accounts, attempt }: WatchContext): HurryBook {
  const { db } = engine;
  return {
    add: ({ cloud, source, service, at }) =>
      attempt(async () => {
        const accountId = accounts.idOf(cloud);
        await db
          .insertInto('hurries')
          .values({
            account_id: accountId,
            source,
            service: cleanText(service, SERVICE_LENGTH),
            at: cleanInstant(at) ?? 0,
          })
          .execute();
        const only = sql`account_id = ${accountId}`;
        await forgetOld(engine, 'hurries', { key: 'id', at: 'at', only, before: at - KEPT_MS });
      }),
    listSince: (at) =>
      attempt(async () => {
        const rows = await db
          .selectFrom('hurries')
          .select(['account_id', 'source', 'service', 'at'])
          .where('account_id', 'in', [...accountIds(accounts)])
          .where('at', '>', cleanInstant(at))
          .orderBy('at')
          .orderBy('id')
          .limit(MOST)
          .execute();
        return rows.flatMap((row): Hurry[] => {
          const cloud = accounts.cloudOf(row.account_id);
          const source = sourceSchema.safeParse(row.source).data;
          if (cloud === undefined || source === undefined) return [];
          return [{ cloud, source, service: row.service, at: row.at }];
        });
      }),
  };
}
