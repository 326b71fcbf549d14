import { describe, expect, it } from 'vitest';
import { CONTOSO, TAILWIND_CHINA } from '../../support/card-fixtures.ts';
import { makeFormDraft } from '../../support/form-gallery.ts';
import { makeCards } from '../../support/make-cards.ts';
import { readActions, readCardText, readLinks } from '../../support/read-card.ts';

const cards = makeCards({ sandbox: false });
const reader = { language: 'en', timeZone: 'Europe/Paris' } as const;
const verbsOf = (card: unknown) => readActions(card).map(({ verb }) => verb);

describe('a form that is not filled in or sent', () => {
  it('belongs to somebody else: says to whom, and offers one of one’s own', () => {
    const { card, summary } = cards.requestNotYours(makeFormDraft(), reader);
    expect(summary).toMatch(/^This form belongs to Adele Vance\./);
    expect(readActions(card)[0]).toMatchObject({
      title: 'Open my own form',
      verb: 'open-request',
      data: { cloud: 'global', tenantId: CONTOSO.tenantId },
    });
  });

  it('is for a customer whose admin relationship has ended: leads to where it is renewed', () => {
    const { card } = cards.requestAccessGone(CONTOSO, { kind: 'relationship' }, reader);
    expect(readCardText(card)).toContain('The admin relationship (GDAP) has ended.');
    expect(readLinks(card)).toEqual(['https://partner.microsoft.com/dashboard/v2/customers/list']);
    expect(readActions(card)[0]).toMatchObject({ verb: 'open-request', data: { route: 'helpdesk' } });
  });

  it('is for a customer that cannot be read: says why in the usual words, with the usual fix', () => {
    const { card } = cards.requestAccessGone(CONTOSO, { kind: 'unread', code: 'noConsent' }, reader);
    expect(readCardText(card)).toContain('This customer has not given the app its permissions');
    expect(readLinks(card)).toHaveLength(1);
    const blocked = cards.requestAccessGone(
      TAILWIND_CHINA,
      { kind: 'unread', code: 'signInBlocked' },
      reader,
    );
    expect(readLinks(blocked.card)).toEqual([]);
    expect(readCardText(blocked.card)).toContain('21Vianet');
  });

  it('is for a customer that is no longer among ours: keeps it, or puts it away', () => {
    const { card } = cards.requestCustomerGone(makeFormDraft(), reader);
    expect(readCardText(card)).toContain('Contoso Ltd is no longer on the list of customers.');
    expect(verbsOf(card)).toEqual(['list-customers', 'discard-request']);
  });
});
