import { describe, expect, it } from 'vitest';
import { MAX_CARD_BYTES } from '../../../src/chat/cards/fit.ts';
import { measureBytes } from '../../../src/chat/cards/render.ts';
import { CLOUDS } from '../../../src/clouds.ts';
import { NOW } from '../../support/card-fixtures.ts';
import {
  ACCESS_PROBLEMS,
  COVERAGE,
  FINE_ACCESS,
  makeAccess,
  makeCustomers,
  NO_COVERAGE,
} from '../../support/estate-fixtures.ts';
import { makeCards } from '../../support/make-cards.ts';
import { readActions, readCardText, readLinks } from '../../support/read-card.ts';

const cards = makeCards({ sandbox: false });
const reader = { language: 'en', timeZone: 'UTC' } as const;

function show(report = makeAccess(), offset = 0) {
  const { card, summary } = cards.access(report, offset, reader);
  return { card, summary, text: readCardText(card), actions: readActions(card), links: readLinks(card) };
}

describe('access', () => {
  it('answers in its first lines', () => {
    expect(show().text).toMatch(
      /^5 customers need attention\. 1 customer can’t be read · 2 only in part · 2 admin relationships have ended · 2 end/,
    );
  });

  it('says of each customer what could not be read, why, and since when nobody tried', () => {
    const { text } = show(makeAccess({ problems: ACCESS_PROBLEMS.slice(0, 1) }));
    expect(text).toContain('Not read: the state of services, incidents and ');
    expect(text).toContain('This customer has not given the app its permissions');
    expect(text).toContain('Admin relationship (GDAP) ended on Wed 18 Nov');
    expect(text).toContain('Last tried at 10:21, 4 minutes ago');
  });

  it('says when a relationship ends, in words', () => {
    const { text } = show();
    expect(text).toContain('Admin relationship (GDAP) has ended');
    expect(text).toContain('Admin relationship (GDAP) ends on Thu 3 Dec, in 12 days');
    expect(text).toContain('Admin relationship (GDAP) ends on Sat 21 Nov, today');
  });

  it('calls one that has ended since it was read ended', () => {
    const [, , , expiring] = ACCESS_PROBLEMS;
    if (!expiring) throw new Error('There is no such problem.');
    const problem = { ...expiring, relationship: { state: 'expiring', endsAt: NOW - 1, id: 'r' } } as const;
    expect(show(makeAccess({ problems: [problem] })).text).toContain('(GDAP) ended on Sat 21 Nov');
  });

  it('opens customers beside the living card that it was opened from', () => {
    const living = { kind: 'access', cloud: 'global', id: 'access-1' } as const;
    const { card } = cards.access(makeAccess(), 0, reader, undefined, living);
    const actions = readActions(card);
    const ways = new Set(actions.map(({ verb }) => verb));
    expect(ways).toEqual(new Set(['show-living-health', 'show-living']));
    const [first] = ACCESS_PROBLEMS;
    expect(actions[0]?.data).toMatchObject({
      ...living,
      ...{ tenantId: first?.customer.tenantId, customerCloud: first?.customer.cloud },
    });
    const typed = readActions(cards.access(makeAccess(), 0, reader).card);
    expect(typed.map(({ verb }) => verb)).toContain('show-health');
  });

  it('opens the page that mends it: consent, or the relationship', () => {
    const { links } = show(makeAccess({ problems: ACCESS_PROBLEMS.slice(0, 1) }));
    const tenant = ACCESS_PROBLEMS[0]?.customer.tenantId ?? '';
    expect(links).toEqual([
      CLOUDS.global.links.adminConsent(tenant, 'client'),
      CLOUDS.global.links.partnerCenter,
    ]);
    expect(show(makeAccess({ problems: ACCESS_PROBLEMS.slice(1, 2) })).links).toEqual([]);
  });

  it('leads to the health of each customer and back to the overview, a page at a time', () => {
    const [first] = ACCESS_PROBLEMS;
    if (!first) throw new Error('There is no problem.');
    const problems = makeCustomers(25).map((customer) => ({ ...first, customer }));
    const { text, actions } = show(makeAccess({ problems }), 10);
    expect(text).toContain('11–20 of 25');
    expect(actions.map(({ verb }) => verb)).toEqual([
      ...Array.from({ length: 10 }, () => 'show-health'),
      ...['show-overview', 'show-access', 'show-access'],
    ]);
  });

  it('says so when there is nothing to mend', () => {
    expect(show(FINE_ACCESS).summary).toBe(
      'All 45 customers can be read. No admin relationship ends within 30 days.',
    );
  });

  it('never speaks of all while customers could not be loaded', () => {
    const unloaded = { clouds: [{ cloud: 'global', code: 'unavailable' }], isLoading: true } as const;
    const { card, summary } = cards.access(FINE_ACCESS, 0, reader, unloaded);
    expect(summary).toBe('Nothing to mend at the 45 customers read so far.');
    expect(readCardText(card)).toContain('could not be loaded and are missing here.');
    expect(readCardText(card)).toContain('Some customers are still being loaded');
    expect(JSON.stringify(card)).not.toContain('"good"');
  });

  it('tells a reason once for all customers that share it, each with its own fix', () => {
    const [first] = ACCESS_PROBLEMS;
    if (!first) throw new Error('There is no problem.');
    const problems = makeCustomers(3).map((customer) => ({ ...first, relationship: undefined, customer }));
    const { text, links } = show(makeAccess({ problems }));
    expect(text.match(/has not given the app its permissions/g)).toHaveLength(1);
    expect(new Set(links).size).toBe(3);
  });

  it('counts days as the calendar of the reader does', () => {
    const [, , , expiring] = ACCESS_PROBLEMS;
    if (!expiring) throw new Error('There is no such problem.');
    // 10:25 today; eight days and fifteen hours later the ninth day has begun.
    const relationship = {
      state: 'expiring',
      endsAt: NOW + 8 * 86_400_000 + 15 * 3_600_000,
      id: 'r',
    } as const;
    expect(show(makeAccess({ problems: [{ ...expiring, relationship }] })).text).toContain('in 9 days');
  });

  it('claims nothing about relationships that could not be read', () => {
    const report = { ...FINE_ACCESS, unreadRelationships: [{ cloud: 'global', code: 'forbidden' }] } as const;
    const { text, card } = show(report);
    expect(text).not.toContain('No admin relationship');
    expect(text).toContain('whether any ends soon is not known. Microsoft refused our application');
    expect(JSON.stringify(card)).not.toContain('"good"');
  });

  it('claims nothing about customers that were not tried', () => {
    expect(show({ ...FINE_ACCESS, coverage: COVERAGE }).summary).toMatch(
      /^Nothing to mend at the 43 customers read so far\./,
    );
    expect(show({ ...FINE_ACCESS, coverage: COVERAGE }).text).toContain('1 customer has not been read yet.');
    expect(show({ ...FINE_ACCESS, coverage: NO_COVERAGE }).summary).toMatch(/^Can’t tell yet/);
  });

  it('fits the card with the longest texts, in every language', () => {
    const causes = {
      services: 'noConsent',
      incidents: 'forbidden',
      changes: 'credentialRefused',
      azure: 'signInBlocked',
    } as const;
    const parts = ['services', 'incidents', 'changes', 'azure'] as const;
    const long = '漢字'.repeat(5_000);
    const problems = makeCustomers(10, () => long).map((customer, index) => ({
      customer,
      unread: parts.map((part) => ({
        part,
        code: causes[part],
        retryAt: NOW + 86_400_000 * (index + 1),
        ...(part === 'azure' ? { subscriptions: Array.from({ length: 50 }, () => long) } : {}),
      })),
      relationship: { state: 'expiring', endsAt: NOW + 86_400_000, id: 'r' } as const,
      triedAt: NOW,
    }));
    const unreadRelationships = (['global', 'china'] as const).map((cloud) => ({
      cloud,
      code: 'forbidden' as const,
    }));
    for (const language of ['en', 'fr', 'ko', 'zh-CN'] as const) {
      const { card } = cards.access(makeAccess({ problems, unreadRelationships }), 0, {
        ...reader,
        language,
      });
      expect(measureBytes(card), language).toBeLessThanOrEqual(MAX_CARD_BYTES);
    }
  });
});
