import { describe, expect, it } from 'vitest';
import type { Outcome } from '../../../src/microsoft/policy/attempt.ts';
import { backoffMs, decide } from '../../../src/microsoft/policy/decide.ts';
import { type MicrosoftRequest, RETRY_STATUSES } from '../../../src/microsoft/policy/request.ts';
import { patient } from '../start.ts';

const NOW = 1_000_000;
const REQUEST: MicrosoftRequest = {
  policy: { api: 'graph', budget: [], retryStatuses: RETRY_STATUSES, attemptMs: 6_000 },
  cloud: 'china',
  tenantId: 'tenant',
  method: 'GET',
  url: 'https://microsoftgraph.chinacloudapi.cn/v1.0/',
  headers: () => ({}),
  deadline: NOW + 6_500,
  signal: patient(),
};

const answered = (status: number, headers: Record<string, string> = {}): Outcome => ({
  kind: 'answered',
  answer: { status, headers: new Headers(headers), body: undefined },
});

describe('decide', () => {
  it.each<[string, Outcome, number, string, string]>([
    ['a dropped connection', { kind: 'dropped', cause: new Error('reset') }, 1, 'retry', 'unavailable'],
    ['a dropped connection at last', { kind: 'dropped', cause: undefined }, 4, 'fail', 'unavailable'],
    ['a time-out', { kind: 'timeout' }, 3, 'retry', 'timeout'],
    ['a time-out at last', { kind: 'timeout' }, 4, 'fail', 'timeout'],
    ['an abort', { kind: 'aborted', cause: 'gone' }, 1, 'fail', 'timeout'],
    ['a page of HTML', { kind: 'invalid', status: 200, why: 'notJson' }, 1, 'retry', 'invalidAnswer'],
    ['another page of HTML', { kind: 'invalid', status: 200, why: 'notJson' }, 2, 'fail', 'invalidAnswer'],
    ['too much', { kind: 'invalid', status: 200, why: 'tooLarge' }, 1, 'fail', 'invalidAnswer'],
    ['a fault', answered(502), 1, 'retry', 'unavailable'],
    ['a fault at last', answered(502), 4, 'fail', 'unavailable'],
    ['throttling', answered(429), 1, 'retry', 'throttled'],
    ['throttling for a time', answered(429, { 'retry-after': '5' }), 1, 'pause', 'throttled'],
    ['a fault for a time', answered(503, { 'retry-after': '5' }), 4, 'pause', 'unavailable'],
  ])('after %s', (_name, outcome, number, action, code) => {
    expect(decide(outcome, REQUEST, number, NOW)).toMatchObject({ action, error: { code } });
  });

  it.each([200, 204, 302, 400, 401, 403, 404, 409, 417, 501])('hands %i to the caller', (status) => {
    expect(decide(answered(status), REQUEST, 1, NOW)).toMatchObject({ action: 'done', answer: { status } });
  });

  it('tells until when, and which request it was', () => {
    const outcome = answered(429, { 'retry-after': '5', 'request-id': 'req-1' });
    expect(decide(outcome, REQUEST, 1, NOW)).toMatchObject({
      error: { retryAt: NOW + 5_000, requestId: 'req-1', status: 429 },
    });
  });

  it('passes on no request id that is none', () => {
    const outcome = answered(500, { 'request-id': 'hello, <b>world</b>' });
    expect(decide(outcome, REQUEST, 1, NOW)).toMatchObject({ error: { requestId: undefined } });
  });
});

describe('backoffMs', () => {
  it.each([
    [1, 250],
    [2, 500],
    [3, 1_000],
    [9, 4_000],
  ])('is anything up to a bound after attempt %i', (number, bound) => {
    expect(backoffMs(number, 0)).toBe(0);
    expect(backoffMs(number, 0.999)).toBeCloseTo(bound * 0.999);
  });
});
