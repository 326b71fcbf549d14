import type { Clock, Random } from '../../time.ts';
import { ArmFailure, answerArmFailure, stampArmHeaders } from '../arm/errors.ts';
import { answerConnectorFailure } from '../bot-framework/connector.ts';
import { answerJson, type SandboxAnswer, type SandboxRequest } from '../exchange.ts';
import { answerGraphFailure, GraphFailure, stampHeaders } from '../graph/errors.ts';
import type { SimulatedApi } from '../hosts.ts';
import { answerThrottled } from '../partner-center/errors.ts';
import { answerSignInFailure } from '../sign-in/errors.ts';

/** An error status in the shape of the API that was asked. */
export function answerFaultStatus(
  request: SandboxRequest,
  api: SimulatedApi,
  { status, retryAfterSeconds }: { readonly status: number; readonly retryAfterSeconds?: number | undefined },
  parts: { readonly clock: Clock; readonly random: Random },
): SandboxAnswer {
  const headers: Record<string, string> =
    retryAfterSeconds === undefined ? {} : { 'retry-after': String(retryAfterSeconds) };
  if (api === 'signIn') {
    const failure = {
      status,
      error: 'temporarily_unavailable',
      code: 90033,
      text: 'A transient error has occurred. Please try again.',
    };
    return answerSignInFailure(request, failure, parts, headers);
  }
  if (api === 'graph') {
    const failure = new GraphFailure(
      status,
      GRAPH_CODES[status] ?? 'UnknownError',
      'The request could not be served.',
      headers,
    );
    return answerGraphFailure(failure, stampHeaders(request, parts), parts.clock);
  }
  if (api === 'arm') {
    const failure = new ArmFailure(
      status,
      ARM_CODES[status] ?? 'InternalServerError',
      'The request could not be served.',
      headers,
    );
    return answerArmFailure(failure, stampArmHeaders(request, parts));
  }
  if (api === 'botConnector' || api === 'botMetadata')
    return answerConnectorFailure(status, status === 429 ? 'Throttled' : 'ServiceError', headers);
  if (status === 429 && retryAfterSeconds !== undefined) return answerThrottled(retryAfterSeconds, headers);
  const body = {
    code: String(status),
    description: 'The request could not be served.',
    data: [],
    source: 'PartnerFrontendService',
  };
  return answerJson(status, body, headers);
}

const GRAPH_CODES: Readonly<Record<number, string>> = {
  401: 'InvalidAuthenticationToken',
  403: 'Forbidden',
  404: 'NotFound',
  429: 'TooManyRequests',
  500: 'InternalServerError',
  502: 'BadGateway',
  503: 'ServiceUnavailable',
  504: 'GatewayTimeout',
};

const ARM_CODES: Readonly<Record<number, string>> = {
  401: 'InvalidAuthenticationToken',
  403: 'AuthorizationFailed',
  404: 'SubscriptionNotFound',
  409: 'Conflict',
  429: 'SubscriptionRequestsThrottled',
  502: 'BadGateway',
  503: 'ServerTimeout',
  504: 'GatewayTimeout',
};

/** The page of a proxy that got in the way. */
export function answerHtml(status: number): SandboxAnswer {
  return {
    status,
    headers: { 'content-type': 'text/html' },
    body: '<!DOCTYPE html><html><head><title>Service Unavailable</title></head><body><h2>Our services are not available right now</h2></body></html>',
  };
}

/** The answer, cut off in the middle of its JSON. */
export function breakJson(answer: SandboxAnswer): SandboxAnswer {
  return { ...answer, body: answer.body.slice(0, Math.floor(answer.body.length / 2)) };
}
