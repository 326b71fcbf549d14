import { z } from 'zod';
import { ArmFailure } from '../arm/errors.ts';

/** Text that must be there: Microsoft.Support takes neither empty nor blank ones. */
export const TEXT = z.string().refine((text) => text.trim() !== '', 'cannot be empty');

/** One of a few words, in any case; gives the word as documented. */
export function wordOf<const T extends string>(...words: readonly T[]) {
  return z.string().transform((text, context) => {
    const found = words.find((word) => word.toLowerCase() === text.toLowerCase());
    if (found !== undefined) return found;
    context.addIssue(`is not valid. Valid values are: ${words.map((word) => `'${word}'`).join(', ')}`);
    return z.NEVER;
  });
}

/** The body of a request; throws 400 in the shape recorded of Microsoft.Support, with every problem as a detail. */
export function parseBody<T>(body: string, schema: z.ZodType<T>): T {
  let value: unknown;
  try {
    value = JSON.parse(body);
  } catch {
    throw new ArmFailure(
      400,
      'InvalidRequestContent',
      'The request content was invalid and could not be deserialized.',
    );
  }
  const read = schema.safeParse(value);
  if (read.success) return read.data;
  throw badRequest(
    read.error.issues.map(({ path, message, code }) => {
      const name = path.join('.') || 'body';
      return code === 'custom' ? `${name} ${message}.` : `${name} is not valid: ${message}.`;
    }),
  );
}

/** The outer message is recorded; those of single fields are not, so they are in plain words. */
export function badRequest(problems: readonly string[]): ArmFailure {
  return new ArmFailure(
    400,
    'InvalidParameterValue',
    'The calling client sent a bad request to the service',
    {},
    problems.map((message) => ({ code: 'JsonDeserializationError', message })),
  );
}
