import { describeError } from '../log.ts';
import type { Reader } from '../reader.ts';
import { answerAction } from './actions/answer-action.ts';
import { answerCommand } from './commands/answer-command.ts';
import { showHelp } from './commands/show-help.ts';
import type { ChatContext } from './context.ts';
import type { IncomingAction, IncomingMessage, Reply } from './reply.ts';
import { type AnsweredPlace, keepAnswered, keepPosted } from './requests/keep-cards.ts';
import { createNoteActivity } from './watch/note-activity.ts';

/** The conversation, without any knowledge of what carries it. */
export interface Chat {
  /** Answers what a person wrote. Never throws: what fails unforeseen is answered with a reference number, which the log holds too. */
  answerMessage(message: IncomingMessage): Promise<Reply>;
  /** Answers a pressed button, in the same way. */
  answerAction(action: IncomingAction): Promise<Reply>;
  /** Told that an answer to a message was posted: a card that lives goes on living. Never throws. */
  notePosted(reply: Reply, posted: AnsweredPlace): Promise<void>;
  /** Said when the bot is added to a conversation. */
  welcome(reader: Reader): Reply;
}

export function createChat(context: ChatContext): Chat {
  const { watch, clock, log } = context;
  const noteActivity = createNoteActivity({ store: watch.store, wake: watch.wake, clock, log });

  async function guard(
    reader: Reader,
    answer: () => Promise<{ kind: string; reply: Reply }>,
  ): Promise<Reply> {
    const start = context.clock();
    try {
      const { kind, reply } = await answer();
      context.observe(kind, context.clock() - start);
      return reply;
    } catch (error) {
      const reference = Math.floor(context.random() * 36 ** 6)
        .toString(36)
        .toUpperCase()
        .padStart(6, '0');
      context.log.error({ reference, ...describeError(error) }, 'An answer failed in an unforeseen way.');
      context.observe('error', context.clock() - start);
      return context.cards.error(reference, reader);
    }
  }

  return {
    answerMessage(message) {
      noteActivity(message.conversation);
      return guard(message.reader, () => answerCommand(message, context));
    },
    async answerAction(action) {
      noteActivity(action.conversation);
      const reply = await guard(action.reader, () => answerAction(action, context));
      const { verb, messageId, conversation, reader } = action;
      // Nobody waits for it: Teams shows the answer already.
      if (messageId !== undefined)
        void keepAnswered(verb, reply, { conversation, messageId, reader }, context);
      return reply;
    },
    notePosted: (reply, place) => keepPosted(reply, place, context),
    welcome: (reader) => showHelp(reader, context),
  };
}
