import { describe, expect, it } from 'vitest';
import { FORM_INPUTS, type FormInputs } from '../../../src/chat/actions/request-verbs.ts';
import { WHOLE_CUSTOMER } from '../../../src/chat/cards/request-form-view.ts';
import { makeServiceToken } from '../../../src/chat/cards/service-token.ts';
import { type KnownNames, readInputs } from '../../../src/chat/requests/read-inputs.ts';
import type { ServiceRequest } from '../../../src/requests/request.ts';
import { AZURE_CONTENT, AZURE_FIELDS, makeDraft } from '../../support/requests.ts';

const LONG_NAME = `Dynamics ${'365 '.repeat(60)}`.trim();
const ODD_NAME = 'Power\u202e BI  {{x}}';
const NAMES: KnownNames = {
  services: [
    { name: 'Microsoft Teams', isAzure: false },
    { name: 'Azure: Production', isAzure: true },
    { name: LONG_NAME, isAzure: false },
    { name: ODD_NAME, isAzure: false },
  ],
  subscriptions: [{ id: 'sub-2', name: 'Contoso test' }],
  azureServices: [{ id: 'service-2', name: 'SQL Database' }],
  azureProblems: [{ id: 'problem-2', name: 'Slow / Queries' }],
};
/** Before any list of Microsoft's is here. */
const LATE: KnownNames = { services: [], subscriptions: [], azureServices: [], azureProblems: [] };

const CHINA: ServiceRequest['customer'] = { ...makeDraft().customer, cloud: 'china' };
/** 31 characters more than a field of a card holds. */
const LONG_DESCRIPTION = 'Nobody can send mail since 08:15'.padEnd(6_031, '.');

function read(inputs: FormInputs, overrides: Partial<ServiceRequest> = {}, names = NAMES) {
  return readInputs(inputs, makeDraft(overrides), names);
}

describe('an input', () => {
  it.each([
    [{ category: 'billing' }, { category: 'billing' }],
    [{ category: 'nonsense' }, { category: undefined }],
    [{ severity: 'A' }, { severity: 'A' }],
    [{ severity: 'a' }, { severity: undefined }],
    [{ title: '  No mail \n' }, { title: 'No mail' }],
    [{ description: ' as it was typed \n' }, { description: ' as it was typed \n' }],
    [{ affected: ' 40 people ' }, { affected: '40 people' }],
    [{ incidents: 'EX226574' }, { incidents: ['EX226574'] }],
    [{ incidents: ' EX1 ,,EX2, ' }, { incidents: ['EX1', 'EX2'] }],
    [{ route: 'helpdesk' }, { route: 'helpdesk' }],
    [{ firstName: ' Megan ' }, { contact: { firstName: 'Megan' } }],
    [{ lastName: 'Bowen' }, { contact: { lastName: 'Bowen' } }],
    [{ email: ' megan@fabrikam.com' }, { contact: { email: 'megan@fabrikam.com' } }],
    [{ phone: 'call me' }, { contact: { phone: 'call me' } }],
    [{ country: 'KOR' }, { contact: { country: 'KOR' } }],
    [{ consent: 'true' }, { azure: { diagnosticConsent: true } }],
    [{ consent: 'false' }, { azure: { diagnosticConsent: false } }],
    [{ resource: ' /subscriptions/1 ' }, { azure: { resourceId: '/subscriptions/1' } }],
  ] as const)('%o becomes %o', (inputs, expected) => {
    expect(read(inputs)).toMatchObject(expected);
  });

  it.each([
    [{ category: '' }, { category: undefined }],
    [{ severity: '' }, { severity: undefined }],
    [{ title: ' ' }, { title: '' }],
    [{ description: '' }, { description: '' }],
    [{ affected: '' }, { affected: '' }],
    [{ incidents: '' }, { incidents: [] }],
    [{ incidents: ' , ,' }, { incidents: [] }],
    [{ startedDate: '', startedTime: '' }, { startedAt: undefined }],
    [{ phone: '' }, { contact: { phone: '' } }],
    [{ country: '' }, { contact: { country: '' } }],
    [{ resource: '' }, { azure: { resourceId: '' } }],
    [{ subscription: '' }, { azure: { subscriptionId: '', subscriptionName: '' } }],
    [{ azureService: '' }, { azure: { serviceId: '', serviceName: '' } }],
    [{ azureProblem: '' }, { azure: { problemId: '', problemName: '' } }],
  ] as const)('that was emptied, %o, empties its field', (inputs, expected) => {
    const edit = read(inputs, AZURE_CONTENT);
    expect(edit).toMatchObject(expected);
    for (const field of Object.keys(expected)) expect(edit).toHaveProperty(field);
  });

  it('that is not there changes nothing', () => {
    const { diagnosticConsent: _, resourceId: __, ...chosen } = AZURE_FIELDS;
    expect(read({}, AZURE_CONTENT)).toEqual({ contact: {}, azure: chosen });
    expect(Object.keys(read({ find: 'virtual' })).sort()).toEqual(['azure', 'contact']);
  });

  it('alone changes its own field alone', () => {
    for (const name of Object.keys(FORM_INPUTS.shape)) {
      const inputs = FORM_INPUTS.parse({ [name]: name === 'consent' ? 'true' : 'x' });
      const { contact, azure: _, ...rest } = read(inputs);
      expect(Object.keys({ ...contact, ...rest }).length, name).toBeLessThanOrEqual(1);
    }
  });

  it('of 10,000 incidents is cut to twenty', () => {
    const incidents = Array.from({ length: 10_000 }, (_, index) => `EX${index}`);
    expect(read({ incidents: incidents.join(', ') }).incidents).toEqual(incidents.slice(0, 20));
  });
});

