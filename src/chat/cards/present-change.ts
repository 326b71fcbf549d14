import type { CloudName } from '../../clouds.ts';
import type { Customer } from '../../customers/customer.ts';
import type { PlannedChange } from '../../health/planned-change.ts';
import { readableText } from '../../health/readable.ts';
import type { EpochMs } from '../../time.ts';
import { nameCustomer, refer } from './buttons.ts';
import type { Card } from './card.ts';
import {
  type ChangeList,
  presentChange,
  presentChangeScope,
  referToChange,
  referToList,
  sayDate,
} from './change-lines.ts';
import { sayFreshness, sayOrigin, sayPortalHints, sayZone } from './footer.ts';
import type { CardLink } from './incident-links.ts';
import { leadToLiving } from './living-links.ts';
import { sayCustomers } from './name-list.ts';
import { cutPage, turnPage } from './pages.ts';
import { plain } from './plain.ts';
import type { Scene } from './scene.ts';
import { asRows } from './text-rows.ts';
import { layOutTimeline } from './timeline.ts';

/** A planned change and whom it concerns. */
export interface ChangeView {
  readonly cloud: CloudName;
  readonly change: PlannedChange;
  /** Customers it was announced to, as far as they were read, by name. */
  readonly customers: readonly Customer[];
  /** The customer it was asked about at. */
  readonly customer?: Customer | undefined;
  /** The list it was opened from. Default: its first page. */
  readonly list?: ChangeList | undefined;
  /** When it was read for that customer; undefined: told from what is known of all. */
  readonly readAt?: EpochMs | undefined;
  /** Its living card it was opened from. */
  readonly from?: 'living' | undefined;
}

/** Names of customers before the rest is only counted. */
const MOST_NAMES = 3;

/** One planned change with all its words, a page at a time: what, what to do by when, whom it concerns. */
export function presentChangeInFull(view: ChangeView, offset: number, scene: Scene): Card {
  const { cloud, change, customer, readAt, from, list = { offset: 0 } } = view;
  const { say } = scene.speech;
  const name = customer ? nameCustomer(customer) : '';
  const { title, when, facts } = presentChange(change, scene);
  const post = { at: change.updatedAt, html: change.html };
  const page = cutPage(
    layOutTimeline([post], ({ html }) => readableText(html), scene),
    offset,
    1,
  );
  const isOnePage = page.next === undefined && page.previous === undefined;
  const entries = page.items.flat();
  const marks = [...sayZone(scene), ...sayOrigin(scene)].map(({ text }) => text);
  const freshness =
    readAt === undefined ? [say('change.known'), ...marks].join(' · ') : sayFreshness(readAt, scene);
  const domain = customer ? plain(customer.domain, 60) : '';

  return {
    template: 'change',
    summary: say('summary.list', {
      title,
      name: [when, name].filter((part) => part !== '').join(', ') || title,
    }),
    data: {
      style: change.isMajor ? 'warning' : 'emphasis',
      title,
      when,
      facts,
      lines: asRows([name, sayMissed(change, scene)]),
      scope: presentChangeScope(change, customer, scene),
      hits: asRows([sayHits(view, scene)]),
      posts: entries,
      notes: asRows([
        entries.length === 0 ? say('change.noText') : '',
        isOnePage ? '' : say('page.number', { page: page.from + 1, pages: page.total }),
      ]),
      footer: asRows([[freshness, domain].filter((part) => part !== '').join(' · ')]),
      hints: sayPortalHints(cloud, scene),
      back: leadBack(view, list, scene),
      pages: turnPage(page, scene, (at) => ({
        ...referToChange(cloud, change, customer, list, at),
        ...(from === undefined ? {} : { from }),
      })),
      portal: linkPortal(view, scene),
    },
  };
}

/** To its living card, else to the list that it was opened from. */
function leadBack({ cloud, change, customer, from }: ChangeView, list: ChangeList, scene: Scene): CardLink {
  if (from === 'living') return leadToLiving({ kind: 'change', cloud, id: change.id }, scene);
  const title = scene.speech.say('button.back');
  const data = referToList(list, list.offset);
  return customer
    ? { title, verb: 'show-changes', data: { ...refer(customer), ...data } }
    : { title, verb: 'list-maintenance', data };
}

/** What should have been done already, where something else is still ahead. */
function sayMissed(change: PlannedChange, scene: Scene): string {
  const { actionRequiredBy } = change;
  if (actionRequiredBy === undefined || actionRequiredBy > scene.now) return '';
  const missed = scene.speech.say('change.wasDue', { date: scene.times.date(actionRequiredBy, scene.now) });
  return missed === sayDate(change, scene) ? '' : missed;
}

function sayHits({ customers }: ChangeView, scene: Scene): string {
  const count = customers.length;
  if (count === 0) return '';
  const first = customers.slice(0, MOST_NAMES).map((customer) => nameCustomer(customer, 40));
  return scene.speech.say('change.hits', { count, names: sayCustomers(first, count - first.length, scene) });
}

/** The admin centre of the customer that was asked about, else of the first it concerns. */
function linkPortal({ change, customer, customers: [first] }: ChangeView, { links, speech: { say } }: Scene) {
  const whose = customer ?? first;
  const isAzure = change.source === 'azure';
  const service = isAzure ? { name: change.services[0] ?? 'Azure', isAzure } : undefined;
  return whose ? [{ title: say('button.portal'), url: links.portal(whose, service) }] : [];
}
