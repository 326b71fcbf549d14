import type { CustomerDirectory } from '../../customers/ports.ts';
import type { LivingCardBook } from '../../watch/ports.ts';
import type { SightOf } from '../../watch/select-places.ts';
import type { Cards } from '../cards/cards.ts';
import type { WatchParts } from './parts.ts';
import { viewCard } from './view-card.ts';

/**
 * Draws a living card as it is now for all who look at it: written for its conversation, whoever presses. It shows what the watches there select, which
 * is what they were set for.
 */
export function createDrawShared({
  store,
  directory,
  cards,
  sightOf,
}: {
  readonly store: Pick<LivingCardBook, 'find'>;
  readonly directory: Pick<CustomerDirectory, 'get'>;
  readonly cards: Pick<Cards, 'living'>;
  readonly sightOf: SightOf | undefined;
}): WatchParts['drawShared'] {
  return async (conversation, key) => {
    const card = await store.find(conversation, key);
    return card && cards.living(card, viewCard(card, directory, sightOf), card.place.reader);
  };
}
