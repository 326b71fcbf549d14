import type { SupportService, SupportTopic } from '../../requests/ports.ts';
import type { ServiceRequest } from '../../requests/request.ts';
import { RouteError } from '../../requests/route-error.ts';
import { selectTopics } from '../../requests/select-topics.ts';
import { NotAllowed } from '../../staff/not-allowed.ts';
import { orAborted } from '../../work/or-aborted.ts';
import type { Listed } from '../cards/request-form-view.ts';
import type { ChatContext } from '../context.ts';
import type { Patience } from './within.ts';

/** Topics a card can hold, and how long reading Azure's list may go on behind, in milliseconds. */
const MOST_TOPICS = 60;
const READ_MS = 30_000;

/** Words to find topics by, and how many are wanted. Default: as many as a card can hold. */
export interface Wanted {
  readonly find: string;
  readonly most?: number;
}

/** Azure's services, the ones that fit the request first. Reading goes on behind where it takes longer than a card may. */
export function listServices(
  { customer, service, title }: ServiceRequest,
  wanted: Wanted,
  { requests }: Pick<ChatContext, 'requests'>,
  patience: Patience,
): Promise<Listed<SupportService>> {
  const work = requests.azureSupport.listServices(customer, AbortSignal.timeout(READ_MS));
  return list(work, wanted, [service.name, title], patience);
}

/** What can be wrong with the Azure service that was chosen. */
export function listProblems(
  { customer, azure, title, description }: ServiceRequest,
  wanted: Wanted,
  { requests }: Pick<ChatContext, 'requests'>,
  patience: Patience,
): Promise<Listed<SupportTopic>> {
  const work = requests.azureSupport.listProblems(customer, azure.serviceId, AbortSignal.timeout(READ_MS));
  return list(work, wanted, [title, description.slice(0, 2_000)], patience);
}

async function list<T extends SupportTopic>(
  work: Promise<readonly T[]>,
  { find, most = MOST_TOPICS }: Wanted,
  about: readonly string[],
  patience: Patience,
): Promise<Listed<T>> {
  // A failure after the wait is told when the list is asked for again.
  work.catch(() => {});
  const wait = patience.createSignal();
  try {
    return {
      kind: 'ready',
      ...selectTopics(await orAborted(work, wait), { find, about, most }),
    };
  } catch (error) {
    if (error instanceof NotAllowed) throw error;
    if (wait.aborted) return { kind: 'reading' };
    return { kind: 'failed', code: error instanceof RouteError ? error.code : 'unreachable' };
  }
}
