import { inspect } from 'node:util';
import { describe, expect, it } from 'vitest';
import { DeliveryError } from '../../src/delivery/messenger.ts';
import { describeError } from '../../src/log.ts';
import { toDeliveryError, toSignInError } from '../../src/teams/delivery-error.ts';

const NOW = Date.UTC(2026, 10, 21, 12);
const HOUR = 3_600_000;

/** An error as botbuilder's connector client throws it. */
function makeRestError(status: number, body: unknown = '', headers: Readonly<Record<string, string>> = {}) {
  return Object.assign(new Error('Operation returned an invalid status code'), {
    name: 'RestError',
    statusCode: status,
    request: { headers: { authorization: 'Bearer eyJ0eXAi' }, body: 'the card of Contoso' },
    response: {
      status,
      bodyAsText: typeof body === 'string' ? body : JSON.stringify(body),
      headers: { get: (name: string) => headers[name] },
    },
  });
}
const says = (code: string) => ({ error: { code, message: 'Something about Contoso.' } });
const BLOCKED = {
  errorCode: 209,
  message: JSON.stringify({
    subCode: 'MessageWritesBlocked',
    details: 'Thread is blocked from message writes.',
    errorCode: null,
    errorSubCode: null,
  }),
};

describe('an answer of Teams', () => {
  it.each([
    [400, says('BadArgument'), 'refused', 'refused'],
    [401, says('BotNotRegistered'), 'unavailable', 'unavailable'],
    [403, says('BotDisabledByAdmin'), 'blocked', 'blocked'],
    [403, says('ConversationBlockedByUser'), 'blocked', 'blocked'],
    [403, BLOCKED, 'blocked', 'blocked'],
    [403, { errorCode: 209, message: 'not JSON' }, 'blocked', 'blocked'],
    [403, { error: { code: 'Forbidden', innerHttpError: { body: BLOCKED } } }, 'blocked', 'blocked'],
    [403, says('BotNotInConversationRoster'), 'gone', 'gone'],
    [403, says('ForbiddenOperationException'), 'gone', 'gone'],
    [403, says('NotEnoughPermissions'), 'refused', 'messageGone'],
    [403, '', 'refused', 'messageGone'],
    [404, says('ConversationNotFound'), 'gone', 'gone'],
    [404, says('ActivityNotFoundInConversation'), 'refused', 'messageGone'],
    [404, '<html>Not found</html>', 'refused', 'messageGone'],
    [405, '', 'refused', 'messageGone'],
    [408, '', 'unavailable', 'unavailable'],
    [412, says('PreconditionFailed'), 'throttled', 'throttled'],
    [413, says('MessageSizeTooBig'), 'tooLarge', 'tooLarge'],
    [429, says('Throttled'), 'throttled', 'throttled'],
    [500, says('ServiceError'), 'unavailable', 'unavailable'],
    [502, '<html>Bad gateway</html>', 'unavailable', 'unavailable'],
    [503, '', 'unavailable', 'unavailable'],
    [504, '', 'unavailable', 'unavailable'],
    [302, '', 'refused', 'refused'],
    [200, 'not JSON', 'refused', 'refused'],
  ])('%i %j is %s on a post and %s on an edit', (status, body, onPost, onUpdate) => {
    expect(toDeliveryError(makeRestError(status, body), 'post', NOW).code).toBe(onPost);
    expect(toDeliveryError(makeRestError(status, body), 'update', NOW).code).toBe(onUpdate);
  });

  it.each([
    ['7', NOW + 7_000],
    ['1.5', NOW + 1_500],
    ['Sat, 21 Nov 2026 12:00:30 GMT', NOW + 30_000],
    ['99999999', NOW + HOUR],
    ['0', undefined],
    ['-1', undefined],
    ['Sat, 21 Nov 2026 11:00:00 GMT', undefined],
    ['soon', undefined],
    ['', undefined],
  ])('says with Retry-After %j when to come back', (header, retryAt) => {
    expect(toDeliveryError(makeRestError(429, '', { 'retry-after': header }), 'post', NOW).retryAt).toBe(
      retryAt,
    );
  });

  it('says when to come back where Teams itself is down, and only where coming back helps', () => {
    const headers = { 'retry-after': '7' };
    expect(toDeliveryError(makeRestError(503, '', headers), 'post', NOW).retryAt).toBe(NOW + 7_000);
    expect(toDeliveryError(makeRestError(400, '', headers), 'post', NOW).retryAt).toBe(undefined);
    expect(toDeliveryError(makeRestError(429), 'post', NOW).retryAt).toBe(undefined);
  });

  it('is told to the operator by status and code, without anything that was sent or said', () => {
    const error = toDeliveryError(makeRestError(403, BLOCKED), 'post', NOW);
    expect(error.message).toBe('Teams answered 403 (209).');
    expect(describeError(error).error).toBe(
      'DeliveryError(blocked) < ConnectorError(403 209 MessageWritesBlocked)',
    );
    const everything = inspect(error, { depth: null, showHidden: true });
    for (const secret of ['eyJ0eXAi', 'Contoso', 'Thread is blocked'])
      expect(everything).not.toContain(secret);
  });

  it.each([
    ['a code that is a sentence', says('Contoso is <b>gone</b>')],
    ['a body that is too long', says('x'.repeat(100_000))],
    ['an error in an error without end', '{"error":'.repeat(5_000)],
    ['a body that is a list', [1, 2]],
  ])('is read safely: %s', (_what, body) => {
    const error = toDeliveryError(makeRestError(500, body), 'post', NOW);
    expect(error).toMatchObject({ code: 'unavailable', message: 'Teams answered 500.' });
  });
});

