import type { BotIdentity } from '../bot-identity.ts';
import type { Conversation } from '../delivery/conversation.ts';
import { DeliveryError, type Messenger } from '../delivery/messenger.ts';
import type { Clock } from '../time.ts';
import type { TeamsAdapter } from './adapter.ts';
import { type Connector, SignInFailure, withConnector } from './connector.ts';
import { type Delivery, toDeliveryError, toSignInError } from './delivery-error.ts';
import { endWith } from './end-with.ts';
import { beginThread, editMessage, postMessage } from './post-message.ts';
import { isConnectorUrl } from './service-url.ts';
import { toReference } from './to-reference.ts';

export interface MessengerOptions {
  readonly adapter: TeamsAdapter;
  /** undefined: the bot has no app id, and posts unsigned to whatever address the conversation names (a loopback emulator). */
  readonly identity: BotIdentity | undefined;
  readonly clock: Clock;
  /** Longest time for one call, signing in included, in milliseconds. Default 10,000. */
  readonly callMs?: number;
}

/** Posts and edits through the Bot Connector. A message is sent once: nothing is repeated here. */
export function createMessenger({ adapter, identity, clock, callMs = 10_000 }: MessengerOptions): Messenger {
  async function call<T>(
    conversation: Conversation,
    delivery: Delivery,
    signal: AbortSignal,
    work: (connector: Connector, abortSignal: AbortSignal) => Promise<T>,
  ): Promise<T> {
    // A token of the bot is asked for only when it will go to Microsoft.
    if (identity && !isConnectorUrl(conversation.serviceUrl, identity.cloud))
      throw new DeliveryError(
        'refused',
        'The service URL of the conversation is not one of Microsoft Teams.',
      );
    const inTime = AbortSignal.any([signal, AbortSignal.timeout(callMs)]);
    const isGivenUp = inTime.aborted;
    try {
      inTime.throwIfAborted();
      const working = withConnector(adapter, identity?.appId ?? '', toReference(conversation), (connector) =>
        work(connector, inTime),
      );
      return await endWith(working, inTime);
    } catch (error) {
      if (inTime.aborted)
        throw new DeliveryError('unavailable', `No answer within ${callMs} ms, or given up.`, {
          mayHaveArrived: !isGivenUp,
        });
      if (error instanceof SignInFailure) throw toSignInError(error.cause, clock());
      throw toDeliveryError(error, delivery, clock());
    }
  }

  return {
    post(conversation, message, signal) {
      const beginsThread = conversation.kind === 'channel' && conversation.thread === undefined;
      return call(conversation, 'post', signal, (connector, abortSignal) =>
        beginsThread
          ? beginThread(connector, conversation, message, abortSignal)
          : postMessage(connector, conversation, message, abortSignal),
      );
    },
    update(conversation, messageId, message, signal) {
      return call(conversation, 'update', signal, (connector, abortSignal) =>
        editMessage(connector, conversation, messageId, message, abortSignal),
      );
    },
  };
}
