import { describe, expect, it } from 'vitest';
import {
  type ContentField,
  checkContent,
  fieldsOf,
  isTicketNumber,
  LIMITS,
  stepsOf,
} from '../../src/requests/check-content.ts';
import { type RequestContent, type RequestRoute, ROUTES } from '../../src/requests/request.ts';
import { AZURE_CONTENT, CONTACT, makeDraft, NO_AZURE_FIELDS, OPENED_AT } from '../support/requests.ts';

const EMPTY: Partial<RequestContent> = {
  service: { name: '', isAzure: false },
  incidents: [],
  category: undefined,
  title: '',
  description: '',
  startedAt: undefined,
  affected: '',
  severity: undefined,
  contact: { firstName: '', lastName: '', email: '', phone: '', country: '' },
  azure: NO_AZURE_FIELDS,
};

function problemsOf(content: Partial<RequestContent>): readonly string[] {
  return checkContent(makeDraft(content), OPENED_AT).map(({ field, code }) => `${field} ${code}`);
}

describe('a complete form', () => {
  it.each([
    ['the portal', makeDraft()],
    ['Azure Support', makeDraft(AZURE_CONTENT)],
    ['the helpdesk', makeDraft({ route: 'helpdesk' })],
    [
      'the helpdesk, with the least',
      makeDraft({ ...EMPTY, route: 'helpdesk', title: 'Mail', severity: 'C' }),
    ],
  ])('can be sent to %s', (_, draft) => {
    expect(checkContent(draft, OPENED_AT)).toEqual([]);
  });
});

describe('an empty form', () => {
  it.each<[RequestRoute, readonly ContentField[]]>([
    ['helpdesk', ['title', 'severity']],
    ['portal', ['title', 'description', 'category', 'severity', 'firstName', 'lastName', 'email']],
    [
      'azureSupport',
      [
        'title',
        'description',
        'category',
        'subscription',
        'azureService',
        'azureProblem',
        'severity',
        'firstName',
        'lastName',
        'email',
        'country',
      ],
    ],
  ])('misses what %s needs, in the order of the form', (route, missing) => {
    const problems = problemsOf({ ...EMPTY, service: { name: '', isAzure: true }, route });
    expect(problems).toEqual(missing.map((field) => `${field} missing`));
  });

  it('asks for a telephone number when it is critical, except of the helpdesk', () => {
    const contact = { ...CONTACT, phone: ' ' };
    expect(problemsOf({ severity: 'A', contact })).toEqual(['phone missing']);
    expect(problemsOf({ severity: 'B', contact })).toEqual([]);
    expect(problemsOf({ severity: 'A', contact, route: 'helpdesk' })).toEqual([]);
  });

  it('is told what its step asks for only', () => {
    const draft = makeDraft({ ...EMPTY, ...{ service: AZURE_CONTENT.service, route: 'azureSupport' } });
    const fields = stepsOf('azureSupport').map((step) =>
      checkContent(draft, OPENED_AT, step).map(({ field }) => field),
    );
    expect(fields.slice(0, 4)).toEqual([
      ['title', 'description', 'category'],
      ['subscription', 'azureService'],
      ['azureProblem'],
      ['severity', 'firstName', 'lastName', 'email', 'country'],
    ]);
    expect(fields[4]).toEqual(fields.slice(0, 4).flat());
    expect(checkContent(makeDraft({ ...EMPTY, route: 'helpdesk' }), OPENED_AT, 'how')).toEqual([]);
  });
});

describe('the steps of a form', () => {
  it.each(ROUTES)('ask for each thing once, and look at all of it (%s)', (route) => {
    const steps = stepsOf(route);
    const asked = steps.slice(0, -1).flatMap((step) => fieldsOf(step, route));
    expect(steps.at(-1)).toBe('look');
    expect(new Set(asked).size).toBe(asked.length);
    expect(fieldsOf('look', route)).toEqual(asked);
  });
});

describe('lengths', () => {
  it.each<[ContentField, number, (text: string) => Partial<RequestContent>]>([
    ['title', LIMITS.title, (title) => ({ title })],
    ['description', LIMITS.description, (description) => ({ description })],
    ['affected', LIMITS.affected, (affected) => ({ affected })],
    ['firstName', LIMITS.name, (firstName) => ({ contact: { ...CONTACT, firstName } })],
    ['lastName', LIMITS.name, (lastName) => ({ contact: { ...CONTACT, lastName } })],
    ['service', LIMITS.service, (name) => ({ service: { name, isAzure: false } })],
  ])('of %s: at most %i UTF-16 units, and the length is told', (field, most, write) => {
    expect(checkContent(makeDraft(write('x'.repeat(most))), OPENED_AT)).toEqual([]);
    const length = most + 2;
    expect(checkContent(makeDraft(write(`${'x'.repeat(most)}😀`)), OPENED_AT)).toEqual([
      { field, code: 'tooLong', most, length },
    ]);
  });
});