describe('a call without an answer', () => {
  it.each([
    ['the connection was refused', { name: 'RestError', code: 'ECONNREFUSED' }, 'unavailable'],
    ['the name is not known', { name: 'RestError', code: 'ENOTFOUND' }, 'unavailable'],
    ['the sign-in was not reached', { name: 'ClientAuthError', errorCode: 'network_error' }, 'unavailable'],
  ])('%s', (_what, properties, code) => {
    const error = toDeliveryError(Object.assign(new Error('secret'), properties), 'post', NOW);
    expect(error.code).toBe(code);
    expect(inspect(error, { depth: null, showHidden: true })).not.toContain('secret');
  });

  it('is unavailable where nothing is known', () => {
    expect(toDeliveryError('odd', 'post', NOW)).toMatchObject({
      code: 'unavailable',
      message: 'Teams was not reached.',
    });
  });

  it('stays what it already is', () => {
    const error = new DeliveryError('refused', 'No.');
    expect(toDeliveryError(error, 'post', NOW)).toBe(error);
  });
});

describe('a sign-in that fails', () => {
  it.each([
    [
      'the secret is wrong',
      { name: 'ServerError', errorCode: 'invalid_client', status: 401 },
      'invalid_client',
    ],
    [
      'the app is not in the tenant',
      { name: 'ServerError', errorCode: 'unauthorized_client' },
      'unauthorized_client',
    ],
    [
      'Entra refuses the request',
      { name: 'ServerError', errorCode: 'invalid_grant', status: 400 },
      'invalid_grant',
    ],
    ['Entra is out of reach', { name: 'ClientAuthError', errorCode: 'network_error' }, 'network_error'],
    [
      'the managed identity is not there',
      makeRestError(400, says('identity_not_found')),
      'identity_not_found',
    ],
  ])('is waited for: %s', (_what, properties, code) => {
    const error = toSignInError(Object.assign(new Error('secret'), properties), NOW);
    expect(error).toMatchObject({ code: 'unavailable', message: `The bot could not sign in (${code}).` });
    expect(describeError(error).error).toContain(`SignInError(`);
    expect(inspect(error, { depth: null, showHidden: true })).not.toContain('secret');
  });

  it('is waited for where nothing is known of it', () => {
    expect(toSignInError('odd', NOW)).toMatchObject({
      code: 'unavailable',
      message: 'The bot could not sign in.',
    });
  });
});
