import {
  type Activity,
  CloudAdapter,
  ConfigurationBotFrameworkAuthentication,
  type InvokeResponse,
  type TurnContext,
} from 'botbuilder';
import type { BotIdentity, BotTokens } from '../bot-identity.ts';
import { type ConnectorRoute, routeConnector } from './connector.ts';

export interface TeamsAdapterOptions {
  /** undefined: the bot has no app id; nothing is signed. */
  readonly identity?: BotIdentity | undefined;
  /** The bot's own tokens; needed with an identity. */
  readonly tokens?: BotTokens | undefined;
  /** Where a request to a Microsoft URL really goes (`MICROSOFT_UPSTREAM`). Default: there. */
  readonly toUpstream?: ((url: string) => string) | undefined;
}

/**
 * botbuilder's adapter without its own HTTP handling, which writes errors, tokens included, to the console and into answers; without its own
 * sign-in, and without its own check of who sent an activity.
 */
export class TeamsAdapter extends CloudAdapter {
  readonly #authentication: ChannelAuthentication;
  /** Empty: the bot has none. */
  readonly appId: string;

  constructor(options: TeamsAdapterOptions = {}) {
    const { identity, tokens, toUpstream = (url) => url } = options;
    const authentication = new ChannelAuthentication({ cloud: identity?.cloud, tokens, toUpstream });
    super(authentication);
    this.#authentication = authentication;
    this.appId = identity?.appId ?? '';
  }

  /** Runs `logic` and returns what the channel waits for. Whoever calls this has verified the sender, or runs a bot without app id. */
  receive(
    activity: Activity,
    logic: (context: TurnContext) => Promise<void>,
  ): Promise<InvokeResponse | undefined> {
    const claimsIdentity = this.createClaimsIdentity(this.appId);
    const connectorFactory = this.#authentication.createConnectorFactory(claimsIdentity);
    return this.processActivity({ audience: '', claimsIdentity, connectorFactory }, activity, logic);
  }
}

type Authentication = ConfigurationBotFrameworkAuthentication;
type ConnectorFactory = ReturnType<Authentication['createConnectorFactory']>;

/** Makes clients of the connector, and verifies nobody: that is not done here, and nobody gets in by this way. */
class ChannelAuthentication extends ConfigurationBotFrameworkAuthentication {
  readonly #route: ConnectorRoute;

  constructor(route: ConnectorRoute) {
    // Without settings botbuilder knows no app id, and asks nobody for a token.
    super({}, NO_CREDENTIALS);
    this.#route = route;
  }

  override authenticateRequest(): Promise<never> {
    return Promise.reject(new Error('Senders are verified before the adapter.'));
  }

  override authenticateStreamingRequest(): Promise<never> {
    return Promise.reject(new Error('This bot takes no streams.'));
  }

  override authenticateChannelRequest(): Promise<never> {
    return Promise.reject(new Error('This bot takes nothing from other bots.'));
  }

  override createConnectorFactory(...args: Parameters<Authentication['createConnectorFactory']>) {
    const factory: ConnectorFactory = super.createConnectorFactory(...args);
    return {
      create: async (serviceUrl: string, audience?: string) => {
        const connector = await factory.create(serviceUrl, audience);
        routeConnector(connector, this.#route);
        return connector;
      },
    };
  }
}

type CredentialsFactory = NonNullable<
  ConstructorParameters<typeof ConfigurationBotFrameworkAuthentication>[1]
>;

/** The requests are signed where they are sent, see `routeConnector`. */
const NO_CREDENTIALS: CredentialsFactory = {
  isValidAppId: async () => false,
  isAuthenticationDisabled: async () => false,
  createCredentials: async () => ({ signRequest: async (request) => request }),
};
