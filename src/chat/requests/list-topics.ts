import { orAborted } from '../../customers/or-aborted.ts';
import type { SupportService, SupportTopic } from '../../requests/ports.ts';
import type { ServiceRequest } from '../../requests/request.ts';
import { RouteError } from '../../requests/route-error.ts';
import { selectTopics } from '../../requests/select-topics.ts';
import type { Listed } from '../cards/request-form-view.ts';
import type { ChatContext } from '../context.ts';
import { SHORT_WAIT_MS } from './within.ts';

/** Topics a card can hold, and how long reading Azure's list may go on behind, in milliseconds. */
const MOST_TOPICS = 60;
const READ_MS = 30_000;

/** Azure's services, the ones that fit the request first. Reading goes on behind where it takes longer than a card may. */
export function listServices(
  { customer, service, title }: ServiceRequest,
  find: string,
  { requests }: Pick<ChatContext, 'requests'>,
): Promise<Listed<SupportService>> {
  const work = requests.azureSupport.listServices(customer, AbortSignal.timeout(READ_MS));
  return list(work, find, [service.name, title]);
}

/** What can be wrong with the Azure service that was chosen. */
export function listProblems(
  { customer, azure, title, description }: ServiceRequest,
  find: string,
  { requests }: Pick<ChatContext, 'requests'>,
): Promise<Listed<SupportTopic>> {
  const work = requests.azureSupport.listProblems(customer, azure.serviceId, AbortSignal.timeout(READ_MS));
  return list(work, find, [title, description.slice(0, 2_000)]);
}

async function list<T extends SupportTopic>(
  work: Promise<readonly T[]>,
  find: string,
  about: readonly string[],
): Promise<Listed<T>> {
  // A failure after the wait is told when the list is asked for again.
  work.catch(() => {});
  const wait = AbortSignal.timeout(SHORT_WAIT_MS);
  try {
    return {
      kind: 'ready',
      ...selectTopics(await orAborted(work, wait), { find, about, most: MOST_TOPICS }),
    };
  } catch (error) {
    if (wait.aborted) return { kind: 'reading' };
    return { kind: 'failed', code: error instanceof RouteError ? error.code : 'unreachable' };
  }
}
