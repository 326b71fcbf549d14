import type { AdmissionRefusal } from '../../staff/admission.ts';
import type { AuditEntry } from '../../staff/audit.ts';
import type { Permission } from '../../staff/permissions.ts';
import type { Reply } from '../reply.ts';

/** How a question or an act ended. */
export type Ending = Pick<AuditEntry, 'decision' | 'outcome'> &
  Partial<Pick<AuditEntry, 'reason' | 'reference'>>;

/**
 * Why something was not done for somebody who may: a step that a request does not take as it stands; what a button or a text names is `gone`, our
 * access is (`accessGone`), or it was not to be understood (`unclear`); customers are not read (`unread`); there is no room for more watches
 * (`full`); it is for who sees every customer (`limited`).
 */
export const NOT_DONE = [
  ...(['state', 'notYours', 'incomplete', 'otherNumber', 'badNumber', 'badText'] as const),
  ...(['gone', 'accessGone', 'unclear', 'unread', 'full', 'limited'] as const),
] as const;
export type NotDone = (typeof NOT_DONE)[number];

export const DONE: Ending = { decision: 'allowed', outcome: 'done' };

/** Who asks may not, or is not let in. */
export function refusedFor(reason: AdmissionRefusal | Permission | 'flood' | 'unreadable'): Ending {
  return { decision: 'refused', outcome: 'refused', reason };
}

/** Who asks may, and nothing was done all the same. */
export function notDone(reason: NotDone): Ending {
  return { decision: 'allowed', outcome: 'refused', reason };
}

/** `reference`: the log holds it, too. */
export function failedWith(reference?: string): Ending {
  return { decision: 'allowed', outcome: 'failed', reference };
}

/** A card that says so. */
export function withEnding(reply: Reply, ending: Ending): Reply {
  return { ...reply, ending };
}

const RANKS: Readonly<Record<Ending['outcome'], number>> = { begun: 0, done: 1, refused: 2, failed: 3 };

/** Of several things done for one question, how the one ended that went worse. */
export function chooseWorse(one: Ending, other: Ending): Ending {
  return RANKS[other.outcome] > RANKS[one.outcome] ? other : one;
}
