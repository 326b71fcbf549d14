import type { OpenIncident, Overview } from '../../health/estate/overview.ts';
import { compareSeverity } from '../../health/severity.ts';
import { sayAccessCounts } from './access-counts.ts';
import type { Card } from './card.ts';
import { noteCoverage } from './coverage-lines.ts';
import { presentOverviewRow } from './overview-rows.ts';
import { cutPage, sayRange, turnPage } from './pages.ts';
import { plain } from './plain.ts';
import type { Scene } from './scene.ts';
import { separateNotes, separateRows } from './separate.ts';
import { asRows } from './text-rows.ts';

const PAGE_SIZE = 7;

/** Everything wrong now over all customers: the answer, one row an incident, what there is to mend, how fresh and how complete. */
export function presentOverview(
  overview: Overview,
  asked: { readonly offset: number; readonly service?: string | undefined },
  scene: Scene,
): Card {
  const { incidents, coverage, access } = overview;
  const { speech } = scene;
  const service = asked.service === undefined ? '' : plain(asked.service, 60);
  const page = cutPage(incidents, asked.offset, PAGE_SIZE);
  const answer = sayAnswer(overview, service, scene);
  const counts = sayAccessCounts(access, speech);
  const refer = (offset: number) => (service === '' ? { offset } : { offset, service });
  const notes = [...asRows([sayRange(page, scene)]), ...noteCoverage(coverage, scene)];

  return {
    template: 'overview',
    summary: counts === '' ? answer : `${answer} · ${counts}`,
    data: {
      style: chooseStyle(overview),
      title: answer,
      lines: asRows([sayOthers(overview, scene)]),
      rows: separateRows(
        page.items.map((open) => presentOverviewRow(open, scene)),
        false,
      ),
      access: counts === '' ? [] : [{ text: counts, title: speech.say('button.access') }],
      notes: separateNotes(notes, page.items.length > 0 || counts !== ''),
      refresh: speech.say('button.refresh'),
      ref: refer(0),
      pages: turnPage(page, scene, refer),
      all: service === '' ? [] : [{ title: speech.say('button.allServices'), data: { offset: 0 } }],
    },
  };
}

function isOutage({ severity }: OpenIncident): boolean {
  return compareSeverity(severity, 'advisory') < 0;
}

function sayAnswer({ incidents, affected, coverage }: Overview, service: string, scene: Scene): string {
  const { say } = scene.speech;
  const { total, read, untried } = coverage;
  const outages = incidents.filter(isOutage).length;
  const answer = () => {
    if (outages > 0) return say('overview.outages', { outages, affected: affected.outage, total });
    if (total === 0) return say('customers.empty');
    if (read > 0) return say('overview.none', { read });
    return say(untried > 0 ? 'overview.untried' : 'overview.unread');
  };
  return service === '' ? answer() : say('summary.list', { title: service, name: answer() });
}

/** What is no outage: advisories, investigations, what has recovered. */
function sayOthers({ incidents, affected }: Overview, { speech: { say } }: Scene): string {
  const count = incidents.filter((open) => !isOutage(open)).length;
  if (count === 0) return '';
  return count < incidents.length
    ? say('overview.also', { count })
    : say('overview.others', { count, customers: affected.any });
}

/** Green is only what was read completely. */
function chooseStyle({ incidents, coverage: { total, read, failed } }: Overview): string {
  if (incidents.some(isOutage)) return 'attention';
  if (incidents.length > 0) return 'warning';
  return total > 0 && read >= total && Object.keys(failed).length === 0 ? 'good' : 'emphasis';
}
