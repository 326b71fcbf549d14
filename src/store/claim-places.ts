import { sql } from 'kysely';
import { z } from 'zod';
import type { ClaimedPlace } from '../delivery/ports.ts';
import type { ClaimOptions } from '../work/claims.ts';
import { claimWork } from './claim-work.ts';
import { jsonOf } from './json.ts';
import { conversationSchema } from './request-schemas.ts';
import type { WatchContext } from './watch-context.ts';

const placeSchema = z.object({
  id: z.number(),
  conversation: jsonOf(conversationSchema),
  failures: z.number(),
});

/** Claims places that have something due. One that cannot be understood stays claimed until the lease is over. */
export async function claimPlaces(
  context: WatchContext,
  options: ClaimOptions,
): Promise<readonly ClaimedPlace[]> {
  const isOpen = sql`due.parked_reason is null`;
  const read: Parameters<typeof claimWork<ClaimedPlace>>[3] = async (trx, ids) => {
    const rows = await trx
      .selectFrom('places')
      .select(['id', 'conversation', 'failures'])
      .where('id', 'in', [...ids])
      .execute();
    const byId = new Map(rows.map((row) => [row.id, row]));
    return ids.flatMap((id) => {
      const place = placeSchema.safeParse(byId.get(id)).data;
      if (place !== undefined) return [{ ...place, owner: options.owner }];
      context.log.warn({ row: id }, 'A place of watches cannot be understood');
      return [];
    });
  };
  return claimWork(context, 'places', options, read, isOpen);
}
