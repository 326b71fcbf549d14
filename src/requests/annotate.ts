import { LRUCache } from 'lru-cache';
import { type CustomerRef, customerKey } from '../customers/customer.ts';
import { ReadError } from '../errors.ts';
import { type Person, personKey } from '../staff/person.ts';
import type { PartnerCenterRequest, PartnerCenterRequests } from './ports.ts';

/** Adds a note to a request in Partner Center, once however often it is pressed. Throws `ReadError`. */
export type Annotate = (
  customer: CustomerRef,
  id: string,
  note: { readonly text: string; readonly by: Person },
  signal: AbortSignal,
) => Promise<PartnerCenterRequest>;

/** The same words by the same person within this time are the same note, in milliseconds. */
const SAME_MS = 10 * 60_000;
const MOST_NOTES = 1_000;

/**
 * Partner Center has no key for a note, so the same words by the same person within ten minutes count as one. After a failure that leaves it
 * open whether the note arrived, the request is read before the note is sent again.
 */
export function createAnnotate(
  partnerCenter: Pick<PartnerCenterRequests, 'get' | 'addNote'>,
  digest: (texts: readonly string[]) => string,
): Annotate {
  const notes = new LRUCache<string, { readonly sent: Promise<PartnerCenterRequest> }>({
    max: MOST_NOTES,
    ttl: SAME_MS,
  });
  /** Notes of which nobody knows whether they arrived. */
  const doubtful = new LRUCache<string, true>({ max: MOST_NOTES, ttl: SAME_MS });

  return async (customer, id, { text, by }, signal) => {
    const key = digest([customerKey(customer), id, personKey(by), text]);
    const known = notes.get(key);
    if (known) {
      await known.sent;
      return partnerCenter.get(customer, id, signal);
    }
    const send = async () => {
      if (doubtful.has(key)) {
        const now = await partnerCenter.get(customer, id, signal);
        if (now.notes.some((note) => note.text.trim() === text)) return now;
      }
      return partnerCenter.addNote(customer, id, text, signal);
    };
    const sent = send();
    notes.set(key, { sent });
    try {
      return await sent;
    } catch (error) {
      notes.delete(key);
      if (leavesOpen(error)) doubtful.set(key, true);
      throw error;
    }
  };
}

function leavesOpen(error: unknown): boolean {
  return error instanceof ReadError && ['timeout', 'unavailable', 'invalidAnswer'].includes(error.code);
}
