import { listHit } from './compare-hits.ts';
import type { LivingCard } from './living-card.ts';
import { type MatchService, type SightOf, selectHits } from './select-places.ts';
import type { Transition, TransitionKind } from './transition.ts';

const ENDS: ReadonlySet<TransitionKind> = new Set<TransitionKind>([
  'resolved',
  'falsePositive',
  'notListed',
  'readable',
  'goesOn',
]);

/**
 * Of what a thread was not told yet, oldest first: once it is over, nobody needs to hear how bad it was before. Of customers that became
 * unreadable those alone count that the conversation watches; of none of them it is not told.
 */
export function chooseTold(
  { subject, watches, untold }: Pick<LivingCard, 'subject' | 'watches' | 'untold'>,
  matchService: MatchService,
  sightOf: SightOf | undefined,
): readonly Transition[] {
  const end = untold.findLastIndex(({ kind }) => ENDS.has(kind));
  const news = end < 0 ? untold : untold.slice(end);
  if (subject.state.kind !== 'access') return news;
  const selected = selectHits(watches, subject, matchService, sightOf);
  return news.flatMap((transition) => {
    const { kind, customers, tenants } = transition;
    if (kind !== 'unreadable') return transition;
    const count = tenants
      ? tenants.filter((id) => selected.has(id)).length
      : Math.min(customers, listHit(selected).length);
    return count === 0 ? [] : { ...transition, customers: count };
  });
}
