import type { Conversation } from '../delivery/conversation.ts';
import type { OutgoingMessage } from '../delivery/messenger.ts';
import type { Reader } from '../reader.ts';
import type { RequestChange } from './change.ts';
import type { RequestCard } from './ports.ts';
import type { ServiceRequest } from './request.ts';

/** How messages about requests look; passed in, so that requests know nothing of cards. */
export interface DrawRequests {
  /** The card that shows the request as it is. */
  readonly card: (
    request: ServiceRequest,
    purpose: RequestCard['purpose'],
    reader: Reader,
  ) => Promise<OutgoingMessage>;
  /** A short message that tells of changes, oldest first and at least one; undefined: nothing worth saying. */
  readonly told: (
    request: ServiceRequest,
    changes: readonly RequestChange[],
    purpose: RequestCard['purpose'],
    reader: Reader,
    conversation: Conversation,
  ) => OutgoingMessage | undefined;
}
