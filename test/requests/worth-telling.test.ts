import { describe, expect, it } from 'vitest';
import type { Actor, Change } from '../../src/requests/change.ts';
import { isWorthTelling } from '../../src/requests/worth-telling.ts';
import { personKey } from '../../src/staff/person.ts';
import { makeChange, PEOPLE } from '../support/requests.ts';

const RAISER = personKey(PEOPLE.adele);
const VENDOR: Actor = { kind: 'vendor' };
const BOT: Actor = { kind: 'bot' };
const byAdele: Actor = { kind: 'person', person: PEOPLE.adele };
const byMegan: Actor = { kind: 'person', person: PEOPLE.megan };

const CHANGES: readonly Change[] = [
  { kind: 'raised', route: 'portal' },
  { kind: 'taken' },
  { kind: 'state', from: 'raised', to: 'resolved' },
  { kind: 'ticket', number: '1191', previous: undefined },
  { kind: 'note', text: 'x', toVendor: false },
  { kind: 'vendorNote', text: 'x' },
  { kind: 'severity', from: 'A', to: 'B' },
  { kind: 'rerouted', from: 'portal', to: 'helpdesk' },
  { kind: 'trouble', code: 'plan', cause: 'x' },
  { kind: 'vendorRefused', what: 'note', cause: 'x' },
  { kind: 'secondTicket', number: '1192', isClosed: true, cause: '' },
  { kind: 'vendorStatus', status: 'Open' },
  { kind: 'reminded', about: 'silent' },
  { kind: 'helpdeskUnreachable' },
];

describe('who raised a request', () => {
  it.each(CHANGES)('is told of $kind by others, not by themself', (change) => {
    for (const by of [VENDOR, BOT, byMegan]) {
      expect(isWorthTelling(makeChange({ by, change }), 'raiser', RAISER)).toBe(true);
    }
    expect(isWorthTelling(makeChange({ by: byAdele, change }), 'raiser', RAISER)).toBe(false);
  });
});

describe('the helpdesk', () => {
  it('is told of what asks for somebody', () => {
    const told = CHANGES.filter((change) =>
      isWorthTelling(makeChange({ by: BOT, change }), 'helpdesk', RAISER),
    );
    expect(told.map(({ kind }) => kind)).toEqual([
      'vendorNote',
      'trouble',
      'vendorRefused',
      'secondTicket',
      'reminded',
    ]);
  });

  it.each([
    ['the vendor', VENDOR, true],
    ['who raised it', byAdele, true],
    ['one of the helpdesk', byMegan, false],
  ])('is told of what %s opened again: %s', (_, by, expected) => {
    for (const from of ['resolved', 'closed'] as const) {
      const change: Change = { kind: 'state', from, to: 'withVendor' };
      expect(isWorthTelling(makeChange({ by, change }), 'helpdesk', RAISER)).toBe(expected);
    }
    const closing: Change = { kind: 'state', from: 'resolved', to: 'closed' };
    expect(isWorthTelling(makeChange({ by, change: closing }), 'helpdesk', RAISER)).toBe(false);
  });
});

describe('who took a request', () => {
  it('is told of what asks for somebody', () => {
    const told = CHANGES.filter((change) => isWorthTelling(makeChange({ by: BOT, change }), 'taker', RAISER));
    expect(told).toEqual(
      CHANGES.filter((change) => isWorthTelling(makeChange({ by: BOT, change }), 'helpdesk', RAISER)),
    );
  });

  it('is not told of what was opened again, which nobody looks after any more than before', () => {
    const change: Change = { kind: 'state', from: 'closed', to: 'withVendor' };
    expect(isWorthTelling(makeChange({ by: VENDOR, change }), 'taker', RAISER)).toBe(false);
  });
});

it('tells who only looks at a request of nothing', () => {
  const told = CHANGES.filter((change) => isWorthTelling(makeChange({ by: BOT, change }), 'viewer', RAISER));
  expect(told).toEqual([]);
});
