import { z } from 'zod';
import { text } from '../fields.ts';
import { safeCode } from '../policy/failure.ts';

/** Longest text that is taken over from an answer, in UTF-16 units. */
export const MAX_WORDS = 2_000;

/** What Azure said when it refused something, or when something it had accepted failed. */
export interface Refusal {
  /** HTTP status of the answer. */
  readonly status: number;
  /** Its code, for example `InvalidSupportPlan`; empty when it has none. */
  readonly code: string;
  /** Code and messages, also those of `details`: outside text without tokens, at most `MAX_WORDS`. */
  readonly words: string;
}

const said = z.object({ code: text, message: text });
const error = said.extend({ details: z.array(said.catch({ code: '', message: '' })).catch([]) });
const body = z.object({ error });

/**
 * Reads `{ error: { code, message, details } }`, the form of Azure Resource Manager's refusals and of failed operations. Names are
 * understood with a capital, too: Azure Support has been seen to answer `{ Error: { Code, Message } }`.
 */
export function readRefusal(status: number, value: unknown): Refusal {
  const parsed = body.safeParse(uncapitalize(value, 4)).data?.error;
  if (!parsed) return { status, code: '', words: '' };
  const sentences = [parsed, ...parsed.details.slice(0, 20)].map(({ code, message }) =>
    [code, message]
      .map((part) => part.trim())
      .filter(Boolean)
      .join(': '),
  );
  const words = [...new Set(sentences.filter(Boolean))].join(' | ');
  return { status, code: safeCode(parsed.code), words: cutWords(hideTokens(words)) };
}

/** At most `MAX_WORDS`, never half a character. */
export function cutWords(words: string): string {
  return words.length <= MAX_WORDS
    ? words
    : `${words.slice(0, MAX_WORDS - 1).replace(/[\uD800-\uDBFF]$/, '')}…`;
}

/** Nothing documented quotes a token; what looks like one goes all the same. */
function hideTokens(words: string): string {
  return words.replace(/\beyJ[\w-]+(?:\.[\w-]+)*/g, '…').replace(/\bBearer\s+[^\s,'"]+/gi, 'Bearer …');
}

function uncapitalize(value: unknown, depth: number): unknown {
  if (depth === 0 || typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.map((item) => uncapitalize(item, depth - 1));
  return Object.fromEntries(
    Object.entries(value).map(([name, item]) => [
      `${name.slice(0, 1).toLowerCase()}${name.slice(1)}`,
      uncapitalize(item, depth - 1),
    ]),
  );
}
