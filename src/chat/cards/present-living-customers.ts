import type { LivingCard } from '../../watch/living-card.ts';
import { isOver } from '../../watch/subject.ts';
import type { LivingView } from '../watch/view-card.ts';
import type { Card } from './card.ts';
import { listCustomers } from './customer-rows.ts';
import { sayOrigin } from './footer.ts';
import { nameIncident } from './incident-head.ts';
import { listHit } from './living-lines.ts';
import { leadToLiving, referToLiving } from './living-links.ts';
import { cutPage, sayRange, turnPage } from './pages.ts';
import { plain } from './plain.ts';
import type { Scene } from './scene.ts';
import { separateNotes } from './separate.ts';
import { asRows } from './text-rows.ts';

const PAGE_SIZE = 10;

/** Every customer a living card speaks of, by name, a page at a time; each row posts the customer's health beside it. */
export function presentLivingCustomers(
  card: LivingCard,
  view: LivingView,
  offset: number,
  scene: Scene,
): Card {
  const { key, state } = card.subject;
  const customers = listHit(view, !isOver(state));
  const page = cutPage(customers, offset, PAGE_SIZE);
  const title = sayTitle(card, customers.length, scene);
  const about = describe(card, scene);
  const ref = referToLiving(key);
  return {
    template: 'incident-customers',
    summary: [title, about].filter((text) => text !== '').join(' · '),
    data: {
      title,
      lines: asRows([about]),
      rows: listCustomers(page.items, undefined, scene).map((row) => ({
        ...row,
        verb: 'show-living-health',
        data: { ...ref, offset, tenantId: row.data.tenantId },
      })),
      notes: separateNotes([...asRows([sayRange(page, scene)]), ...sayOrigin(scene)], page.items.length > 0),
      back: leadToLiving(key, scene),
      turn: 'list-living-customers',
      pages: turnPage(page, scene, (at) => ({ ...ref, offset: at })),
    },
  };
}

function sayTitle(
  { subject: { key, state } }: LivingCard,
  count: number,
  { speech: { say } }: Scene,
): string {
  if (state.kind === 'change') return say('living.customers.change', { count });
  if (state.kind === 'access')
    return say(isOver(state) ? 'living.customers.readable' : 'access.unreadable', { count });
  return say(isOver(state) ? 'hits.titleOver' : 'hits.title', { count, id: plain(key.id, 40) });
}

function describe({ subject: { state } }: LivingCard, scene: Scene): string {
  if (state.kind === 'change') return plain(state.change.title, 200);
  if (state.kind !== 'incident') return '';
  const { incident } = state;
  return [nameIncident(incident, scene), plain(incident.title, 200)]
    .filter((text) => text !== '')
    .join(' · ');
}
