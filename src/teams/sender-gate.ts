import type { BotIdentity } from '../bot-identity.ts';
import type { Log } from '../log.ts';
import type { Clock } from '../time.ts';
import { createFetchSigningKeys, type FetchSigningKeysOptions } from './fetch-signing-keys.ts';
import { createRefusedSenders } from './refused-senders.ts';
import { isConnectorUrl } from './service-url.ts';
import { createSigningKeys } from './signing-keys.ts';
import { type Claimed, createVerifySender } from './verify-sender.ts';

/** Why an activity is not let in; it says nothing that the sender could not know. */
export interface Refusal {
  readonly status: 401 | 403 | 503;
  readonly body: { readonly error: string };
}

/** Lets in what the channel has sent to this bot, and nothing else. */
export interface SenderGate {
  /** undefined: the activity may come in. Never throws. */
  check(authorization: string, claimed: Claimed): Promise<Refusal | undefined>;
}

export interface SenderGateOptions extends Pick<FetchSigningKeysOptions, 'fetch' | 'toUpstream'> {
  readonly identity: Pick<BotIdentity, 'appId' | 'cloud'>;
  readonly clock: Clock;
  readonly log: Log;
}

/** The one channel this bot is made for; tokens of the others are signed with the same keys. */
const CHANNEL = 'msteams';

const REFUSALS = {
  serviceUrl: refuse(403, 'The service URL of the activity is not one of Microsoft Teams.'),
  channel: refuse(403, 'This bot answers in Microsoft Teams only.'),
  forged: refuse(401, 'The sender of the activity could not be verified.'),
  unknown: refuse(503, 'Senders cannot be verified just now; try again later.'),
} as const;

/** The gate of a bot with an app id. */
export function createSenderGate({ identity, fetch, toUpstream, clock, log }: SenderGateOptions): SenderGate {
  const fetchKeys = createFetchSigningKeys({ cloud: identity.cloud, fetch, toUpstream });
  const verify = createVerifySender({ identity, keys: createSigningKeys({ fetchKeys, clock, log }), clock });

  const refusals = createRefusedSenders({ clock, log });

  /** What is wrong with it, and a word for the log. */
  async function findFault(
    authorization: string,
    claimed: Claimed,
  ): Promise<{ readonly fault: keyof typeof REFUSALS; readonly reason: string } | undefined> {
    const { serviceUrl, channelId } = claimed;
    if (!isConnectorUrl(serviceUrl, identity.cloud)) return { fault: 'serviceUrl', reason: 'address' };
    if (channelId !== CHANNEL) return { fault: 'channel', reason: 'channel' };
    const verdict = await verify(authorization, claimed);
    switch (verdict.kind) {
      case 'verified':
        return undefined;
      case 'forged':
        return { fault: 'forged', reason: verdict.reason };
      case 'unknown':
        return { fault: 'unknown', reason: 'noKeys' };
    }
  }

  return {
    async check(authorization, claimed) {
      const found = await findFault(authorization, claimed);
      if (found !== undefined) refusals.count(found.reason);
      refusals.log();
      return found && REFUSALS[found.fault];
    },
  };
}

function refuse<S extends Refusal['status']>(status: S, error: string): Refusal {
  return { status, body: { error } };
}
