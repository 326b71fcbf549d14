import type { Card, TemplateName } from '../../src/chat/cards/card.ts';
import { createCards } from '../../src/chat/cards/cards.ts';
import { createLanguages } from '../../src/chat/languages/languages.ts';
import { NOW } from './card-fixtures.ts';
import { hangCards } from './card-gallery.ts';
import { LINKS } from './make-cards.ts';

/** Which card of the gallery shows most of what its template can do. */
const FULLEST: Readonly<Record<TemplateName, string>> = {
  health: 'health-down',
  service: 'service-outage',
  incident: 'incident-long',
  'incident-customers': 'incident-customers',
  'incident-unknown': 'incident-unknown',
  'customer-text': 'customer-text',
  overview: 'overview',
  access: 'access',
  services: 'services',
  changes: 'changes',
  change: 'change',
  maintenance: 'maintenance',
  history: 'history',
  'choose-customer': 'choose-many',
  customers: 'customers',
  help: 'help',
  notice: 'notice-unknown',
  request: 'request-portal-taken',
  'request-pages': 'request-changes',
  requests: 'requests-customer',
  handoff: 'handoff-365',
  'request-told': 'told-reminder',
  'request-notice': 'notice-ticket-differs',
  'request-form': 'request-form-what',
  'request-look': 'request-form-look-azure',
  'request-refused': 'request-refused-relationship',
  living: 'living-taken',
  'living-reply': 'reply-resolved',
  'raise-choice': 'raise-choice',
  watches: 'watches-parked-blocked',
  'watch-form': 'watch-form',
  status: 'status',
  'staff-notice': 'consents-lapsed',
  audit: 'audit',
};

/** The data a presenter hands to each template, for an English reader in Paris. */
export function collectSamples(): ReadonlyMap<TemplateName, Card['data']> {
  const renderer = { render: ({ data, summary }: Card) => ({ card: data, summary }), warm() {} };
  const cards = createCards({
    renderer,
    languages: createLanguages(),
    links: LINKS,
    clock: () => NOW,
    sandbox: true,
  });
  const gallery = hangCards(cards, { language: 'en', timeZone: 'Europe/Paris' });
  const names: TemplateName[] = Object.keys(FULLEST).filter((name): name is TemplateName => name in FULLEST);
  return new Map(names.map((name) => [name, gallery.get(FULLEST[name])?.card ?? {}]));
}
