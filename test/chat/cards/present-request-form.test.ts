import { describe, expect, it } from 'vitest';
import { ACTION_DATA, isVerb } from '../../../src/chat/actions/verbs.ts';
import { MAX_CARD_BYTES } from '../../../src/chat/cards/fit.ts';
import { measureBytes } from '../../../src/chat/cards/render.ts';
import { isDescriptionInField, WHOLE_CUSTOMER } from '../../../src/chat/cards/request-form-view.ts';
import type { Language } from '../../../src/reader.ts';
import { checkContent } from '../../../src/requests/check-content.ts';
import { TAILWIND_CHINA } from '../../support/card-fixtures.ts';
import { makeFormDraft, makeFormView } from '../../support/form-gallery.ts';
import { makeCards } from '../../support/make-cards.ts';
import { readActions, readCardText } from '../../support/read-card.ts';
import { listInputs } from '../../support/read-inputs.ts';
import { AZURE_CONTENT, makeRequest, OPENED_AT } from '../../support/requests.ts';

const cards = makeCards({ sandbox: false });
const reader = { language: 'en', timeZone: 'Europe/Paris' } as const;
const AZURE = makeFormDraft(AZURE_CONTENT);
const ROUTES = ['azureSupport', 'portal', 'helpdesk'] as const;

function draw(view: Parameters<typeof makeFormView>[0], language: Language = 'en') {
  const { card, summary } = cards.requestForm(makeFormView(view), { ...reader, language });
  const inputs = listInputs(card);
  return {
    card,
    summary,
    text: readCardText(card),
    inputs,
    ids: inputs.map(({ id }) => id),
    valueIn: (id: string) => inputs.find((input) => input.id === id)?.value,
    buttons: readActions(card).map(({ title, verb, data }) => [title, verb, data.to ?? data.route ?? '']),
  };
}

