import type { Incident } from '../../health/incident.ts';
import type { Reader } from '../../reader.ts';
import type { ChatContext } from '../context.ts';
import { matchServices } from '../grammar/service-topics.ts';
import type { Reply } from '../reply.ts';
import { answerUnloaded, listUnloaded } from './unread-clouds.ts';
import { isNowhere, listWithoutAzure } from './without-azure.ts';

/** Everything wrong now over all customers, from what is known; `service`: words for a service to narrow it down to. */
export function showOverview(
  { service, offset }: { readonly service?: string | undefined; readonly offset: number },
  reader: Reader,
  context: ChatContext,
): Reply {
  const { estate, cards } = context;
  const unanswerable = answerUnloaded(reader, context);
  if (unanswerable) return unanswerable;
  const unloaded = listUnloaded(context);
  if (service === undefined) return cards.overview(estate.overview(), { offset, unloaded }, reader);
  // Hundreds of incidents name the same few services.
  const known = new Map<string, boolean>();
  const isAsked = (name: string) => {
    const isMatch = known.get(name) ?? matchServices(service, [{ id: '', name }]).length > 0;
    known.set(name, isMatch);
    return isMatch;
  };
  const isMeant = (incident: Incident) => listServiceNames(incident).some(isAsked);
  const withoutAzure = listWithoutAzure(service, context);
  const asked = { offset, service, unloaded, withoutAzure, isNowhere: isNowhere(withoutAzure, context) };
  return cards.overview(estate.overview(isMeant), asked, reader);
}

function listServiceNames({ service, azure }: Incident): string[] {
  return [service, ...(azure?.services ?? []), ...(azure ? ['Microsoft Azure'] : [])];
}
