import { CLOUD_NAMES, CLOUDS } from '../../clouds.ts';
import { SANDBOX_ACCOUNTS } from '../accounts.ts';
import { answerJson, readHeader, type SandboxAnswer, type SandboxRequest } from '../exchange.ts';
import type { Tokens } from './tokens.ts';

/** The address of the instance metadata service of Azure's virtual machines. */
export const METADATA_HOST = '169.254.169.254';

/** A day, as such tokens live. */
const LIFETIME_SECONDS = 86_399;

/** What a managed identity's tokens are for when it stands in for an application's credential. */
export const isExchangeAudience = (audience: string): boolean => audience.startsWith('api://');

/** `GET /metadata/identity/oauth2/token`: every identity exists on the simulated machine. */
export function answerManagedIdentity(request: SandboxRequest, tokens: Tokens): SandboxAnswer {
  if (request.method !== 'GET' || request.path !== '/metadata/identity/oauth2/token') {
    return { status: 404, headers: {}, body: '' };
  }
  const refuse = (error: string, error_description: string) => answerJson(400, { error, error_description });
  if (readHeader(request.headers, 'metadata')?.toLowerCase() !== 'true') {
    return refuse('bad_request_102', 'Required metadata header not specified');
  }
  const { query } = request;
  const resource = query.get('resource');
  if (query.get('api-version') === null || resource === null) {
    return refuse('invalid_request', 'Required query variables are missing');
  }
  const cloud = CLOUD_NAMES.find((name) => CLOUDS[name].botFramework.tokenScope.startsWith(`${resource}/`));
  const account = SANDBOX_ACCOUNTS.find((one) => one.cloud === (cloud ?? 'global'));
  const client_id = query.get('client_id') ?? 'system-assigned';
  const access_token = tokens.issue(
    { cloud: cloud ?? 'global', tid: account?.tenantId ?? '', appid: client_id, aud: resource, idtyp: 'app' },
    LIFETIME_SECONDS,
  );
  return answerJson(200, {
    access_token,
    client_id,
    expires_in: String(LIFETIME_SECONDS),
    ext_expires_in: String(LIFETIME_SECONDS),
    resource,
    token_type: 'Bearer',
  });
}
