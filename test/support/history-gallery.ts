import type { Cards } from '../../src/chat/cards/cards.ts';
import type { Reply } from '../../src/chat/reply.ts';
import type { Reader } from '../../src/reader.ts';
import { CHANGES, CONTOSO, MAIL_INCIDENT, makeReport, NOW, TAILWIND_CHINA } from './card-fixtures.ts';
import {
  AZURE_INCIDENT,
  COVERAGE,
  CRITICAL_INCIDENT,
  FULL_COVERAGE,
  makeCustomers,
  NO_COVERAGE,
} from './estate-fixtures.ts';
import {
  ALL_CHANGES,
  AZURE_MAINTENANCE,
  AZURE_OUTAGE,
  LAST_90_DAYS,
  makeAzureReport,
  makeHistory,
  makePast,
} from './history-fixtures.ts';

const DAY = 86_400_000;

/** The cards that look back and ahead, and the health of customers with Azure. */
export function hangHistoryCards(cards: Cards, reader: Reader): readonly (readonly [string, Reply])[] {
  const { timeZone } = reader;
  const year = { since: NOW - 380 * DAY, until: NOW };
  const longChange = {
    ...(CHANGES[0] ?? AZURE_MAINTENANCE),
    html: '<p>What you need to do to prepare. </p>'.repeat(400),
  };
  const changes = ALL_CHANGES.map((change, index) => ({
    cloud: 'global' as const,
    change,
    customers: 214 - 60 * index,
  }));
  return [
    ['history', cards.history(makeHistory({ timeZone }), 0, reader)],
    ['history-next', cards.history(makeHistory({ timeZone }), 5, reader)],
    [
      'history-90',
      cards.history(makeHistory({ timeZone, period: LAST_90_DAYS, incidents: makePast(60) }), 0, reader),
    ],
    [
      'history-year',
      cards.history(makeHistory({ timeZone, period: year, incidents: makePast(300) }), 0, reader),
    ],
    [
      'history-service',
      cards.history(makeHistory({ timeZone, service: 'Exchange Online', keptSince: undefined }), 0, reader),
    ],
    ['history-none', cards.history(makeHistory({ timeZone, incidents: [] }), 0, reader)],
    [
      'history-unread',
      cards.history(
        makeHistory({ timeZone, incidents: 'noConsent', azure: 'forbidden', isMemoryRead: false }),
        0,
        reader,
      ),
    ],
    [
      'history-nothing',
      cards.history(makeHistory({ timeZone, incidents: 'noConsent', keptSince: undefined }), 0, reader),
    ],
    [
      'history-half-read',
      cards.history(makeHistory({ timeZone, incidents: [], azure: 'timeout' }), 0, reader),
    ],
    ['history-china', cards.history(makeHistory({ timeZone, customer: TAILWIND_CHINA }), 0, reader)],
    ['maintenance', cards.maintenance({ changes, coverage: COVERAGE }, { offset: 0 }, reader)],
    ['maintenance-none', cards.maintenance({ changes: [], coverage: FULL_COVERAGE }, { offset: 0 }, reader)],
    [
      'maintenance-service',
      cards.maintenance(
        { changes: changes.slice(0, 1), coverage: COVERAGE },
        { offset: 0, service: 'Azure' },
        reader,
      ),
    ],
    ['maintenance-unread', cards.maintenance({ changes: [], coverage: NO_COVERAGE }, { offset: 0 }, reader)],
    ['changes-azure', cards.changes(makeAzureReport({ unread: ['Test'] }), { offset: 0 }, reader)],
    ['changes-unread', cards.changes(makeReport({ changes: 'forbidden' }), { offset: 0 }, reader)],
    [
      'change',
      cards.change(
        { cloud: 'global', change: longChange, customers: makeCustomers(12), customer: CONTOSO, readAt: NOW },
        1,
        reader,
      ),
    ],
    [
      'change-azure',
      cards.change({ cloud: 'global', change: AZURE_MAINTENANCE, customers: makeCustomers(2) }, 0, reader),
    ],
    ['health-azure', cards.health(AZURE_OUTAGE, reader)],
    [
      'health-azure-twin',
      cards.health(
        makeAzureReport({
          incidents: [MAIL_INCIDENT],
          azure: [
            {
              ...AZURE_INCIDENT,
              azure: {
                services: ['Virtual Machines'],
                regions: ['West Europe'],
                subscriptions: ['Production', 'Test'].map((name) => ({ id: `s-${name}`, name })),
                externalId: MAIL_INCIDENT.id,
              },
            },
            CRITICAL_INCIDENT,
          ],
        }),
        reader,
      ),
    ],
    ['health-azure-unread', cards.health(makeAzureReport({ azure: 'timeout' }), reader)],
    ['health-azure-part', cards.health(makeAzureReport({ unread: ['Production'] }), reader)],
    ['service-azure', cards.service(AZURE_OUTAGE, 'Azure: Production, Test', 0, reader)],
    ['service-azure-unread', cards.service(makeAzureReport({ azure: 'timeout' }), 'Azure: Test', 0, reader)],
    ...(['future', 'tooLong', 'unclear'] as const).map(
      (problem) =>
        [
          `notice-period-${problem}`,
          cards.periodRefused({ words: 'since yesterday week', problem, customer: CONTOSO }, reader),
        ] as const,
    ),
  ];
}
