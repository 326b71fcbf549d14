import { describeError } from '../../log.ts';
import { sayNotAllowed } from '../access/say-not-allowed.ts';
import type { Asked } from '../actions/with-customer.ts';
import type { Reply } from '../reply.ts';
import { keepPosted } from '../requests/keep-cards.ts';

/**
 * Posts an answer as a message of its own, in a channel into the thread: a living card is everybody's and is edited in place, which would take
 * away what somebody looks at or fills in. Never rejects.
 */
export async function postBeside(make: () => Promise<Reply>, asked: Asked): Promise<void> {
  const { context, conversation, messageId, reader } = asked;
  try {
    const reply = await make().catch((error) => sayNotAllowed(error, asked));
    const thread = conversation.kind === 'channel' ? (conversation.thread ?? messageId) : undefined;
    const posted = await context.watch.postBeside({ ...conversation, thread }, reply);
    await keepPosted(reply, { ...posted, reader }, context);
  } catch (error) {
    context.log.error(describeError(error), 'An answer could not be posted beside a living card.');
  }
}
