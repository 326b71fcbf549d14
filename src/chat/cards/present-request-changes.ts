import type { RequestChange } from '../../requests/change.ts';
import type { ServiceRequest } from '../../requests/request.ts';
import { nameCustomer } from './buttons.ts';
import type { Card } from './card.ts';
import { nameZone, sayOrigin } from './footer.ts';
import { layOutEntries } from './lay-out-entries.ts';
import { describePage, sayRange } from './pages.ts';
import { sayChange } from './request-change-lines.ts';
import { leadToRequest } from './request-links.ts';
import { nameRequest } from './request-terms.ts';
import type { Scene } from './scene.ts';
import { separateRows } from './separate.ts';
import { asRows } from './text-rows.ts';

/** How many changes are read at a time; their words may fill several cards. */
export const CHANGES_AT_A_TIME = 8;
/** The last card of what was read, however many there are. */
const LAST_PART = 1_000;

/** Which of a request's changes are shown. */
export interface ChangesPage {
  /** Of the first change given, counted from the newest. */
  readonly offset: number;
  /** Which card of the changes given, from 0; a number too high is the last one. Default 0. */
  readonly part?: number | undefined;
  readonly total: number;
}

/** What happened to a request, newest first: who, when, what, and every word of its notes and messages. */
export function presentRequestChanges(
  request: ServiceRequest,
  changes: readonly RequestChange[],
  { offset, part = 0, total }: ChangesPage,
  scene: Scene,
): Card {
  const { say } = scene.speech;
  const { number } = request;
  const parts = layOutEntries(
    changes.map((change) => {
      const { what, text } = sayChange(change, request, scene);
      return { heading: what, sub: scene.times.moment(change.at, scene.now), text };
    }),
  );
  const at = Math.min(part, parts.length - 1);
  const page = describePage(changes, offset, total, CHANGES_AT_A_TIME);
  const refer = (from: number, within: number) => ({ number, offset: from, part: within });
  const before =
    at > 0 ? refer(offset, at - 1) : page.previous === undefined ? [] : refer(page.previous, LAST_PART);
  const after =
    at < parts.length - 1 ? refer(offset, at + 1) : page.next === undefined ? [] : refer(page.next, 0);
  const title = say('button.history');

  return {
    template: 'request-pages',
    summary: say('summary.list', {
      title,
      name: `${nameRequest(request)}, ${nameCustomer(request.customer)}`,
    }),
    data: {
      title,
      number: nameRequest(request),
      customer: ` · ${nameCustomer(request.customer)}`,
      facts: [],
      range: asRows([sayRange(page, scene)]),
      entries: separateRows(parts[at] ?? [], false),
      empty: asRows([changes.length === 0 ? say('request.changes.empty') : '']),
      note: [],
      turns: [
        ...[before]
          .flat()
          .map((data) => ({ title: say('button.previous'), verb: 'list-request-changes', data })),
        ...[after].flat().map((data) => ({ title: say('button.next'), verb: 'list-request-changes', data })),
      ],
      back: [leadToRequest(request, scene)],
      notes: [{ text: [...nameZone(scene), ...sayOrigin(scene)].map(({ text }) => text).join(' · ') }],
    },
  };
}
