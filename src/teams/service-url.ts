/**
 * Where the Bot Connector of Teams answers. A token of the bot is only ever sent to one of these hosts.
 * Source: Teams SDK cloud presets (`allowedServiceUrls`); the Azure China host is the one its preset names.
 */
const HOSTS: ReadonlySet<string> = new Set([
  'smba.trafficmanager.net',
  'smba.onyx.prod.teams.trafficmanager.net',
  'smba.infra.gcc.teams.microsoft.com',
  'frontend.botapi.msg.infra.teams.microsoftonline.cn',
]);

/** Whether `serviceUrl` is a documented address of the Bot Connector. */
export function isConnectorUrl(serviceUrl: string): boolean {
  // Parsers disagree about what a backslash ends.
  if (serviceUrl.includes('\\')) return false;
  const url = URL.canParse(serviceUrl) ? new URL(serviceUrl) : undefined;
  return url?.protocol === 'https:' && HOSTS.has(url.hostname) && url.port === '' && url.username === '';
}
