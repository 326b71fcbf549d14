import { CLOUD_NAMES } from '../../clouds.ts';
import type { Clock } from '../../time.ts';
import type { Incident } from '../incident.ts';
import type { PlannedChange } from '../planned-change.ts';
import { selectComingChanges } from '../planned-changes.ts';
import type { CustomerEntry } from './customer-entry.ts';
import { countAccess, countCoverage, listProblems, lookAtChanges } from './judge-access.ts';
import type { Known, KnownBook } from './known.ts';
import { listOpen, toOpenIncident } from './list-open.ts';
import type { EstateChange } from './overview.ts';
import type { Estate } from './ports.ts';
import type { RelationshipBook } from './relationships.ts';

/** The customers that an answer is about, at one moment. */
export interface Sight {
  /** By name. */
  readonly entries: readonly CustomerEntry[];
  /** How many of them have it. */
  count(known: Known<unknown>): number;
}

export interface AnswerParts {
  readonly incidents: KnownBook<Incident>;
  readonly changes: KnownBook<PlannedChange>;
  readonly relationships: Pick<RelationshipBook, 'listProblems' | 'unread'> | undefined;
  readonly clock: Clock;
}

/** What the estate answers about the customers that `look` tells at each question; of what none of them has nothing is said. */
export function createEstateAnswers(
  { incidents, changes, relationships, clock }: AnswerParts,
  look: () => Sight,
): Omit<Estate, 'note' | 'limitTo' | 'coverage'> {
  const findProblems = () => relationships?.listProblems() ?? new Map();

  function toHitting<T, U>(
    known: Known<T> | undefined,
    { count }: Sight,
    tell: (known: Known<T>, customers: number) => U,
  ): U[] {
    const customers = known === undefined ? 0 : count(known);
    return known === undefined || customers === 0 ? [] : [tell(known, customers)];
  }

  return {
    overview(isMeant = () => true) {
      const sight = look();
      const { entries } = sight;
      return {
        ...listOpen(incidents.values(), sight, isMeant),
        coverage: countCoverage(entries),
        access: countAccess(entries, findProblems()),
      };
    },
    access() {
      const { entries } = look();
      const found = findProblems();
      return {
        problems: listProblems(entries, found),
        counts: countAccess(entries, found),
        coverage: countCoverage(entries),
        unreadRelationships: relationships?.unread ?? [],
      };
    },
    maintenance() {
      const sight = look();
      const coverage = countCoverage(sight.entries, lookAtChanges);
      const known = new Map([...changes.values()].map((one) => [one.item, one]));
      const coming = selectComingChanges([...known.keys()], clock());
      return {
        coverage,
        changes: coming.flatMap((change) => toHitting(known.get(change), sight, toChange)),
      };
    },
    findOpen(id) {
      const sight = look();
      return CLOUD_NAMES.flatMap((cloud) => toHitting(incidents.find(cloud, id), sight, toOpenIncident));
    },
    listCustomersOf: (cloud, id) => listHit(incidents.find(cloud, id), look(), ({ open }) => open),
    findChange(cloud, id) {
      const known = changes.find(cloud, id);
      const hits = listHit(known, look(), (entry) => entry.changes);
      return known && hits.length > 0 ? { ...toChange(known, hits.length), hits } : undefined;
    },
    listOpenIds() {
      const sight = look();
      return [...incidents.values()].flatMap((known) => toHitting(known, sight, ({ item }) => item.id));
    },
  };
}

function listHit(
  known: Known<unknown> | undefined,
  { entries }: Sight,
  pick: (entry: CustomerEntry) => readonly unknown[],
) {
  return known === undefined
    ? []
    : entries.flatMap((entry) => (entry.customer && pick(entry).includes(known) ? [entry.customer] : []));
}

function toChange({ cloud, item }: Known<PlannedChange>, customers: number): EstateChange {
  return { cloud, change: item, customers };
}
