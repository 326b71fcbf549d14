import type { Customer } from '../../customers/customer.ts';
import type { CustomerDirectory } from '../../customers/ports.ts';
import type { EpochMs } from '../../time.ts';
import type { LivingCard } from '../../watch/living-card.ts';
import { type MatchService, selectHits, selectPlaces } from '../../watch/select-places.ts';
import { matchServices } from '../grammar/service-topics.ts';

/** What a living card tells of customers: those alone that its conversation watches. */
export interface LivingView {
  /** Those that have it now, by name. */
  readonly customers: readonly Customer[];
  /** How many have or had it. */
  readonly past: number;
  /** Those that had it and have it no more, as far as they are still ours. */
  readonly had: readonly Customer[];
  /** False: nothing there watches it any more. */
  readonly isWatched: boolean;
}

/** Whether words for a service (`Exchange`) mean one of these names. */
export const matchService: MatchService = (words, names) =>
  matchServices(
    words,
    names.map((name) => ({ id: '', name })),
  ).length > 0;

export function viewCard(
  { subject, watches, place }: LivingCard,
  directory: Pick<CustomerDirectory, 'get'>,
): LivingView {
  const { cloud } = subject.key;
  const selected = selectHits(watches, subject, matchService);
  const list = (isMeant: (leftAt: EpochMs | undefined) => boolean) =>
    [...selected]
      .filter(([, leftAt]) => isMeant(leftAt))
      .flatMap(([tenantId]) => directory.get({ cloud, tenantId }) ?? [])
      .sort((a, b) => (a.name < b.name ? -1 : 1));
  return {
    customers: list((leftAt) => leftAt === undefined),
    had: list((leftAt) => leftAt !== undefined),
    past: selected.size,
    isWatched: selectPlaces(watches, subject, matchService).some(({ id }) => id === place.id),
  };
}
