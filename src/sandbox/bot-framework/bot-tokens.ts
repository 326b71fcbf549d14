import { z } from 'zod';
import { CLOUDS } from '../../clouds.ts';
import type { Clock } from '../../time.ts';
import { SANDBOX_BOT } from '../accounts.ts';
import { type ChannelKeys, leaveOutNull } from './channel-keys.ts';

/** What a token for an activity is asked for with: `POST /sandbox/bot-tokens`. */
export const BOT_TOKEN = z.object({
  cloud: z.enum(['global', 'china']).default('global'),
  /** Default: an address of the cloud's connector. */
  serviceUrl: z.string().optional(),
  /** Claims that differ from a good token's; null leaves one out. */
  claims: z.record(z.string(), z.unknown()).default({}),
  /** Says that another key has signed. */
  kid: z.string().optional(),
  /** Fields of the header that differ; null leaves one out. */
  header: z.record(z.string(), z.unknown()).default({}),
  expiresInSeconds: z.number().default(3_600),
});

export type BotTokenWish = z.input<typeof BOT_TOKEN>;

export interface BotToken {
  readonly token: string;
  /** The header that carries it. */
  readonly authorization: string;
  readonly claims: Readonly<Record<string, unknown>>;
}

/** Makes tokens as the channel's: for the bot of the sandbox, unless told otherwise. */
export function createIssueBotToken(keys: ChannelKeys, clock: Clock): (wish: unknown) => BotToken {
  return (wish) => {
    const { cloud, expiresInSeconds, ...wished } = BOT_TOKEN.parse(wish);
    const { issuer, connectorHosts } = CLOUDS[cloud].botFramework;
    const now = Math.floor(clock() / 1000);
    const claims = leaveOutNull({
      serviceurl: wished.serviceUrl ?? `https://${connectorHosts[0]}/teams/`,
      nbf: now - 60,
      exp: now + expiresInSeconds,
      iss: issuer,
      aud: SANDBOX_BOT[cloud].appId,
      ...wished.claims,
    });
    const kid = wished.kid === undefined ? {} : { kid: wished.kid, x5t: wished.kid };
    const token = keys.sign(claims, { ...kid, ...wished.header });
    return { token, authorization: `Bearer ${token}`, claims };
  };
}
