import type { MicrosoftApi } from '../call.ts';

/**
 * The headers in which an API takes the caller's own id of a call, which Microsoft's support can find it by. Graph: "client-request-id"; Azure
 * Resource Manager documents it with and without its prefix; Partner Center: "MS-CorrelationId", where "MS-RequestId" is the idempotency key and
 * is left alone. https://learn.microsoft.com/partner-center/developer/headers
 */
const HEADERS: Readonly<Record<MicrosoftApi, readonly string[]>> = {
  signIn: ['client-request-id'],
  graph: ['client-request-id'],
  arm: ['client-request-id', 'x-ms-client-request-id'],
  partnerCenter: ['ms-correlationid'],
};

/** The headers of a call with the id of the question it belongs to; as they are where nobody asked. */
export function correlate(
  headers: Readonly<Record<string, string>>,
  api: MicrosoftApi,
  id: string | undefined,
): Readonly<Record<string, string>> {
  return id === undefined
    ? headers
    : { ...headers, ...Object.fromEntries(HEADERS[api].map((name) => [name, id])) };
}
