import type { Cards } from '../../src/chat/cards/cards.ts';
import type { Reply } from '../../src/chat/reply.ts';
import type { Reader } from '../../src/reader.ts';
import type { Change, RequestChange } from '../../src/requests/change.ts';
import type { Helpdesk, PartnerCenterRequest } from '../../src/requests/ports.ts';
import { type ServiceRequest, TROUBLE_CODES } from '../../src/requests/request.ts';
import { CONTOSO, NOW, TAILWIND_CHINA } from './card-fixtures.ts';
import {
  AZURE_CONTENT,
  makeRequest as makeAnyRequest,
  makeAzureRequest,
  makeChange,
  makeDraft,
  PEOPLE,
  TICKET,
} from './requests.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

/** A request raised 40 minutes before the gallery's now. */
export function raise(overrides: Partial<ServiceRequest> = {}): ServiceRequest {
  return makeAnyRequest({
    customer: CONTOSO,
    raisedAt: NOW - 40 * MINUTE,
    changedAt: NOW - 10 * MINUTE,
    startedAt: NOW - 3 * HOUR,
    ...overrides,
  });
}

/** The same with Microsoft as an Azure ticket. */
export function raiseInAzure(overrides: Partial<ServiceRequest> = {}): ServiceRequest {
  const { ticket, azure, service, incidents, title, route, state } = makeAzureRequest();
  const kept = ticket && { ...ticket, recordedAt: NOW - 30 * MINUTE };
  return raise({ ticket: kept, azure, service, incidents, title, route, state, ...overrides });
}

const TICKET_NOW = { ...TICKET, recordedAt: NOW - 30 * MINUTE };
const CHINA: Partial<ServiceRequest> = {
  customer: TAILWIND_CHINA,
  title: '用户无法发送邮件',
  description: '自 16:15 起，上海办公室的所有用户都无法发送邮件。',
  incidents: ['EX226574'],
};

function happen(change: Change, minutesAgo: number, by: RequestChange['by'] = ADELE): RequestChange {
  return makeChange({ at: NOW - minutesAgo * MINUTE, by, change });
}

const ADELE: RequestChange['by'] = { kind: 'person', person: PEOPLE.adele };
const MEGAN: RequestChange['by'] = { kind: 'person', person: PEOPLE.megan };
const VENDOR: RequestChange['by'] = { kind: 'vendor' };
const BOT: RequestChange['by'] = { kind: 'bot' };

/** Every kind of change, newest first. */
export const EVERY_CHANGE: readonly RequestChange[] = [
  happen({ kind: 'state', from: 'resolved', to: 'closed' }, 1),
  happen({ kind: 'state', from: 'withVendor', to: 'resolved' }, 2, VENDOR),
  happen({ kind: 'vendorStatus', status: 'Closed' }, 3, VENDOR),
  happen({ kind: 'state', from: 'resolved', to: 'withVendor' }, 4),
  happen({ kind: 'state', from: 'withVendor', to: 'waitingForUs' }, 5, VENDOR),
  happen(
    { kind: 'vendorNote', text: 'Please send us the network trace.\n\nRegards, the support team' },
    6,
    VENDOR,
  ),
  happen({ kind: 'note', text: 'Restarted it twice; no change.', toVendor: true }, 7, MEGAN),
  happen({ kind: 'note', text: 'The customer is on holiday until Monday.', toVendor: false }, 8, MEGAN),
  happen({ kind: 'severity', from: 'B', to: 'A' }, 9, MEGAN),
  happen({ kind: 'ticket', number: '119120321001171', previous: '119120321001170' }, 10, MEGAN),
  happen({ kind: 'ticket', number: '119120321001170', previous: undefined }, 11, VENDOR),
  happen({ kind: 'rerouted', from: 'azureSupport', to: 'portal' }, 12),
  happen({ kind: 'rerouted', from: 'portal', to: 'helpdesk' }, 13),
  happen({ kind: 'rerouted', from: 'portal', to: 'azureSupport' }, 13),
  happen({ kind: 'trouble', code: 'plan', cause: 'SupportPlanNotAllowed: no plan' }, 14, BOT),
  happen({ kind: 'vendorRefused', what: 'note', cause: 'Conflict: an engineer works on it' }, 15, BOT),
  happen({ kind: 'vendorRefused', what: 'severity', cause: '' }, 16, BOT),
  happen({ kind: 'vendorRefused', what: 'status', cause: '' }, 17, BOT),
  happen({ kind: 'reminded', about: 'ticketMissing' }, 18, BOT),
  happen({ kind: 'reminded', about: 'silent' }, 19, BOT),
  happen({ kind: 'taken' }, 30, MEGAN),
  happen({ kind: 'raised', route: 'helpdesk' }, 40),
  happen({ kind: 'raised', route: 'portal' }, 40),
  happen({ kind: 'raised', route: 'azureSupport' }, 40),
];

