import { z } from 'zod';

const NAMED = z.object({
  number: z.number().int().min(1).optional().catch(undefined),
  form: z.uuid().optional().catch(undefined),
});

/** The service request that a button is about: its number (`SR-1042`), or the id of the form; undefined: none. */
export function readRequestName(data: unknown): string | undefined {
  const { number, form } = NAMED.safeParse(data).data ?? {};
  return number === undefined ? form : `SR-${number}`;
}
