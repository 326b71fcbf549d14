import type { AccessReport } from '../../health/estate/overview.ts';
import type { SubjectKey } from '../../watch/subject.ts';
import { sayAccessCounts } from './access-counts.ts';
import { presentAccessGroups } from './access-rows.ts';
import type { Card } from './card.ts';
import { noteCoverage } from './coverage-lines.ts';
import { isAnyUnloaded, noteUnloaded, type UnloadedCustomers } from './customer-rows.ts';
import { leadToLiving, referToLiving } from './living-links.ts';
import { cutPage, sayRange, turnPage } from './pages.ts';
import type { Scene } from './scene.ts';
import { separateNotes, separateRows } from './separate.ts';
import { asRows } from './text-rows.ts';

/** How many customers a page of it holds: from many with the same reason to what always fits a card. */
export const ACCESS_DETAIL: readonly [number, ...number[]] = [10, 5];

/** Whom to tell of, and what is missing from the list itself. */
export interface AccessQuestion {
  readonly report: AccessReport;
  readonly offset: number;
  readonly unloaded: UnloadedCustomers;
  /** The living card it was opened from. */
  readonly living?: SubjectKey | undefined;
}

/** Customers with something to mend, worst first: what, why, and the page where it is mended. */
export function presentAccess(
  { report, offset, unloaded, living }: AccessQuestion,
  scene: Scene,
  pageSize: number,
): Card {
  const { problems, counts, coverage } = report;
  const { speech } = scene;
  const page = cutPage(problems, offset, pageSize);
  const { total, read, untried, azureUnread } = coverage;
  const isComplete = !isAnyUnloaded(unloaded) && read >= total && untried === 0 && azureUnread === 0;
  const lines =
    problems.length > 0 ? [sayAccessCounts(counts, speech)] : [sayRelationships(report, unloaded, scene)];
  const title = sayTitle({ report, offset, unloaded }, isComplete, scene);
  const notes = [
    ...asRows([sayRange(page, scene), ...noteUnreadRelationships(report, scene)]),
    // Those that failed are the rows above.
    ...noteCoverage({ ...coverage, failed: {} }, scene, unloaded),
  ];

  return {
    template: 'access',
    summary: [title, ...lines].filter((text) => text !== '').join(' '),
    data: {
      style: chooseStyle(report, isComplete),
      title,
      lines: [...asRows(lines), ...noteUnloaded(unloaded, scene)],
      rows: separateRows(presentAccessGroups(page.items, living, scene), false),
      notes: separateNotes(notes, page.items.length > 0),
      back: living
        ? leadToLiving(living, scene)
        : { title: speech.say('button.overview'), verb: 'show-overview', data: { offset: 0 } },
      pages: turnPage(page, scene, (at) => ({
        offset: at,
        ...(living ? { living: referToLiving(living) } : {}),
      })),
    },
  };
}

function sayTitle({ report, unloaded }: AccessQuestion, isComplete: boolean, scene: Scene): string {
  const { problems, coverage } = report;
  const { say } = scene.speech;
  const { total, read, untried } = coverage;
  if (problems.length > 0) return say('access.title', { count: problems.length });
  if (total === 0 && !isAnyUnloaded(unloaded)) return say('customers.empty');
  if (isComplete) return say('access.fine', { total });
  if (read > 0) return say('access.fineSoFar', { read });
  return say(untried > 0 ? 'overview.untried' : 'overview.unread');
}

/** That no relationship ends soon is said only where all of them were read. */
function sayRelationships(
  report: AccessReport,
  unloaded: UnloadedCustomers,
  { speech: { say } }: Scene,
): string {
  const isKnown =
    !isAnyUnloaded(unloaded) && report.unreadRelationships.length === 0 && report.coverage.total > 0;
  return isKnown ? say('access.noneEnding') : '';
}

function noteUnreadRelationships({ unreadRelationships }: AccessReport, { speech: { say } }: Scene) {
  return unreadRelationships.map(({ cloud, code }) => {
    const isOurs = code === 'noConsent' || code === 'forbidden' || code === 'notFound';
    const why = say(isOurs ? 'why.ownRelationships' : `why.${code}`, { operator: say(`operator.${cloud}`) });
    return `${say('access.relationshipsUnread', { cloud: say(`cloud.${cloud}`) })} ${why}`;
  });
}

function chooseStyle({ problems, unreadRelationships }: AccessReport, isComplete: boolean): string {
  if (problems.length > 0) return 'warning';
  return isComplete && unreadRelationships.length === 0 ? 'good' : 'emphasis';
}
