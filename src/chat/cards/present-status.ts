import type { WatchCounts } from '../../watch/ports.ts';
import type { StatusView } from '../../watch/status.ts';
import type { SubjectKey } from '../../watch/subject.ts';
import type { Card } from './card.ts';
import { nameZone, sayOrigin } from './footer.ts';
import type { CardLink } from './incident-links.ts';
import { leadToLiving, referToLiving } from './living-links.ts';
import { tellParked } from './parked-lines.ts';
import { plain } from './plain.ts';
import { leadToWatches } from './present-watch-notice.ts';
import type { Scene } from './scene.ts';
import { asRows } from './text-rows.ts';

const MOST_APIS = 6;
/** Microsoft's names, which no language translates. */
const API_NAMES: Readonly<Record<string, string>> = {
  graph: 'Microsoft Graph',
  arm: 'Azure Resource Manager',
  partnerCenter: 'Partner Center',
  signIn: 'Microsoft Entra ID',
};
const MINUTE_MS = 60_000;

/** How the bot itself does, for its operator: the verdict first, then reading, calls, cards and watches. */
export function presentStatus(view: StatusView, living: SubjectKey | undefined, scene: Scene): Card {
  const { say } = scene.speech;
  const verdict = judge(view, scene);
  const since = say('status.since', { time: scene.times.moment(view.startedAt, scene.now) });
  const again: CardLink = {
    title: say('button.refresh'),
    verb: 'show-status',
    data: living ? { living: referToLiving(living) } : {},
  };
  const access: CardLink[] =
    view.reading.failed > 0
      ? [{ title: say('button.access'), verb: 'show-access', data: { offset: 0, ...again.data } }]
      : [];
  return {
    template: 'status',
    summary: [verdict.title, sayRead(view, scene)].join(' '),
    data: {
      ...verdict,
      parts: [
        { label: say('status.part.reading'), lines: asRows(tellReading(view, scene)) },
        { label: say('status.part.calls'), lines: asRows(tellCalls(view, scene)) },
        { label: say('status.part.cards'), lines: asRows(tellCards(view, scene)) },
        { label: say('status.part.watches'), lines: asRows(tellWatches(view, scene)) },
      ],
      notes: asRows([
        [since, ...[...nameZone(scene), ...sayOrigin(scene)].map(({ text }) => text)].join(' · '),
      ]),
      buttons: living
        ? // The list of watches knows no way back to the living card, which everybody looks at.
          [leadToLiving(living, scene), again, ...access]
        : [again, ...access, leadToWatches(scene)],
    },
  };
}

function judge({ reading, counts, isPostingBehind }: StatusView, { speech: { say } }: Scene) {
  const { isBehind, pollMs } = reading;
  if (!counts) return { style: 'attention', sign: '●', title: say('status.verdict.store') };
  if (isBehind && isPostingBehind)
    return { style: 'attention', sign: '●', title: say('status.verdict.both') };
  if (isBehind) return { style: 'attention', sign: '●', title: say('status.verdict.reading') };
  if (isPostingBehind) return { style: 'attention', sign: '●', title: say('status.verdict.posting') };
  if (pollMs === 0) return { style: 'warning', sign: '◐', title: say('status.verdict.off') };
  return { style: 'good', sign: '✓', title: say('status.verdict.fine') };
}

function sayRead({ reading: { read, total } }: StatusView, { speech: { say } }: Scene): string {
  return say('status.read', { read, total });
}

function tellReading(view: StatusView, scene: Scene): string[] {
  const {
    speech: { say },
    times,
    now,
  } = scene;
  const { oldestReadAt, pollMs, failed } = view.reading;
  return [
    say('status.read', { read: view.reading.read, total: view.reading.total }),
    failed > 0 ? say('status.failed', { count: failed }) : '',
    oldestReadAt === undefined
      ? ''
      : say('status.oldest', { time: times.moment(oldestReadAt, now), ago: times.ago(oldestReadAt, now) }),
    pollMs === 0 ? say('status.pollOff') : say('status.poll', { duration: sayShort(pollMs, scene) }),
    view.replicas === undefined ? '' : say('status.replicas', { count: view.replicas }),
  ];
}

function tellCalls({ calls }: StatusView, { speech: { say } }: Scene): string[] {
  if (calls.length === 0) return [say('status.noCalls')];
  return calls
    .slice(0, MOST_APIS)
    .map(({ api, calls: count, throttled, failed }) =>
      [
        say('status.calls', { api: API_NAMES[api] ?? plain(api, 40), count }),
        throttled > 0 ? say('status.throttled', { count: throttled }) : '',
        failed > 0 ? say('status.callsFailed', { count: failed }) : '',
      ]
        .filter((part) => part !== '')
        .join(' · '),
    );
}

function tellCards({ counts, delays }: StatusView, scene: Scene): string[] {
  const { say } = scene.speech;
  return [
    counts ? say('status.cards', { desired: counts.cards, posted: counts.posted }) : say('status.noStore'),
    counts ? sayBehind(counts, scene) : '',
    delays
      ? say('status.delays', { half: sayShort(delays.p50, scene), most: sayShort(delays.p95, scene) })
      : say('status.noDelays'),
  ];
}

function sayBehind({ behind, oldestBehindAt }: WatchCounts, { speech: { say }, times, now }: Scene): string {
  if (behind === 0) return say('status.noneBehind');
  return oldestBehindAt === undefined
    ? say('status.behind', { count: behind })
    : say('status.behindSince', { count: behind, time: times.moment(oldestBehindAt, now) });
}

function tellWatches({ counts, parked }: StatusView, scene: Scene): string[] {
  const { say } = scene.speech;
  if (!counts) return [say('status.noStore')];
  const { watches, places, openIncidents } = counts;
  return [
    say('status.watches', { watches, places }),
    say('status.open', { count: openIncidents }),
    parked.count > 0 ? say('status.parked', { count: parked.count }) : '',
    ...tellParked(parked, scene),
  ];
}

/** A duration that may be shorter than a minute. */
function sayShort(ms: number, { speech: { say }, times }: Scene): string {
  return ms < MINUTE_MS ? say('status.seconds', { seconds: Math.round(ms / 1000) }) : times.duration(ms);
}
