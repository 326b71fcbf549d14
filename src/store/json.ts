import { z } from 'zod';
import { cleanText } from './clean.ts';

/** Longest text within a column of JSON, in UTF-16 units: more than anybody may write, so that a row stays bounded. */
const TEXT_LENGTH = 200_000;

/** What a text in JSON holds; undefined when it is not what was expected. */
export function readJson<T>(schema: z.ZodType<T>, text: string): T | undefined {
  return jsonOf(schema).safeParse(text).data;
}

/** JSON of which every text is clean. What is undefined is null, see `optional`. */
export function writeJson(value: unknown): string {
  return JSON.stringify(value, (_name, each: unknown) =>
    typeof each === 'string' ? cleanText(each, TEXT_LENGTH) : (each ?? null),
  );
}

/** A column of JSON. */
export function jsonOf<T>(schema: z.ZodType<T>) {
  return z
    .string()
    .transform((text, context): unknown => {
      try {
        return JSON.parse(text);
      } catch {
        context.addIssue('Not JSON.');
        return z.NEVER;
      }
    })
    .pipe(schema);
}

/** What may be null or left out in a row is undefined to us. */
export function optional<T>(schema: z.ZodType<T>) {
  return schema.nullish().transform((value) => value ?? undefined);
}
