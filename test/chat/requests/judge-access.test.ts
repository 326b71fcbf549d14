import { describe, expect, it } from 'vitest';
import { judgeAccess } from '../../../src/chat/requests/judge-access.ts';
import type { Customer } from '../../../src/customers/customer.ts';
import type { ReadErrorCode } from '../../../src/errors.ts';
import type { AccessProblem } from '../../../src/health/estate/overview.ts';
import type { ReportPart } from '../../../src/health/unread-part.ts';
import { CONTOSO, TAILWIND_CHINA } from '../../support/card-fixtures.ts';

/** An estate in which Contoso, or who is told, has these problems. */
function judge(problem: Partial<AccessProblem>, of: Customer = CONTOSO) {
  const problems: AccessProblem[] = [
    { customer: of, unread: [], relationship: undefined, triedAt: 0, ...problem },
  ];
  return judgeAccess(CONTOSO, {
    access: () => ({
      problems,
      counts: { unreadable: 0, partly: 0, expired: 0, expiring: 0 },
      coverage: {
        ...{ total: 1, read: 1, untried: 0, azureUnread: 0 },
        ...{ failed: {}, oldestReadAt: undefined, newestReadAt: undefined },
      },
      unreadRelationships: [],
    }),
  });
}

const lacks = (part: ReportPart, code: ReadErrorCode) => ({ part, code, retryAt: undefined });
const relate = (state: 'expired' | 'expiring') => ({ state, endsAt: 0, id: 'r1' });

describe('access to a customer', () => {
  it.each([
    'noConsent',
    'signInBlocked',
    'forbidden',
  ] as const)('is gone when incidents are refused with %s', (code) => {
    expect(judge({ unread: [lacks('services', 'timeout'), lacks('incidents', code)] })).toEqual({
      kind: 'unread',
      code,
    });
  });

  it.each([
    'credentialRefused',
    'notFound',
    'throttled',
    'timeout',
    'unavailable',
    'invalidAnswer',
  ] as const)('is not gone by %s, which passes or is ours', (code) => {
    expect(judge({ unread: [lacks('incidents', code)] })).toBeUndefined();
  });

  it.each(['services', 'changes', 'azure'] as const)('is not gone when only %s are refused', (part) => {
    expect(judge({ unread: [lacks(part, 'forbidden')] })).toBeUndefined();
  });

  it('is gone when the relationship has ended, which says more than what was refused', () => {
    expect(judge({ relationship: relate('expired'), unread: [lacks('incidents', 'noConsent')] })).toEqual({
      kind: 'relationship',
    });
  });

  it('is there while the relationship is only about to end', () => {
    expect(judge({ relationship: relate('expiring') })).toBeUndefined();
    expect(judge({ relationship: relate('expiring'), unread: [lacks('incidents', 'forbidden')] })).toEqual({
      kind: 'unread',
      code: 'forbidden',
    });
  });

  it.each([
    ['another customer', TAILWIND_CHINA],
    ['the tenant of that id in another cloud', { ...CONTOSO, cloud: 'china' as const }],
  ])('is not taken by what %s lacks', (_who, other) => {
    expect(judge({ relationship: relate('expired') }, other)).toBeUndefined();
  });
});
