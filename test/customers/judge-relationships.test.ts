import { describe, expect, it } from 'vitest';
import type { AdminRelationship } from '../../src/customers/access.ts';
import { judgeRelationship, summariseRelationships } from '../../src/customers/judge-relationships.ts';

const NOW = Date.parse('2026-11-21T10:00:00Z');
const DAY = 86_400_000;

const make = (overrides: Partial<AdminRelationship>): AdminRelationship => ({
  id: 'r',
  tenantId: 'T-1',
  name: 'Delegated admin',
  status: 'active',
  endsAt: NOW + 400 * DAY,
  autoExtends: false,
  ...overrides,
});
const ended = make({ status: 'ended', endsAt: NOW - DAY, id: 'old' });

/** What is said of a customer with these relationships at `at`. */
const judge = (relationships: readonly AdminRelationship[], at = NOW) =>
  summariseRelationships(relationships, NOW).flatMap((summary) => {
    const state = judgeRelationship(summary, at);
    return state === undefined ? [] : [{ state, id: summary.id, tenantId: summary.tenantId }];
  })[0];

describe('delegated admin relationships', () => {
  it.each<[string, readonly AdminRelationship[], string | undefined]>([
    ['one in force for long', [make({})], undefined],
    ['none at all', [], undefined],
    ['one ending within 30 days', [make({ endsAt: NOW + 30 * DAY })], 'expiring'],
    ['one ending in 31 days', [make({ endsAt: NOW + 31 * DAY })], undefined],
    ['one that is prolonged by itself', [make({ endsAt: NOW + DAY, autoExtends: true })], undefined],
    ['one in force without an end', [make({ endsAt: undefined })], undefined],
    ['one that ended', [ended], 'expired'],
    ['one called active whose end has passed', [make({ endsAt: NOW - 1 })], 'expired'],
    ['one ended, another in force', [ended, make({})], undefined],
    ['one ended, another awaited', [ended, make({ status: 'pending' })], undefined],
    ['one ended, another in a state we have not met', [ended, make({ status: 'unknown' })], undefined],
    ['one awaited only', [make({ status: 'pending' })], undefined],
    [
      'two ending, the later one within 30 days',
      [make({ endsAt: NOW + DAY }), make({ endsAt: NOW + 2 * DAY })],
      'expiring',
    ],
    ['two, one ending and one not', [make({ endsAt: NOW + DAY }), make({})], undefined],
    [
      'two ending, one prolonged',
      [make({ endsAt: NOW + DAY }), make({ endsAt: NOW + DAY, autoExtends: true })],
      undefined,
    ],
  ])('of a customer with %s', (_name, relationships, state) => {
    expect(judge(relationships)?.state).toBe(state);
  });

  it('names the one that ends, or ended, last, and the tenant in small letters', () => {
    const older = make({ status: 'ended', endsAt: NOW - 9 * DAY, id: 'older', tenantId: 't-1' });
    expect(judge([older, ended])).toEqual({ state: 'expired', id: 'old', tenantId: 't-1' });
  });

  it('turns from nothing to expiring to expired as time passes, without being read again', () => {
    const one = [make({ endsAt: NOW + 31 * DAY })];
    expect(judge(one, NOW + 2 * DAY)?.state).toBe('expiring');
    expect(judge(one, NOW + 32 * DAY)?.state).toBe('expired');
  });
});
