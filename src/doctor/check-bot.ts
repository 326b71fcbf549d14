import { z } from 'zod';
import type { BotIdentity, BotTokens } from '../bot-identity.ts';
import { CLOUDS } from '../clouds.ts';
import { ReadError } from '../errors.ts';
import { toUpstream } from '../microsoft/upstream.ts';
import type { Network } from './check-hosts.ts';
import type { Examine } from './examine.ts';

const METADATA = z.object({ issuer: z.string(), jwks_uri: z.url({ protocol: /^https?$/ }) });
const KEYS = z.object({ keys: z.array(z.unknown()) });

/** Whether the bot gets its own tokens, and can check who signs what it is sent. */
export function examineBot(
  identity: BotIdentity | undefined,
  tokens: BotTokens | undefined,
  network: Network,
): Examine {
  return async (check) => {
    if (!identity) {
      await check('Identity', () => ({
        status: 'warning',
        says: 'no MicrosoftAppId: unsigned messages are taken from programs of this machine only',
        mend: 'good for trying out; set MicrosoftAppId and its siblings for Teams',
      }));
      return;
    }
    const { botFramework } = CLOUDS[identity.cloud];
    if (tokens) {
      await check(
        'Token of the bot',
        async (signal) => {
          await tokens.getToken(signal);
          return { status: 'ok', says: `for ${identity.type}, ${identity.cloud}` };
        },
        identity.type === 'SingleTenant'
          ? 'check MicrosoftAppId, MicrosoftAppTenantId and MicrosoftAppPassword; renew the secret in Entra: App registrations'
          : 'assign the managed identity to this machine, and check MicrosoftAppId',
      );
    }
    await check('Keys of the channel', async (signal) => {
      const { issuer, jwks_uri } = METADATA.parse(
        await readJson(botFramework.openIdMetadata, network, signal),
      );
      const { keys } = KEYS.parse(await readJson(jwks_uri, network, signal));
      if (issuer !== botFramework.issuer)
        return {
          status: 'failed',
          says: 'the metadata is of another issuer than the documented one',
          mend: 'check BOT_CLOUD, and what stands between this machine and Microsoft',
        };
      return { status: 'ok', says: `${keys.length} ${keys.length === 1 ? 'key' : 'keys'} of ${issuer}` };
    });
  };
}

/** Throws `ReadError`. */
async function readJson(url: string, { fetch, upstream }: Network, signal: AbortSignal): Promise<unknown> {
  const answer = await fetch(toUpstream(url, upstream), { redirect: 'manual', signal });
  if (answer.status === 200) return answer.json();
  throw new ReadError('unavailable', `${new URL(url).host} answered ${answer.status}`);
}
