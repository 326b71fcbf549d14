import type { Staff } from '../staff/admission.ts';
import type { Clock, EpochMs } from '../time.ts';
import type { ClaimedCard } from './ports.ts';

/** Whether a card may be shown to its people today; `unknown`: it is to be asked again after `until`. */
export type ReaderJudged =
  | { readonly kind: 'shown' | 'refused' }
  | { readonly kind: 'unknown'; readonly until: EpochMs };

/** Where nobody says when to ask again, and at the latest. In milliseconds. */
const AGAIN_MS = 15_000;
const LATEST_MS = 300_000;

/**
 * Who raised or took a request is told of it in their own chat, for weeks: they must be let in today, and the customer must not be hidden from them.
 * Cards of other conversations are for all who are there, and whom a card is for that somebody looked at is not kept.
 */
export async function judgeReader(
  { conversation, purpose, request }: Pick<ClaimedCard, 'conversation' | 'purpose' | 'request'>,
  admit: Staff['admit'] | undefined,
  clock: Clock,
): Promise<ReaderJudged> {
  const { raisedBy, takenBy, customer } = request;
  const person = purpose === 'raiser' ? raisedBy : purpose === 'taker' ? takenBy : undefined;
  if (admit === undefined || conversation.kind !== 'personal' || !person) return { kind: 'shown' };
  const admission = await admit(person, conversation.tenantId);
  if (admission.kind === 'unreadable') {
    const now = clock();
    return { kind: 'unknown', until: Math.min(admission.retryAt ?? now + AGAIN_MS, now + LATEST_MS) };
  }
  const isShown = admission.kind === 'admitted' && admission.access.sees(customer);
  return { kind: isShown ? 'shown' : 'refused' };
}
