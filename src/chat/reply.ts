import type { Reader } from './reader.ts';

/** A person of the partner's staff who speaks to the bot. */
export interface Person {
  /** Entra object id; undefined where the channel did not tell. */
  readonly objectId: string | undefined;
  readonly name: string;
}

/** A message as the chat sees it: mentions of the bot are gone, the rest is untouched. */
export interface IncomingMessage {
  readonly text: string;
  readonly hasAttachment: boolean;
  readonly person: Person;
  readonly reader: Reader;
}

/** A pressed button. `verb` and `data` come from the client and may be stale or tampered with. */
export interface IncomingAction {
  readonly verb: string;
  readonly data: unknown;
  readonly person: Person;
  readonly reader: Reader;
}

/** An answer: one Adaptive Card, and the sentence that a notification shows for it. */
export interface Reply {
  /** Adaptive Card 1.5 as JSON, at most 25 KB of UTF-8. */
  readonly card: Readonly<Record<string, unknown>>;
  readonly summary: string;
}
