import type { Cards } from '../../src/chat/cards/cards.ts';
import type { Reply } from '../../src/chat/reply.ts';
import type { Reader } from '../../src/reader.ts';
import { CONTOSO, MAIL_INCIDENT, NOW, TAILWIND_CHINA } from './card-fixtures.ts';
import {
  AZURE_INCIDENT,
  COVERAGE,
  CRITICAL_INCIDENT,
  FINE_ACCESS,
  FULL_COVERAGE,
  makeAccess,
  makeCustomers,
  makeOverview,
  makeView,
  NO_COVERAGE,
  OPEN_INCIDENTS,
  OVER_INCIDENT,
  QUIET_OVERVIEW,
} from './estate-fixtures.ts';
import { makeIncident } from './incidents.ts';

const UNLOADED = { clouds: [{ cloud: 'global', code: 'credentialRefused' }], isLoading: true } as const;

/** The cards over all customers, by name, for one reader. */
export function hangEstateCards(cards: Cards, reader: Reader): readonly (readonly [string, Reply])[] {
  const words = 'Current status: We are restarting the servers that hold the queues back. '.repeat(60);
  const posts = Array.from({ length: 9 }, (_, at) => ({
    at: NOW - at * 3_600_000,
    html: `${words} This is update ${9 - at}.<br><br>Scope of impact: Users in Europe.`,
  }));
  const long = makeView({ incident: { ...MAIL_INCIDENT, posts } });
  const over = makeView({
    incident: OVER_INCIDENT,
    reportOf: CONTOSO,
    customers: makeCustomers(2),
    coverage: FULL_COVERAGE,
  });
  const china = makeView({ cloud: 'china', customers: [TAILWIND_CHINA], coverage: FULL_COVERAGE });
  const bare = makeView({
    incident: makeIncident({ title: '', service: '', impact: '', feature: undefined, posts: [] }),
    customers: [],
    readAt: undefined,
    keptAt: NOW - 3_600_000,
  });
  const many = Array.from(
    { length: 20 },
    (_, index) => OPEN_INCIDENTS[index % OPEN_INCIDENTS.length] ?? [],
  ).flat();
  const asked = { offset: 0, customer: CONTOSO, service: 'Exchange Online' };
  const near = ['EX226574', 'EX226580'].map((id) => ({ cloud: 'global' as const, id }));
  return [
    ['overview', cards.overview(makeOverview(), { offset: 0 }, reader)],
    ['overview-many', cards.overview(makeOverview({ incidents: many }), { offset: 7 }, reader)],
    [
      'overview-service',
      cards.overview(
        makeOverview({ incidents: OPEN_INCIDENTS.slice(0, 2) }),
        { offset: 0, service: 'Exchange' },
        reader,
      ),
    ],
    ['overview-unloaded', cards.overview(QUIET_OVERVIEW, { offset: 0, unloaded: UNLOADED }, reader)],
    ['access-unloaded', cards.access(FINE_ACCESS, 0, reader, UNLOADED)],
    [
      'incident-unknown-unloaded',
      cards.incidentUnknown({ id: 'ZZ1', near: [], coverage: FULL_COVERAGE, unloaded: UNLOADED }, reader),
    ],
    ['overview-quiet', cards.overview(QUIET_OVERVIEW, { offset: 0 }, reader)],
    [
      'overview-advisories',
      cards.overview(makeOverview({ incidents: OPEN_INCIDENTS.slice(3) }), { offset: 0 }, reader),
    ],
    ['overview-untried', cards.overview({ ...QUIET_OVERVIEW, coverage: NO_COVERAGE }, { offset: 0 }, reader)],
    ['access', cards.access(makeAccess(), 0, reader)],
    ['access-fine', cards.access(FINE_ACCESS, 0, reader)],
    [
      'access-unread',
      cards.access(
        { ...FINE_ACCESS, coverage: COVERAGE, unreadRelationships: [{ cloud: 'global', code: 'forbidden' }] },
        0,
        reader,
      ),
    ],
    ['incident', cards.incident(makeView(), asked, reader)],
    ['incident-long', cards.incident(long, { ...asked, offset: 1 }, reader)],
    ['incident-over', cards.incident(over, { offset: 0 }, reader)],
    [
      'incident-azure',
      cards.incident(
        makeView({ incident: AZURE_INCIDENT, customers: makeCustomers(3) }),
        { offset: 0 },
        reader,
      ),
    ],
    ['incident-history', cards.incident(over, { offset: 0, customer: CONTOSO, from: 'history' }, reader)],
    [
      'incident-critical',
      cards.incident(
        makeView({ incident: CRITICAL_INCIDENT, customers: [CONTOSO] }),
        { offset: 0, customer: CONTOSO },
        reader,
      ),
    ],
    ['incident-china', cards.incident(china, { offset: 0, customer: TAILWIND_CHINA }, reader)],
    ['incident-bare', cards.incident(bare, { offset: 0 }, reader)],
    ['incident-customers', cards.incidentCustomers(makeView(), { offset: 0 }, reader)],
    [
      'incident-unknown',
      cards.incidentUnknown({ id: 'EX226575', near, coverage: COVERAGE, customer: CONTOSO }, reader),
    ],
    ['incident-unknown-far', cards.incidentUnknown({ id: 'ZZ1', near: [], coverage: FULL_COVERAGE }, reader)],
    [
      'customer-text',
      cards.customerText(makeView(), { customer: CONTOSO, language: reader.language }, reader),
    ],
    [
      'customer-text-other',
      cards.customerText(makeView(), { language: reader.language === 'fr' ? 'ko' : 'fr' }, reader),
    ],
    ['customer-text-over', cards.customerText(over, { language: reader.language }, reader)],
    ['customer-text-bare', cards.customerText(bare, { language: reader.language }, reader)],
  ];
}