describe('the first step', () => {
  it('asks what happens, prefilled with what the draft holds', () => {
    const { ids, valueIn } = draw({});
    expect(ids).toEqual([
      'service',
      'category',
      'incidents',
      'title',
      'description',
      'startedDate',
      'startedTime',
      'affected',
    ]);
    expect(valueIn('service')).toBe('Exchange Online');
    expect(valueIn('category')).toBe('performance');
    expect(valueIn('incidents')).toBe('EX226574');
    expect(valueIn('title')).toBe('Users cannot send mail');
    expect(valueIn('affected')).toBe('40 people');
  });

  it('shows since when on the clocks of whoever opened the form, and names the zone', () => {
    const { valueIn, text, inputs } = draw({
      draft: makeFormDraft({ reader: { language: 'en', timeZone: 'Asia/Seoul' } }),
    });
    expect([valueIn('startedDate'), valueIn('startedTime')]).toEqual(['2026-11-21', '17:15']);
    expect(inputs.find(({ id }) => id === 'startedTime')?.label).toContain('GMT+9');
    expect(text).not.toContain('null');
  });

  it('names the incidents of the service first', () => {
    const incidents = [
      { id: 'TM1', title: 'Chats', service: 'Microsoft Teams' },
      { id: 'VM1', title: 'Machines', service: 'Azure: Production' },
      { id: 'EX1', title: 'Mail', service: 'Exchange Online' },
    ];
    const services = [{ name: 'Azure: Production', isAzure: true }];
    const first = (service: { name: string; isAzure: boolean }) =>
      /(TM1|VM1|EX1) ·/.exec(
        draw({ draft: makeFormDraft({ service, incidents: [] }), incidents, services }).text,
      )?.[1];
    expect(first({ name: 'Exchange Online', isAzure: false })).toBe('EX1');
    expect(first({ name: 'Azure', isAzure: true })).toBe('VM1');
    expect(first({ name: '', isAzure: false })).toBe('TM1');
  });

  it('leads nowhere by which what was typed would be lost unasked', () => {
    expect(draw({}).buttons.map(([title]) => title)).toEqual(['Next', 'Discard']);
  });

  // Microsoft's renderer keeps the choices of a compact list when another step takes the place of this one.
  it.each(['what', 'azure', 'problem'] as const)('has no compact list at step %s', (step) => {
    expect(JSON.stringify(draw({ draft: AZURE, step }).card)).not.toContain('"compact"');
  });

  it('leaves date and time empty where none was said', () => {
    const { valueIn } = draw({ draft: makeFormDraft({ startedAt: undefined }) });
    expect([valueIn('startedDate'), valueIn('startedTime')]).toEqual(['', '']);
  });

  it('lets a request be about no single service, and takes that for chosen while none is', () => {
    expect(draw({ draft: makeFormDraft({ service: { name: '', isAzure: false } }) }).valueIn('service')).toBe(
      WHOLE_CUSTOMER,
    );
  });

  it('offers a service that is not on the list, once it is chosen', () => {
    const draft = makeFormDraft({ service: { name: 'Viva Goals', isAzure: false } });
    expect(draw({ draft }).valueIn('service')).toBe('Viva Goals');
  });

  it('lets the service be typed where no list can be read', () => {
    const { inputs } = draw({ services: [], incidents: [], draft: makeFormDraft({ incidents: [] }) });
    expect(inputs[0]).toMatchObject({ id: 'service', type: 'Input.Text', value: 'Exchange Online' });
    expect(inputs.map(({ id }) => id)).not.toContain('incidents');
  });

  it('keeps chosen incidents on the list that are over by now', () => {
    const { inputs } = draw({ draft: makeFormDraft({ incidents: ['EX1', 'EX226574'] }) });
    const incidents = inputs.find(({ id }) => id === 'incidents');
    expect(incidents?.value).toBe('EX1,EX226574');
    expect(incidents?.choices).toEqual(['EX1', 'EX226574', 'TM226601']);
  });

  it('marks what is needed in its label, and blocks no button in the client', () => {
    const { inputs, card } = draw({});
    const needed = inputs.filter(({ label }) => label.endsWith(' *')).map(({ id }) => id);
    expect(needed).toEqual(['category', 'title', 'description']);
    expect(JSON.stringify(card)).not.toMatch(/isRequired|errorMessage|"regex"|maxLength/);
  });

  it('tells of requests that are open already, at most three, and opens them', () => {
    const open = [1042, 1043, 1044, 1045].map((number) => makeRequest({ number }));
    const { text, buttons } = draw({ open: [...open, makeRequest({ number: 7, state: 'closed' })] });
    expect(text).toContain('3 requests are open for this customer already:');
    expect(buttons.filter(([, verb]) => verb === 'show-request')).toHaveLength(3);
    expect(draw({ open, step: 'how' }).text).not.toContain('SR-1042');
  });

  it('asks who does not read English to write it, where Microsoft reads it', () => {
    expect(draw({}, 'fr').text).toContain('Rédigez le titre et la description en anglais.');
    expect(draw({}).text).not.toContain('English');
    const china = makeFormDraft({ customer: TAILWIND_CHINA });
    expect(draw({ draft: china }, 'zh-CN').text).not.toContain('英语');
    expect(draw({ draft: china }, 'ko').text).toContain('21Vianet은 중국어로');
  });

  it('is short for the helpdesk: title, note, severity without a vendor’s promise', () => {
    const { ids, text, buttons } = draw({ draft: makeFormDraft({ route: 'helpdesk' }) });
    expect(ids).toEqual(['title', 'description', 'severity']);
    expect(text).not.toContain('Microsoft');
    expect(buttons[0]).toEqual(['Next', 'edit-request', 'look']);
  });
});

describe('a long description', () => {
  it('is not put into its field, which says that it is kept', () => {
    const { valueIn, text } = draw({ draft: makeFormDraft({ description: 'a '.repeat(10_000) }) });
    expect(valueIn('description')).toBe('');
    expect(text).toContain('Your description (20,000 characters) is kept. Write here only to replace it.');
  });

  it('is in its field as long as a card can hold it, in any letters', () => {
    for (const [letter, most] of [
      ['a', 6_000],
      ['漢', 3_332],
      ['"', 4_999],
    ] as const) {
      const description = letter.repeat(most);
      expect(isDescriptionInField({ description })).toBe(true);
      expect(isDescriptionInField({ description: description + letter.repeat(10) })).toBe(false);
      expect(draw({ draft: makeFormDraft({ description }) }).valueIn('description')).toBe(description);
    }
  });
});

