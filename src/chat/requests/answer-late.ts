import { describeError } from '../../log.ts';
import { sayNotAllowed } from '../access/say-not-allowed.ts';
import type { Asked } from '../actions/with-customer.ts';
import type { Reply } from '../reply.ts';
import { keepAnswered } from './keep-cards.ts';
import { lookAgain } from './look-again.ts';
import { within } from './within.ts';

/** How long work may go on behind, in milliseconds, and how soon a press is answered in any case. */
export const BEHIND_MS = 30_000;
const ANSWER_MS = 850;

/**
 * Answers a press with what `work` brings; where that takes longer than a press may, at once with a card that says so and has a button to
 * look again, and then, in a personal chat, with the answer in its place: elsewhere others look at that message, too. `work` ends within
 * `BEHIND_MS` by itself and throws only what is unforeseen.
 */
export async function answerLate(work: Promise<Reply>, data: unknown, by: Asked): Promise<Reply> {
  const { reader, context } = by;
  const ready = await within(
    work.then(
      (reply) => ({ reply }),
      (error: unknown) => ({ error }),
    ),
    AbortSignal.timeout(ANSWER_MS),
  );
  if (!ready) {
    void showLate(work, by);
    return context.cards.reading(reader, lookAgain(by.verb, data));
  }
  if ('error' in ready) throw ready.error;
  return ready.reply;
}

/** Never rejects. */
async function showLate(work: Promise<Reply>, by: Asked): Promise<void> {
  const { conversation, messageId, reader, context } = by;
  try {
    const reply = await work.catch((error) => sayNotAllowed(error, by));
    if (messageId === undefined || conversation.kind !== 'personal' || !by.isLatest()) return;
    await context.showLater(conversation, messageId, reply);
    await keepAnswered(by.verb, reply, { conversation, messageId, reader }, context);
  } catch (error) {
    context.log.error(describeError(error), 'An answer that was late failed in an unforeseen way.');
  }
}
