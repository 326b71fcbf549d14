import type { Cards } from '../../src/chat/cards/cards.ts';
import type { FormView } from '../../src/chat/cards/request-form-view.ts';
import type { Reply } from '../../src/chat/reply.ts';
import type { Reader } from '../../src/reader.ts';
import { checkContent } from '../../src/requests/check-content.ts';
import type { ServiceRequest } from '../../src/requests/request.ts';
import { CONTOSO, TAILWIND_CHINA } from './card-fixtures.ts';
import { AZURE_CONTENT, makeDraft, makeRequest, OPENED_AT } from './requests.ts';

const EMPTY_CONTACT = { firstName: '', lastName: '', email: '', phone: '', country: '' };

const AZURE_SERVICES = [
  'Virtual Machine running Windows',
  'Virtual Machine running Linux',
  'Virtual Network',
  'Storage Account Management',
  'App Service (Web Apps)',
].map((name, index) => ({ id: `6f16735c-b0ae-b275-ad3a-03479cfa139${index}`, name, resourceTypes: [] }));

const AZURE_PROBLEMS = [
  'Cannot connect to my VM / I cannot reach it',
  'My VM restarted or stopped unexpectedly',
  'VM performance',
].map((name, index) => ({ id: `0bd26ee5-5ff4-0d1c-6dbd-3a6ecc07eb5${index}`, name }));

/** A step of the form of a complete draft, with something to choose from. */
export function makeFormView({ draft = makeFormDraft(), ...view }: Partial<FormView> = {}): FormView {
  return {
    draft,
    step: 'what',
    problems: [],
    services: [
      { name: 'Exchange Online', isAzure: false },
      { name: 'Microsoft Teams', isAzure: false },
      { name: 'Virtual Machines', isAzure: true },
    ],
    incidents: [
      { id: 'EX226574', title: 'Some users cannot send mail', service: 'Exchange Online' },
      {
        id: 'TM226601',
        title: 'Some users see delays when loading chats in the Teams desktop client',
        service: 'Microsoft Teams',
      },
    ],
    subscriptions: [
      {
        id: draft.azure.subscriptionId || '3f7a1c52-0000-4000-8000-0000000005b1',
        name: 'Contoso production',
      },
      { id: '3f7a1c52-0000-4000-8000-0000000005b2', name: 'Contoso test' },
    ],
    azureServices: { kind: 'ready', items: AZURE_SERVICES, total: AZURE_SERVICES.length },
    azureProblems: { kind: 'ready', items: AZURE_PROBLEMS, total: AZURE_PROBLEMS.length },
    routes: ['portal', 'helpdesk'],
    helpdesk: 'Service desk',
    open: [],
    ...view,
  };
}

/** A complete draft of Contoso's. */
export function makeFormDraft(overrides: Partial<ServiceRequest> = {}): ServiceRequest {
  return makeDraft({ customer: CONTOSO, ...overrides });
}

/** A description of some length, in lines; every word of it is another one. */
export function writeLongText(length: number): string {
  let text = '';
  for (let count = 1; text.length < length; count += 1) {
    text += `word${count}${count % 90 === 0 ? '\n\n' : ' '}`;
  }
  return text.slice(0, length);
}

/** The form of a service request: all steps and routes, for one reader. */
export function hangFormCards(cards: Cards, reader: Reader): readonly (readonly [string, Reply])[] {
  const show = (name: string, view: Partial<FormView>) =>
    [`request-form-${name}`, cards.requestForm(makeFormView(view), reader)] as const;
  const azure = makeFormDraft(AZURE_CONTENT);
  const routes = ['azureSupport', 'portal', 'helpdesk'] as const;
  const ticket = { draft: azure, routes };
  const china = makeFormDraft({ customer: TAILWIND_CHINA, category: undefined, incidents: [] });
  const helpdesk = makeFormDraft({ route: 'helpdesk' });
  const blank = makeFormDraft({
    category: undefined,
    severity: 'A',
    title: '',
    description: '',
    startedAt: OPENED_AT + 86_400_000,
    affected: 'many '.repeat(30),
    contact: { ...EMPTY_CONTACT, email: 'adele at contoso' },
  });
  const open = [
    makeRequest({ number: 1042, state: 'withVendor' }),
    makeRequest({ number: 1043, title: 'Mail waits in the Outbox' }),
  ];
  const mended = (step: FormView['step']) => ({
    draft: blank,
    step,
    problems: checkContent(blank, OPENED_AT, step),
  });
  const long = makeFormDraft({ description: writeLongText(20_000) });
  const total = 214;
  return [
    show('what', { open }),
    show('what-empty', { services: [], incidents: [], draft: { ...blank, incidents: [], affected: '' } }),
    show('what-wrong', mended('what')),
    show('what-long', { draft: long }),
    show('what-china', { draft: china, incidents: [] }),
    show('what-helpdesk', { draft: helpdesk, routes: ['helpdesk'] }),
    show('azure', { ...ticket, step: 'azure' }),
    show('azure-many', {
      ...ticket,
      step: 'azure',
      azureServices: { kind: 'ready', items: AZURE_SERVICES, total },
    }),
    show('azure-nothing', {
      ...ticket,
      step: 'azure',
      find: 'mail <b>',
      azureServices: { kind: 'ready', items: [], total: 0 },
    }),
    show('azure-reading', { ...ticket, step: 'azure', azureServices: { kind: 'reading' } }),
    show('azure-failed', {
      ...ticket,
      step: 'azure',
      subscriptions: [],
      draft: makeFormDraft({ ...AZURE_CONTENT, azure: { ...azure.azure, subscriptionId: '' } }),
      azureServices: { kind: 'failed', code: 'role' },
    }),
    show('problem', { ...ticket, step: 'problem' }),
    show('problem-failed', {
      ...ticket,
      step: 'problem',
      azureProblems: { kind: 'failed', code: 'classification' },
    }),
    show('how', { step: 'how' }),
    show('how-azure', { ...ticket, step: 'how' }),
    show('how-wrong', mended('how')),
    show('how-china', { draft: china, step: 'how' }),
    show('look', { step: 'look' }),
    show('look-azure', { ...ticket, step: 'look' }),
    show('look-helpdesk', { draft: helpdesk, step: 'look', routes: ['portal', 'helpdesk'] }),
    show('look-no-helpdesk', { draft: helpdesk, step: 'look', helpdesk: undefined }),
    show('look-china', { draft: china, step: 'look', helpdesk: undefined }),
    show('look-long', { draft: long, step: 'look', offset: 20 }),
    show('look-wrong', { ...mended('look'), step: 'look' }),
    ['request-refused-not-yours', cards.requestNotYours(azure, reader)],
    ['request-refused-relationship', cards.requestAccessGone(CONTOSO, { kind: 'relationship' }, reader)],
    [
      'request-refused-consent',
      cards.requestAccessGone(CONTOSO, { kind: 'unread', code: 'noConsent' }, reader),
    ],
    ['request-refused-customer', cards.requestCustomerGone(azure, reader)],
  ];
}
