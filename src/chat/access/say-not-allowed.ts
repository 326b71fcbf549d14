import { NotAllowed } from '../../staff/not-allowed.ts';
import type { Asked } from '../actions/with-customer.ts';
import type { Reply } from '../reply.ts';

/** The answer to what the person may not do, where it is found out behind an answer that was given already. Throws anything else. */
export function sayNotAllowed(error: unknown, { reader, context }: Pick<Asked, 'reader' | 'context'>): Reply {
  if (error instanceof NotAllowed) return context.cards.notAllowed(error, reader);
  throw error;
}
