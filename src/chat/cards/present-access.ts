import type { AccessReport } from '../../health/estate/overview.ts';
import { sayAccessCounts } from './access-counts.ts';
import { presentAccessRow } from './access-rows.ts';
import type { Card } from './card.ts';
import { noteCoverage } from './coverage-lines.ts';
import { cutPage, sayRange, turnPage } from './pages.ts';
import type { Scene } from './scene.ts';
import { separateNotes, separateRows } from './separate.ts';
import { asRows } from './text-rows.ts';

const PAGE_SIZE = 5;

/** Customers with something to mend, worst first: what, why, and the page where it is mended. */
export function presentAccess(report: AccessReport, offset: number, scene: Scene): Card {
  const { problems, counts, coverage } = report;
  const { speech } = scene;
  const page = cutPage(problems, offset, PAGE_SIZE);
  const isComplete = coverage.read >= coverage.total && coverage.untried === 0;
  const lines = problems.length > 0 ? [sayAccessCounts(counts, speech)] : [sayRelationships(report, scene)];
  const title = sayTitle(report, isComplete, scene);
  const notes = [
    ...asRows([sayRange(page, scene), ...noteUnreadRelationships(report, scene)]),
    // Those that failed are the rows above.
    ...noteCoverage({ ...coverage, failed: {} }, scene),
  ];

  return {
    template: 'access',
    summary: [title, ...lines].filter((text) => text !== '').join(' '),
    data: {
      style: chooseStyle(report, isComplete),
      title,
      lines: asRows(lines),
      rows: separateRows(
        page.items.map((problem) => presentAccessRow(problem, scene)),
        false,
      ),
      notes: separateNotes(notes, page.items.length > 0),
      overview: speech.say('button.overview'),
      pages: turnPage(page, scene, (at) => ({ offset: at })),
    },
  };
}

function sayTitle({ problems, coverage }: AccessReport, isComplete: boolean, scene: Scene): string {
  const { say } = scene.speech;
  const { total, read, untried } = coverage;
  if (problems.length > 0) return say('access.title', { count: problems.length });
  if (total === 0) return say('customers.empty');
  if (isComplete) return say('access.fine', { total });
  if (read > 0) return say('access.fineSoFar', { read, total });
  return say(untried > 0 ? 'overview.untried' : 'overview.unread');
}

/** That no relationship ends soon is said only where all of them were read. */
function sayRelationships(report: AccessReport, { speech: { say } }: Scene): string {
  const isKnown = report.unreadRelationships.length === 0 && report.coverage.total > 0;
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
