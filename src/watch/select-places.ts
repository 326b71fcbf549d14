import type { CustomerRef } from '../customers/customer.ts';
import { isIncidentKind } from './level.ts';
import type { Hits, Subject, SubjectState } from './subject.ts';
import type { Place, Watch, WatchRule } from './watch.ts';

/** Whether words that people call a service by mean one of these names. */
export type MatchService = (words: string, names: readonly string[]) => boolean;

/** Whether a member of these staff groups may see a customer. */
export type SeesCustomer = (groups: readonly string[], customer: CustomerRef) => boolean;

type Selected = Pick<Subject, 'key' | 'state' | 'hits'>;

/**
 * Places of which a watch selects the subject for a customer that has it, or had it at its end; each once, parked ones too. `sees` here and below:
 * whom who set a watch may see; undefined: no customer is limited to anybody.
 */
export function selectPlaces(
  watches: readonly Watch[],
  subject: Selected,
  matchService: MatchService,
  sees: SeesCustomer | undefined,
): readonly Place[] {
  const places = new Map<number, Place>();
  const concerned = listConcerned(subject);
  for (const watch of watches) {
    if (places.has(watch.place.id) || !isOfScope(watch, subject, matchService)) continue;
    if (subject.state.kind === 'standstill' || selectsAny(watch, subject, concerned, sees)) {
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
  sees: SeesCustomer | undefined,
): Hits {
  const meant = watches.filter((watch) => isOfScope(watch, subject, matchService));
  const isOfAll = ({ customers }: WatchRule) => customers === undefined;
  if (sees === undefined && meant.some(isOfAll)) return subject.hits;
  const wide = meant.filter(isOfAll);
  const ids = new Set(meant.flatMap((watch) => listTenants(watch, subject, sees)));
  return new Map(
    [...subject.hits].filter(([id]) => ids.has(id) || wide.some((watch) => isSeen(watch, id, subject, sees))),
  );
}

/** Whether a watch is about the subject, although its customers may have it no longer. */
export function isAbout(
  watches: readonly WatchRule[],
  subject: Selected,
  matchService: MatchService,
  sees: SeesCustomer | undefined,
): boolean {
  return watches.some((watch) => {
    if (!isOfScope(watch, subject, matchService)) return false;
    const isOfAll = watch.customers === undefined && (sees === undefined || subject.hits.size === 0);
    if (isOfAll || subject.state.kind === 'standstill') return true;
    return selectsAny(watch, subject, new Set(subject.hits.keys()), sees);
  });
}

function selectsAny(
  watch: WatchRule,
  subject: Selected,
  ids: ReadonlySet<string>,
  sees: SeesCustomer | undefined,
): boolean {
  if (watch.customers !== undefined) return listTenants(watch, subject, sees).some((id) => ids.has(id));
  for (const id of ids) if (isSeen(watch, id, subject, sees)) return true;
  return false;
}

/** Tenant ids that the watch names in the subject's cloud, in small letters, of customers that who set it may see. */
function listTenants(watch: WatchRule, subject: Selected, sees: SeesCustomer | undefined): string[] {
  const { customers = [] } = watch;
  return customers
    .filter(({ cloud }) => cloud === subject.key.cloud)
    .map(({ tenantId }) => tenantId.toLowerCase())
    .filter((id) => isSeen(watch, id, subject, sees));
}

function isSeen(
  { groups = [] }: WatchRule,
  tenantId: string,
  { key: { cloud } }: Selected,
  sees: SeesCustomer | undefined,
): boolean {
  return sees === undefined || sees(groups, { cloud, tenantId });
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
