import type { ChatContext } from '../context.ts';
import type { IncomingAction, Reply } from '../reply.ts';
import { ANSWERS } from './answers.ts';
import { isVerb } from './verbs.ts';

/**
 * Answers a pressed button. What the card carries is checked and then only used as a question: the customer is looked up again among
 * those we have now. `kind` names the action, for metrics.
 */
export async function answerAction(
  { verb, data, ...asked }: IncomingAction,
  context: ChatContext,
): Promise<{ kind: string; reply: Reply }> {
  if (!isVerb(verb)) return { kind: 'stale', reply: context.cards.stale(asked.reader) };
  const { conversation, messageId } = asked;
  const answer = messageId === undefined ? 0 : context.latestAnswers.note(conversation, messageId);
  const isLatest = () =>
    messageId !== undefined && context.latestAnswers.isLatest(conversation, messageId, answer);
  return {
    kind: verb,
    reply: await ANSWERS[verb](data, { ...asked, verb, isLatest, isTyped: false, context }),
  };
}
