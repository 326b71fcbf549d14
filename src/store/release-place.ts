import type { DeliveryQueue } from '../delivery/ports.ts';
import type { ClaimedWork } from '../work/claims.ts';
import { cleanInstant } from './clean.ts';
import type { Engine } from './engine.ts';

/**
 * Ends the claim on a place; nothing happens when it is lost. Whoever makes a card behind locks the place too, after it wrote the card or
 * before: so either the card is seen here, or its writer finds the place released and makes it due.
 */
export async function releasePlace(
  { db, locksRows }: Engine,
  { id, owner }: ClaimedWork,
  { now, notBefore, failures }: Parameters<DeliveryQueue<unknown>['release']>[1],
): Promise<void> {
  await db.transaction().execute(async (trx) => {
    const place = await trx
      .selectFrom('places')
      .select('id')
      .where('id', '=', id)
      .where('lease_by', '=', owner)
      .$if(locksRows, (query) => query.forNoKeyUpdate())
      .executeTakeFirst();
    if (place === undefined) return;
    // A statement of its own: it sees what was written until the lock was had.
    const { due } = await trx
      .selectFrom('living_cards')
      .innerJoin('subjects', 'subjects.id', 'living_cards.subject_id')
      .select(({ fn }) => fn.min('living_cards.not_before').as('due'))
      .where('living_cards.place_id', '=', id)
      .where('living_cards.behind_since', 'is not', null)
      .where('living_cards.is_dropped', '=', 0)
      .where('subjects.version', '>', 0)
      .executeTakeFirstOrThrow();
    await trx
      .updateTable('places')
      .set({
        // Not before `now`: places take turns.
        due_at: due === null ? null : cleanInstant(Math.max(due, notBefore, now)),
        // With failures nothing new makes it due earlier (`makeDue`): right only where it is the failure that it waits for.
        failures: due !== null && due <= notBefore ? failures : 0,
        ...{ lease_by: null, attempts: 0 },
      })
      .where('id', '=', id)
      .execute();
  });
}