export const PARTNER_CENTER_REQUEST: PartnerCenterRequest = {
  id: '616122292874576',
  title: 'Mailbox migration is stuck',
  description: 'The batch “Finance” has been at 95 % since Monday.',
  severity: 'moderate',
  status: 'attentionNeeded',
  createdAt: NOW - 5 * 24 * HOUR,
  modifiedAt: NOW - 2 * HOUR,
  notes: [
    {
      by: 'Microsoft Support',
      at: NOW - 2 * HOUR,
      text: 'Please run the batch again and send us its report.',
    },
    { by: 'Adele Vance', at: NOW - 26 * HOUR, text: 'We stopped and started it.' },
  ],
};

export const HELPDESK: Helpdesk = {
  conversation: {
    id: '19:helpdesk@thread.tacv2',
    thread: undefined,
    kind: 'channel',
    serviceUrl: 'https://smba.trafficmanager.net/emea/',
    channel: 'msteams',
    bot: '28:bot',
    tenantId: undefined,
    name: 'Support > Requests',
  },
  reader: { language: 'en', timeZone: 'Europe/Paris' },
  setBy: 'Megan Bowen',
  setAt: NOW - 26 * HOUR,
};

/** The cards of service requests, by name, for one reader. */
export function hangRequestCards(cards: Cards, reader: Reader): readonly (readonly [string, Reply])[] {
  const taken = { takenBy: PEOPLE.megan };
  const live = (request: ServiceRequest, changes: readonly RequestChange[] = [], helpdesk = true) =>
    cards.request(request, { changes, helpdesk }, reader);
  const vendorNote = EVERY_CHANGE.filter(({ change }) => change.kind === 'vendorNote');
  const tookIt = EVERY_CHANGE.filter(({ change }) => change.kind === 'taken');
  const told = EVERY_CHANGE.slice(4, 9).reverse();
  const reminder = EVERY_CHANGE.filter(({ change }) => change.kind === 'reminded').slice(0, 1);
  const list = [
    raise({ number: 1049, severity: 'A' }),
    raiseInAzure({ number: 1048, ...taken }),
    raiseInAzure({
      number: 1047,
      state: 'raised',
      ticket: undefined,
      trouble: { code: 'plan', cause: '', at: NOW },
    }),
    raise({ number: 1046, ...CHINA, state: 'waitingForUs', ticket: TICKET_NOW, ...taken }),
    raise({ number: 1045, state: 'resolved', ticket: TICKET_NOW, raisedAt: NOW - 26 * HOUR, ...taken }),
    raise({ number: 1044, route: 'helpdesk', severity: undefined, title: '' }),
    raise({ number: 1043, state: 'closed', raisedAt: NOW - 100 * HOUR }),
  ];
  const page = { requests: list, total: 27 };
  const none = { requests: [], total: 0 };
  const vendor = [
    PARTNER_CENTER_REQUEST,
    { ...PARTNER_CENTER_REQUEST, id: '616122292874577', status: 'open', severity: 'critical' } as const,
    { ...PARTNER_CENTER_REQUEST, id: '616122292874578', status: 'closed', severity: 'minimal' } as const,
    { ...PARTNER_CENTER_REQUEST, id: '616122292874579', status: 'unknown', severity: 'unknown' } as const,
  ];
  return [
    ['request-portal-new', live(raise())],
    ['request-portal-taken', live(raise(taken), tookIt)],
    ['request-portal-ticket', live(raise({ state: 'withVendor', ticket: TICKET_NOW }), tookIt)],
    [
      'request-portal-overdue',
      live(
        raise({
          state: 'withVendor',
          severity: 'A',
          ticket: { ...TICKET_NOW, recordedAt: NOW - 3 * HOUR },
          ...taken,
        }),
      ),
    ],
    ['request-waiting', live(raise({ state: 'waitingForUs', ticket: TICKET_NOW, ...taken }), vendorNote)],
    ['request-azure-creating', live(raiseInAzure({ state: 'raised', ticket: undefined }))],
    ['request-azure-open', live(raiseInAzure(taken), EVERY_CHANGE.slice(6, 9))],
    ['request-azure-written', live(raiseInAzure(taken), vendorNote)],
    ['request-azure-waiting', live(raiseInAzure({ state: 'waitingForUs', ...taken }), vendorNote)],
    ...TROUBLE_CODES.map(
      (code) =>
        [
          `request-trouble-${code}`,
          live(
            raiseInAzure({
              state: 'raised',
              ticket: undefined,
              trouble: { code, cause: 'InvalidSupportPlan: the plan does not allow it', at: NOW },
            }),
          ),
        ] as const,
    ),
    ['request-helpdesk-new', live(raise({ route: 'helpdesk' }))],
    ['request-helpdesk-taken', live(raise({ route: 'helpdesk', ...taken }), tookIt)],
    ['request-helpdesk-nobody', live(raise({ route: 'helpdesk' }), [], false)],
    [
      'request-resolved',
      live(raise({ state: 'resolved', ticket: TICKET_NOW, ...taken }), EVERY_CHANGE.slice(1, 4)),
    ],
    ['request-closed', live(raise({ state: 'closed', ...taken }), EVERY_CHANGE.slice(0, 3))],
    ['request-china-new', live(raise(CHINA))],
    ['request-china-ticket', live(raise({ ...CHINA, state: 'withVendor', ticket: TICKET_NOW, ...taken }))],
    ['request-draft', live(makeDraft())],
    ['request-text', cards.requestText(raiseInAzure(), 0, reader)],
    [
      'request-text-long',
      cards.requestText(raise({ description: 'It does not work. '.repeat(1_000) }), 1, reader),
    ],
    [
      'request-changes',
      cards.requestChanges(raise(), EVERY_CHANGE.slice(0, 8), { offset: 8, total: 24 }, reader),
    ],
    [
      'request-changes-more',
      cards.requestChanges(raise(), EVERY_CHANGE.slice(8, 16), { offset: 8, total: 24 }, reader),
    ],
    [
      'request-changes-last',
      cards.requestChanges(raise(), EVERY_CHANGE.slice(16), { offset: 16, total: 24 }, reader),
    ],
    ['request-changes-none', cards.requestChanges(raise(), [], { offset: 0, total: 0 }, reader)],
    ['handoff-365', cards.handoff(raise(), reader)],
    [
      'handoff-dynamics',
      cards.handoff(raise({ service: { name: 'Dynamics 365 Apps', isAzure: false } }), reader),
    ],
    ['handoff-azure', cards.handoff(raise({ ...AZURE_CONTENT, route: 'portal', severity: 'A' }), reader)],
    ['handoff-china', cards.handoff(raise(CHINA), reader)],
    ['requests', cards.requests(page, { view: 'open', offset: 0 }, reader)],
    [
      'requests-customer',
      cards.requests(page, { view: 'all', customer: CONTOSO, offset: 8, vendorRequests: true }, reader),
    ],
    ...(['open', 'mine', 'all'] as const).flatMap((view) => [
      [`requests-none-${view}`, cards.requests(none, { view, offset: 0 }, reader)] as const,
      [
        `requests-none-for-${view}`,
        cards.requests(none, { view, customer: CONTOSO, offset: 0 }, reader),
      ] as const,
    ]),
    ['vendor-requests', cards.vendorRequests(CONTOSO, { kind: 'ready', requests: vendor }, 0, reader)],
    ['vendor-requests-none', cards.vendorRequests(CONTOSO, { kind: 'ready', requests: [] }, 0, reader)],
    ['vendor-requests-failed', cards.vendorRequests(CONTOSO, { kind: 'failed', code: 'timeout' }, 0, reader)],
    [
      'vendor-requests-refused',
      cards.vendorRequests(CONTOSO, { kind: 'failed', code: 'forbidden' }, 0, reader),
    ],
    ['vendor-requests-off', cards.vendorRequests(CONTOSO, { kind: 'off' }, 0, reader)],
    ['vendor-requests-off-china', cards.vendorRequests(TAILWIND_CHINA, { kind: 'off' }, 0, reader)],
    ['vendor-request', cards.vendorRequest(CONTOSO, PARTNER_CENTER_REQUEST, 0, reader)],
    ['told-raiser', cards.requestTold(raiseInAzure(), told, { purpose: 'raiser' }, reader)],
    [
      'told-reminder',
      cards.requestTold(raise(taken), reminder, { purpose: 'helpdesk', mention: PEOPLE.megan }, reader),
    ],
    [
      'told-many',
      cards.requestTold(raise(), EVERY_CHANGE.slice(0, 9).toReversed(), { purpose: 'helpdesk' }, reader),
    ],
    ['notice-ticket-differs', cards.ticketDiffers(raise({ ticket: TICKET_NOW }), '219120321001171', reader)],
    ['notice-request-unknown', cards.requestUnknown(1042, reader)],
    ...(['state', 'badNumber', 'badText', 'incomplete'] as const).map(
      (code) =>
        [`notice-refused-${code}`, cards.requestRefused(raise({ state: 'closed' }), code, reader)] as const,
    ),
    ['notice-form-gone', cards.requestFormGone(reader)],
    ['notice-discarded', cards.requestDiscarded(makeDraft(), reader)],
    ['notice-for-whom', cards.requestForWhom(reader)],
    ['notice-bad-note', cards.badNote(reader)],
    ['notice-helpdesk-here', cards.helpdesk({ kind: 'here', before: HELPDESK }, reader)],
    ['notice-helpdesk-set', cards.helpdesk({ kind: 'set', helpdesk: HELPDESK, isHere: false }, reader)],
    ['notice-helpdesk-set-here', cards.helpdesk({ kind: 'set', helpdesk: HELPDESK, isHere: true }, reader)],
    ['notice-helpdesk-removed', cards.helpdesk({ kind: 'removed' }, reader)],
    ['notice-helpdesk-none', cards.helpdesk({ kind: 'none' }, reader)],
    ['notice-not-kept', cards.notKept(reader)],
    ['notice-reading', cards.reading(reader, { verb: 'show-request', data: { number: 1042 } })],
  ];
}
