import { describe, expect, it } from 'vitest';
import { MAX_CARD_BYTES } from '../../../src/chat/cards/fit.ts';
import { measureBytes } from '../../../src/chat/cards/render.ts';
import type { Language } from '../../../src/reader.ts';
import type { ServiceRequest } from '../../../src/requests/request.ts';
import { CONTOSO, TAILWIND_CHINA } from '../../support/card-fixtures.ts';
import { makeCards } from '../../support/make-cards.ts';
import { readActions, readCardText, readLinks } from '../../support/read-card.ts';
import { raise } from '../../support/request-gallery.ts';
import { AZURE_CONTENT } from '../../support/requests.ts';

const cards = makeCards({ sandbox: false });

function show(request: ServiceRequest, language: Language = 'en') {
  const { card } = cards.handoff(request, { language, timeZone: 'Europe/Paris' });
  const value = /"id":"text".*?"value":("(?:[^"\\]|\\.)*")/.exec(JSON.stringify(card))?.[1];
  return { card, text: readCardText(card), field: String(JSON.parse(value ?? '""')), links: readLinks(card) };
}

describe('the way through the portal', () => {
  it('of Microsoft 365 leads into the customer’s admin centre, as delegated admin', () => {
    const { text, links } = show(raise());
    expect(links).toEqual([
      `https://admin.microsoft.com/Partner/BeginClientSession.aspx?CTID=${CONTOSO.tenantId}&CSDEST=Support`,
    ]);
    expect(text).toContain('1. Open the page below with your partner account.');
    expect(text).toContain('your own data, not the customer’s');
    expect(text).toContain('View all support tickets');
    expect(text).not.toContain('Dynamics');
  });

  it('of Dynamics says which support it needs', () => {
    const { text } = show(raise({ service: { name: 'Microsoft Dynamics 365', isAzure: false } }));
    expect(text).toContain('Dynamics 365 needs Advanced Support for Partners (ASfP) or higher.');
  });

  it('of Azure names the support plan', () => {
    const { text, links } = show(raise({ ...AZURE_CONTENT, route: 'portal' }));
    expect(links).toEqual(['https://portal.azure.com/contoso.onmicrosoft.com']);
    expect(text).toContain('As support plan choose “Cloud Solution Provider”.');
    expect(text).toContain('Manage support requests');
  });

  it('of 21Vianet has its own steps, page and names', () => {
    const { text, links } = show(raise({ customer: TAILWIND_CHINA }));
    expect(links).toEqual(['https://partner.partnercenter.microsoftonline.cn']);
    expect(text).toContain('Support requests > Customer requests');
    expect(text).toContain('An agent of 21Vianet then contacts you.');
    expect(text).not.toContain('first response');
  });

  it('does without a severity that was never chosen', () => {
    const { text } = show(raise({ severity: undefined, service: { name: '', isAzure: false } }));
    expect(text).toContain('paste the text below.');
    expect(text).not.toContain('—');
  });

  it('takes the ticket number that comes back', () => {
    const { card } = show(raise());
    expect(readActions(card).find(({ verb }) => verb === 'record-ticket')?.data).toEqual({ number: 1042 });
  });
});

describe('the text to take along', () => {
  it('holds every fact that saves a question', () => {
    const { field } = show(raise());
    expect(field.split('\n')[0]).toBe('Users cannot send mail');
    for (const part of [
      'Outlook and Outlook on the web are both hit.',
      'Customer: Contoso Ltd, contoso.onmicrosoft.com',
      `Tenant id: ${CONTOSO.tenantId}`,
      'Severity: B (moderate)',
      'Since: 21 Nov 2026, 08:25 CET',
      'People affected: 40 people',
      'Incident ids: EX226574',
      'Contact (partner): Adele Vance, adele.vance@fabrikam.com, +33 1 23 45 67 89',
      'Our reference: SR-1042',
    ])
      expect(field).toContain(part);
  });

  it('is in the language the vendor reads, whatever the reader’s', () => {
    for (const language of ['fr', 'ko', 'zh-CN'] as const) {
      expect(show(raise(), language).field).toContain('Tenant id: ');
      expect(show(raise(), language).text).not.toContain('Open the page below');
    }
    const china = raise({ customer: TAILWIND_CHINA });
    expect(show(china, 'zh-CN').field).toContain('租户 ID：');
    expect(show(china, 'ko').field).toContain('Tenant id: ');
  });

  it('is cut only where it cannot fit, and says where the rest is', () => {
    expect(show(raise({ description: 'All of it. '.repeat(400) })).text).not.toContain(
      'longer than this field',
    );
    for (const long of ['漢'.repeat(20_000), '"\\'.repeat(10_000), 'x\n'.repeat(10_000), 'ที่'.repeat(6_000)]) {
      const { card, text } = show(raise({ description: long, title: long, affected: long }));
      expect(measureBytes(card)).toBeLessThanOrEqual(MAX_CARD_BYTES);
      expect(text).toContain('the rest is under “Full text”');
      expect(readActions(card).some(({ verb }) => verb === 'show-request-text')).toBe(true);
    }
  });
});
