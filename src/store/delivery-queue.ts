import { sql, type UpdateObject } from 'kysely';
import type { DeliveryQueue } from '../delivery/ports.ts';
import type { LivingCard } from '../watch/living-card.ts';
import type { ClaimedWork } from '../work/claims.ts';
import { claimPlaces } from './claim-places.ts';
import { cleanInstant } from './clean.ts';
import { holdsClaim } from './holds-claim.ts';
import { findNextCard } from './next-card.ts';
import { recordProgress } from './record-progress.ts';
import { releasePlace } from './release-place.ts';
import type { Tables } from './tables.ts';
import type { WatchContext } from './watch-context.ts';

/** The living cards that are behind, by place, over a database. */
export function createDeliveryQueue(context: WatchContext): DeliveryQueue<LivingCard> {
  const { engine, attempt } = context;
  const { db } = engine;
  const changeCard = (
    place: ClaimedWork,
    card: number,
    change: UpdateObject<Tables, 'living_cards'>,
  ): Promise<boolean> =>
    attempt(async () => {
      const { numUpdatedRows } = await db
        .updateTable('living_cards')
        .set(change)
        .where('id', '=', card)
        .where(holdsClaim(place))
        .executeTakeFirstOrThrow();
      return numUpdatedRows > 0;
    });
  return {
    claimPlaces: (options) => claimPlaces(context, options),
    nextCard: (place, now) => attempt(() => findNextCard(context, place, now)),
    record: (place, card, progress) => attempt(() => recordProgress(db, place, card, progress)),
    putOff: (place, { id, wanted }, until) =>
      changeCard(place, id, {
        not_before: sql`case when wanted > ${wanted} then not_before else ${cleanInstant(until) ?? 0} end`,
      }),
    drop: (place, card) => changeCard(place, card, { is_dropped: 1, behind_since: null }),
    release: (place, options) => attempt(() => releasePlace(engine, place, options)),
    park: ({ id, owner }, reason, at) =>
      attempt(async () => {
        await db
          .updateTable('places')
          .set({
            ...{ parked_reason: reason, parked_at: cleanInstant(at) ?? 0 },
            ...{ due_at: null, lease_by: null, failures: 0, attempts: 0 },
          })
          .where('id', '=', id)
          .where('lease_by', '=', owner)
          .execute();
      }),
  };
}
