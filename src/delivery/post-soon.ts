import type { Clock, Sleep } from '../time.ts';
import type { Conversation } from './conversation.ts';
import { DeliveryError, type Messenger, type OutgoingMessage, type Posted } from './messenger.ts';

/** Where Teams does not say how long to wait, in milliseconds. */
const USUAL_WAIT_MS = 1_000;

/**
 * Posts what a person waits for: where Teams asks to wait (412, 429), once more after that, if it is before `giveUpMs`. Nothing that may have arrived
 * is sent again. Throws `DeliveryError`.
 */
export async function postSoon(
  messenger: Pick<Messenger, 'post'>,
  conversation: Conversation,
  message: OutgoingMessage,
  options: { readonly giveUpMs: number; readonly clock: Clock; readonly sleep: Sleep },
): Promise<Posted> {
  const { giveUpMs, clock, sleep } = options;
  const giveUpAt = clock() + giveUpMs;
  const signal = AbortSignal.timeout(giveUpMs);
  try {
    return await messenger.post(conversation, message, signal);
  } catch (error) {
    if (!(error instanceof DeliveryError) || error.code !== 'throttled') throw error;
    const againAt = error.retryAt ?? clock() + USUAL_WAIT_MS;
    if (againAt >= giveUpAt) throw error;
    await sleep(Math.max(1, againAt - clock()));
  }
  return messenger.post(conversation, message, signal);
}
