import type { EpochMs } from '../time.ts';
import { boundText, isBlank } from './bound-text.ts';
import { LIMITS } from './limits.ts';
import { hasAzureTicket, type Rule, refuse, takeStep } from './take-step.ts';

export interface NoteToAdd {
  /** 1 to 20,000 UTF-16 units with something to see in them. */
  readonly text: string;
  /** Whether it goes to the ticket, too; only where there is an Azure ticket. */
  readonly toVendor: boolean;
  /** What makes it the same note when it comes again: made with the card's form. */
  readonly key: string;
  /** A UUID: the name of the communication at Azure. */
  readonly id: string;
}

/**
 * Notes something on a request of any state but a draft. Answering the vendor takes the request from waiting for us back to the vendor.
 */
export function addNote({ text, toVendor, key, id }: NoteToAdd, now: EpochMs): Rule {
  return (current) => {
    if (current.state === 'draft') return refuse('state');
    if (current.noteKeys.includes(key)) return 'same';
    if (isBlank(text) || text.length > LIMITS.note) return refuse('badText');
    if (toVendor && !hasAzureTicket(current)) return refuse('state');
    const kept = boundText(text, LIMITS.note);
    return takeStep(current, now, {
      set: { noteKeys: [...current.noteKeys, key].slice(-LIMITS.noteKeys) },
      to: toVendor && current.state === 'waitingForUs' ? 'withVendor' : undefined,
      changes: [{ kind: 'note', text: kept, toVendor }],
      jobs: toVendor ? [{ kind: 'addNote', id, text: kept }] : [],
    });
  };
}
