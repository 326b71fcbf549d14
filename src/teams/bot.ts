import { type Activity, ActivityTypes, type InvokeResponse, type TurnContext } from 'botbuilder';
import { z } from 'zod';
import type { Chat } from '../chat/chat.ts';
import type { IncomingMessage } from '../chat/reply.ts';
import type { Conversation } from '../delivery/conversation.ts';
import { describeError, type Log } from '../log.ts';
import { ACTIVITY, type IncomingActivity } from './activity.ts';
import type { TeamsAdapter } from './adapter.ts';

import { readConversation, readPerson } from './read-conversation.ts';
import { createReadReader } from './read-reader.ts';
import { hasAttachment, readText } from './read-text.ts';
import { refuseInvoke, toInvokeResponse, toMessage } from './reply-activity.ts';
import type { SenderGate } from './sender-gate.ts';

/** What the HTTP side sends back to the channel. */
export interface Receipt {
  readonly status: number;
  readonly body?: unknown;
}

export interface TeamsBot {
  /** Handles one posted activity. Never throws; the body of a refusal says why without repeating what was sent. */
  receive(authorization: string, body: unknown): Promise<Receipt>;
}

export interface TeamsBotOptions {
  readonly adapter: TeamsAdapter;
  readonly chat: Chat;
  /** Of a bot with an app id; undefined: the bot has none, and takes unsigned messages (on a loopback address only). */
  readonly gate: SenderGate | undefined;
  readonly log: Log;
  /** Told of every message that was sent as an answer: it counts for Teams' limits, too. Never throws. */
  readonly onSent?: (conversation: Conversation) => void;
  /** Longest time for one activity, reading and delivering the answer included, in milliseconds. Default 14,000: Teams gives up at 15 s. */
  readonly turnMs?: number;
}

const CARD_ACTION = z.looseObject({
  action: z.looseObject({ verb: z.string().max(100), data: z.unknown().optional() }),
});

/** Creates the edge between the Bot Framework and the chat. */
export function createTeamsBot(options: TeamsBotOptions): TeamsBot {
  const { adapter, chat, gate, log, onSent, turnMs = 14_000 } = options;
  if (adapter.appId !== '' && gate === undefined) throw new TypeError('A bot with an app id needs a gate.');
  const readReader = createReadReader();

  async function runTurn(context: TurnContext, activity: IncomingActivity): Promise<void> {
    switch (activity.type) {
      case ActivityTypes.Message:
        await answerMessage(context, { ...readMessage(activity), reader: readReader(activity) });
        return;
      case ActivityTypes.Invoke:
        await context.sendActivity({
          type: ActivityTypes.InvokeResponse,
          value: await answerInvoke(activity),
        });
        return;
      case ActivityTypes.ConversationUpdate:
        if (activity.membersAdded?.some(({ id }) => id === activity.recipient.id)) {
          const conversation = readConversation(activity);
          const person = readPerson(activity);
          const reply = await chat.welcome({ person, conversation, reader: readReader(activity) });
          if (reply === undefined) return;
          await context.sendActivity(toMessage(reply));
          onSent?.(conversation);
        }
    }
  }

  async function answerMessage(context: TurnContext, message: IncomingMessage): Promise<void> {
    const reply = await chat.answerMessage(message);
    if (reply === undefined) return;
    const messageId = (await context.sendActivity(toMessage(reply)))?.id;
    const { conversation, reader } = message;
    onSent?.(conversation);
    if (messageId) await chat.notePosted(reply, { conversation, messageId, reader });
  }

  async function answerInvoke(activity: IncomingActivity): Promise<InvokeResponse> {
    if (activity.name !== 'adaptiveCard/action') {
      return refuseInvoke(400, 'NotSupported', 'This bot does not know this kind of request.');
    }
    const value = CARD_ACTION.safeParse(activity.value);
    if (!value.success) return refuseInvoke(400, 'BadRequest', 'The action of this card could not be read.');
    const { verb, data } = value.data.action;
    return toInvokeResponse(
      await chat.answerAction({
        verb,
        data,
        person: readPerson(activity),
        conversation: readConversation(activity),
        messageId: activity.replyToId ?? undefined,
        reader: readReader(activity),
      }),
    );
  }

  return {
    async receive(authorization, body) {
      const parsed = ACTIVITY.safeParse(body);
      if (!parsed.success)
        return { status: 400, body: { error: 'The body is not a Bot Framework activity.' } };
      const activity = parsed.data;
      const refusal = await gate?.check(authorization, activity);
      if (refusal) return refusal;
      let accepted = false;
      try {
        const turn = adapter.receive(toBotbuilder(activity), async (context) => {
          accepted = true;
          await runTurn(context, activity);
        });
        const response = await endInTime(turn, turnMs);
        return { status: response?.status ?? 200, body: response?.body };
      } catch (error) {
        if (!accepted) {
          log.warn(describeError(error), 'An activity could not be taken.');
          return { status: 400, body: { error: 'The activity could not be taken.' } };
        }
        // The chat answers its own failures, so what is left is an answer that Teams did not take.
        log.error(describeError(error), 'An answer could not be delivered.');
        // What was asked for is done: an error would have the channel send it once more.
        return { status: 202, body: { error: 'The answer could not be delivered.' } };
      }
    },
  };
}

/** botbuilder waits for ever on a connector that never answers; whoever posted the activity must not. */
async function endInTime<T>(turn: Promise<T>, ms: number): Promise<T> {
  const late = Promise.withResolvers<never>();
  const timer = setTimeout(() => late.reject(new Error(`The turn took longer than ${ms} ms.`)), ms);
  try {
    return await Promise.race([turn, late.promise]);
  } finally {
    clearTimeout(timer);
  }
}

function readMessage(activity: IncomingActivity) {
  return {
    text: readText(activity),
    hasAttachment: hasAttachment(activity),
    person: readPerson(activity),
    conversation: readConversation(activity),
  };
}

/** The activity in botbuilder's own type, where null means absent. */
function toBotbuilder(activity: IncomingActivity): Activity {
  const present = Object.fromEntries(Object.entries(activity).filter(([, value]) => value !== null));
  if (isActivity(present)) return present;
  throw new TypeError('An activity without a type passed the schema.');
}

/** Holds for what `ACTIVITY` has let through: it checks every field that botbuilder reads. */
function isActivity(checked: object): checked is Activity {
  return 'type' in checked;
}
