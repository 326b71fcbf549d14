import type { CustomerDirectory } from '../../customers/ports.ts';
import type { JudgeSetters } from '../../watch/judge-setters.ts';
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
  judge = async ({ watches }) => ({ kind: 'shown', watches }),
  sightOf,
}: {
  readonly store: Pick<LivingCardBook, 'find'>;
  readonly directory: Pick<CustomerDirectory, 'get'>;
  readonly cards: Pick<Cards, 'living'>;
  /** What the people of the conversation may see today; default: what they might when the watches were set. */
  readonly judge?: JudgeSetters;
  readonly sightOf: SightOf | undefined;
}): WatchParts['drawShared'] {
  return async (conversation, key) => {
    const kept = await store.find(conversation, key);
    if (kept === undefined) return undefined;
    const judged = await judge(kept);
    // Whoever presses was let in a moment ago: what cannot be told now is told by the next press.
    if (judged.kind !== 'shown') return undefined;
    const card = { ...kept, watches: judged.watches };
    return cards.living(card, viewCard(card, directory, sightOf), card.place.reader);
  };
}
