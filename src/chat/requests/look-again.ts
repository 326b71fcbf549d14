import { isVerb } from '../actions/verbs.ts';
import type { CardLink } from '../cards/incident-links.ts';

/** Buttons that can be pressed again as they are: they show something, or are the same press once more. */
const REPEATED: ReadonlySet<string> = new Set([
  'open-request',
  'send-request',
  'discard-request',
  'show-request',
  'show-request-text',
  'list-request-changes',
  'show-handoff',
  'list-requests',
  'list-vendor-requests',
  'show-vendor-request',
  'show-audit',
]);

/**
 * The button of a card that says that an answer takes long: the same press again where that does no harm and carries little, else to the form
 * or the request it was about. What was typed was kept by the first press.
 */
export function lookAgain(verb: string, data: unknown): Omit<CardLink, 'title'> {
  const given = isRecord(data) ? data : {};
  if (isVerb(verb) && REPEATED.has(verb)) return { verb, data: given };
  const { form, step, to, offset, number, cloud, tenantId, id } = given;
  if (verb === 'edit-request') return { verb, data: { form, step, to, offset } };
  if (number !== undefined) return { verb: 'show-request', data: { number } };
  return id === undefined
    ? { verb: 'list-requests', data: {} }
    : { verb: 'show-vendor-request', data: { cloud, tenantId, id } };
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
