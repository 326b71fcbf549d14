import { describeError } from '../../log.ts';
import { DONE } from '../access/ending.ts';
import { sayFailure } from '../access/say-failure.ts';
import type { Asked } from '../actions/with-customer.ts';
import type { Reply } from '../reply.ts';
import { keepAnswered } from './keep-cards.ts';
import { lookAgain } from './look-again.ts';
import { within } from './within.ts';

/** How long work may go on behind, in milliseconds, and how soon a press is answered in any case. */
export const BEHIND_MS = 30_000;
const ANSWER_MS = 850;
/** What is at hand gets this long in any case. */
const LEAST_MS = 100;

/**
 * Answers a press with what `work` brings; where that takes longer than a press may, at once with a card that says so and has a button to
 * look again, and then, in a personal chat, with the answer in its place: elsewhere others look at that message, too. `work` ends within
 * `BEHIND_MS` by itself and throws only what is unforeseen.
 */
export async function answerLate(work: Promise<Reply>, data: unknown, by: Asked): Promise<Reply> {
  const { reader, context } = by;
  // Roles may have taken their part of it.
  const left = ANSWER_MS - (context.clock() - context.turn.startedAt);
  const ready = await within(
    work.then(
      (reply) => ({ reply }),
      (error: unknown) => ({ error }),
    ),
    AbortSignal.timeout(Math.min(ANSWER_MS, Math.max(LEAST_MS, left))),
  );
  if (!ready) {
    context.turn.keepOpen();
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
    const reply = await work.catch((error) => sayFailure(error, by));
    context.turn.end(reply.ending ?? DONE);
    if (messageId === undefined || conversation.kind !== 'personal' || !by.isLatest()) return;
    await context.showLater(conversation, messageId, reply);
    await keepAnswered(by.verb, reply, { conversation, messageId, reader }, context);
  } catch (error) {
    context.log.error(describeError(error), 'An answer that was late could not be shown.');
  }
}
