import type { BotIdentity, BotTokens } from '../../bot-identity.ts';
import { CLOUDS } from '../../clouds.ts';
import { ReadError } from '../../errors.ts';
import type { PartnerAccount } from '../../partner-account.ts';
import type { Runtime } from '../call.ts';
import type { Send } from '../policy/request.ts';
import { createAcquireToken } from './acquire-token.ts';
import type { RequestIdentityToken } from './managed-identity.ts';
import { createRequestToken, type RequestToken } from './request-token.ts';
import { createSignIn, type SignIn } from './sign-in.ts';

/** Longest time for one token, retries included, in milliseconds: whoever wants to send a message waits. */
const PATIENCE_MS = 10_000;

/**
 * The bot's own tokens for the connector of its cloud: kept, renewed in time, one sign-in at a time. `requestIdentityToken` is needed where
 * the bot is a managed identity.
 */
export function createBotTokens(
  runtime: Runtime,
  send: Send,
  identity: BotIdentity,
  requestIdentityToken?: RequestIdentityToken,
): BotTokens {
  const { cloud, tenantId } = identity;
  const { tokenScope, loginAuthority } = CLOUDS[cloud].botFramework;
  const signIn = createBotSignIn(runtime, send, identity, requestIdentityToken, loginAuthority);
  return {
    getToken(signal) {
      const deadline = runtime.clock() + PATIENCE_MS;
      return signIn.getToken({ cloud, tenantId, deadline, signal }, tokenScope);
    },
    dropToken: (token) => void signIn.dropToken({ cloud, tenantId }, tokenScope, token),
  };
}

/** Signs the bot's registration in, for whatever it may use. `authority`: where, default the sign-in service of its cloud. */
export function createBotSignIn(
  runtime: Runtime,
  send: Send,
  identity: BotIdentity,
  requestIdentityToken: RequestIdentityToken | undefined,
  authority = CLOUDS[identity.cloud].authority,
): SignIn {
  return createSignIn(
    runtime,
    identity.type === 'UserAssignedMSI'
      ? requestByIdentity(identity, requestIdentityToken)
      : requestBySecret(runtime, send, identity, authority),
  );
}

const SETTINGS = 'MicrosoftAppId and MicrosoftAppPassword';

/** The bot's registration signs in like any other application. */
function requestBySecret(
  runtime: Runtime,
  send: Send,
  identity: BotIdentity,
  authority: string,
): RequestToken {
  const { cloud, tenantId, appId, password = '' } = identity;
  const application: PartnerAccount = {
    ...{ cloud, tenantId, clientId: appId, refreshToken: undefined },
    credential: { kind: 'secret', secret: password },
  };
  return createRequestToken(
    createAcquireToken(runtime, send, application, { authority, settings: SETTINGS }),
  );
}

function requestByIdentity(
  { cloud }: BotIdentity,
  requestIdentityToken: RequestIdentityToken | undefined,
): RequestToken {
  return async (errand, scope) => {
    if (requestIdentityToken === undefined) {
      throw new ReadError(
        'credentialRefused',
        `Bot sign-in (${cloud}): this machine's managed identity cannot be asked`,
      );
    }
    return requestIdentityToken(scope.replace(/\/\.default$/, ''), errand);
  };
}
