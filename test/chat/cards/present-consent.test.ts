import { describe, expect, it } from 'vitest';
import type { ShownConsent } from '../../../src/chat/cards/present-consent.ts';
import { NOW } from '../../support/card-fixtures.ts';
import { makeCards } from '../../support/make-cards.ts';
import { readCardText, readLinks } from '../../support/read-card.ts';

const cards = makeCards({ sandbox: false });
const reader = { language: 'en', timeZone: 'Europe/Paris' } as const;
const DAY = 86_400_000;
const URL_OF_MICROSOFT = 'https://login.microsoftonline.com/organizations/oauth2/v2.0/authorize';
const DUE: ShownConsent = {
  cloud: 'global',
  state: 'due',
  expiresAt: NOW + 9 * DAY,
  url: URL_OF_MICROSOFT,
};

describe('a sign-in that lapses', () => {
  it('is told with its date and what is left, with a button where there is a page', () => {
    const { card } = cards.consentDue(DUE, reader);
    expect(readCardText(card)).toContain('Global Microsoft cloud: until Mon 30 Nov, 9 days left');
    expect(readCardText(card)).toContain('Roles that may do this: Admin agent, Global admin.');
    expect(readLinks(card)).toEqual([URL_OF_MICROSOFT]);
  });

  it('is told with the variable to set where there is none', () => {
    const { card } = cards.consentDue({ cloud: 'china', expiresAt: NOW + DAY, url: undefined }, reader);
    expect(readCardText(card)).toContain('write to me in a personal chat: sign in again');
    expect(readCardText(card)).toContain('PARTNER_CHINA_REFRESH_TOKEN');
    expect(readCardText(card)).not.toContain('Press the button');
    expect(readLinks(card)).toEqual([]);
  });

  it('has lapsed when its time is over, and when nobody knows its time', () => {
    const lapsed = 'The bot’s sign-in has lapsed.';
    expect(readCardText(cards.consentDue({ ...DUE, expiresAt: NOW }, reader).card)).toContain(lapsed);
    expect(readCardText(cards.consentDue({ ...DUE, expiresAt: NOW - DAY }, reader).card)).toContain(
      'lapsed on Fri 20 Nov',
    );
    const { card } = cards.consentDue({ ...DUE, expiresAt: undefined }, reader);
    expect(readCardText(card)).toContain(`${lapsed} Global Microsoft cloud: no longer valid`);
  });
});

describe('the sign-ins of all accounts', () => {
  const ok: ShownConsent = { ...DUE, state: 'ok', expiresAt: NOW + 60 * DAY };

  it('are told by the worst', () => {
    const title = (list: readonly ShownConsent[]) => cards.consents(list, true, reader).summary;
    expect(title([ok])).toContain('The bot’s sign-in is in order.');
    expect(title([ok, { ...ok, cloud: 'china' }])).toContain('The bot’s sign-ins are in order.');
    expect(title([ok, DUE])).toContain('lapses soon');
    expect(title([DUE, { ...ok, state: 'lapsed', expiresAt: undefined }])).toContain('has lapsed');
    expect(title([])).toContain('There is no sign-in to renew.');
  });

  it('ask for nothing while they are in order', () => {
    const text = readCardText(cards.consents([ok], true, reader).card);
    expect(text).toContain('There is nothing to do.');
    expect(text).not.toContain('Press the button');
    expect(readCardText(cards.consents([DUE], true, reader).card)).toContain('Press the button');
  });

  it('have no button to sign in where others look on', () => {
    const { card } = cards.consents([DUE], false, reader);
    expect(readLinks(card)).toEqual([]);
    expect(readCardText(card)).toContain('write to me in a personal chat: sign in again');
  });

  it('that cannot have lapsed by their date are not said to have', () => {
    const { card } = cards.consents([{ ...DUE, state: 'lapsed' }], true, reader);
    expect(readCardText(card)).toContain('Global Microsoft cloud: no longer valid');
  });

  it('are said to be renewed until when', () => {
    const { card } = cards.consentRenewed({ cloud: 'china', expiresAt: NOW + 90 * DAY }, reader);
    expect(readCardText(card)).toContain('Microsoft 365 operated by 21Vianet: until 19 Feb 2027');
  });
});
