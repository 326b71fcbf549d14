import { z } from 'zod';
import { parseDate } from './parse-date.ts';

/** A field read by `read`, which copes with anything, a missing field included. */
const lenient = <T>(read: (value: unknown) => T) => z.unknown().optional().transform(read);

/** An id, as a text or a number: without one a row cannot be told from others. */
export const id = z.union([z.string(), z.number().transform(String)]).pipe(z.string().trim().min(1));

/** A text that may be missing, null or something else: then empty. */
export const text = lenient((value) => (typeof value === 'string' ? value : ''));

/** Like `text`, with undefined for nothing. */
export const optionalText = lenient((value) => (typeof value === 'string' && value) || undefined);

export const date = lenient(parseDate);

/** A boolean, also when spelled as a text. undefined: not said. */
export const flag = lenient((value) => {
  if (typeof value === 'boolean') return value;
  const spelled = typeof value === 'string' ? value.toLowerCase() : '';
  return spelled === 'true' ? true : spelled === 'false' ? false : undefined;
});

/**
 * One of `values`, whatever its case: Microsoft's samples say `ServiceOperational` where its metadata says `serviceOperational`.
 * `unknown` for a value we have not met.
 */
export function oneOf<const T extends string>(values: readonly T[]) {
  const byLowerCase: ReadonlyMap<string, T> = new Map(values.map((value) => [value.toLowerCase(), value]));
  return lenient((value) => (typeof value === 'string' && byLowerCase.get(value.toLowerCase())) || 'unknown');
}

/** An `itemBody` as HTML: plain text is escaped, so that whoever reads the HTML sees it as it was written. */
export const html = lenient((value) => {
  if (typeof value === 'string') return value;
  const { success, data } = itemBody.safeParse(value);
  if (!success) return '';
  return data.contentType.toLowerCase() === 'text' ? escapeHtml(data.content) : data.content;
});

const itemBody = z.object({ contentType: text, content: text });

function escapeHtml(plain: string): string {
  return plain
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('\n', '<br>');
}
