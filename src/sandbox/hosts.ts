import { CLOUD_NAMES, CLOUDS, type CloudName } from '../clouds.ts';

export type SimulatedApi = 'signIn' | 'graph' | 'partnerCenter' | 'arm' | 'botMetadata' | 'botConnector';

/** Whose API a request is for. */
export interface SimulatedHost {
  readonly cloud: CloudName;
  readonly api: SimulatedApi;
}

const hostOf = (origin: string) => new URL(origin).host;

/** The Microsoft hosts the sandbox stands in for. The second Chinese sign-in host is an alias in MSAL's own metadata. */
export const SIMULATED_HOSTS: ReadonlyMap<string, SimulatedHost> = new Map<string, SimulatedHost>([
  [hostOf(CLOUDS.global.authority), { cloud: 'global', api: 'signIn' }],
  [hostOf(CLOUDS.global.graph), { cloud: 'global', api: 'graph' }],
  [hostOf(CLOUDS.global.partnerCenter), { cloud: 'global', api: 'partnerCenter' }],
  [hostOf(CLOUDS.global.arm), { cloud: 'global', api: 'arm' }],
  [hostOf(CLOUDS.china.authority), { cloud: 'china', api: 'signIn' }],
  ['login.partner.microsoftonline.cn', { cloud: 'china', api: 'signIn' }],
  [hostOf(CLOUDS.china.graph), { cloud: 'china', api: 'graph' }],
  [hostOf(CLOUDS.china.partnerCenter), { cloud: 'china', api: 'partnerCenter' }],
  [hostOf(CLOUDS.china.arm), { cloud: 'china', api: 'arm' }],
  // The instance metadata service of Azure's virtual machines; whatever is asked there is the same in every cloud.
  ['169.254.169.254', { cloud: 'global', api: 'signIn' }],
  ...CLOUD_NAMES.flatMap(botHosts),
]);

function botHosts(cloud: CloudName): readonly (readonly [string, SimulatedHost])[] {
  const { openIdMetadata, connectorHosts } = CLOUDS[cloud].botFramework;
  const connectors = connectorHosts.map((host) => [host, { cloud, api: 'botConnector' }] as const);
  return [[hostOf(openIdMetadata), { cloud, api: 'botMetadata' }], ...connectors];
}
