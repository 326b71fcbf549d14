import { isIncidentKind } from './level.ts';
import type { Hits, Subject, SubjectState } from './subject.ts';
import type { Place, Watch, WatchRule } from './watch.ts';

/** Whether words that people call a service by mean one of these names. */
export type MatchService = (words: string, names: readonly string[]) => boolean;

type Selected = Pick<Subject, 'key' | 'state' | 'hits'>;

/** Places of which a watch selects the subject for a customer that has it, or had it at its end; each once, parked ones too. */
export function selectPlaces(
  watches: readonly Watch[],
  subject: Selected,
  matchService: MatchService,
): readonly Place[] {
  const places = new Map<number, Place>();
  const concerned = listConcerned(subject);
  for (const watch of watches) {
    if (places.has(watch.place.id) || !isOfScope(watch, subject, matchService)) continue;
    if (subject.state.kind === 'standstill' || selectsAny(watch, subject, concerned)) {
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
): Hits {
  const meant = watches.filter((watch) => isOfScope(watch, subject, matchService));
  if (meant.some(({ customers }) => customers === undefined)) return subject.hits;
  const ids = new Set(meant.flatMap((watch) => listTenants(watch, subject)));
  return new Map([...subject.hits].filter(([id]) => ids.has(id)));
}

/** Whether a watch is about the subject, although its customers may have it no longer. */
export function isAbout(
  watches: readonly WatchRule[],
  subject: Selected,
  matchService: MatchService,
): boolean {
  return watches.some((watch) => {
    if (!isOfScope(watch, subject, matchService)) return false;
    const isOfAll = watch.customers === undefined || subject.state.kind === 'standstill';
    return isOfAll || listTenants(watch, subject).some((id) => subject.hits.has(id));
  });
}

function selectsAny(watch: WatchRule, subject: Selected, concerned: ReadonlySet<string>): boolean {
  if (watch.customers === undefined) return concerned.size > 0;
  return listTenants(watch, subject).some((id) => concerned.has(id));
}

/** Tenant ids that the watch names in the subject's cloud, in small letters. */
function listTenants({ customers = [] }: WatchRule, { key }: Selected): string[] {
  return customers.filter(({ cloud }) => cloud === key.cloud).map(({ tenantId }) => tenantId.toLowerCase());
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
