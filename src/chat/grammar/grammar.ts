import type { Language } from '../../reader.ts';
import type { CommandKind } from '../command.ts';

/** The commands a rule can lead to. */
export type RuleKind = CommandKind;

/**
 * A way of asking: the command and the shape of its sentence. A shape is a regular expression over folded text (`foldText`),
 * anchored at both ends, with these shorthands:
 * - `<list>`: one of the words of that list (lists may name each other);
 * - `{subject}`, `{service}`, `{text}`: the words to keep; `{service!}`: only when they are a name people use for a service;
 *   `{service~}`: also when they are in Latin letters, for sentences that are otherwise in Hangul or Han;
 * - `{period}`: words for a stretch of time (`since March`), readable or not, only within groups that read periods;
 * - `{id!}`: words that look like the id of an incident; `{id}`: after the word `incident`, anything that may be one;
 * - `{number}`: the number of a service request, read as `id`;
 * - `{more}`: after an id, another one; the first is answered;
 * - `{name}`: a subject of two letters and more, `{name+}`: the longest, for a script without spaces;
 * - `~`: a space or none; `_`: a space or a sign such as `:`.
 * Never put a repetition inside a repetition: hostile text must be answered as fast as any other.
 */
export type Rule = readonly [kind: RuleKind, shape: string];

/**
 * Ways of asking that are tried only where one of their words stands in the text, and made ready at its first use: whoever asks for health
 * does not pay for them. Their sentences come before all others, their heads and tails after: `History Museum status` is about a museum.
 */
export interface RuleGroup {
  /** A regular expression over folded text that fits wherever one of the shapes may. */
  readonly hint: string;
  /** Whether its shapes use `{period}`. */
  readonly readsPeriods?: boolean;
  /** Besides the language's own. */
  readonly lists: Readonly<Record<string, string>>;
  readonly sentences: readonly Rule[];
  readonly heads: readonly Rule[];
  readonly tails: readonly Rule[];
}

/**
 * Everything the bot understands in one language. To add a command: its kind in `RuleKind`, its shapes here, its words in `words`.
 * Sentences of every language are tried before the heads and tails of any, and the reader's own language first each time.
 */
export interface Grammar {
  readonly language: Language;
  /** Text without such a letter cannot be in this language. */
  readonly script: RegExp;
  /** The words a typing slip is measured against; the first of each kind is the one shown. */
  readonly words: Readonly<Record<RuleKind, readonly string[]>>;
  /** Words of their own that look like a slip of a command word. */
  readonly notSlips: readonly string[];
  /** Spellings that are surely a slip, where counting letters does not find it. */
  readonly slips: Readonly<Record<string, RuleKind>>;
  /** Greetings and courtesies before and after what matters. */
  readonly openings: readonly string[];
  readonly closings: readonly string[];
  readonly lists: Readonly<Record<string, string>>;
  /** Unmistakable: a whole sentence, or a command word tied to a name by a preposition. */
  readonly sentences: readonly Rule[];
  /** A command word and then, without a preposition, a name. */
  readonly heads: readonly Rule[];
  /** A name and then a command word. */
  readonly tails: readonly Rule[];
  /** More commands: history, incident, maintenance, overview, access, service requests, watches. */
  readonly groups: readonly RuleGroup[];
  /** Before a name and no part of it when written in small letters: `the customer`, `l'entreprise`. */
  readonly beforeName: string;
  /** Words that name nobody: `all customers`. */
  readonly nobody: string;
  /** What the language glues to the end of a name: particles. */
  readonly trimName?: (name: string) => string;
}
