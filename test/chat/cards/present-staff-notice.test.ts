import { describe, expect, it } from 'vitest';
import type { Language } from '../../../src/reader.ts';
import { PERMISSIONS, type Permission, rolesFor } from '../../../src/staff/permissions.ts';
import { ROLES } from '../../../src/staff/role.ts';
import { NOW } from '../../support/card-fixtures.ts';
import { makeCards } from '../../support/make-cards.ts';
import { readActions, readCardText, readLinks } from '../../support/read-card.ts';
import { REFUSALS } from '../../support/staff-gallery.ts';

const cards = makeCards({ sandbox: false });
const reader = { language: 'en', timeZone: 'Europe/Paris' } as const;
const LANGUAGES: readonly Language[] = ['en', 'fr', 'ko', 'zh-CN'];
const ROLE_NAMES = {
  adminAgent: 'Admin agent',
  globalAdmin: 'Global admin',
  helpdeskAgent: 'Helpdesk agent',
  salesAgent: 'Sales agent',
} as const;

const deny = (permission: Permission, cloud?: 'global' | 'china') =>
  cards.notAllowed({ permission, cloud }, reader).card;

describe('whoever is not let in', () => {
  it.each(REFUSALS)('gets a sentence of their own (%s) and nothing to press', (reason) => {
    for (const language of LANGUAGES) {
      const { card, summary } = cards.notAdmitted(reason, { ...reader, language });
      expect(readActions(card), language).toEqual([]);
      expect(readLinks(card), language).toEqual([]);
      expect(summary.length, language).toBeGreaterThan(15);
    }
    const others = REFUSALS.filter((other) => other !== reason);
    const { summary } = cards.notAdmitted(reason, reader);
    for (const other of others) expect(cards.notAdmitted(other, reader).summary).not.toBe(summary);
  });

  it('is told which roles there are, who assigns them and how long that takes, when they have none', () => {
    const text = readCardText(cards.notAdmitted('noRole', reader).card);
    for (const role of ROLES) expect(text).toContain(ROLE_NAMES[role]);
    expect(text).toContain('Partner Center');
    expect(text).toContain('up to 5 minutes');
  });

  it('is told when to try again while roles cannot be read', () => {
    expect(readCardText(cards.rolesUnread(NOW + 4 * 60_000, reader).card)).toContain('Try again at 11:29');
    const soon = readCardText(cards.rolesUnread(undefined, reader).card);
    expect(soon).toContain('Nothing is shown until it can be read.');
    expect(soon).toContain('Try again in a moment');
    // A moment that has passed is no advice.
    expect(readCardText(cards.rolesUnread(NOW - 1, reader).card)).toBe(soon);
  });
});

describe('whoever may not do something', () => {
  it.each(PERMISSIONS)('is told who may: %s, in each cloud', (permission) => {
    for (const cloud of ['global', 'china'] as const) {
      const text = readCardText(deny(permission, cloud)).replace(/A Global admin of .*/, '');
      for (const role of ROLES)
        expect(text.includes(ROLE_NAMES[role]), `${role} in ${cloud}`).toBe(
          rolesFor(permission, cloud).includes(role),
        );
    }
  });

  it('hears of the cloud where it makes a difference, and of both without one', () => {
    const china =
      'For customers of Microsoft 365 operated by 21Vianet: Admin agent, Helpdesk agent, Sales agent.';
    const global = 'For customers in the global Microsoft cloud: Admin agent, Global admin.';
    expect(readCardText(deny('raiseRequest', 'china'))).toContain(china);
    expect(readCardText(deny('raiseRequest', 'china'))).not.toContain(global);
    expect(readCardText(deny('raiseRequest', 'global'))).toContain(global);
    expect(readCardText(deny('raiseRequest'))).toContain(`${global} ${china}`);
    expect(readCardText(deny('setWatch', 'china'))).not.toContain('21Vianet');
  });

  it('can do something else instead', () => {
    expect(readCardText(deny('raiseRequest'))).toContain('Ask one of them to raise it.');
    expect(readActions(deny('raiseRequest')).map(({ verb }) => verb)).toEqual(['show-overview']);
    // `consent` may have meant that of customers.
    expect(readActions(deny('renewConsent')).map(({ verb }) => verb)).toEqual(['show-access']);
    expect(readActions(deny('readHealth'))).toEqual([]);
  });
});

describe('what was not done', () => {
  it('is said to be so', () => {
    expect(readCardText(cards.tooMany(reader).card)).toContain('nothing was done');
    expect(readCardText(cards.notRecorded(reader).card)).toContain('That was not done.');
  });
});
