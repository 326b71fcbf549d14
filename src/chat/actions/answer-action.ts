import type { ChatContext } from '../context.ts';
import type { IncomingAction, Reply } from '../reply.ts';
import { ANSWERS } from './answers.ts';
import type { Verb } from './verbs.ts';

/**
 * Answers a pressed button. What the card carries is checked and then only used as a question: the customer is looked up again among
 * those we have now.
 */
export async function answerAction(
  { verb, data, ...asked }: IncomingAction & { readonly verb: Verb },
  context: ChatContext,
): Promise<Reply> {
  const { conversation, messageId } = asked;
  const answer = messageId === undefined ? 0 : context.latestAnswers.note(conversation, messageId);
  const isLatest = () =>
    messageId !== undefined && context.latestAnswers.isLatest(conversation, messageId, answer);
  return ANSWERS[verb](data, { ...asked, verb, isLatest, isTyped: false, context });
}
