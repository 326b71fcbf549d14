import type { PlannedChange } from '../../health/planned-change.ts';
import { readableText } from '../../health/readable.ts';
import type { HealthReport } from '../../health/report.ts';
import { nameCustomer, refer } from './buttons.ts';
import type { Card } from './card.ts';
import { presentChange } from './change-lines.ts';
import { sayFreshness, sayPortalHints } from './footer.ts';
import { cutPage, sayRange, turnPage } from './pages.ts';
import { plain } from './plain.ts';
import type { Scene } from './scene.ts';
import { separateRows } from './separate.ts';
import { noteUnread } from './unread.ts';

const PAGE_SIZE = 5;
/** Of an announcement's text, in Latin letters; it is read in full in the admin centre. */
const TEXT_WIDTH = 320;

/** The announced changes of a customer, next first, a page at a time. */
export function presentChanges(report: HealthReport, offset: number, scene: Scene): Card {
  const { customer, changes, unread } = report;
  const { say } = scene.speech;
  const name = nameCustomer(customer);
  const page = cutPage(changes, offset, PAGE_SIZE);
  const range = sayRange(page, scene);
  const unreadChanges = unread.filter(({ part }) => part === 'changes');
  const empty = say(unreadChanges.length > 0 ? 'changes.unread' : 'changes.empty');

  return {
    template: 'changes',
    summary: say('summary.list', { title: say('changes.title'), name }),
    data: {
      title: say('changes.title'),
      customer: name,
      range: range === '' ? '' : ` · ${range}`,
      rows: separateRows(
        page.items.map((change) => presentRow(change, scene)),
        false,
      ),
      empty: changes.length === 0 ? [{ text: empty }] : [],
      unread: separateRows(noteUnread(customer, unreadChanges, scene), true),
      freshness: `${sayFreshness(report.readAt, scene)} · ${plain(customer.domain, 60)}`,
      hints: sayPortalHints(customer.cloud, scene),
      back: say('button.back'),
      health: refer(customer),
      pages: turnPage(page, scene, (at) => ({ ...refer(customer), offset: at })),
      portal: say('button.portal'),
      portalUrl: scene.links.serviceHealth(customer),
    },
  };
}

function presentRow(change: PlannedChange, scene: Scene) {
  const text = plain(readableText(change.html), TEXT_WIDTH);
  return { ...presentChange(change, scene), body: text === '' ? [] : [{ text }] };
}
