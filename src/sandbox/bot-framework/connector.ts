import { z } from 'zod';
import { CLOUDS } from '../../clouds.ts';
import { SANDBOX_BOT } from '../accounts.ts';
import { answerJson, readBearer, type SandboxAnswer, type SandboxRequest } from '../exchange.ts';
import type { Tokens } from '../sign-in/tokens.ts';
import type { KeptMessages } from './kept-messages.ts';

export interface ConnectorParts {
  readonly messages: KeptMessages;
  readonly tokens: Tokens;
}

const CONVERSATION = z.object({
  activity: z.unknown().optional(),
  channelData: z.object({ channel: z.object({ id: z.string() }).optional() }).optional(),
  members: z.array(z.object({ id: z.string() })).optional(),
});

/** Answers for the hosts of the Bot Connector, the part of it that a bot sends with. Below any service URL: `/amer/`, `/teams/`. */
export function createBotConnector(parts: ConnectorParts): (request: SandboxRequest) => SandboxAnswer {
  return (request) => {
    if (!isBot(request, parts.tokens)) return answerConnectorFailure(401, 'Unauthorized');
    const call = /^(.*?\/)\/?v3\/conversations(?:\/([^/]+)\/activities(?:\/([^/]+))?)?\/?$/.exec(
      request.path,
    );
    if (!call) return answerConnectorFailure(404, 'ServiceError');
    const [, base = '/', conversation, message] = call;
    const place = { cloud: request.cloud, serviceUrl: `https://${request.host}${base}` };
    const body = parseJson(request.body);
    if (conversation === undefined) {
      return request.method === 'POST'
        ? create(place, body, parts.messages)
        : answerConnectorFailure(405, 'MethodNotAllowed');
    }
    const id = message === undefined ? undefined : decodeURIComponent(message);
    const at = { ...place, conversation: decodeURIComponent(conversation) };
    switch (request.method) {
      case 'POST':
        return answerJson(201, { id: parts.messages.add({ ...at, replyTo: id, activity: body }).id });
      case 'PUT':
        return id !== undefined && parts.messages.change(id, body) ? answerJson(200, { id }) : unknown();
      case 'DELETE':
        return id !== undefined && parts.messages.remove(id) ? answerJson(200, {}) : unknown();
      default:
        return answerConnectorFailure(405, 'MethodNotAllowed');
    }
  };
}

function isBot({ headers, cloud }: SandboxRequest, tokens: Tokens): boolean {
  const claims = tokens.read(readBearer(headers) ?? '');
  return (
    claims !== undefined &&
    claims.cloud === cloud &&
    claims.appid === SANDBOX_BOT[cloud].appId &&
    `${claims.aud}/.default` === CLOUDS[cloud].botFramework.tokenScope &&
    !tokens.isExpired(claims)
  );
}

/** A thread of a channel, or a chat with a person; with its first message, where there is one. */
function create(
  place: { readonly cloud: SandboxRequest['cloud']; readonly serviceUrl: string },
  body: unknown,
  messages: KeptMessages,
): SandboxAnswer {
  const { data } = CONVERSATION.safeParse(body);
  const channel = data?.channelData?.channel?.id;
  const base = channel ?? (data?.members?.[0] ? `a:${data.members[0].id}` : undefined);
  if (base === undefined) return answerConnectorFailure(400, 'BadSyntax');
  if (data?.activity === undefined) return answerJson(201, { id: base });
  const { id } = messages.add({ ...place, conversation: base, replyTo: undefined, activity: data.activity });
  return answerJson(201, { id: channel === undefined ? base : `${base};messageid=${id}`, activityId: id });
}

const unknown = () => answerConnectorFailure(404, 'ActivityNotFoundInConversation');

/** In the connector's shape: "Status codes from bot conversational APIs". */
export function answerConnectorFailure(
  status: number,
  code: string,
  headers: Readonly<Record<string, string>> = {},
): SandboxAnswer {
  return answerJson(status, { error: { code, message: 'The request could not be served.' } }, headers);
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
