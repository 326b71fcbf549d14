import type { EstateChange, EstateMaintenance } from '../../health/estate/overview.ts';
import type { Card } from './card.ts';
import { sayChanges } from './change-answer.ts';
import { type ChangeList, presentChange, referToChange, referToList } from './change-lines.ts';
import { type AskedOfClouds, noteWithoutAzure } from './concerned-parts.ts';
import { noteCoverage } from './coverage-lines.ts';
import {
  ALL_LOADED,
  CLOUD_MARKS,
  isAnyUnloaded,
  noteUnloaded,
  type UnloadedCustomers,
} from './customer-rows.ts';
import { cutPage, sayRange, turnPage } from './pages.ts';
import { plain } from './plain.ts';
import type { Scene } from './scene.ts';
import { separateNotes, separateRows } from './separate.ts';
import { asRows } from './text-rows.ts';

const PAGE_SIZE = 7;

/** What is planned for all customers, each change once, next first; each row opens its change. */
export function presentMaintenance(
  { changes, coverage }: EstateMaintenance,
  asked: AskedOfClouds,
  scene: Scene,
): Card {
  const { say } = scene.speech;
  const { unloaded = ALL_LOADED, withoutAzure = [], isNowhere = false } = asked;
  const { service } = referToList(asked, 0);
  const page = cutPage(changes, asked.offset, PAGE_SIZE);
  const elsewhere = noteWithoutAzure(withoutAzure, scene);
  const none = () =>
    isNowhere ? elsewhere.map(({ text }) => text).join(' ') : sayNone(coverage, service, unloaded, scene);
  const answer =
    changes.length > 0
      ? sayChanges(
          changes.map(({ change }) => change),
          scene,
        )
      : none();
  const subject = [say('button.allCustomers'), service ?? ''].filter((part) => part !== '').join(' · ');
  const notes = [...asRows([sayRange(page, scene)]), ...noteCoverage(coverage, scene, unloaded)];

  return {
    template: 'maintenance',
    summary: service === undefined ? answer : say('summary.list', { title: service, name: answer }),
    data: {
      title: answer,
      lines: [
        ...asRows([isAnyUnloaded(unloaded) ? (service ?? '') : subject]),
        ...(isNowhere ? [] : elsewhere),
        ...noteUnloaded(unloaded, scene),
      ],
      rows: separateRows(
        page.items.map((row) => presentRow(row, { ...asked, offset: page.from }, scene)),
        false,
      ),
      notes: separateNotes(notes, changes.length > 0),
      overview: say('button.overview'),
      pages: turnPage(page, scene, (at) => referToList(asked, at)),
      all: service === undefined ? [] : [{ title: say('button.allServices'), data: { offset: 0 } }],
    },
  };
}

function sayNone(
  { read }: EstateMaintenance['coverage'],
  service: string | undefined,
  { clouds }: UnloadedCustomers,
  { speech: { say } }: Scene,
): string {
  if (read === 0) return say(clouds.length > 0 ? 'overview.unread' : 'maintenance.unread');
  return service === undefined
    ? say('maintenance.empty', { read })
    : say('maintenance.emptyFor', { read, service });
}

function presentRow({ cloud, change, customers }: EstateChange, list: ChangeList, scene: Scene) {
  const { say } = scene.speech;
  const mark = CLOUD_MARKS[cloud];
  const known = [say('change.customers', { count: customers }), mark === undefined ? '' : say(mark)];
  const lines = presentChange(change, scene, known);
  return {
    ...lines,
    open: say('button.detailsOf', { name: plain(lines.title, 60) }),
    ref: referToChange(cloud, change, undefined, list),
  };
}
