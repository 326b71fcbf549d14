import type { Asked } from '../actions/with-customer.ts';
import type { Reply } from '../reply.ts';
import { within } from './within.ts';

/** How long work may go on behind, in milliseconds, and how soon a press is answered in any case. */
export const BEHIND_MS = 30_000;
const ANSWER_MS = 850;

/**
 * Answers with what `work` brings; where that takes longer than a pressed button may, with `interim` at once, and then shows the answer in its
 * place. `work` ends within `BEHIND_MS` by itself and throws only what is unforeseen.
 */
export async function answerLate(work: Promise<Reply>, interim: () => Reply, by: Asked): Promise<Reply> {
  const { conversation, messageId, context } = by;
  const ready = await within(
    work.then(
      (reply) => ({ reply }),
      (error: unknown) => ({ error }),
    ),
    AbortSignal.timeout(ANSWER_MS),
  );
  if (ready) {
    if ('error' in ready) throw ready.error;
    return ready.reply;
  }
  if (messageId !== undefined) {
    const show = (reply: Reply) =>
      by.isLatest() ? context.showLater(conversation, messageId, reply) : undefined;
    void work.then(show).catch(() => {});
  }
  return interim();
}
