import type { Incident } from '../../health/incident.ts';
import { AZURE_TOPICS } from './azure-topics-data.ts';
import { matchServices } from './service-topics.ts';
import { SERVICE_TOPICS } from './service-topics-data.ts';

/** Of an event: `Azure: Production`, whatever the words after the colon mean. */
const BEGINS_LIKE_AZURE = /^azure(?::|$)/i;
/** Microsoft Entra was Azure Active Directory, and both sources may tell of it. */
const SAYS_AZURE = /azure/i;

const M365_COUNT = SERVICE_TOPICS.length;
const TOPICS = [...SERVICE_TOPICS, ...AZURE_TOPICS];
const SERVICES = TOPICS.map(({ ids: [id = ''], names: [name = ''] }) => ({ id, name }));

/**
 * Which of Microsoft's sources tells of the service that words name: only there it must have been read for an answer about it. undefined:
 * it may be either, or the words name no service that we know, or there are no words.
 */
export function findServiceSource(words: string | undefined): Incident['source'] | undefined {
  if (words === undefined) return undefined;
  if (BEGINS_LIKE_AZURE.test(words.trim())) return 'azure';
  const meant = matchServices(words, SERVICES);
  if (meant.length === 0) return undefined;
  if (meant.every((index) => index >= M365_COUNT)) return 'azure';
  const isOnlyMicrosoft365 = meant.every((index) => {
    const { ids = [], names = [], called = '' } = TOPICS[index] ?? {};
    return index < M365_COUNT && !SAYS_AZURE.test([...ids, ...names, called].join(' '));
  });
  return isOnlyMicrosoft365 ? 'microsoft365' : undefined;
}
