import { CLOUD_NAMES, type CloudName } from './clouds.ts';
import { needId, type Variables } from './variables.ts';

/** Who the bot is towards the Bot Framework. */
export interface BotIdentity {
  readonly appId: string;
  readonly type: 'SingleTenant' | 'UserAssignedMSI';
  readonly tenantId: string;
  /** undefined for a managed identity. */
  readonly password: string | undefined;
  /** The cloud of the bot's registration, and so of its channel; the customers' may be another. */
  readonly cloud: CloudName;
}

/** The bot's own tokens for the Bot Connector. */
export interface BotTokens {
  /** A valid token. Throws `ReadError`. */
  getToken(signal: AbortSignal): Promise<string>;
  /** Forgets a token the connector refused, unless a newer one has taken its place. */
  dropToken(token: string): void;
}

const VARIABLES = ['MicrosoftAppId', 'MicrosoftAppType', 'MicrosoftAppTenantId', 'MicrosoftAppPassword'];

/** The identity in the environment, by botbuilder's own names; undefined: none is set. In production there must be one. */
export function readIdentity(read: Variables, production: boolean): BotIdentity | undefined {
  if (!production && !VARIABLES.some((name) => read.get(name))) return undefined;
  const need = (variable: string, what: string) => {
    const value = read.get(variable);
    if (value === undefined) read.problem(variable, `is missing: set it to ${what}.`);
    return value ?? '';
  };
  const appId = needId(read, 'MicrosoftAppId', "the bot's application (client) id");
  const type = need('MicrosoftAppType', 'SingleTenant or UserAssignedMSI');
  const tenantId = needId(read, 'MicrosoftAppTenantId', "the tenant id of the bot's application");
  const cloud = readCloud(read);
  if (type !== '' && type !== 'SingleTenant' && type !== 'UserAssignedMSI') {
    read.problem(
      'MicrosoftAppType',
      'must be SingleTenant or UserAssignedMSI; Microsoft no longer creates multi-tenant bots.',
    );
  }
  if (type === 'UserAssignedMSI') {
    if (read.get('MicrosoftAppPassword')) {
      read.problem('MicrosoftAppPassword', 'must be unset when MicrosoftAppType is UserAssignedMSI.');
    }
    return { appId, type, tenantId, password: undefined, cloud };
  }
  const password = need('MicrosoftAppPassword', "the bot's client secret");
  return { appId, type: 'SingleTenant', tenantId, password, cloud };
}

function readCloud(read: Variables): CloudName {
  const text = read.get('BOT_CLOUD') ?? 'global';
  const cloud = CLOUD_NAMES.find((name) => name === text);
  if (cloud === undefined)
    read.problem('BOT_CLOUD', 'must be global or china: the cloud of the bot; leave it unset for global.');
  return cloud ?? 'global';
}
