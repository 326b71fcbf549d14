import type { Customer } from '../../customers/customer.ts';
import type { CustomerDirectory } from '../../customers/ports.ts';
import type { EpochMs } from '../../time.ts';
import type { LivingCard } from '../../watch/living-card.ts';
import {
  isAbout,
  type MatchService,
  type SightOf,
  selectHits,
  selectPlaces,
} from '../../watch/select-places.ts';
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
  /** Whether a customer that is watched there has it, or had it at its end: else nobody is told anything. */
  readonly isConcerned: boolean;
}

/** The order of the directory, the same in every language: a card is the same for all. */
const BY_NAME = new Intl.Collator('en', { numeric: true });

/** Whether words for a service (`Exchange`) mean one of these names. */
export const matchService: MatchService = (words, names) =>
  matchServices(
    words,
    names.map((name) => ({ id: '', name })),
  ).length > 0;

/** `sightOf`: what who set a watch there may see; undefined: no customer is limited to anybody. */
export function viewCard(
  { subject, watches, place }: LivingCard,
  directory: Pick<CustomerDirectory, 'get'>,
  sightOf: SightOf | undefined,
): LivingView {
  const { cloud } = subject.key;
  const selected = selectHits(watches, subject, matchService, sightOf);
  const list = (isMeant: (leftAt: EpochMs | undefined) => boolean) =>
    [...selected]
      .filter(([, leftAt]) => isMeant(leftAt))
      .flatMap(([tenantId]) => directory.get({ cloud, tenantId }) ?? [])
      .sort((a, b) => BY_NAME.compare(a.name, b.name));
  return {
    customers: list((leftAt) => leftAt === undefined),
    had: list((leftAt) => leftAt !== undefined),
    past: selected.size,
    isWatched: isAbout(watches, subject, matchService, sightOf),
    isConcerned: selectPlaces(watches, subject, matchService, sightOf).some(({ id }) => id === place.id),
  };
}