describe('what was typed', () => {
  const TYPED = '${x} {{DATE(a)}} [a](b) <at>x</at> **b** שלום \u202eabc 👩‍👩‍👧 “q” "\\" &lt;';

  it('comes back into its field as it was', () => {
    const draft = makeFormDraft({ title: TYPED, description: `${TYPED}\n\t- ${TYPED}`, affected: TYPED });
    const { valueIn } = draw({ draft });
    expect(valueIn('title')).toBe(TYPED);
    expect(valueIn('description')).toBe(`${TYPED}\n\t- ${TYPED}`);
    expect(valueIn('affected')).toBe(TYPED);
  });

  it('loses only what no client can send', () => {
    const draft = makeFormDraft({ title: 'a\u0000b\ud800c', description: 'a\u0007b\r\nc' });
    const { valueIn } = draw({ draft });
    expect(valueIn('title')).toBe('ab\ufffdc');
    expect(valueIn('description')).toBe('ab\nc');
  });

  it('is told of where it is wrong, at the top and at its field', () => {
    const draft = makeFormDraft({
      title: 'x'.repeat(251),
      category: undefined,
      startedAt: OPENED_AT + 3_600_000,
    });
    const { text, summary } = draw({ draft, problems: checkContent(draft, OPENED_AT, 'what') });
    expect(text).toContain('Please check: Category, Title and Since when');
    expect(text).toContain('Too long: 251 characters, at most 250 are taken.');
    expect(text).toContain('Please fill this in.');
    expect(text).toContain('This is in the future.');
    expect(summary).toBe('Service request for Contoso Ltd · Please check: Category, Title and Since when');
  });

  it('tells what a right one looks like', () => {
    const contact = { firstName: 'A', lastName: 'B', email: 'a', phone: 'call', country: 'FR' };
    const draft = { ...AZURE, contact };
    const { text } = draw({ draft, step: 'how', problems: checkContent(draft, OPENED_AT, 'how') });
    expect(text).toContain('Write a whole address, for example');
    expect(text).toContain('Write digits with the country code');
    expect(text).toContain('Write three letters');
    const critical = { ...draft, severity: 'A' as const, contact: { ...contact, phone: '' } };
    expect(
      draw({ draft: critical, step: 'how', problems: checkContent(critical, OPENED_AT, 'how') }).text,
    ).toContain('With severity A a phone number is needed');
  });
});

describe('the steps for Azure', () => {
  it('offer what is on Microsoft’s list, the chosen one among it', () => {
    const { ids, valueIn, inputs } = draw({ draft: AZURE, step: 'azure', routes: ROUTES });
    expect(ids).toEqual(['subscription', 'azureService']);
    expect(valueIn('subscription')).toBe(AZURE.azure.subscriptionId);
    expect(valueIn('azureService')).toBe(AZURE.azure.serviceId);
    expect(inputs[1]?.choices?.[0]).toBe(AZURE.azure.serviceId);
  });

  it('search a list that is longer than what is shown', () => {
    const items = Array.from({ length: 100 }, (_, id) => ({
      id: `s${id}`,
      name: `Service ${id}`,
      resourceTypes: [],
    }));
    const { inputs, text, buttons } = draw({
      draft: AZURE,
      step: 'azure',
      azureServices: { kind: 'ready', items, total: 214 },
    });
    expect(inputs.find(({ id }) => id === 'azureService')?.choices).toHaveLength(61);
    expect(inputs.find(({ id }) => id === 'find')?.value).toBe('');
    expect(text).toContain('60 of 214 are listed.');
    expect(buttons).toContainEqual(['Search', 'edit-request', 'azure']);
  });

  it('say when nothing fits, and keep the search', () => {
    const { text, valueIn } = draw({
      draft: AZURE,
      step: 'azure',
      find: 'mail',
      azureServices: { kind: 'ready', items: [], total: 0 },
    });
    expect(text).toContain('Nothing on Microsoft’s list fits “mail”.');
    expect(valueIn('find')).toBe('mail');
  });

  it('have another look, or another way, while the list is being read', () => {
    const { text, ids, buttons } = draw({
      draft: AZURE,
      step: 'azure',
      routes: ROUTES,
      azureServices: { kind: 'reading' },
    });
    expect(text).toContain('still being read');
    expect(ids).toEqual(['subscription']);
    expect(buttons).toEqual([
      ['Look again', 'edit-request', 'azure'],
      ['Use the portal instead', 'edit-request', 'how'],
      ['Back', 'edit-request', 'what'],
      ['Discard', 'discard-request', ''],
    ]);
  });

  it('offer the portal first when the list cannot be read, and say why', () => {
    const view = { draft: AZURE, routes: ROUTES, step: 'problem' } as const;
    const { text, buttons } = draw({ ...view, azureProblems: { kind: 'failed', code: 'role' } });
    expect(text).toContain('Microsoft’s list could not be read.');
    expect(text).toContain('Support Request Contributor');
    expect(buttons[0]).toEqual(['Use the portal instead', 'edit-request', 'how']);
    const gone = draw({ ...view, azureProblems: { kind: 'failed', code: 'classification' } });
    expect(gone.text).toContain('no longer on Microsoft’s list');
  });

  it('ask for the resource and for consent, which is off until it is given', () => {
    const draft = { ...AZURE, azure: { ...AZURE.azure, diagnosticConsent: false } };
    const { ids, valueIn, text } = draw({ draft, step: 'problem' });
    expect(ids).toEqual(['azureProblem', 'resource', 'consent']);
    expect(valueIn('consent')).toBe('false');
    expect(text).toContain('only if the customer agrees');
  });
});

