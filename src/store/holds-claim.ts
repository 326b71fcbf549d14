import { type RawBuilder, sql } from 'kysely';
import type { ClaimedWork } from '../work/claims.ts';

/** Condition on living cards: they are in the place, and its claim is not lost. Takes no lock on the place. */
export function holdsClaim({ id, owner }: ClaimedWork): RawBuilder<boolean> {
  return sql<boolean>`(living_cards.place_id = ${id}
    and exists (select 1 from places where places.id = ${id} and places.lease_by = ${owner}))`;
}
