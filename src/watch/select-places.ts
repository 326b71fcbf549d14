import type { CustomerRef } from '../customers/customer.ts';
import { isIncidentKind } from './level.ts';
import type { Hits, Subject, SubjectState } from './subject.ts';
import type { Place, Watch, WatchRule } from './watch.ts';

/** Whether words that people call a service by mean one of these names. */
export type MatchService = (words: string, names: readonly string[]) => boolean;

/** What members of these staff groups may see. */
export type SightOf = (groups: readonly string[]) => {
  readonly seesAll: boolean;
  sees(customer: CustomerRef): boolean;
};

type Selected = Pick<Subject, 'key' | 'state' | 'hits'>;

/**
 * Places of which a watch selects the subject for a customer that has it, or had it at its end; each once, parked ones too. `sightOf` here and
 * below: what who set a watch may see; undefined: no customer is limited to anybody.
 */
export function selectPlaces(
  watches: readonly Watch[],
  subject: Selected,
  matchService: MatchService,
  sightOf: SightOf | undefined,
): readonly Place[] {
  const places = new Map<number, Place>();
  const concerned = listConcerned(subject);
  for (const watch of watches) {
    if (places.has(watch.place.id) || !isOfScope(watch, subject, matchService)) continue;
    if (subject.state.kind === 'standstill' || selectsAny(watch, subject, concerned, sightOf)) {
      places.set(watch.place.id, watch.place);
    }
  }
  return [...places.values()];
}

/** Of the subject's customers those that a place's watches select, those that it left too. */
export function selectHits(
  watches: readonly WatchRule[],
  subject: Selected,
  matchService: MatchService,
  sightOf: SightOf | undefined,
): Hits {
  const selections = watches
    .filter((watch) => isOfScope(watch, subject, matchService))
    .map((watch) => selectCustomers(watch, subject, sightOf));
  if (selections.includes('all')) return subject.hits;
  return new Map([...subject.hits].filter(([id]) => selections.some((one) => one !== 'all' && one(id))));
}

/** Whether a watch is about the subject, although its customers may have it no longer. */
export function isAbout(
  watches: readonly WatchRule[],
  subject: Selected,
  matchService: MatchService,
  sightOf: SightOf | undefined,
): boolean {
  const { hits, state } = subject;
  return watches.some((watch) => {
    if (!isOfScope(watch, subject, matchService)) return false;
    if (state.kind === 'standstill' || (watch.customers === undefined && hits.size === 0)) return true;
    const selection = selectCustomers(watch, subject, sightOf);
    return selection === 'all' || [...hits.keys()].some(selection);
  });
}

function selectsAny(
  watch: WatchRule,
  subject: Selected,
  ids: ReadonlySet<string>,
  sightOf: SightOf | undefined,
): boolean {
  const selection = selectCustomers(watch, subject, sightOf);
  return selection === 'all' ? ids.size > 0 : [...ids].some(selection);
}

/** Which customers of the subject's cloud, by tenant id in small letters, a watch selects: of those it names what who set it may see. */
function selectCustomers(
  { customers, groups = [] }: WatchRule,
  { key: { cloud } }: Selected,
  sightOf: SightOf | undefined,
): 'all' | ((tenantId: string) => boolean) {
  const sight = sightOf?.(groups);
  const isSeen = (tenantId: string) =>
    sight === undefined || sight.seesAll || sight.sees({ cloud, tenantId });
  if (customers === undefined) return sight === undefined || sight.seesAll ? 'all' : isSeen;
  const named = new Set(
    customers.filter((ref) => ref.cloud === cloud).map(({ tenantId }) => tenantId.toLowerCase()),
  );
  return (tenantId) => named.has(tenantId) && isSeen(tenantId);
}

/** By what it posts and for which service, whatever the customers. */
function isOfScope({ scope, service }: WatchRule, { state }: Selected, matchService: MatchService): boolean {
  const isMeant = () => service === undefined || matchService(service, listServiceNames(state));
  switch (state.kind) {
    case 'incident':
      if (scope !== 'everything' && scope !== 'incidents') return false;
      return (scope === 'everything' || isIncidentKind(state.incident.kind)) && isMeant();
    case 'change':
      return scope === 'maintenance' && isMeant();
    case 'access':
      return scope === 'everything' && service === undefined;
    case 'standstill':
      return scope === 'alarms';
  }
}

function listServiceNames(state: SubjectState): readonly string[] {
  if (state.kind !== 'incident' && state.kind !== 'change') return [];
  const { azure } = state.kind === 'incident' ? state.incident : state.change;
  const own = state.kind === 'incident' ? [state.incident.service] : state.change.services;
  return [...own, ...(azure ? [...azure.services, 'Microsoft Azure'] : [])];
}

function listConcerned({ state, hits }: Selected): ReadonlySet<string> {
  const overAt = 'overAt' in state ? state.overAt : undefined;
  return new Set([...hits].flatMap(([id, at]) => (at === undefined || at === overAt ? [id] : [])));
}
