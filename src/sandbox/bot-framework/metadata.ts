import { CLOUDS } from '../../clouds.ts';
import { answerJson, type SandboxAnswer, type SandboxRequest } from '../exchange.ts';
import type { ChannelKeys } from './channel-keys.ts';

const KEYS_PATH = '/v1/.well-known/keys';

/** Answers for the host of the OpenID metadata: who signs activities, and with which keys. */
export function createBotMetadata(keys: ChannelKeys): (request: SandboxRequest) => SandboxAnswer {
  return ({ method, path, cloud }) => {
    const { issuer, openIdMetadata } = CLOUDS[cloud].botFramework;
    const { origin, pathname } = new URL(openIdMetadata);
    if (method !== 'GET') return { status: 405, headers: {}, body: '' };
    if (path === KEYS_PATH) return answerJson(200, { keys: keys.publish() });
    if (path !== pathname) return { status: 404, headers: {}, body: '' };
    return answerJson(200, {
      issuer,
      authorization_endpoint: 'https://invalid.botframework.com',
      jwks_uri: `${origin}${KEYS_PATH}`,
      id_token_signing_alg_values_supported: ['RS256'],
      token_endpoint_auth_methods_supported: ['private_key_jwt'],
    });
  };
}