describe('the step that asks how bad it is', () => {
  it('tells Microsoft’s first response, and promises none of 21Vianet', () => {
    expect(draw({ step: 'how' }).text).toContain('within 2 hours');
    const china = draw({ step: 'how', draft: makeFormDraft({ customer: TAILWIND_CHINA }) });
    expect(china.text).not.toMatch(/hours|Microsoft’s/);
    expect(china.text).toContain('Whom 21Vianet contacts: somebody at your company, not at the customer’s.');
  });

  it('asks for the country where Azure needs it, and for a phone number when it is critical', () => {
    expect(draw({ step: 'how' }).ids).not.toContain('country');
    expect(draw({ step: 'how', draft: AZURE }).ids).toEqual([
      'severity',
      'firstName',
      'lastName',
      'email',
      'phone',
      'country',
    ]);
    const label = (severity: 'A' | 'B') =>
      draw({ step: 'how', draft: makeFormDraft({ severity }) }).inputs.find(({ id }) => id === 'phone')
        ?.label;
    expect([label('A'), label('B')]).toEqual(['Phone *', 'Phone']);
  });
});

describe('a form filled to the brim', () => {
  const LONG = {
    'Latin letters': 'word '.repeat(400),
    'Han characters': '漢字'.repeat(1_000),
    quotes: '"'.repeat(2_000),
    emoji: '👩‍👩‍👧‍👦'.repeat(200),
    markup: '[a](b) ${c} <at>d</at> '.repeat(100),
  };

  it.each(Object.entries(LONG))('fits a card at every step, with %s', (_, text) => {
    const topics = Array.from({ length: 80 }, (_, index) => ({
      id: `6f16735c-b0ae-b275-ad3a-03479cfa1${100 + index}`,
      name: `${index} ${text}`,
      resourceTypes: [],
    }));
    const description = [...text.repeat(20)].slice(0, 100_000).join('');
    const fitting = [...Array(60).keys()]
      .map((at) => text.slice(0, at * 100))
      .filter((part) => isDescriptionInField({ description: part }));
    const draft = makeFormDraft({
      ...AZURE_CONTENT,
      customer: { ...AZURE.customer, name: text, domain: text },
      raisedBy: { ...AZURE.raisedBy, name: text },
      service: { name: text, isAzure: true },
      incidents: Array.from({ length: 20 }, (_, index) => `EX${index}${text.slice(0, 100)}`),
      title: text,
      affected: text,
      contact: { firstName: text, lastName: text, email: text, phone: text, country: text },
      azure: {
        ...AZURE.azure,
        subscriptionName: text,
        serviceName: text,
        problemName: text,
        resourceId: text,
      },
    });
    for (const step of ['what', 'azure', 'problem', 'how', 'look'] as const) {
      for (const words of [description, fitting.at(-1) ?? '']) {
        const whole = { ...draft, description: words };
        const view = makeFormView({
          draft: whole,
          step,
          problems: checkContent(whole, OPENED_AT),
          services: topics.map(({ name }) => ({ name, isAzure: true })),
          incidents: topics.slice(0, 20).map(({ id, name }) => ({ id, title: name, service: name })),
          subscriptions: topics,
          azureServices: { kind: 'ready', items: topics, total: 900 },
          azureProblems: { kind: 'ready', items: topics, total: 900 },
          find: text,
          routes: ROUTES,
          helpdesk: text,
          open: Array.from({ length: 5 }, (_, index) => makeRequest({ number: 1_000 + index, title: text })),
        });
        const { card, summary } = cards.requestForm(view, { ...reader, language: 'fr' });
        expect(measureBytes(card), step).toBeLessThanOrEqual(MAX_CARD_BYTES);
        expect(summary.length).toBeLessThan(250);
        for (const { verb, data } of readActions(card)) {
          expect(isVerb(verb) && ACTION_DATA[verb].safeParse(data).error).toBeUndefined();
        }
      }
    }
  });
});
