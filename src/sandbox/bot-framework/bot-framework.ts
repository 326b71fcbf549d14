import { CLOUDS } from '../../clouds.ts';
import type { Clock } from '../../time.ts';
import { SANDBOX_BOT } from '../accounts.ts';
import { answerJson, type SandboxAnswer, type SandboxRequest } from '../exchange.ts';
import type { Tokens } from '../sign-in/tokens.ts';
import { type BotToken, type BotTokenWish, createIssueBotToken } from './bot-tokens.ts';
import { type BotKeyWish, createChannelKeys } from './channel-keys.ts';
import { createBotConnector } from './connector.ts';
import { createKeptMessages, type KeptMessages } from './kept-messages.ts';
import { createBotMetadata } from './metadata.ts';

/** The channel of a bot with an app id: what signs activities for it, and what it answers to. */
export interface SimulatedBotFramework {
  readonly answerMetadata: (request: SandboxRequest) => SandboxAnswer;
  readonly answerConnector: (request: SandboxRequest) => SandboxAnswer;
  /** Answers for the sandbox's own endpoints; undefined: it is none of these. */
  readonly answerControl: (call: string, body: string) => SandboxAnswer | undefined;
  readonly control: BotFrameworkControl;
}

export interface BotFrameworkControl {
  /** A token for an activity. Throws when the wish cannot be understood. */
  issueToken(wish?: BotTokenWish): BotToken;
  /** A new key signs from now on. Returns its id. */
  rotateKey(wish?: BotKeyWish): string;
  readonly messages: Pick<KeptMessages, 'list' | 'clear'>;
  /** What a bot is started with, and where its messages come from. */
  describe(): unknown;
}

export function createSimulatedBotFramework(tokens: Tokens, clock: Clock): SimulatedBotFramework {
  const keys = createChannelKeys();
  const messages = createKeptMessages();
  const issueToken = createIssueBotToken(keys, clock);
  const control: BotFrameworkControl = {
    issueToken: (wish = {}) => issueToken(wish),
    rotateKey: (wish = {}) => keys.rotate(wish),
    messages,
    describe: () =>
      Object.values(SANDBOX_BOT).map((bot) => ({
        ...bot,
        serviceUrl: `https://${CLOUDS[bot.cloud].botFramework.connectorHosts[0]}/teams/`,
      })),
  };
  return {
    answerMetadata: createBotMetadata(keys),
    answerConnector: createBotConnector({ messages, tokens }),
    answerControl(call, body) {
      switch (call) {
        case 'POST bot-tokens':
          return withBody(body, issueToken);
        case 'POST bot-keys':
          return withBody(body, (wish) => ({ kid: keys.rotate(wish) }));
        case 'GET messages':
          return answerJson(200, { messages: messages.list() });
        case 'DELETE messages':
          messages.clear();
          return answerJson(200, {});
        default:
          return undefined;
      }
    },
    control,
  };
}

/** An empty body wishes nothing in particular. */
function withBody(body: string, act: (wish: unknown) => unknown): SandboxAnswer {
  try {
    return answerJson(200, act(body === '' ? {} : JSON.parse(body)));
  } catch (error) {
    return answerJson(400, { error: error instanceof Error ? error.message : String(error) });
  }
}
