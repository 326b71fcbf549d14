import { describe, expect, it } from 'vitest';
import { decideVerdict } from '../../src/health/verdict.ts';

const unread = (part: 'services' | 'incidents' | 'changes') =>
  ({ part, code: 'timeout', retryAt: undefined }) as const;

describe('decideVerdict', () => {
  it.each([
    [['down'], [], 'yes', 'outage'],
    [['healthy', 'degraded'], [], 'yes', 'outage'],
    [['degraded'], [unread('services')], 'yes', 'outage'],
    [['advisory', 'healthy'], [], 'maybe', 'advisory'],
    [['advisory'], [unread('incidents')], 'maybe', 'advisory'],
    [['recovered', 'healthy'], [], 'maybe', 'recovering'],
    [['unknown', 'healthy'], [], 'maybe', 'unknownState'],
    [['unknown', 'recovered'], [], 'maybe', 'unknownState'],
    [['healthy'], [], 'noKnownIssue', 'clear'],
    [['healthy'], [unread('changes')], 'noKnownIssue', 'clear'],
    [['healthy'], [unread('incidents')], 'cannotTell', 'unread'],
    [['healthy'], [unread('services')], 'cannotTell', 'unread'],
    [['recovered'], [unread('incidents')], 'cannotTell', 'unread'],
    [[], [unread('services'), unread('incidents')], 'cannotTell', 'unread'],
    [[], [], 'cannotTell', 'noServices'],
  ] as const)('answers %j with %j unread: %s (%s)', (severities, parts, answer, reason) => {
    expect(decideVerdict({ severities, unread: parts })).toMatchObject({ answer, reason });
  });

  it('counts the services that are worse than recovered', () => {
    const severities = ['down', 'advisory', 'recovered', 'unknown', 'healthy'] as const;
    expect(decideVerdict({ severities, unread: [] })).toMatchObject({ affected: 3, total: 5 });
  });
});
