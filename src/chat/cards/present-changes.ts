import type { PlannedChange } from '../../health/planned-change.ts';
import { readableText } from '../../health/readable.ts';
import type { HealthReport } from '../../health/report.ts';
import { nameCustomer, refer } from './buttons.ts';
import type { Card } from './card.ts';
import { presentChange, presentChangeScope, referToChange } from './change-lines.ts';
import { sayFreshness, sayPortalHints } from './footer.ts';
import { cutPage, sayRange, turnPage } from './pages.ts';
import { plain } from './plain.ts';
import type { Scene } from './scene.ts';
import { separateRows } from './separate.ts';
import { noteUnread } from './unread.ts';

const PAGE_SIZE = 5;
/** How much of a change is shown; the whole of it is a press away. */
export interface ChangesDetail {
  /** Of its text, in Latin letters. */
  readonly text: number;
  /** Where it hits in Azure. */
  readonly scope: boolean;
}

/** From everything worth showing to what always fits a card. */
export const CHANGES_DETAIL: readonly [ChangesDetail, ...ChangesDetail[]] = [
  { text: 160, scope: true },
  { text: 100, scope: false },
];

/** What is planned for a customer, next first, a page at a time; each row opens its change. */
export function presentChanges(
  report: HealthReport,
  offset: number,
  scene: Scene,
  detail: ChangesDetail,
): Card {
  const { customer, changes, unread } = report;
  const { say } = scene.speech;
  const name = nameCustomer(customer);
  const page = cutPage(changes, offset, PAGE_SIZE);
  const range = sayRange(page, scene);
  const unreadChanges = unread.filter(({ part }) => part === 'changes' || part === 'azure');
  const empty = say(unreadChanges.length > 0 ? 'changes.unread' : 'changes.empty');

  return {
    template: 'changes',
    summary: say('summary.list', { title: say('changes.title'), name }),
    data: {
      title: say('changes.title'),
      customer: name,
      range: range === '' ? '' : ` · ${range}`,
      rows: separateRows(
        page.items.map((change) => presentRow(change, report, scene, detail)),
        false,
      ),
      empty: changes.length === 0 ? [{ text: empty }] : [],
      unread: separateRows(noteUnread(customer, unreadChanges, scene), true),
      freshness: `${sayFreshness(report.readAt, scene)} · ${plain(customer.domain, 60)}`,
      hints: sayPortalHints(customer.cloud, scene),
      back: say('button.back'),
      health: refer(customer),
      pages: turnPage(page, scene, (at) => ({ ...refer(customer), offset: at })),
      all: say('button.allMaintenance'),
      portal: say('button.portal'),
      portalUrl: scene.links.serviceHealth(customer),
    },
  };
}

function presentRow(change: PlannedChange, { customer }: HealthReport, scene: Scene, detail: ChangesDetail) {
  const text = plain(readableText(change.html), detail.text);
  const lines = presentChange(change, scene);
  return {
    ...lines,
    scope: detail.scope ? presentChangeScope(change, customer, scene) : [],
    body: text === '' ? [] : [{ text }],
    open: scene.speech.say('button.detailsOf', { name: plain(lines.title, 60) }),
    ref: referToChange(customer.cloud, change, customer),
  };
}