describe('the start', () => {
  it.each([
    ['in winter', '2026-11-21', '08:15', 'Europe/Paris', '2026-11-21T07:15:00.000Z'],
    ['in summer', '2026-07-01', '08:15', 'Europe/Paris', '2026-07-01T06:15:00.000Z'],
    ['with seconds', '2026-11-21', '08:15:59', 'Europe/Paris', '2026-11-21T07:15:00.000Z'],
    ['with an hour of one figure', '2026-11-21', '8:15', 'Europe/Paris', '2026-11-21T07:15:00.000Z'],
    ['with blanks', ' 2026-11-21 ', ' 08:15 ', 'Europe/Paris', '2026-11-21T07:15:00.000Z'],
    ['without a time', '2026-11-21', '', 'Europe/Paris', '2026-11-20T23:00:00.000Z'],
    ['with words for a time', '2026-11-21', 'morning', 'Asia/Seoul', '2026-11-20T15:00:00.000Z'],
    ['on a leap day', '2028-02-29', '00:00', 'Asia/Shanghai', '2028-02-28T16:00:00.000Z'],
    ['at an hour that the clocks skip', '2026-03-29', '02:30', 'Europe/Paris', '2026-03-29T01:30:00.000Z'],
    ['at an hour that comes twice', '2026-10-25', '02:30', 'Europe/Paris', '2026-10-25T00:30:00.000Z'],
  ])('%s is read in the reader’s zone', (_what, startedDate, startedTime, timeZone, expected) => {
    const { startedAt } = read({ startedDate, startedTime }, { reader: { language: 'en', timeZone } });
    expect(new Date(startedAt ?? Number.NaN).toISOString()).toBe(expected);
  });

  it.each([
    ['a time without a day', '', '08:15'],
    ['a day that no calendar has', '2026-02-30', '08:15'],
    ['a leap day of another year', '2026-02-29', ''],
    ['a thirteenth month', '2026-13-01', ''],
    ['a day of another notation', '21/11/2026', '08:15'],
    ['a year of six figures', '202611-01-01', ''],
    ['an instant', '2026-11-21T08:15:00Z', ''],
    ['words', 'yesterday', ''],
  ])('is not known from %s', (_what, startedDate, startedTime) => {
    const edit = read({ startedDate, startedTime });
    expect(edit).toHaveProperty('startedAt', undefined);
  });

  it('is read from a day or a time that comes alone', () => {
    expect(read({ startedDate: '2026-11-21' }).startedAt).toBe(Date.UTC(2026, 10, 20, 23));
    expect(read({ startedTime: '08:15' })).toHaveProperty('startedAt', undefined);
  });
});

describe('a description that is too long for its field', () => {
  it.each([
    ['is kept when nothing is typed', LONG_DESCRIPTION, '', undefined],
    ['is kept when it is long as bytes only', '"'.repeat(5_500), '', undefined],
    ['gives way to what is typed', LONG_DESCRIPTION, 'Shorter.', 'Shorter.'],
  ])('%s', (_what, description, typed, expected) => {
    expect(read({ description: typed }, { description }).description).toBe(expected);
  });

  it('is told apart from one that just fits', () => {
    const description = 'x'.repeat(6_000);
    expect(read({ description: '' }, { description }).description).toBe('');
    expect(read({ description: '' }, { description: `${description}x` })).not.toHaveProperty('description');
  });
});

