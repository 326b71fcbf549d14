import type { Cards } from '../../src/chat/cards/cards.ts';
import type { Reply } from '../../src/chat/reply.ts';
import type { PlannedChange } from '../../src/health/planned-change.ts';
import type { Reader } from '../../src/reader.ts';
import { CONTOSO, makeCrowd, NOW } from './card-fixtures.ts';
import { COVERAGE, makeCustomers } from './estate-fixtures.ts';
import { AZURE_MAINTENANCE, LAST_90_DAYS, makeHistory, makePast } from './history-fixtures.ts';

const DAY = 86_400_000;

/** The cards that look back and ahead with `text` wherever something comes from outside. */
export function hangHostileHistory(cards: Cards, reader: Reader, text: string): Reply[] {
  const customer = { ...CONTOSO, name: text, domain: text };
  const say = () => text;
  const names = Array.from({ length: 40 }, say);
  const subscriptions = names.map((name, index) => ({ id: `s${index}`, name }));
  const change: PlannedChange = {
    ...AZURE_MAINTENANCE,
    id: text,
    title: text,
    services: names,
    isMajor: true,
    html: text,
    azure: { services: names, regions: names, subscriptions },
  };
  const crowd = makeCrowd(3, 0, say);
  const report = {
    ...crowd,
    changes: Array.from({ length: 50 }, () => change),
    unread: [
      { part: 'azure', code: 'forbidden', retryAt: undefined, subscriptions: names },
      { part: 'azure', code: 'timeout', retryAt: undefined, subscriptions: names },
    ] as const,
  };
  const customers = makeCustomers(30, say);
  const changes = Array.from({ length: 60 }, () => ({ cloud: 'china' as const, change, customers: 12_345 }));
  const history = (service: string | undefined, days: number) => ({
    ...makeHistory({
      customer,
      period: { since: NOW - days * DAY, until: NOW },
      incidents: makePast(90, say),
    }),
    service,
    unread: report.unread,
  });
  return [
    cards.health(report, reader),
    cards.history(history(undefined, 30), 0, reader),
    cards.history(history(text, 90), 10, reader),
    cards.history(history(undefined, 1_000), 0, reader),
    cards.history({ ...makeHistory({ period: LAST_90_DAYS }), customer }, 5, reader),
    cards.periodRefused({ words: text, problem: 'unclear', customer }, reader),
    cards.changes(report, { offset: 0, service: text }, reader),
    cards.changes({ ...report, changes: [], unread: [] }, { offset: 0, service: text }, reader),
    cards.maintenance({ changes: [], coverage: COVERAGE }, { offset: 0, service: text }, reader),
    cards.maintenance({ changes, coverage: COVERAGE }, { offset: 7, service: text }, reader),
    ...[0, 3, 999].map((offset) =>
      cards.change(
        { cloud: 'global', change, customers, customer, list: { offset: 5, service: text }, readAt: NOW },
        offset,
        reader,
      ),
    ),
  ];
}
