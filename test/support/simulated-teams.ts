import type { Conversation } from '../../src/delivery/conversation.ts';
import { placeOf } from '../../src/delivery/conversation-pauses.ts';
import {
  DeliveryError,
  type DeliveryErrorCode,
  type OutgoingMessage,
  type Posted,
} from '../../src/delivery/messenger.ts';
import type { Random } from '../../src/time.ts';
import { pick } from './generate-customers.ts';
import type { SimulatedTime } from './simulated-time.ts';
import { createTeamsWindows, type TeamsWindows } from './teams-windows.ts';

/** A message that Teams has. */
export interface TeamsMessage {
  readonly id: string;
  readonly place: string;
  /** In a channel: the first message of its thread. */
  readonly thread: string | undefined;
  readonly by: string;
  readonly at: number;
  message: OutgoingMessage;
  isDeleted: boolean;
  /** Can be seen, and not be edited any more. */
  isLocked: boolean;
  /** The bot was told that it is gone. */
  isToldGone: boolean;
  /** Whoever posted it was told that it is there. */
  isAnswered: boolean;
}

/** Something that Teams took, in the order in which it did. */
export interface Acceptance {
  readonly at: number;
  readonly what: 'post' | 'update';
  readonly entry: TeamsMessage;
  readonly message: OutgoingMessage;
}

/** A state of a whole conversation in which Teams takes nothing. */
export type Barrier = 'gone' | 'blocked';

export interface SimulatedTeams {
  readonly messages: ReadonlyMap<string, TeamsMessage>;
  readonly windows: TeamsWindows;
  /** Which share of the messages fails in a place at present, 0 to 1. */
  readonly weather: Map<string, number>;
  readonly barriers: Map<string, Barrier>;
  /** How often what went wrong. */
  readonly faults: ReadonlyMap<string, number>;
  /** `by`: the process that sends it. */
  send(
    by: string,
    conversation: Conversation,
    messageId: string | undefined,
    message: OutgoingMessage,
  ): Promise<Posted>;
}

export interface SimulatedTeamsOptions {
  readonly time: SimulatedTime;
  readonly random: Random;
  readonly onAccepted: (accepted: Acceptance) => void;
  /** Teams has told the bot that it does not take the message. */
  readonly onRefused: (place: string, message: OutgoingMessage) => void;
  /** Teams has told the bot that there is no such conversation, when it wanted to edit a message. */
  readonly onGone: (entry: TeamsMessage, message: OutgoingMessage) => void;
}

const TIMEOUT_MS = 10_000;
const FATES = [
  ...['throttled', 'throttledUntil', 'throttled', 'throttledUntil', 'unavailable', 'unavailable'],
  ...['answerLost', 'timeout', 'timeoutArrived', 'slow', 'slow', 'refused', 'tooLarge', 'messageGone'],
] as const;
type Fate = (typeof FATES)[number] | 'taken';

/**
 * Teams in memory: fails in every way it documents. A message arrives 10 to 60 ms after it was sent, whether its sender still lives or not;
 * only the answer may be slow, so that the windows can be judged where messages arrive.
 */
export function createSimulatedTeams({
  time,
  random,
  onAccepted,
  onRefused,
  onGone,
}: SimulatedTeamsOptions): SimulatedTeams {
  const { clock, sleep } = time;
  const messages = new Map<string, TeamsMessage>();
  const windows = createTeamsWindows(false);
  const weather = new Map<string, number>();
  const barriers = new Map<string, Barrier>();
  const faults = new Map<string, number>();
  const between = (low: number, high: number) => low + Math.floor(random() * (high - low));

  function fail(
    code: DeliveryErrorCode,
    details: ConstructorParameters<typeof DeliveryError>[2] = {},
  ): never {
    throw new DeliveryError(code, `Teams answered ${code}.`, details);
  }

  /** What stands in the way of the message, whatever the weather. */
  function findObstacle(
    conversation: Conversation,
    messageId: string | undefined,
  ): DeliveryErrorCode | undefined {
    const barrier = barriers.get(placeOf(conversation));
    if (barrier !== undefined) return barrier;
    if (messageId !== undefined) {
      const known = messages.get(messageId);
      if (known !== undefined && !known.isDeleted && !known.isLocked) return undefined;
      if (known) known.isToldGone = true;
      // Of a thread that is gone Teams may say that there is no such conversation.
      return known?.isDeleted && conversation.kind === 'channel' && random() < 0.3 ? 'gone' : 'messageGone';
    }
    const root = conversation.thread === undefined ? undefined : messages.get(conversation.thread);
    if (!root?.isDeleted) return undefined;
    root.isToldGone = true;
    return random() < 0.5 ? 'gone' : 'refused';
  }

  function take(
    by: string,
    conversation: Conversation,
    messageId: string | undefined,
    message: OutgoingMessage,
  ): TeamsMessage {
    const known = messageId === undefined ? undefined : messages.get(messageId);
    if (known) {
      known.message = message;
      onAccepted({ at: clock(), what: 'update', entry: known, message });
      return known;
    }
    const id = `m${messages.size + 1}`;
    const thread = conversation.kind === 'channel' ? (conversation.thread ?? id) : undefined;
    const entry: TeamsMessage = {
      ...{ id, place: placeOf(conversation), thread, by, at: clock(), message },
      ...{ isDeleted: false, isLocked: false, isToldGone: false, isAnswered: false },
    };
    messages.set(id, entry);
    onAccepted({ at: clock(), what: 'post', entry, message });
    return entry;
  }

  return {
    ...{ messages, windows, weather, barriers, faults },
    async send(by, conversation, messageId, message) {
      const place = placeOf(conversation);
      const fate: Fate = random() < (weather.get(place) ?? 0) ? pick(FATES, random) : 'taken';
      const travel = between(10, 60);
      await sleep(travel);
      windows.take(place, clock());
      const obstacle = findObstacle(conversation, messageId);
      const what = obstacle ?? (fate === 'messageGone' && messageId === undefined ? 'taken' : fate);
      if (what !== 'taken') faults.set(what, (faults.get(what) ?? 0) + 1);
      const isTaken =
        obstacle === undefined && ['taken', 'slow', 'answerLost', 'timeoutArrived'].includes(what);
      const entry = isTaken ? take(by, conversation, messageId, message) : undefined;
      if (what === 'timeout' || what === 'timeoutArrived') await sleep(TIMEOUT_MS - travel);
      else await sleep(what === 'slow' ? between(1_000, 9_000) : between(10, 60));
      if (entry && (what === 'taken' || what === 'slow'))
        return { conversation: { ...conversation, thread: entry.thread }, messageId: entry.id };
      switch (what) {
        case 'throttled':
          return fail('throttled');
        case 'throttledUntil':
          return fail('throttled', { retryAt: clock() + between(500, 20_000) });
        case 'gone':
        case 'blocked': {
          const known = messages.get(messageId ?? '');
          if (known && what === 'gone') onGone(known, message);
          return fail(what);
        }
        case 'messageGone': {
          const known = messages.get(messageId ?? '');
          if (known) known.isToldGone = true;
          return fail(what);
        }
        case 'refused':
        case 'tooLarge':
          onRefused(place, message);
          return fail(what);
        default:
          return fail('unavailable', { mayHaveArrived: true });
      }
    },
  };
}
