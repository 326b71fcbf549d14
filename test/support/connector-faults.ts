import type { ConnectorFault } from './fake-connector.ts';

const error = (code: string, message = code) => ({ error: { code, message } });
const retryAfter = (seconds: number | undefined) =>
  seconds === undefined ? {} : { headers: { 'retry-after': String(seconds) } };

/**
 * Failures of the Bot Connector as Teams documents them or as they were seen; add where, which calls and how often.
 * https://learn.microsoft.com/microsoftteams/platform/bots/build-conversational-capability
 */
export const CONNECTOR_FAULTS = {
  throttled: (seconds?: number): ConnectorFault => ({
    status: 429,
    ...retryAfter(seconds),
    body: error('Throttled', 'Too many requests.'),
  }),
  preconditionFailed: (seconds?: number): ConnectorFault => ({
    status: 412,
    ...retryAfter(seconds),
    body: error('PreconditionFailed', 'Please try again.'),
  }),
  /** 502, 503 or 504. */
  serverError: (status: 502 | 503 | 504, seconds?: number): ConnectorFault => ({
    status,
    ...retryAfter(seconds),
    body: '<html>Bad gateway</html>',
  }),
  activityNotFound: { status: 404, calls: ['update'], body: error('ActivityNotFoundInConversation') },
  conversationNotFound: { status: 404, body: error('ConversationNotFound') },
  notInRoster: { status: 403, body: error('BotNotInConversationRoster') },
  disabledByAdmin: { status: 403, body: error('BotDisabledByAdmin') },
  writesBlocked: { status: 403, body: { errorCode: 209, message: '{"subCode":"MessageWritesBlocked"}' } },
  tooBig: { status: 413, body: error('MessageSizeTooBig') },
  badSyntax: { status: 400, body: error('BadSyntax') },
  /** The message arrives, and nobody hears of it. */
  answerLost: { status: 0, arrives: true },
  connectionBroken: { status: 0 },
  neverAnswered: {},
  /** The message arrives, and is answered late. */
  slow: (delayMs: number): ConnectorFault => ({ delayMs }),
} satisfies Record<string, ConnectorFault | ((parameter: never) => ConnectorFault)>;