describe('a service', () => {
  it.each([
    ['is found by its name', 'Microsoft Teams', { name: 'Microsoft Teams', isAzure: false }],
    ['brings along that it is Azure', 'Azure: Production', { name: 'Azure: Production', isAzure: true }],
    [
      'is found by its token when its name is long',
      makeServiceToken(LONG_NAME),
      { name: LONG_NAME, isAzure: false },
    ],
    [
      'is found by its token when its name is odd',
      makeServiceToken(ODD_NAME),
      { name: ODD_NAME, isAzure: false },
    ],
    ['may be typed', '  Our own portal ', { name: 'Our own portal', isAzure: false }],
    ['is none when it is the customer as a whole', WHOLE_CUSTOMER, { name: '', isAzure: false }],
    ['is none when it was emptied', ' ', { name: '', isAzure: false }],
  ])('%s', (_what, service, expected) => {
    expect(read({ service }).service).toEqual(expected);
  });

  it.each([
    ['by its name', 'Azure: Production', 'Azure: Production'],
    ['by its token', LONG_NAME, makeServiceToken(LONG_NAME)],
    ['as the customer as a whole', '', WHOLE_CUSTOMER],
  ])('that is chosen again %s stays as it was, though the list is late', (_how, name, service) => {
    const chosen = { name, isAzure: true };
    expect(read({ service }, { service: chosen, route: 'portal' }, LATE)).toMatchObject({ service: chosen });
    expect(read({ service }, { service: chosen, route: 'portal' }, LATE)).not.toHaveProperty('route');
  });

  it.each([
    ['Azure', true],
    ['Azure: Production', true],
    ['Virtual Machines', true],
    ['virtual machine', true],
    ['Azure Kubernetes Service', true],
    ['Exchange Online', false],
    ['Azurea', false],
    ['our azure-blue website', false],
  ])('%s is known as Azure or not (%s) when the list is late', (service, isAzure) => {
    const draft = { service: { name: 'Planner', isAzure: false } };
    expect(read({ service }, draft, LATE).service).toEqual({ name: service, isAzure });
    expect(read({ service }, { ...draft, customer: CHINA }, LATE).service).toEqual({
      name: service,
      isAzure: false,
    });
  });
});

describe('the route', () => {
  const azure = 'Azure: Production';

  it.each([
    ['leads to Azure when the service turns out to be Azure', { service: azure }, {}, 'azureSupport'],
    ['stays with the helpdesk', { service: azure }, { route: 'helpdesk' }, undefined],
    [
      'stays when it was about Azure before',
      { service: 'Azure' },
      { ...AZURE_CONTENT, route: 'portal' },
      undefined,
    ],
    ['stays for another service', { service: 'Microsoft Teams' }, {}, undefined],
    ['is the chosen one, whatever the service', { service: azure, route: 'portal' }, {}, 'portal'],
    ['is none of those that do not exist', { route: 'pigeon' }, {}, undefined],
    ['leads to Azure in spite of one that does not exist', { service: azure, route: '' }, {}, 'azureSupport'],
  ] as const)('%s', (_what, inputs, overrides, expected) => {
    expect(read(inputs, overrides).route).toBe(expected);
  });
});

describe('what Azure asks for', () => {
  it('is kept with the names of the lists', () => {
    const inputs = { subscription: 'sub-2', azureService: 'service-2', azureProblem: 'problem-2' };
    expect(read(inputs, AZURE_CONTENT).azure).toEqual({
      ...{ subscriptionId: 'sub-2', subscriptionName: 'Contoso test' },
      ...{ serviceId: 'service-2', serviceName: 'SQL Database' },
      ...{ problemId: 'problem-2', problemName: 'Slow / Queries' },
    });
  });

  it('keeps its names when the lists are late', () => {
    const { subscriptionId, serviceId, problemId } = AZURE_FIELDS;
    const inputs = { subscription: subscriptionId, azureService: serviceId, azureProblem: problemId };
    const { diagnosticConsent: _, resourceId: __, ...chosen } = AZURE_FIELDS;
    expect(read(inputs, AZURE_CONTENT, LATE).azure).toEqual(chosen);
  });

  it('never keeps a name that is of another choice', () => {
    const inputs = { subscription: 'sub-2', azureService: 'service-2', azureProblem: 'problem-2' };
    expect(read(inputs, AZURE_CONTENT, LATE).azure).toMatchObject({
      subscriptionName: 'sub-2',
      serviceName: '',
      problemName: '',
    });
  });

  it('takes over a name that Microsoft changed', () => {
    const subscriptions = [{ id: AZURE_FIELDS.subscriptionId, name: 'Contoso main' }];
    expect(read({}, AZURE_CONTENT, { ...LATE, subscriptions }).azure?.subscriptionName).toBe('Contoso main');
  });
});
