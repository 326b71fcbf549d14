import type { Incident } from '../../health/incident.ts';
import type { ChatContext } from '../context.ts';
import { matchServices } from '../grammar/service-topics.ts';
import type { Reader } from '../reader.ts';
import type { Reply } from '../reply.ts';

/** Everything wrong now over all customers, from what is known; `service`: words for a service to narrow it down to. */
export function showOverview(
  { service, offset }: { readonly service?: string | undefined; readonly offset: number },
  reader: Reader,
  { estate, cards }: ChatContext,
): Reply {
  if (service === undefined) return cards.overview(estate.overview(), { offset }, reader);
  // Of hundreds of incidents many name the same few services.
  const known = new Map<string, boolean>();
  const isMeant = (incident: Incident) => {
    const names = listServiceNames(incident).join('\n');
    const isKnown = known.get(names) ?? isAbout(incident, service);
    known.set(names, isKnown);
    return isKnown;
  };
  return cards.overview(estate.overview(isMeant), { offset, service }, reader);
}

function listServiceNames({ service, azure }: Incident): string[] {
  return [service, ...(azure?.services ?? []), ...(azure ? ['Microsoft Azure'] : [])];
}

function isAbout(incident: Incident, words: string): boolean {
  const names = listServiceNames(incident);
  return (
    matchServices(
      words,
      names.map((name) => ({ id: '', name })),
    ).length > 0
  );
}
