import type { Cards } from '../../src/chat/cards/cards.ts';
import type { Reply } from '../../src/chat/reply.ts';
import type { Customer } from '../../src/customers/customer.ts';
import type { Reader } from '../../src/reader.ts';
import { NOW } from './card-fixtures.ts';
import { COVERAGE, makeAccess, makeOverview, makeView, openIncident } from './estate-fixtures.ts';
import { makeIncident } from './incidents.ts';

/** The cards over all customers with `text` wherever text comes from outside. */
export function hangHostileEstate(cards: Cards, reader: Reader, text: string): Reply[] {
  const customer: Customer = { cloud: 'global', tenantId: 't1', name: text, domain: text };
  const incident = makeIncident({
    id: text,
    title: text,
    service: text,
    feature: text,
    impact: `Impact ${text}`,
    posts: [{ at: NOW, html: text }],
    azure: { services: [text, text], regions: [text], subscriptions: [{ id: 's', name: text }] },
  });
  const view = makeView({ incident, customers: [customer, customer], reportOf: customer });
  const problems = [
    {
      customer,
      unread: [{ part: 'azure', code: 'forbidden', retryAt: undefined, subscriptions: [text] }],
      relationship: { state: 'expired', endsAt: NOW, id: text },
      triedAt: NOW,
    },
  ] as const;
  const near = [{ cloud: 'global' as const, id: text }];
  return [
    cards.overview(
      makeOverview({ incidents: [openIncident(incident, 3)] }),
      { offset: 0, service: text },
      reader,
    ),
    cards.access(makeAccess({ problems }), 0, reader),
    cards.incident(view, { offset: 0, customer, service: text }, reader),
    cards.incidentCustomers(view, { offset: 0 }, reader),
    cards.incidentUnknown({ id: text, near, coverage: COVERAGE, customer }, reader),
    cards.customerText(view, { customer, language: 'fr' }, reader),
  ];
}
