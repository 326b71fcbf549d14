import type { BotFrameworkAdapter, ConversationReference } from 'botbuilder';
import type { BotTokens } from '../bot-identity.ts';
import type { CloudName } from '../clouds.ts';
import type { TeamsAdapter } from './adapter.ts';
import { isConnectorUrl } from './service-url.ts';

/** botbuilder's client of the Bot Connector: every call takes an `abortSignal`. */
export type Connector = ReturnType<BotFrameworkAdapter['createConnectorClient']>;

/** How a client reaches its connector. */
export interface ConnectorRoute {
  /** The bot's cloud; undefined: the bot has no app id. */
  readonly cloud: CloudName | undefined;
  /** undefined: nothing is signed. */
  readonly tokens: BotTokens | undefined;
  /** Where a request to a Microsoft URL really goes. */
  readonly toUpstream: (url: string) => string;
}

/**
 * Runs `work` with a client of the reference's connector and returns what it returns. The client tries everything once: whether to try again
 * is for whoever keeps the order of messages. Throws `SignInFailure` when the bot gets no token, before anything is sent.
 */
export async function withConnector<T>(
  adapter: TeamsAdapter,
  appId: string,
  reference: ConversationReference,
  work: (connector: Connector) => Promise<T>,
): Promise<T> {
  const answer = Promise.withResolvers<T>();
  await adapter.continueConversationAsync(appId, reference, async (context) => {
    const connector = context.turnState.get<Connector>(adapter.ConnectorClientKey);
    sendOnce(connector);
    answer.resolve(await work(connector));
  });
  return answer.promise;
}

/**
 * By itself the client repeats a post after an error of the network or of Teams, which shows the message twice where the first one had
 * arrived, and sleeps through Retry-After instead of telling it. botbuilder-stdlib 4.23 ignores its own `noRetryPolicy`.
 */
function sendOnce(connector: Connector): void {
  pipelineOf(connector).removePolicy({ name: 'defaultRetryPolicy' });
}

/** Longest time for a token, in milliseconds, for calls that bring no signal of their own. */
const SIGN_IN_MS = 10_000;

/**
 * Makes the client sign its requests, send them by the upstream, and follow no redirect to other hosts. Whatever address it was made for, a
 * token goes to the documented hosts of the bot's cloud alone.
 */
export function routeConnector(connector: object, { cloud, tokens, toUpstream }: ConnectorRoute): void {
  const pipeline = pipelineOf(connector);
  pipeline.removePolicy({ name: 'redirectPolicy' });
  pipeline.addPolicy(
    {
      name: 'connectorRoute',
      async sendRequest(request, next) {
        const isConnector = isConnectorUrl(withoutQuery(request.url), cloud);
        if (cloud !== undefined && !isConnector) throw new Error('No address of the Bot Connector.');
        const token = tokens && (await signIn(tokens, request.abortSignal));
        if (token !== undefined) request.headers.set('authorization', `Bearer ${token}`);
        if (isConnector) reroute(request, toUpstream(request.url));
        const response = await next(request);
        if (response.status === 401 && token !== undefined) tokens?.dropToken(token);
        return response;
      },
    },
    { phase: 'Sign' },
  );
}

/** Another program of this machine may stand in for Microsoft; an agent chosen for the old address does not fit the new one. */
function reroute(request: PipelineRequest, url: string): void {
  if (url === request.url) return;
  request.url = url;
  request.allowInsecureConnection = url.startsWith('http:');
  request.agent = undefined;
}

const withoutQuery = (url: string) => url.split('?')[0] ?? '';

/** The bot got no token; `cause` is what the sign-in has thrown. */
export class SignInFailure extends Error {
  constructor(cause: unknown) {
    super('The bot could not sign in.', { cause });
    this.name = 'SignInFailure';
  }
}

async function signIn(tokens: BotTokens, signal: unknown): Promise<string> {
  const inTime = AbortSignal.timeout(SIGN_IN_MS);
  try {
    return await tokens.getToken(signal instanceof AbortSignal ? AbortSignal.any([signal, inTime]) : inTime);
  } catch (error) {
    throw new SignInFailure(error);
  }
}

/** What is used of the pipeline of `@azure/core-rest-pipeline`, through which botbuilder's client sends. */
interface Pipeline {
  removePolicy(options: { readonly name: string }): unknown;
  addPolicy(policy: Policy, options: { readonly phase: 'Sign' }): void;
}

interface Policy {
  readonly name: string;
  sendRequest(request: PipelineRequest, next: Next): Promise<PipelineResponse>;
}

type Next = (request: PipelineRequest) => Promise<PipelineResponse>;

interface PipelineRequest {
  url: string;
  allowInsecureConnection?: boolean;
  agent?: unknown;
  readonly abortSignal?: unknown;
  readonly headers: { set(name: string, value: string): void };
}

interface PipelineResponse {
  readonly status: number;
}

function pipelineOf(connector: object): Pipeline {
  const client: unknown = Reflect.get(connector, 'client');
  if (!hasPipeline(client)) throw new TypeError('This botbuilder hides its pipeline elsewhere.');
  return client.pipeline;
}

function hasPipeline(client: unknown): client is { readonly pipeline: Pipeline } {
  return (
    typeof client === 'object' &&
    client !== null &&
    'pipeline' in client &&
    typeof client.pipeline === 'object' &&
    client.pipeline !== null &&
    'removePolicy' in client.pipeline &&
    typeof client.pipeline.removePolicy === 'function' &&
    'addPolicy' in client.pipeline &&
    typeof client.pipeline.addPolicy === 'function'
  );
}
