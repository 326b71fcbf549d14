import { z } from 'zod';
import { badRequest } from './errors.ts';
import { SEVERITIES, type Severity, STATUSES, type Status } from './service-request.ts';

const WORD = z.union([z.string(), z.number()]).nullish();
const PATCH = z.looseObject({
  severity: WORD,
  status: WORD,
  newnote: z.looseObject({ text: z.string().nullish() }).nullish(),
});

/** Names in any case. "None", "unknown" and null leave as it is, and so does whatever else is there. */
export function parsePatch(body: string) {
  let value: unknown;
  try {
    value = JSON.parse(body, (_, one: unknown) => lowerNames(one));
  } catch {
    throw badRequest('The request body is not valid JSON.');
  }
  const patch = PATCH.safeParse(value).data;
  if (!patch) throw badRequest('The request body is not a service request.');
  const severity: Severity | undefined = readWord(patch.severity, SEVERITIES);
  const status: Status | undefined = readWord(patch.status, STATUSES);
  const note = patch.newnote?.text?.trim() ? patch.newnote.text : undefined;
  return { ...(severity && { severity }), ...(status && { status }), ...(note !== undefined && { note }) };
}

function lowerNames(value: unknown): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([name, one]) => [name.toLowerCase(), one]));
}

/** The first word of a list means "unchanged". */
function readWord<T extends string>(value: string | number | null | undefined, words: readonly T[]) {
  if (value === null || value === undefined) return undefined;
  const at = typeof value === 'number' ? value : words.map(String).indexOf(value.toLowerCase());
  const word = words[at];
  if (word === undefined) throw badRequest(`The value '${value}' is not valid.`);
  return at === 0 ? undefined : word;
}
