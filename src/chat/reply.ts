import type { Conversation } from '../delivery/conversation.ts';
import type { Reader } from '../reader.ts';
import type { Person } from '../staff/person.ts';
import type { Ending } from './access/ending.ts';

/** A message as the chat sees it: mentions of the bot are gone, the rest is untouched. */
export interface IncomingMessage {
  readonly text: string;
  readonly hasAttachment: boolean;
  readonly person: Person;
  readonly conversation: Conversation;
  readonly reader: Reader;
}

/** A pressed button. `verb` and `data` come from the client and may be stale or tampered with. */
export interface IncomingAction {
  readonly verb: string;
  readonly data: unknown;
  readonly person: Person;
  readonly conversation: Conversation;
  /** The message that holds the card; undefined where the channel did not tell. */
  readonly messageId: string | undefined;
  readonly reader: Reader;
}

/** An answer: one Adaptive Card, and the sentence that a notification shows for it. */
export interface Reply {
  /** Adaptive Card 1.5 as JSON, at most 25 KB of UTF-8. */
  readonly card: Readonly<Record<string, unknown>>;
  readonly summary: string;
  /** The service request that the card shows, and at which version: as a message it is kept as the request is. */
  readonly living?: { readonly number: number; readonly version: number } | undefined;
  /** The form of a service request that the card is a step of. */
  readonly form?: string | undefined;
  /** For the audit trail, where the answer says that what was asked for was not done. Never leaves the chat. */
  readonly ending?: Ending | undefined;
}
