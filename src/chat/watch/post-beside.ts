import { describeError } from '../../log.ts';
import { DONE, failedWith } from '../access/ending.ts';
import { makeReference } from '../access/make-reference.ts';
import { sayFailure } from '../access/say-failure.ts';
import type { Asked } from '../actions/with-customer.ts';
import type { Reply } from '../reply.ts';
import { keepPosted } from '../requests/keep-cards.ts';

/**
 * Posts an answer as a message of its own, in a channel into the thread: a living card is everybody's and is edited in place, which would take
 * away what somebody looks at or fills in. Never rejects.
 */
export async function postBeside(make: () => Promise<Reply>, asked: Asked): Promise<void> {
  const { context, conversation, messageId, reader } = asked;
  context.turn.keepOpen();
  try {
    const reply = await make().catch((error) => sayFailure(error, asked));
    const thread = conversation.kind === 'channel' ? (conversation.thread ?? messageId) : undefined;
    const posted = await context.watch.postBeside({ ...conversation, thread }, reply);
    context.turn.end(reply.ending ?? DONE);
    await keepPosted(reply, { ...posted, reader }, context);
  } catch (error) {
    const reference = makeReference(context.random);
    context.turn.end(failedWith(reference));
    context.log.error(
      { reference, ...describeError(error) },
      'An answer could not be posted beside a living card.',
    );
  }
}
