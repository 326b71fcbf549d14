import type { Cards } from '../../src/chat/cards/cards.ts';
import type { Reply } from '../../src/chat/reply.ts';
import type { Customer } from '../../src/customers/customer.ts';
import type { Reader } from '../../src/reader.ts';
import {
  CHANGES,
  CONTOSO,
  listServices,
  MAIL_INCIDENT,
  makeCrowd,
  makeReport,
  NO_CONSENT,
  NOW,
  OUTAGE,
  QUIET,
  TAILWIND_CHINA,
  TEAMS_ADVISORY,
} from './card-fixtures.ts';
import { hangEstateCards } from './estate-gallery.ts';
import { hangFormCards } from './form-gallery.ts';
import { hangHistoryCards } from './history-gallery.ts';
import { hangRequestCards } from './request-gallery.ts';
import { hangStaffCards } from './staff-gallery.ts';
import { hangWatchCards } from './watch-gallery.ts';

const CUSTOMERS: readonly Customer[] = [
  CONTOSO,
  { ...CONTOSO, tenantId: 'c2', name: 'Contoso Ltd', domain: 'contoso-paris.fr' },
  { ...CONTOSO, tenantId: 'c3', name: 'Boulangerie Légère', domain: 'legere.fr' },
  { ...CONTOSO, tenantId: 'c4', name: '한빛전자', domain: 'hanbit.co.kr' },
  TAILWIND_CHINA,
  {
    ...CONTOSO,
    tenantId: 'c6',
    name: 'The Very Long Name of a Holding Company and its Sons GmbH',
    domain: 'tvl.example',
  },
];
const MATCHES = CUSTOMERS.map((customer, index) => ({ customer, score: 0.9 - index / 10 }));

/** Every card the bot can give, by name, for one reader: to be drawn, measured and checked. */
export function hangCards(cards: Cards, reader: Reader): ReadonlyMap<string, Reply> {
  const down = makeReport({
    services: listServices({
      'Exchange Online': 'serviceInterruption',
      'Microsoft Intune': 'serviceRestored',
    }),
    incidents: [
      { ...MAIL_INCIDENT, status: 'serviceInterruption' },
      {
        ...MAIL_INCIDENT,
        id: 'EX226580',
        status: 'investigating',
        title: 'Calendar entries are missing',
        latest: undefined,
        posts: [],
      },
    ],
    changes: 'timeout',
  });
  const advisory = makeReport({
    services: listServices({ 'Microsoft Teams': 'serviceDegradation' }),
    incidents: [TEAMS_ADVISORY],
    changes: [],
  });
  const china = makeReport({
    customer: TAILWIND_CHINA,
    services: listServices({ 'Exchange Online': 'serviceDegradation' }),
    incidents: [MAIL_INCIDENT],
  });
  const halfRead = makeReport({ incidents: 'throttled', changes: 'forbidden', retryAt: NOW + 120_000 });
  const crowd = makeCrowd(40, 25);
  const list = { text: '', customers: CUSTOMERS, total: 214, offset: 10, limit: 10 };
  const several = { kind: 'several', matches: MATCHES, total: 6 } as const;
  return new Map<string, Reply>([
    ['health-outage', cards.health(OUTAGE, reader)],
    ['health-down', cards.health(down, reader)],
    ['health-advisory', cards.health(advisory, reader)],
    ['health-quiet', cards.health(QUIET, reader)],
    ['health-no-consent', cards.health(NO_CONSENT, reader)],
    ['health-half-read', cards.health(halfRead, reader)],
    ['health-china', cards.health(china, reader)],
    ['health-crowd', cards.health(crowd, reader)],
    ['service-outage', cards.service(OUTAGE, 'Exchange Online', 0, reader)],
    ['service-quiet', cards.service(QUIET, 'Exchange Online', 0, reader)],
    ['service-unread', cards.service(NO_CONSENT, 'Exchange Online', 0, reader)],
    ['service-missing', cards.service(QUIET, 'Dynamics', 0, reader)],
    ...hangEstateCards(cards, reader),
    ...hangHistoryCards(cards, reader),
    ...hangRequestCards(cards, reader),
    ...hangFormCards(cards, reader),
    ...hangWatchCards(cards, reader),
    ...hangStaffCards(cards, reader),
    ['services', cards.services(OUTAGE, 0, reader)],
    ['services-crowd', cards.services(crowd, 15, reader)],
    ['changes', cards.changes(makeReport({ changes: CHANGES }), { offset: 0 }, reader)],
    ['changes-none', cards.changes(makeReport({ changes: [] }), { offset: 0 }, reader)],
    ['choose', cards.chooseCustomer(several, { text: 'cont' }, [], reader)],
    [
      'choose-many',
      cards.chooseCustomer(
        { ...several, total: 200 },
        { text: 'co', service: 'Exchange' },
        [{ cloud: 'china', code: 'unavailable' }],
        reader,
      ),
    ],
    [
      'choose-none',
      cards.chooseCustomer({ kind: 'none', nearest: MATCHES.slice(0, 2) }, { text: 'Kontosso' }, [], reader),
    ],
    ['choose-nothing', cards.chooseCustomer({ kind: 'none', nearest: [] }, { text: 'xyzzy' }, [], reader)],
    ['customers', cards.customers(list, [], reader)],
    [
      'customers-none',
      cards.customers(
        { ...list, text: 'zzz', customers: [], total: 0, offset: 0 },
        [{ cloud: 'global', code: 'credentialRefused' }],
        reader,
      ),
    ],
    ['help', cards.help(reader, CUSTOMERS)],
    [
      'help-sales-agent',
      cards.help(reader, [], {
        may: (permission) => permission.startsWith('read') && permission !== 'readAudit',
      }),
    ],
    ['notice-empty', cards.empty(reader)],
    ['notice-attachment', cards.attachment(reader)],
    [
      'notice-unknown',
      cards.unknown(
        { kind: 'unknown', text: 'helth Contoso', nearest: { kind: 'health', word: 'health' } },
        reader,
        CUSTOMERS[0] && { customer: CUSTOMERS[0], question: 'health' },
      ),
    ],
    [
      'notice-unknown-far',
      cards.unknown({ kind: 'unknown', text: 'sing me a song', nearest: undefined }, reader),
    ],
    ['notice-which-customer', cards.whichCustomer('Exchange', reader)],
    ['notice-stale', cards.stale(reader)],
    ['notice-gone', cards.customerGone(reader)],
    ['notice-customers-unread', cards.customersUnread([{ cloud: 'china', code: 'forbidden' }], reader)],
    ['notice-loading', cards.loading(1200, reader)],
    ['notice-error', cards.error('7K2Q9F', reader)],
  ]);
}
