import type { CustomerHistory } from '../../health/history.ts';
import type { UnreadPart } from '../../health/unread-part.ts';
import { findServiceSource } from '../grammar/service-source.ts';
import { nameCustomer, refer } from './buttons.ts';
import type { Card } from './card.ts';
import { isAzureElsewhere, listConcerned } from './concerned-parts.ts';
import { sayFreshness, sayKept, sayPortalHints } from './footer.ts';
import { presentChart } from './history-chart.ts';
import { listPeriods, sayPeriod } from './history-period.ts';
import { presentPast, presentTally, sayTally } from './history-rows.ts';
import { cutPage, sayRange, turnPage } from './pages.ts';
import { plain } from './plain.ts';
import type { Scene } from './scene.ts';
import { separateRows } from './separate.ts';
import { makeServiceToken } from './service-token.ts';
import { asRows } from './text-rows.ts';
import { noteUnread } from './unread.ts';

const PAGE_SIZE = 5;

/** How much of a history is shown; the width of titles in Latin letters. */
export interface HistoryDetail {
  readonly title: number;
  readonly services: number;
  readonly chart: boolean;
}

/** From everything worth showing to what always fits a card. */
export const HISTORY_DETAIL: readonly [HistoryDetail, ...HistoryDetail[]] = [
  { title: 160, services: 4, chart: true },
  { title: 100, services: 3, chart: true },
  { title: 80, services: 2, chart: false },
];

/** Which page of a history: its first incident, and the first service that is summed up. */
export interface HistoryPage {
  readonly offset: number;
  readonly services: number;
}

/** Services on every page but the first, by those of the first. */
const MORE_SERVICES = 3;
/** Of a button that a phone shows whole. */
const NAME_WIDTH = 28;

/** What was: the sum, the bars, service by service, then incident by incident, newest first, a page at a time. */
export function presentHistory(
  history: CustomerHistory,
  asked: HistoryPage,
  scene: Scene,
  detail: HistoryDetail,
): Card {
  const { customer, incidents } = history;
  const { say } = scene.speech;
  const name = nameCustomer(customer);
  const service = history.service === undefined ? '' : plain(history.service, 80);
  const period = sayPeriod(history.period, scene);
  const answer = sayAnswer(history, scene);
  const page = cutPage(incidents, asked.offset, PAGE_SIZE);
  const isFirst = page.previous === undefined;
  const subject = [service, period].filter((part) => part !== '').join(' · ');
  const notes = noteUnread(customer, listMissing(history), scene);
  const ref = {
    ...refer(customer),
    ...(history.service === undefined ? {} : { service: makeServiceToken(history.service) }),
  };
  const pageRef = { ...ref, since: history.period.since, until: history.period.until };

  const tallies = isFirst && history.service === undefined ? listServices(history, asked, scene, detail) : [];

  return {
    template: 'history',
    summary: say('summary.list', { title: `${name} · ${subject}`, name: answer }),
    data: {
      style: chooseStyle(history),
      title: answer,
      customer: name,
      subject: ` · ${subject}`,
      chart: detail.chart && isFirst && asked.services === 0 ? presentChart(history, scene) : [],
      // Of one service the head says it all.
      services: tallies,
      rows: separateRows(
        page.items.map((past) => presentPast(past, history, detail.title, scene)),
        isFirst && incidents.length > 0,
      ),
      range: asRows([sayRange(page, scene)]),
      unread: separateRows(notes, incidents.length > 0),
      freshness: `${sayRead(history, scene)} · ${plain(customer.domain, 60)}`,
      notes: asRows([sayReach(history, scene)]),
      hints: sayPortalHints(customer.cloud, scene),
      turns: listTurns(turnPage(page, scene, (at) => ({ ...pageRef, offset: at }))),
      details: say('button.details'),
      health: {
        title: say('button.healthOf', { name: nameCustomer(customer, NAME_WIDTH) }),
        data: refer(customer),
      },
      periods: listPeriods(ref, scene, history.period),
    },
  };
}

