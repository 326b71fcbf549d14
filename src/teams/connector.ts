import type { BotFrameworkAdapter, ConversationReference } from 'botbuilder';
import type { TeamsAdapter } from './adapter.ts';

/** botbuilder's client of the Bot Connector: every call takes an `abortSignal`. */
export type Connector = ReturnType<BotFrameworkAdapter['createConnectorClient']>;

/**
 * Runs `work` with a client of the reference's connector, signed in as `appId` (empty: not signed in), and returns what it returns. The
 * client tries everything once: whether to try again is for whoever keeps the order of messages. Throws `SignInFailure` when the bot gets no
 * token, before anything is sent.
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
    if (appId !== '') await signIn(connector);
    answer.resolve(await work(connector));
  });
  return answer.promise;
}

/**
 * By itself the client repeats a post after an error of the network or of Teams, which shows the message twice where the first one had
 * arrived, sleeps through Retry-After instead of telling it, and follows redirects to other hosts. botbuilder-stdlib 4.23 ignores its own
 * `noRetryPolicy`.
 */
function sendOnce(connector: Connector): void {
  const client: unknown = Reflect.get(connector, 'client');
  if (!hasPipeline(client)) throw new TypeError('This botbuilder hides its retries elsewhere.');
  client.pipeline.removePolicy({ name: 'defaultRetryPolicy' });
  client.pipeline.removePolicy({ name: 'redirectPolicy' });
}

/** The bot got no token; `cause` is what the sign-in has thrown. */
export class SignInFailure extends Error {
  constructor(cause: unknown) {
    super('The bot could not sign in.', { cause });
    this.name = 'SignInFailure';
  }
}

/** The token is kept for the call that follows; asked for first, its failure is told apart from the connector's. */
async function signIn(connector: Connector): Promise<void> {
  const credentials: unknown = Reflect.get(connector, 'credentials');
  if (!hasToken(credentials)) throw new TypeError('This botbuilder hides its credentials elsewhere.');
  try {
    await credentials.getToken();
  } catch (error) {
    throw new SignInFailure(error);
  }
}

interface HasToken {
  getToken(): Promise<unknown>;
}

function hasToken(credentials: unknown): credentials is HasToken {
  return (
    typeof credentials === 'object' &&
    credentials !== null &&
    'getToken' in credentials &&
    typeof credentials.getToken === 'function'
  );
}

interface HasPipeline {
  readonly pipeline: { removePolicy(options: { readonly name: string }): unknown };
}

function hasPipeline(client: unknown): client is HasPipeline {
  return (
    typeof client === 'object' &&
    client !== null &&
    'pipeline' in client &&
    typeof client.pipeline === 'object' &&
    client.pipeline !== null &&
    'removePolicy' in client.pipeline &&
    typeof client.pipeline.removePolicy === 'function'
  );
}
