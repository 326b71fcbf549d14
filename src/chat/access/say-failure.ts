import { describeError } from '../../log.ts';
import { NotAllowed } from '../../staff/not-allowed.ts';
import type { Asked } from '../actions/with-customer.ts';
import type { CardLink } from '../cards/incident-links.ts';
import type { ChatContext } from '../context.ts';
import type { Reply } from '../reply.ts';
import { failedWith, refusedFor } from './ending.ts';
import { makeReference } from './make-reference.ts';

interface FailedFor extends Pick<Asked, 'reader'> {
  /** To the card that was pressed, which the refusal takes the place of. */
  readonly back?: Omit<CardLink, 'title'> | undefined;
  readonly context: Pick<ChatContext, 'cards' | 'log' | 'random'>;
}

/** The answer to what the person may not do, or what failed unforeseen: then with a reference number, which the log and the trail hold, too. */
export function sayFailure(error: unknown, { reader, back, context }: FailedFor): Reply {
  const { cards, log, random } = context;
  if (error instanceof NotAllowed) {
    const { permission, cloud } = error;
    return { ...cards.notAllowed({ permission, cloud, back }, reader), ending: refusedFor(permission) };
  }
  const reference = makeReference(random);
  log.error({ reference, ...describeError(error) }, 'An answer failed in an unforeseen way.');
  return { ...cards.error(reference, reader), ending: failedWith(reference) };
}