/** The services, most affected first, and the way to those that are not shown. */
function listServices(history: CustomerHistory, asked: HistoryPage, scene: Scene, detail: HistoryDetail) {
  const { customer, period, services } = history;
  const { say } = scene.speech;
  const isFirst = asked.services === 0;
  const page = cutPage(services, asked.services, detail.services * (isFirst ? 1 : MORE_SERVICES));
  if (page.items.length === 0) return [];
  const left = page.total - page.from - page.items.length;
  const { since, until } = period;
  const referToServices = (at: number) => ({ ...refer(customer), since, until, offset: 0, services: at });
  const turns = [
    ...(isFirst ? [] : [{ title: say('button.previous'), data: referToServices(0) }]),
    ...(left > 0
      ? [
          {
            title: say('button.moreServices', { count: left }),
            data: referToServices(page.from + page.items.length),
          },
        ]
      : []),
  ];
  return [
    {
      title: say('history.services'),
      rows: page.items.map((tally) => presentTally(tally, history, scene)),
      turns: turns.length === 0 ? [] : [{ buttons: turns }],
    },
  ];
}

/** What the history lacks of the service it is about. */
function listMissing({ unread, service }: CustomerHistory): UnreadPart[] {
  return listConcerned(unread, 'incidents', findServiceSource(service));
}

/** About Azure where it is never read. */
function isElsewhere({ customer, service }: CustomerHistory): boolean {
  return isAzureElsewhere(customer.cloud, findServiceSource(service));
}

/** Neither read nor kept: nothing can be said of what was. */
function isUnknown({ incidents, readAt, keptSince, isMemoryRead }: CustomerHistory): boolean {
  return incidents.length === 0 && readAt === undefined && (!isMemoryRead || keptSince === undefined);
}

function sayRead(history: CustomerHistory, scene: Scene): string {
  const { customer, readAt, isMemoryRead } = history;
  return readAt === undefined && isMemoryRead && !isUnknown(history)
    ? sayKept(undefined, customer.cloud, scene)
    : sayFreshness(readAt, scene);
}

/** Green is only a history that was read and holds nothing. */
function chooseStyle(history: CustomerHistory): string {
  const { incidents, isMemoryRead } = history;
  const isWhole = isMemoryRead && !isElsewhere(history) && listMissing(history).length === 0;
  return incidents.length === 0 && isWhole ? 'good' : 'emphasis';
}

function sayAnswer(history: CustomerHistory, scene: Scene): string {
  const { customer, incidents, services, weeks, isMemoryRead } = history;
  const { say } = scene.speech;
  if (incidents.length === 0) {
    if (isElsewhere(history)) return say('azure.notInCloud', { cloud: say(`cloud.${customer.cloud}`) });
    if (isUnknown(history)) return say('history.unread');
    const isWhole = isMemoryRead && listMissing(history).length === 0;
    return say(isWhole ? 'history.none' : 'history.noneKnown');
  }
  const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0);
  const advisories = sum(services.map((tally) => tally.advisories));
  return sayTally(
    {
      incidents: sum(services.map((tally) => tally.incidents)),
      advisories,
      affectedMs: sum(weeks.map((week) => week.affectedMs)),
    },
    scene,
  );
}

/** How far the answer can reach back. */
function sayReach(history: CustomerHistory, scene: Scene): string {
  const { customer, keptSince, isMemoryRead } = history;
  const { now, times, speech } = scene;
  const operator = speech.say(`operator.${customer.cloud}`);
  if (isElsewhere(history)) return '';
  if (!isMemoryRead) return speech.say('history.memoryUnread');
  if (isUnknown(history)) return '';
  if (keptSince === undefined) return speech.say('history.notKept', { operator });
  return speech.say('history.reach', { operator, date: times.date(keptSince, now) });
}

function listTurns<T>(pages: readonly T[]): { readonly pages: readonly T[] }[] {
  return pages.length > 0 ? [{ pages }] : [];
}
