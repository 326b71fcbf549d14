import type { Post } from '../../health/incident.ts';
import { readableText } from '../../health/readable.ts';

const STATEMENT = /\bimpact statement\s*[:\uff1a]\s*/i;
/** Where the section ends: after its paragraph, at the next of the headings that Azure writes, or at any that starts a line. */
const NEXT_HEADING =
  /\n{2}|\b(?:current status|next update|next steps?|preliminary root cause|root cause|mitigation|workaround|what happened|what do we know)\b[^\n:?]{0,40}[:?]|\n\s*\p{Lu}[^\n:.]{2,40}:/iu;
/** How much of a text is searched, in characters. */
const REACH = 20_000;
/** A summary with no more than this share of new words says what the newest post says. */
const MAX_REPEATED = 0.25;

/**
 * What users notice of an event: the section "Impact Statement" of its summary or of a post, newest first; else the summary, unless the
 * newest post says the same. May be empty.
 */
export function readImpact(summary: string, posts: readonly Post[]): string {
  const told = readableText(summary);
  const texts = posts.map(({ html }) => readableText(html));
  for (const text of [told, ...texts]) {
    const statement = findStatement(text.slice(0, REACH));
    if (statement !== '') return statement;
  }
  return told !== '' && addsTo(told, texts[0] ?? '') ? told : '';
}

function findStatement(text: string): string {
  const heading = STATEMENT.exec(text);
  if (!heading) return '';
  const rest = text.slice(heading.index + heading[0].length);
  const end = NEXT_HEADING.exec(rest)?.index ?? rest.length;
  return rest.slice(0, end).trim();
}

function addsTo(text: string, known: string): boolean {
  const words = splitWords(text);
  const knownWords = splitWords(known);
  if (` ${knownWords.join(' ')} `.includes(` ${words.join(' ')} `)) return false;
  // A long post may hold the words and yet say something else.
  if (knownWords.length > 2 * words.length) return true;
  const told = new Set(knownWords);
  return words.filter((word) => !told.has(word)).length > words.length * MAX_REPEATED;
}

function splitWords(text: string): string[] {
  return (
    text
      .slice(0, REACH)
      .toLowerCase()
      .match(/[\p{L}\p{N}]+/gu) ?? []
  );
}
