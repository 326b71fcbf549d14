import { CLOUDS } from '../../clouds.ts';
import { AZURE } from '../../health/name-service.ts';
import type { PlannedChange } from '../../health/planned-change.ts';
import { readableText } from '../../health/readable.ts';
import type { HealthReport } from '../../health/report.ts';
import { findServiceSource } from '../grammar/service-source.ts';
import { nameCustomer, refer } from './buttons.ts';
import type { Card } from './card.ts';
import { sayChanges } from './change-answer.ts';
import {
  type ChangeList,
  presentChange,
  presentChangeScope,
  referToChange,
  referToList,
} from './change-lines.ts';
import { isAzureElsewhere, listConcerned } from './concerned-parts.ts';
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
  asked: ChangeList,
  scene: Scene,
  detail: ChangesDetail,
): Card {
  const { customer, changes, unread } = report;
  const { say } = scene.speech;
  const name = nameCustomer(customer);
  const { service } = referToList(asked, 0);
  const page = cutPage(changes, asked.offset, PAGE_SIZE);
  const source = findServiceSource(service);
  const unreadChanges = listConcerned(unread, 'changes', source);
  const isElsewhere = isAzureElsewhere(customer.cloud, source);
  const answer = () => {
    if (changes.length > 0) return sayChanges(changes, scene);
    if (isElsewhere) return say('azure.notInCloud', { cloud: say(`cloud.${customer.cloud}`) });
    return sayNone(unreadChanges, service, scene);
  };
  const title = answer();
  const isPortalAzure = source === 'azure' && CLOUDS[customer.cloud].links.azure !== undefined;
  const subject = [service ?? '', sayRange(page, scene)].filter((part) => part !== '');

  return {
    template: 'changes',
    summary: say('summary.list', { title: [name, ...(service ? [service] : [])].join(' · '), name: title }),
    data: {
      title,
      customer: name,
      range: subject.map((part) => ` · ${part}`).join(''),
      rows: separateRows(
        page.items.map((change) =>
          presentRow(change, report, { ...asked, offset: page.from }, scene, detail),
        ),
        false,
      ),
      unread: separateRows(noteUnread(customer, unreadChanges, scene), changes.length > 0),
      freshness: `${sayFreshness(report.readAt, scene)} · ${plain(customer.domain, 60)}`,
      hints: sayPortalHints(customer.cloud, scene),
      back: say('button.back'),
      health: refer(customer),
      pages: turnPage(page, scene, (at) => ({ ...refer(customer), ...referToList(asked, at) })),
      all: { title: say('button.allMaintenance'), data: referToList(asked, 0) },
      portal: say(isPortalAzure ? 'button.portalAzure' : 'button.portal'),
      portalUrl: scene.links.portal(customer, isPortalAzure ? { name: AZURE, isAzure: true } : undefined),
    },
  };
}

/** Nothing to show is not nothing planned where something could not be read. */
function sayNone(
  unread: HealthReport['unread'],
  service: string | undefined,
  { speech: { say } }: Scene,
): string {
  if (unread.some(({ part }) => part === 'changes')) return say('changes.unread');
  if (unread.length > 0) return say('changes.noneKnown');
  return service === undefined ? say('changes.empty') : say('changes.emptyFor', { service });
}

function presentRow(
  change: PlannedChange,
  { customer }: HealthReport,
  list: ChangeList,
  scene: Scene,
  detail: ChangesDetail,
) {
  const text = plain(readableText(change.html), detail.text);
  const lines = presentChange(change, scene);
  return {
    ...lines,
    scope: detail.scope ? presentChangeScope(change, customer, scene) : [],
    body: text === '' ? [] : [{ text }],
    open: scene.speech.say('button.detailsOf', { name: plain(lines.title, 60) }),
    ref: referToChange(customer.cloud, change, customer, list),
  };
}
