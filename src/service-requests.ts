import { createHash, randomUUID } from 'node:crypto';
import type { Cards } from './chat/cards/cards.ts';
import type { Languages } from './chat/languages/languages.ts';
import type { Reply } from './chat/reply.ts';
import type { RequestParts } from './chat/requests/parts.ts';
import { createPrefill } from './chat/requests/prefill.ts';
import { LATEST_CHANGES } from './chat/requests/show-request.ts';
import type { Conversation } from './delivery/conversation.ts';
import type { Messenger } from './delivery/messenger.ts';
import { describeError, type Log } from './log.ts';
import type { Microsoft } from './microsoft/microsoft.ts';
import type { RequestSettings } from './request-settings.ts';
import { createAnnotate } from './requests/annotate.ts';
import { chooseMention } from './requests/choose-mention.ts';
import { createRequestDesk } from './requests/desk.ts';
import type { RequestStore } from './requests/ports.ts';
import { createRequestWorkers, type RequestWorkersOptions } from './requests/start-workers.ts';
import type { Clock, Random, Sleep } from './time.ts';

/** The service requests of the bot: what the chat asks of them, and who works on them behind. */
export interface ServiceRequests {
  readonly parts: RequestParts;
  /** Shows a reply in the place of a message that was answered already. Never rejects. */
  readonly showLater: (conversation: Conversation, messageId: string, reply: Reply) => Promise<void>;
  /** Takes up what was left undone, and goes on. Returns at once. */
  start(): void;
  /** Ends within about 2 seconds; what is unfinished is taken up again at the next start. */
  stop(): Promise<void>;
}

export interface ServiceRequestsOptions {
  readonly store: RequestStore;
  readonly microsoft: Pick<Microsoft, 'azureSupport' | 'partnerCenterRequests'>;
  /** One that keeps Teams' windows. */
  readonly messenger: Messenger;
  /** One that does not wait for them: a person does. */
  readonly answering: Messenger;
  readonly cards: Pick<Cards, 'request' | 'requestTold'>;
  readonly languages: Languages;
  readonly settings: RequestSettings;
  /** Lets in whom a card in a personal chat is for. */
  readonly admit: RequestWorkersOptions['admit'];
  readonly fetch: typeof globalThis.fetch;
  readonly clock: Clock;
  readonly sleep: Sleep;
  readonly random: Random;
  readonly log: Log;
  readonly timings?: RequestWorkersOptions['timings'];
}

const SHOW_LATER_MS = 10_000;

/** Puts the service requests together. */
export function createServiceRequests(options: ServiceRequestsOptions): ServiceRequests {
  const { store, microsoft, messenger, answering, cards, languages, settings, timings, ...world } = options;
  const workers = createRequestWorkers({
    ...world,
    ...{ store, messenger, azureSupport: microsoft.azureSupport, webhook: settings.webhook },
    owner: randomUUID(),
    draw: {
      async card(request, _purpose, reader) {
        const key = { form: request.form };
        const [{ changes }, helpdesk] = await Promise.all([
          store.listChanges(key, { offset: 0, limit: LATEST_CHANGES }),
          store.helpdesk.get(),
        ]);
        return cards.request(request, { changes, helpdesk: helpdesk !== undefined }, reader);
      },
      told: (request, changes, purpose, reader, conversation) => {
        const mention = chooseMention(request, purpose, conversation);
        return cards.requestTold(request, changes, { purpose, ...(mention ? { mention } : {}) }, reader);
      },
    },
    ...(timings ? { timings } : {}),
  });
  const desk = createRequestDesk({ store, clock: world.clock, randomUUID, wake: () => workers.wake() });
  return {
    parts: {
      desk,
      azureSupport: microsoft.azureSupport,
      partnerCenter: microsoft.partnerCenterRequests,
      annotate: createAnnotate(microsoft.partnerCenterRequests, makeDigest),
      prefill: createPrefill(languages),
      digest: makeDigest,
      contact: settings.contact,
    },
    async showLater(conversation, messageId, reply) {
      try {
        await answering.update(conversation, messageId, reply, AbortSignal.timeout(SHOW_LATER_MS));
      } catch (error) {
        world.log.warn(describeError(error), 'An answer that was late could not be shown.');
      }
    },
    start: () => workers.start(),
    stop: () => workers.stop(),
  };
}

/** The same texts give the same digest; texts are kept apart by their lengths. */
function makeDigest(texts: readonly string[]): string {
  const hash = createHash('sha256');
  for (const text of texts) hash.update(`${text.length}:${text}`);
  return hash.digest('hex').slice(0, 32);
}
