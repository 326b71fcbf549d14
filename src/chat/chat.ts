import { z } from 'zod';
import type { Reader } from '../reader.ts';
import { COMMAND_NEEDS } from './access/command-permissions.ts';
import { createGate, type GateParts, type Turn } from './access/gate.ts';
import { findWayBack, readButton } from './access/read-button.ts';
import { VERB_NEEDS } from './access/verb-permissions.ts';
import { answerAction } from './actions/answer-action.ts';
import { isVerb, type Verb } from './actions/verbs.ts';
import { planCommand } from './commands/answer-command.ts';
import { showHelp } from './commands/show-help.ts';
import type { IncomingAction, IncomingMessage, Reply } from './reply.ts';
import { type AnsweredPlace, keepAnswered, keepPosted } from './requests/keep-cards.ts';
import { createNoteActivity } from './watch/note-activity.ts';

/** The conversation, without any knowledge of what carries it. */
export interface Chat {
  /**
   * Answers what a person wrote; undefined: nothing is said, to somebody of another organisation who was told before, or in a flood. Never
   * throws: what fails unforeseen is answered with a reference number, which the log holds too.
   */
  answerMessage(message: IncomingMessage): Promise<Reply | undefined>;
  /** Answers a pressed button, in the same way. */
  answerAction(action: IncomingAction): Promise<Reply>;
  /** Told that an answer to a message was posted: a card that lives goes on living. Never throws. */
  notePosted(reply: Reply, posted: AnsweredPlace): Promise<void>;
  /** Said when the bot is added to a conversation, by that person. */
  welcome(arrival: Pick<IncomingMessage, 'person' | 'conversation' | 'reader'>): Promise<Reply | undefined>;
}

/** Everything is asked and pressed through the gate: it knows who may. */
export function createChat(parts: GateParts): Chat {
  const { context } = parts;
  const { watch, cards, clock, log } = context;
  const gate = createGate(parts);
  const noteActivity = createNoteActivity({ store: watch.store, wake: watch.wake, clock, log });

  return {
    answerMessage: (message) =>
      gate.pass({ ...toTurn(message), isPress: false, action: 'message' }, async (limited) => {
        noteActivity(message.conversation);
        const planned = await planCommand(message, limited);
        const { kind } = planned;
        return { kind, action: `command:${kind}`, needs: COMMAND_NEEDS[kind], answer: planned.answer };
      }),
    async answerAction(action) {
      const { verb, data, messageId, conversation, reader } = action;
      const known = isVerb(verb) ? verb : undefined;
      const name = `action:${known ?? 'unknown'}`;
      const again = known && repeat(known, data);
      const turn = { ...toTurn(action), isPress: true, action: name, again, back: findWayBack(data) };
      const reply = await gate.pass(turn, (limited) => {
        noteActivity(conversation);
        if (known === undefined) {
          return { ...{ kind: 'stale', action: name, needs: LOOK }, answer: () => cards.stale(reader) };
        }
        return {
          ...{ kind: known, action: name, needs: VERB_NEEDS[known], ...readButton(known, data) },
          answer: () => answerAction({ ...action, verb: known }, limited),
        };
      });
      if (reply === undefined) return cards.tooMany(reader);
      // Nobody waits for it: Teams shows the answer already.
      if (messageId !== undefined)
        void keepAnswered(verb, reply, { conversation, messageId, reader }, context);
      return reply;
    },
    notePosted: (reply, place) => keepPosted(reply, place, context),
    welcome: (arrival) =>
      gate.pass({ ...toTurn(arrival), isPress: false, action: 'system:welcome' }, (limited) => ({
        ...{ kind: 'welcome', action: 'system:welcome', needs: LOOK },
        answer: () => showHelp(arrival.reader, limited),
      })),
  };
}

const LOOK = COMMAND_NEEDS.help;
/** Of what a button carries, as JSON, so that another button may carry it once more. */
const LONGEST_REPEATED = 2_048;

/** The same press once more; undefined: it carries too much. */
function repeat(verb: Verb, data: unknown): Turn['again'] {
  const { data: given } = z.record(z.string(), z.unknown()).optional().safeParse(data);
  const carried = given ?? {};
  return JSON.stringify(carried).length > LONGEST_REPEATED ? undefined : { verb, data: carried };
}

function toTurn({
  person,
  conversation,
  reader,
}: Pick<IncomingMessage, 'person' | 'conversation'> & { readonly reader: Reader }): Omit<
  Turn,
  'isPress' | 'action'
> {
  return { person, conversation, reader };
}