describe('an e-mail address', () => {
  it.each([
    'adele@fabrikam.com',
    " o'neil+tag@mail.fabrikam.co.uk ",
    'a@b-c.io',
    '유나@회사.한국',
    `${'a'.repeat(64)}@fabrikam.com`,
  ])('may be %s', (email) => {
    expect(problemsOf({ contact: { ...CONTACT, email } })).toEqual([]);
  });

  it.each([
    'adele',
    'adele@',
    '@fabrikam.com',
    'adele@fabrikam',
    'adele@@fabrikam.com',
    'adele@fab rikam.com',
    'adele@fabrikam..com',
    '.adele@fabrikam.com',
    'adele@-fabrikam.com',
    'adele@10.0.0.1',
    'Adele <adele@fabrikam.com>',
    'a@b.com, c@d.com',
    'adele＠fabrikam.com',
    `${'a'.repeat(65)}@fabrikam.com`,
  ])('is not %s', (email) => {
    expect(problemsOf({ contact: { ...CONTACT, email } })).toEqual(['email invalid']);
  });

  it('is looked at in no time, however long', () => {
    const email = `${'a.'.repeat(126)}@`;
    const started = performance.now();
    expect(problemsOf({ contact: { ...CONTACT, email } })).toEqual(['email invalid']);
    expect(performance.now() - started).toBeLessThan(100);
  });
});

describe('a telephone number', () => {
  it.each([
    '+33 1 23 45 67 89',
    '(425) 555-0100',
    '010-1234-5678',
    '+1 425.555.0100 ext. 12',
    '12345 x9',
  ])('may be %s', (phone) => {
    expect(problemsOf({ contact: { ...CONTACT, phone } })).toEqual([]);
  });

  it.each(['1234', 'call me', '+33 <b>1</b> 23 45', 'n/a 12345', '+33 1 23 + 45'])('is not %s', (phone) => {
    expect(problemsOf({ contact: { ...CONTACT, phone } })).toEqual(['phone invalid']);
  });
});

describe('the start', () => {
  const MINUTE = 60_000;
  it.each([
    [undefined, []],
    [OPENED_AT, []],
    [OPENED_AT + 5 * MINUTE, []],
    [OPENED_AT + 5 * MINUTE + 1, ['startedAt future']],
    [Date.UTC(202, 0), ['startedAt invalid']],
    [Number.NaN, ['startedAt invalid']],
  ])('%s is %j', (startedAt, problems) => {
    expect(problemsOf({ startedAt })).toEqual(problems);
  });
});

describe('an Azure form', () => {
  const { azure } = makeDraft(AZURE_CONTENT);
  const group = `/subscriptions/${azure.subscriptionId}/resourceGroups/mail`;

  it('needs a service of Azure', () => {
    const service = { name: 'Exchange Online', isAzure: false };
    expect(problemsOf({ ...AZURE_CONTENT, service })).toEqual(['service invalid']);
  });

  it.each(['fra', 'FRA', ' KOR '])('takes %s for a country', (country) => {
    expect(problemsOf({ ...AZURE_CONTENT, contact: { ...CONTACT, country } })).toEqual([]);
  });

  it.each(['France', 'FR', 'F1A'])('does not take %s for a country', (country) => {
    expect(problemsOf({ ...AZURE_CONTENT, contact: { ...CONTACT, country } })).toEqual(['country invalid']);
    expect(problemsOf({ contact: { ...CONTACT, country } })).toEqual([]);
  });

  it.each([
    '',
    group,
    `${group.toUpperCase()}/providers/Microsoft.Compute/virtualMachines/web-1`,
  ])('takes %s for a resource', (resourceId) => {
    expect(problemsOf({ ...AZURE_CONTENT, azure: { ...azure, resourceId } })).toEqual([]);
  });

  it.each([
    'web-1',
    '/subscriptions/other/resourceGroups/mail',
    `${group}/../x`,
    `${group}?x`,
    `${group}//x`,
  ])('does not take %s for a resource', (resourceId) => {
    const content = { ...AZURE_CONTENT, azure: { ...azure, resourceId } };
    expect(problemsOf(content)).toEqual(['resource invalid']);
  });

  it.each(['../services', 'a/b', 'a?b', '..', 'a b'])('takes no id that leads elsewhere: %s', (id) => {
    const content = { ...AZURE_CONTENT, azure: { ...azure, serviceId: id, problemId: id } };
    expect(problemsOf(content)).toEqual(['azureService invalid', 'azureProblem invalid']);
  });
});

describe('a ticket number', () => {
  it.each(['119120321001170', '#1191', 'SR-12', 'INC0001234'])('may be %s', (number) => {
    expect(isTicketNumber(number)).toBe(true);
  });

  it.each(['', '123', 'none', '1'.repeat(41), '12 34', '1234<', '１２３４'])('is not %j', (number) => {
    expect(isTicketNumber(number)).toBe(false);
  });
});
