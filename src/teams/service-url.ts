import { CLOUD_NAMES, CLOUDS, type CloudName } from '../clouds.ts';

/** No port, no user, no backslash, no escapes in the host: nothing about which two parsers could disagree. */
const SERVICE_URL = /^https:\/\/([a-z0-9.-]+)(\/[\x21-\x7e]*)?$/i;
const UNFIT_IN_PATH = /[\\?#]/;

interface ServiceUrl {
  readonly host: string;
  /** Without a slash at its end. */
  readonly path: string;
}

function read(serviceUrl: string): ServiceUrl | undefined {
  const [, host, path = ''] = SERVICE_URL.exec(serviceUrl) ?? [];
  if (host === undefined || UNFIT_IN_PATH.test(path)) return undefined;
  return { host: host.toLowerCase(), path: path.replace(/\/$/, '') };
}

/** Whether `serviceUrl` is a documented address of the Bot Connector in a cloud. Without a cloud: in any. */
export function isConnectorUrl(serviceUrl: string, cloud?: CloudName): boolean {
  const host = read(serviceUrl)?.host;
  if (host === undefined) return false;
  const clouds = cloud === undefined ? CLOUD_NAMES : [cloud];
  return clouds.some((name) => CLOUDS[name].botFramework.connectorHosts.includes(host));
}

/** Whether both are one address of a connector: the case of the host and a slash at the end do not matter. */
export function isSameServiceUrl(one: string, other: string): boolean {
  const [a, b] = [read(one), read(other)];
  return a !== undefined && b !== undefined && a.host === b.host && a.path === b.path;
}
