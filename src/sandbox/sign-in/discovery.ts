import type { CloudName } from '../../clouds.ts';
import { answerJson, type SandboxAnswer } from '../exchange.ts';

const PREFERRED: Readonly<Record<CloudName, { readonly host: string; readonly graph: string }>> = {
  global: { host: 'login.microsoftonline.com', graph: 'graph.microsoft.com' },
  china: { host: 'login.partner.microsoftonline.cn', graph: 'microsoftgraph.chinacloudapi.cn' },
};

const METADATA = [
  {
    preferred_network: 'login.microsoftonline.com',
    preferred_cache: 'login.windows.net',
    aliases: ['login.microsoftonline.com', 'login.windows.net', 'login.microsoft.com', 'sts.windows.net'],
  },
  {
    preferred_network: 'login.partner.microsoftonline.cn',
    preferred_cache: 'login.partner.microsoftonline.cn',
    aliases: ['login.partner.microsoftonline.cn', 'login.chinacloudapi.cn'],
  },
];

/** `GET /common/discovery/instance`: which sign-in hosts are one and the same (MSAL's authority metadata). */
export function answerInstanceDiscovery(cloud: CloudName): SandboxAnswer {
  return answerJson(200, {
    tenant_discovery_endpoint: `https://${PREFERRED[cloud].host}/common/v2.0/.well-known/openid-configuration`,
    'api-version': '1.1',
    metadata: METADATA,
  });
}

/** `GET /{tenant}/v2.0/.well-known/openid-configuration`, and the v1 form without `v2.0`. */
export function answerOpenIdConfiguration(cloud: CloudName, tenant: string, v2: boolean): SandboxAnswer {
  const { host, graph } = PREFERRED[cloud];
  const base = `https://${host}/${tenant}`;
  const oauth = v2 ? `${base}/oauth2/v2.0` : `${base}/oauth2`;
  return answerJson(200, {
    token_endpoint: `${oauth}/token`,
    token_endpoint_auth_methods_supported: ['client_secret_post', 'private_key_jwt', 'client_secret_basic'],
    jwks_uri: `${base}/discovery/${v2 ? 'v2.0/' : ''}keys`,
    response_modes_supported: ['query', 'fragment', 'form_post'],
    subject_types_supported: ['pairwise'],
    id_token_signing_alg_values_supported: ['RS256'],
    response_types_supported: ['code', 'id_token', 'code id_token', 'id_token token'],
    scopes_supported: ['openid', 'profile', 'email', 'offline_access'],
    issuer: v2
      ? `${base}/v2.0`
      : `https://sts.${cloud === 'china' ? 'chinacloudapi.cn' : 'windows.net'}/${tenant}/`,
    authorization_endpoint: `${oauth}/authorize`,
    device_authorization_endpoint: `${oauth}/devicecode`,
    end_session_endpoint: `${oauth}/logout`,
    tenant_region_scope: cloud === 'china' ? 'AS' : 'WW',
    cloud_instance_name: cloud === 'china' ? 'partner.microsoftonline.cn' : 'microsoftonline.com',
    msgraph_host: graph,
  });
}
