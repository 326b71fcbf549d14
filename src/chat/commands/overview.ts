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
  const isMeant = (incident: Incident) => isAbout(incident, service);
  return cards.overview(estate.overview(isMeant), { offset, service }, reader);
}

function isAbout({ service, azure }: Incident, words: string): boolean {
  const names = [service, ...(azure?.services ?? []), ...(azure ? ['Microsoft Azure'] : [])];
  return (
    matchServices(
      words,
      names.map((name) => ({ id: '', name })),
    ).length > 0
  );
}
