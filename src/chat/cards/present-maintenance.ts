import type { EstateChange, EstateMaintenance } from '../../health/estate/overview.ts';
import type { Card } from './card.ts';
import { presentChange, referToChange } from './change-lines.ts';
import { noteCoverage } from './coverage-lines.ts';
import { CLOUD_MARKS } from './customer-rows.ts';
import { cutPage, sayRange, turnPage } from './pages.ts';
import { plain } from './plain.ts';
import type { Scene } from './scene.ts';
import { separateNotes, separateRows } from './separate.ts';
import { asRows } from './text-rows.ts';

const PAGE_SIZE = 7;

/** What is planned for all customers, each change once, next first; each row opens its change. */
export function presentMaintenance(
  { changes, coverage }: EstateMaintenance,
  offset: number,
  scene: Scene,
): Card {
  const { say } = scene.speech;
  const page = cutPage(changes, offset, PAGE_SIZE);
  const count = say('maintenance.count', { count: changes.length });
  const empty =
    coverage.read > 0 ? say('maintenance.empty', { read: coverage.read }) : say('maintenance.unread');
  const notes = [...asRows([sayRange(page, scene)]), ...noteCoverage(coverage, scene)];

  return {
    template: 'maintenance',
    summary: say('summary.list', {
      title: say('maintenance.title'),
      name: changes.length === 0 ? empty : count,
    }),
    data: {
      title: say('maintenance.title'),
      lines: asRows([changes.length === 0 ? '' : count]),
      rows: separateRows(
        page.items.map((row) => presentRow(row, scene)),
        false,
      ),
      empty: changes.length === 0 ? [{ text: empty }] : [],
      notes: separateNotes(notes, true),
      overview: say('button.overview'),
      pages: turnPage(page, scene, (at) => ({ offset: at })),
    },
  };
}

function presentRow({ cloud, change, customers }: EstateChange, scene: Scene) {
  const { say } = scene.speech;
  const mark = CLOUD_MARKS[cloud];
  const known = [say('change.customers', { count: customers }), mark === undefined ? '' : say(mark)];
  const lines = presentChange(change, scene, known);
  return {
    ...lines,
    open: say('button.detailsOf', { name: plain(lines.title, 60) }),
    ref: referToChange(cloud, change, undefined),
  };
}
