import type { EpochMs } from '../time.ts';
import type { Conversation } from './conversation.ts';

/** A message to be shown: one Adaptive Card, and the sentence that a notification shows for it. */
export interface OutgoingMessage {
  /** Adaptive Card as JSON, at most 25 KB of UTF-8. */
  readonly card: Readonly<Record<string, unknown>>;
  readonly summary: string;
}

/** A message that was posted: the conversation as it is now (a post to a channel begins a thread), and the message's id in it. */
export interface Posted {
  readonly conversation: Conversation;
  readonly messageId: string;
}

/** Posts and edits messages unasked. Implemented by `teams/`. Every call ends within 10 seconds or with `signal`. Throws `DeliveryError`. */
export interface Messenger {
  post(conversation: Conversation, message: OutgoingMessage, signal: AbortSignal): Promise<Posted>;
  update(
    conversation: Conversation,
    messageId: string,
    message: OutgoingMessage,
    signal: AbortSignal,
  ): Promise<void>;
}

/**
 * Why a message could not be delivered, as far as something can be done about it:
 * - `throttled`: asked to wait, until `retryAt` where it was said (412, 429);
 * - `unavailable`: the network, a time-out, a sign-in that fails (401 included), or an error on Teams' side (5xx): may be tried again;
 * - `gone`: there is no such conversation any more, or the bot is not in it (404 ConversationNotFound, 403 not in roster);
 * - `blocked`: an administrator or the person blocks the bot's messages (403 BotDisabledByAdmin, MessageWritesBlocked);
 * - `messageGone`: the message to be edited is no longer there or cannot be edited (404 on the message, 403 on an edit, 405);
 * - `tooLarge`: 413;
 * - `refused`: anything else that trying again would not change (400, an address that is not Microsoft's).
 */
export type DeliveryErrorCode =
  | 'throttled'
  | 'unavailable'
  | 'gone'
  | 'blocked'
  | 'messageGone'
  | 'tooLarge'
  | 'refused';

export interface DeliveryErrorDetails {
  readonly retryAt?: EpochMs | undefined;
  /** Default: false. */
  readonly mayHaveArrived?: boolean;
  readonly cause?: unknown;
}

/** The one error of delivery. Its message is for the operator: no card, no name, no token. */
export class DeliveryError extends Error {
  readonly code: DeliveryErrorCode;
  readonly retryAt: EpochMs | undefined;
  /** The message was sent, and what became of it is not known: sent again, it may be there twice. */
  readonly mayHaveArrived: boolean;

  constructor(
    code: DeliveryErrorCode,
    message: string,
    { retryAt, mayHaveArrived = false, cause }: DeliveryErrorDetails = {},
  ) {
    super(message, cause === undefined ? undefined : { cause });
    this.name = 'DeliveryError';
    this.code = code;
    this.retryAt = retryAt;
    this.mayHaveArrived = mayHaveArrived;
  }
}
