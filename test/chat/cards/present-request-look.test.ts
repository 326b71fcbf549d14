import { describe, expect, it } from 'vitest';
import type { FormView } from '../../../src/chat/cards/request-form-view.ts';
import type { Language } from '../../../src/reader.ts';
import { checkContent } from '../../../src/requests/check-content.ts';
import { TAILWIND_CHINA } from '../../support/card-fixtures.ts';
import { makeFormDraft, makeFormView, writeLongText } from '../../support/form-gallery.ts';
import { makeCards } from '../../support/make-cards.ts';
import { readActions, readCardText } from '../../support/read-card.ts';
import { AZURE_CONTENT, OPENED_AT } from '../../support/requests.ts';

const cards = makeCards({ sandbox: false });
const reader = { language: 'en', timeZone: 'Europe/Paris' } as const;
const AZURE = makeFormDraft(AZURE_CONTENT);
const HELPDESK = makeFormDraft({ route: 'helpdesk' });
const ROUTES = ['azureSupport', 'portal', 'helpdesk'] as const;

function look(view: Partial<FormView>, language: Language = 'en') {
  const { card, summary } = cards.requestForm(makeFormView({ step: 'look', ...view }), {
    ...reader,
    language,
  });
  return { card, summary, text: readCardText(card), actions: readActions(card) };
}

describe('the last look', () => {
  it('says in words where it goes, and who else sees it', () => {
    expect(look({ draft: AZURE }).text).toContain(
      'This opens an Azure support ticket in the subscription Contoso production of Contoso Ltd. Our helpdesk in Service desk sees it, too.',
    );
    expect(look({}).text).toContain('Microsoft takes this only in its portal: we’ll open the right page');
    const china = makeFormDraft({ customer: TAILWIND_CHINA });
    expect(look({ draft: china }).text).toContain('21Vianet takes this only in its portal');
    expect(look({ draft: china }, 'zh-CN').text).toContain('世纪互联仅通过其门户受理');
    expect(look({ draft: HELPDESK }).text).toContain(
      'This goes to our helpdesk in Service desk only; nobody outside is asked.',
    );
  });

  it('says so when there is no helpdesk to send it to', () => {
    expect(look({ draft: HELPDESK, helpdesk: undefined }).text).toContain(
      'none is set yet: nobody would be told',
    );
    expect(look({ helpdesk: undefined }).text).not.toContain('helpdesk in');
  });

  it('has a button whose word says what happens', () => {
    const send = (draft: FormView['draft']) =>
      look({ draft }).actions.find(({ verb }) => verb === 'send-request');
    expect(send(AZURE)).toMatchObject({ title: 'Open ticket', data: { form: AZURE.form } });
    expect(send(makeFormDraft())?.title).toBe('Prepare for the portal');
    expect(send(HELPDESK)?.title).toBe('Send to helpdesk');
  });

  it('shows everything that is sent, and what is not', () => {
    const { text } = look({ draft: AZURE });
    for (const part of [
      'Title: Virtual machines cannot be reached',
      'Severity: B',
      'Since when: 21 Nov 2026, 09:15 CET',
      'Azure subscription: Contoso production · 3f7a1c52-0000-4000-8000-0000000005b1',
      'Azure service: Virtual Machine running Windows',
      'Problem: Cannot connect to my VM / I cannot reach it',
      'Diagnostic data: Microsoft may collect them',
      'Time zone: Europe/Paris',
      'Contact: Adele Vance · adele.vance@fabrikam.com · +33 1 23 45 67 89 · FRA',
      AZURE.description,
      'Kept here, not sent to Microsoft: Service: Virtual Machines Incidents it refers to: VT3B-9D0',
    ]) {
      expect(text).toContain(part);
    }
    expect(look({}).text).not.toContain('Kept here');
    expect(look({ draft: HELPDESK }).text).not.toContain('Contact');
  });

  it('shortens no field that may be sent', () => {
    const title = `${'long title '.repeat(22)}end`;
    const email = `${'a'.repeat(60)}@${'b'.repeat(180)}.example`;
    const { text } = look({ draft: makeFormDraft({ title, contact: { ...AZURE.contact, email } }) });
    expect(text).toContain(title);
    expect(text).toContain(email);
  });

  it('offers the other ways that are allowed, an Azure ticket by way of what it asks for', () => {
    const others = (draft: FormView['draft'], routes: FormView['routes']) =>
      look({ draft, routes })
        .actions.filter(({ data }) => data.route !== undefined)
        .map(({ title, data }) => [title, data.route, data.to, data.step]);
    expect(others(AZURE, ROUTES)).toEqual([
      ['Through the portal', 'portal', 'look', 'look'],
      ['To our helpdesk only', 'helpdesk', 'look', 'look'],
    ]);
    expect(others(HELPDESK, ROUTES)[0]).toEqual(['As an Azure ticket', 'azureSupport', 'azure', 'look']);
    expect(look({ routes: ['portal'] }).text).not.toContain('Or another way');
  });

  it('leads to what is missing instead of sending it', () => {
    const draft = makeFormDraft({ contact: { ...AZURE.contact, email: '' } });
    const { text, actions } = look({ draft, problems: checkContent(draft, OPENED_AT) });
    expect(text).toContain('Before it can be sent: E-mail: Please fill this in.');
    expect(actions.map(({ verb }) => verb)).not.toContain('send-request');
    expect(actions.find(({ title }) => title === 'Complete or correct it')?.data).toMatchObject({
      to: 'how',
    });
  });

  it.each([
    ['words', writeLongText(20_000)],
    ['one line without a space', `${'x'.repeat(19_997)}END`],
    ['Han characters', '漢字測試'.repeat(5_000)],
    ['single letters, a line each', 'a\n'.repeat(10_000)],
    ['markup', '[a](b) <at>c</at> ${d} {{DATE(e)}} '.repeat(600).trim()],
  ])('lets 20,000 characters be read to the end, each once: %s', (_, description) => {
    const draft = makeFormDraft({ description });
    let read = '';
    let offset: unknown = 0;
    for (let pages = 0; typeof offset === 'number' && pages < 200; pages += 1) {
      const { card, actions } = look({ draft, offset });
      read += readDescription(card);
      const next = actions.find(({ title }) => title === 'Next');
      expect(next === undefined || Number(next.data.offset) > offset).toBe(true);
      offset = next?.data.offset;
    }
    expect(offset).toBeUndefined();
    expect(strip(read)).toBe(strip(description));
  });

  it('turns pages back to the very beginning', () => {
    const draft = makeFormDraft({ description: writeLongText(20_000) });
    let offset: unknown = 1_000_000;
    const turns: unknown[] = [];
    while (typeof offset === 'number' && turns.length < 60) {
      offset = look({ draft, offset }).actions.find(({ title }) => title === 'Previous')?.data.offset;
      turns.push(offset);
    }
    expect(turns.slice(-2)).toEqual([0, undefined]);
  });
});

/** The paragraphs below `What happens`, without what follows them. */
function readDescription(card: unknown): string {
  const [, words = ''] = JSON.stringify(card).split('"text":"What happens"');
  const shown = words.split(/"Characters |"Or another way/)[0] ?? '';
  return [...shown.matchAll(/"text":("(?:[^"\\]|\\.)*")/g)]
    .map(([, text = '""']) => String(JSON.parse(text)))
    .join('');
}

/** White space is folded, and marks that keep markup from being read are added. */
function strip(text: string): string {
  return text.replaceAll(/[\s\u200b]/g, '');
}
