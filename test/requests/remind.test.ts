import { describe, expect, it } from 'vitest';
import { remind, remindAt } from '../../src/requests/remind.ts';
import { SEVERITIES, STATES } from '../../src/requests/request.ts';
import {
  HOUR_MS,
  MINUTE_MS,
  makeDraft,
  makeRequest,
  OPENED_AT,
  stepOf,
  TICKET,
} from '../support/requests.ts';

const RAISED_AT = OPENED_AT + MINUTE_MS;
const silent = makeRequest({ state: 'withVendor', ticket: TICKET, changedAt: RAISED_AT });

describe('a ticket number that is missing', () => {
  it('is missed half an hour after the request was raised', () => {
    const due = RAISED_AT + 30 * MINUTE_MS;
    expect(remindAt(makeRequest())).toBe(due);
    expect(remindAt(makeRequest({ changedAt: due - 1 }))).toBe(due);
    expect(remind(due - 1)(makeRequest())).toBe('same');
    expect(stepOf(remind(due)(makeRequest())).changes).toEqual([
      { kind: 'reminded', about: 'ticketMissing' },
    ]);
  });

  it('is missed half an hour after what happened later still', () => {
    const changedAt = RAISED_AT + 5 * HOUR_MS;
    expect(remindAt(makeRequest({ changedAt }))).toBe(changedAt + 30 * MINUTE_MS);
  });

  it.each([
    ['A', 2],
    ['B', 4],
    ['C', 8],
  ] as const)('is missed once; a request of severity %s is silent after %i hours all the same', (severity, hours) => {
    const missed = makeRequest({ severity, reminders: 1 });
    const due = RAISED_AT + hours * HOUR_MS;
    expect(remindAt(missed)).toBe(due);
    const { request, changes } = stepOf(remind(due)(missed));
    expect(changes).toEqual([{ kind: 'reminded', about: 'silent' }]);
    expect(remindAt(request)).toBe(RAISED_AT + 2 * hours * HOUR_MS);
  });

  it('is missed once for all that was missed while nobody could remind', () => {
    const now = RAISED_AT + 5 * HOUR_MS;
    const { request, changes } = stepOf(remind(now)(makeRequest()));
    expect(changes).toEqual([{ kind: 'reminded', about: 'ticketMissing' }]);
    expect(remindAt(request)).toBe(RAISED_AT + 8 * HOUR_MS);
  });

  it.each([
    { ticket: TICKET },
    { route: 'helpdesk' as const },
    { route: 'azureSupport' as const },
    { state: 'withVendor' as const },
  ])('is not missed where none is awaited (%#)', (overrides) => {
    expect(remindAt(makeRequest(overrides))).toBe(RAISED_AT + 4 * HOUR_MS);
  });
});

describe('a silent request', () => {
  it.each([
    ['A', 2],
    ['B', 4],
    ['C', 8],
  ] as const)('of severity %s is reminded of after %i hours, then twice as many', (severity, hours) => {
    for (const [reminders, times] of [1, 2, 4, 8].entries()) {
      const due = RAISED_AT + hours * times * HOUR_MS;
      expect(remindAt({ ...silent, severity, reminders })).toBe(due);
    }
  });

  it('counts its reminders, which are no change', () => {
    const now = RAISED_AT + 4 * HOUR_MS;
    expect(remind(now)(silent)).toEqual({
      request: { ...silent, reminders: 1 },
      changes: [{ kind: 'reminded', about: 'silent' }],
      jobs: [],
    });
  });

  it('is reminded of once for all that was missed while nobody could', () => {
    const now = RAISED_AT + 20 * HOUR_MS;
    const { request } = stepOf(remind(now)(silent));
    expect(request.reminders).toBe(3);
    expect(remindAt(request)).toBe(RAISED_AT + 32 * HOUR_MS);
    expect(remind(now)(request)).toBe('same');
  });

  it('always is reminded of later than now, however long it was left', () => {
    for (const severity of SEVERITIES) {
      const now = RAISED_AT + 20 * 365 * 24 * HOUR_MS;
      const { request } = stepOf(remind(now)({ ...silent, severity }));
      expect(remindAt(request)).toBeGreaterThan(now);
    }
  });
});

it.each(STATES)('reminds of what is open only (%s)', (state) => {
  const isOpen = ['raised', 'withVendor', 'waitingForUs'].includes(state);
  const request = state === 'draft' ? makeDraft() : makeRequest({ state });
  expect(remindAt(request) !== undefined).toBe(isOpen);
  expect(remind(RAISED_AT + 1_000 * HOUR_MS)(request) !== 'same').toBe(isOpen);
});
