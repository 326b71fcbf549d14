import type { OpenIncident, Overview } from '../../health/estate/overview.ts';
import { compareSeverity } from '../../health/severity.ts';
import { sayAccessCounts } from './access-counts.ts';
import type { Card } from './card.ts';
import { type AskedOfClouds, noteWithoutAzure } from './concerned-parts.ts';
import { noteCoverage } from './coverage-lines.ts';
import { ALL_LOADED, isAnyUnloaded, noteUnloaded, type UnloadedCustomers } from './customer-rows.ts';
import { presentOverviewRow } from './overview-rows.ts';
import { cutPage, sayRange, turnPage } from './pages.ts';
import { plain } from './plain.ts';
import type { Scene } from './scene.ts';
import { separateNotes, separateRows } from './separate.ts';
import { asRows } from './text-rows.ts';

const PAGE_SIZE = 7;

/** Everything wrong now over all customers: the answer, one row an incident, what there is to mend, how fresh and how complete. */
export function presentOverview(overview: Overview, asked: AskedOfClouds, scene: Scene): Card {
  const { incidents, coverage, access } = overview;
  const { speech } = scene;
  const { unloaded = ALL_LOADED, withoutAzure = [], isNowhere = false } = asked;
  const service = asked.service === undefined ? '' : plain(asked.service, 60);
  const page = cutPage(incidents, asked.offset, PAGE_SIZE);
  const elsewhere = noteWithoutAzure(withoutAzure, scene);
  const answer =
    isNowhere && incidents.length === 0
      ? elsewhere.map(({ text }) => text).join(' ')
      : sayAnswer(overview, { service, unloaded }, scene);
  const counts = sayAccessCounts(access, speech);
  const refer = (offset: number) => (service === '' ? { offset } : { offset, service });
  // Those that failed are counted in the line about what there is to mend.
  const told = { ...coverage, failed: counts === '' ? coverage.failed : {} };
  const notes = [...asRows([sayRange(page, scene)]), ...noteCoverage(told, scene, unloaded)];

  return {
    template: 'overview',
    summary: counts === '' ? answer : `${answer} ${counts}`,
    data: {
      // Nothing found where it was not looked for is no good news.
      style: incidents.length === 0 && elsewhere.length > 0 ? 'emphasis' : chooseStyle(overview, unloaded),
      title: answer,
      lines: [
        ...asRows([sayOthers(overview, scene)]),
        ...(isNowhere ? [] : elsewhere),
        ...noteUnloaded(unloaded, scene),
      ],
      rows: separateRows(
        page.items.map((open) => presentOverviewRow(open, scene)),
        false,
      ),
      access: counts === '' ? [] : [{ text: counts, title: speech.say('button.access') }],
      notes: separateNotes(notes, page.items.length > 0 || counts !== ''),
      again: speech.say('button.showAgain'),
      ref: refer(0),
      pages: turnPage(page, scene, refer),
      all: service === '' ? [] : [{ title: speech.say('button.allServices'), data: { offset: 0 } }],
    },
  };
}

/** Worse than an advisory: what the first line counts. */
function isOutage({ severity }: OpenIncident): boolean {
  return compareSeverity(severity, 'advisory') < 0;
}

function sayAnswer(
  { incidents, affected, coverage }: Overview,
  { service, unloaded }: { readonly service: string; readonly unloaded: UnloadedCustomers },
  scene: Scene,
): string {
  const { say } = scene.speech;
  const { total, read, untried } = coverage;
  const outages = incidents.filter(isOutage).length;
  const answer = () => {
    if (outages > 0) return say('overview.outages', { outages, affected: affected.outage, total });
    if (total === 0 && !isAnyUnloaded(unloaded)) return say('customers.empty');
    if (read > 0)
      return say(incidents.some(isIncident) ? 'overview.noneConfirmed' : 'overview.none', { read });
    return say(untried > 0 ? 'overview.untried' : 'overview.unread');
  };
  return service === '' ? answer() : say('summary.list', { title: service, name: answer() });
}

function isIncident({ incident: { kind } }: OpenIncident): boolean {
  return kind !== 'advisory' && kind !== 'securityAdvisory';
}

/** What the first line does not count: incidents that are not confirmed yet or have recovered, and advisories. */
function sayOthers({ incidents, affected }: Overview, { speech: { list, say } }: Scene): string {
  const others = incidents.filter((open) => !isOutage(open));
  const kinds = [
    ['overview.unconfirmed', others.filter(isIncident).length],
    ['overview.advisories', others.filter(({ incident }) => incident.kind === 'advisory').length],
    [
      'overview.securityAdvisories',
      others.filter(({ incident }) => incident.kind === 'securityAdvisory').length,
    ],
  ] as const;
  const what = list(kinds.flatMap(([key, count]) => (count > 0 ? [say(key, { count })] : [])));
  if (others.length === 0) return '';
  return others.length < incidents.length
    ? say('overview.also', { what })
    : say('overview.others', { what, customers: affected.any });
}

/** Green is only what was read completely. */
function chooseStyle(
  { incidents, coverage: { total, read, azureUnread, failed } }: Overview,
  unloaded: UnloadedCustomers,
): string {
  if (incidents.some(isOutage)) return 'attention';
  if (incidents.length > 0) return 'warning';
  const isComplete =
    !isAnyUnloaded(unloaded) && read >= total && azureUnread === 0 && Object.keys(failed).length === 0;
  return total > 0 && isComplete ? 'good' : 'emphasis';
}
