import { z } from 'zod';
import { parseDate } from './parse-date.ts';

/** A field read by `read`, which copes with anything, a missing field included. */
const lenient = <T>(read: (value: unknown) => T) => z.unknown().optional().transform(read);

/** An id, as a text or a number; undefined for anything else, and for nothing. */
export function readId(value: unknown): string | undefined {
  return (
    (typeof value === 'string' && value.trim()) || (typeof value === 'number' ? String(value) : undefined)
  );
}

/** A text that may be missing, null or something else: then empty. */
export function readText(value: unknown): string {
  return typeof value === 'string' ? value : '';
}

/** Like `readText`, with undefined for nothing. */
export function readOptionalText(value: unknown): string | undefined {
  return (typeof value === 'string' && value) || undefined;
}

/** A boolean, also when spelled as a text. undefined: not said. */
export function readFlag(value: unknown): boolean | undefined {
  if (typeof value === 'boolean') return value;
  const spelled = typeof value === 'string' ? value.toLowerCase() : '';
  return spelled === 'true' ? true : spelled === 'false' ? false : undefined;
}

/**
 * Reads one of `values`, whatever its case: Microsoft's samples say `ServiceOperational` where its metadata says `serviceOperational`.
 * `unknown` for a value we have not met.
 */
export function createReadOneOf<const T extends string>(
  values: readonly T[],
): (value: unknown) => T | 'unknown' {
  const known: ReadonlyMap<string, T> = new Map(values.map((value) => [value, value]));
  const byLowerCase: ReadonlyMap<string, T> = new Map(values.map((value) => [value.toLowerCase(), value]));
  return (value) =>
    (typeof value === 'string' && (known.get(value) ?? byLowerCase.get(value.toLowerCase()))) || 'unknown';
}

/** An `itemBody` as HTML: plain text is escaped, so that whoever reads the HTML sees it as it was written. */
export function readHtml(value: unknown): string {
  if (typeof value === 'string') return value;
  if (!isRecord(value)) return '';
  const { contentType, content } = value;
  const html = readText(content);
  const type = readText(contentType);
  return type !== 'html' && type.toLowerCase() === 'text' ? escapeHtml(html) : html;
}

/** Whether it is an object whose fields can be looked at. */
export function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null;
}

/** Without an id a row cannot be told from others. */
export const id = z.unknown().transform((value, context) => {
  const read = readId(value);
  if (read === undefined) context.addIssue('An id is needed.');
  return read ?? z.NEVER;
});
export const text = lenient(readText);
export const optionalText = lenient(readOptionalText);
export const date = lenient(parseDate);
export const flag = lenient(readFlag);
export const oneOf = <const T extends string>(values: readonly T[]) => lenient(createReadOneOf(values));
export const html = lenient(readHtml);

function escapeHtml(plain: string): string {
  return plain
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('\n', '<br>');
}
