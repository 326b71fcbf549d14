import { z } from 'zod';

/** What is known of a failed call: no message, no request, no address, as they hold cards and tokens. */
export interface ConnectorFailure {
  /** HTTP status of the connector's answer; undefined when there was none. */
  readonly status: number | undefined;
  /** The connector's own error codes, outermost first, or the network's or the sign-in's: letters, digits and underscores only. */
  readonly codes: readonly string[];
  /** The `Retry-After` header as it came. */
  readonly retryAfter: string | undefined;
}

/** The longest error that is looked into, in characters; documented ones are below 1,000. */
const LONGEST_BODY = 20_000;
/** How deep error inside error is looked into: `message` holds JSON, `innerHttpError` a body. */
const DEEPEST = 4;

const REST_ERROR = z.object({
  statusCode: z.int().optional().catch(undefined),
  status: z.int().optional().catch(undefined),
  code: z.string().optional().catch(undefined),
  /** MSAL's. */
  errorCode: z.string().optional().catch(undefined),
  response: z
    .object({
      bodyAsText: z.string().nullish().catch(undefined),
      headers: z.custom<HeadersLike>(isHeadersLike).optional().catch(undefined),
    })
    .optional()
    .catch(undefined),
});

/** Reads what botbuilder's connector client, or the sign-in before it, has thrown. */
export function readConnectorError(error: unknown): ConnectorFailure {
  const { data = {} } = REST_ERROR.safeParse(error);
  const { response } = data;
  const body = response?.bodyAsText ?? '';
  const codes = response ? readCodes(parseJson(body)) : [data.code, data.errorCode];
  return {
    status: data.statusCode ?? data.status,
    codes: codes.filter((code) => code !== undefined && /^\w{1,60}$/.test(code)).map(String),
    retryAfter: response?.headers?.get('retry-after') ?? undefined,
  };
}

const BODY = z.object({
  code: z.string().optional().catch(undefined),
  subCode: z.string().optional().catch(undefined),
  errorCode: z.union([z.string(), z.number()]).optional().catch(undefined),
  error: z.unknown().optional(),
  innerHttpError: z.unknown().optional(),
  body: z.unknown().optional(),
  message: z.unknown().optional(),
});

/** The two documented shapes: `{ error: { code } }`, and `{ errorCode: 209, message: "{ \"subCode\": … }" }`. */
function readCodes(value: unknown, depth = 0): readonly (string | undefined)[] {
  const body = BODY.safeParse(value).data;
  if (body === undefined || depth >= DEEPEST) return [];
  const { code, subCode, errorCode, error, innerHttpError, message } = body;
  const inside = [
    error,
    innerHttpError,
    body.body,
    typeof message === 'string' ? parseJson(message) : message,
  ];
  return [code, subCode, errorCode?.toString(), ...inside.flatMap((part) => readCodes(part, depth + 1))];
}

function parseJson(text: string): unknown {
  if (text.length > LONGEST_BODY) return undefined;
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

interface HeadersLike {
  get(name: string): string | undefined;
}

function isHeadersLike(value: unknown): value is HeadersLike {
  return typeof value === 'object' && value !== null && 'get' in value && typeof value.get === 'function';
}
