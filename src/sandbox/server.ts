import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { ControlRequest } from './control.ts';
import { answerJson, type SandboxAnswer, type SandboxRequest } from './exchange.ts';
import { SIMULATED_HOSTS } from './hosts.ts';
import { readBody } from './read-body.ts';

export interface ServerParts {
  readonly answerMicrosoft: (
    request: SandboxRequest,
    signal: AbortSignal,
  ) => Promise<SandboxAnswer | undefined>;
  readonly answerControl: (request: ControlRequest) => SandboxAnswer;
}

/** The HTTP edge: tells simulated hosts and the sandbox's own endpoints apart by the first segment of the path. */
export function createSandboxServer(parts: ServerParts): Server {
  return createServer((message, response) => {
    const gone = new AbortController();
    response.on('close', () => gone.abort());
    handle(message, parts, gone.signal)
      .catch(answerUnexpected)
      .then((answer) => send(message, response, answer));
  });
}

/** A path that cannot be decoded is the caller's mistake; anything else is the sandbox's. */
function answerUnexpected(error: unknown): SandboxAnswer {
  return answerJson(error instanceof URIError ? 400 : 500, { error: String(error) });
}

async function handle(
  message: IncomingMessage,
  parts: ServerParts,
  signal: AbortSignal,
): Promise<SandboxAnswer | undefined> {
  const [, host = '', path = '/', search = ''] =
    /^\/([^/?]*)(\/[^?]*)?(?:\?(.*))?$/s.exec(message.url ?? '') ?? [];
  const body = await readBody(message);
  if (body === undefined) return answerJson(413, { error: 'The body is too long' }, { connection: 'close' });
  const method = message.method ?? 'GET';
  if (host === 'sandbox') {
    // A web page that somebody has open must not steer the sandbox: browsers name the page in Origin, or ask for a foreign Host.
    const foreign =
      message.headers.origin !== undefined ||
      !/^(127\.0\.0\.1|localhost)(:|$)/.test(message.headers.host ?? '');
    return foreign
      ? answerJson(403, { error: 'Not from a web page' })
      : parts.answerControl({ method, path, body });
  }
  const simulated = SIMULATED_HOSTS.get(host.toLowerCase());
  if (!simulated) return answerJson(502, { error: `The sandbox does not simulate '${host}'` });
  const request: SandboxRequest = {
    method,
    host: host.toLowerCase(),
    cloud: simulated.cloud,
    path,
    query: new URLSearchParams(search),
    headers: message.headers,
    body,
  };
  return parts.answerMicrosoft(request, signal);
}

function send(message: IncomingMessage, response: ServerResponse, answer: SandboxAnswer | undefined): void {
  if (answer === undefined) {
    message.socket.destroy();
    return;
  }
  if (response.destroyed) return;
  response.writeHead(answer.status, { 'content-length': Buffer.byteLength(answer.body), ...answer.headers });
  response.end(message.method === 'HEAD' ? undefined : answer.body);
}
