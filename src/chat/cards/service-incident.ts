import type { Post } from '../../health/incident.ts';
import { readPostStatus } from '../../health/post-status.ts';
import type { ReportedIncident } from '../../health/report.ts';
import { presentIncidentHead } from './incident-head.ts';
import { addsToTitle } from './incident-lines.ts';
import { sayNextUpdate } from './next-update-line.ts';
import { plainParagraphs } from './plain.ts';
import type { PostReader } from './post-reader.ts';
import { readParagraphs } from './post-sections.ts';
import type { Scene } from './scene.ts';
import { asRows } from './text-rows.ts';

/** How much of an incident is shown; widths in Latin letters. */
export interface IncidentDetail {
  readonly title: number;
  readonly impact: number;
  /** How many posts, newest first; the newest nearly whole, of older ones only what was being done. */
  readonly posts: number;
  readonly newest: number;
  readonly older: number;
}

/**
 * One incident of a service: what, since when, when more comes, what Microsoft posted last; the way to all of it, and to a text for the
 * customer. `refer` makes the data that both buttons carry.
 */
export function presentServiceIncident(
  incident: ReportedIncident,
  refer: (incidentId: string) => object,
  read: PostReader,
  scene: Scene,
  detail: IncidentDetail,
) {
  const { say } = scene.speech;
  const posts = incident.posts
    .slice(0, detail.posts)
    .map((post, index) => presentPost(post, index === 0, incident, read, scene, detail));
  const older = incident.posts.length - posts.length;
  const notes = [incident.posts.length === 0 ? say('incident.noPost') : ''];
  const isShortened = older > 0 || posts.some(({ cut }) => cut);
  return {
    ...presentIncidentHead(incident, detail, scene),
    next: asRows([sayNextUpdate(incident, read, scene)]),
    posts: posts.map(({ at, paragraphs }) => ({ at, paragraphs: asRows(paragraphs) })),
    notes: asRows(notes),
    all: isShortened ? say('button.allUpdates', { count: incident.posts.length }) : say('button.details'),
    ref: { ...refer(incident.id), from: 'service', offset: 0 },
    tell: say('button.customerText'),
    about: { ...refer(incident.id), at: 'service' },
  };
}

function presentPost(
  post: Post,
  isNewest: boolean,
  incident: ReportedIncident,
  read: PostReader,
  { times, now }: Scene,
  detail: IncidentDetail,
) {
  const text = read(post);
  const told = `${incident.title} ${incident.impact}`;
  const { paragraphs, cut } = isNewest
    ? plainParagraphs(dropRepeated(readParagraphs(text).join('\n'), told), detail.newest)
    : plainParagraphs(readPostStatus(text), detail.older);
  return { at: post.at === undefined ? '—' : times.moment(post.at, now), paragraphs, cut };
}

/** Posts begin by repeating title and impact; the card says both already. Nothing else is ever left out. */
const REPEATING = /^(?:title|user impact|impact):/i;

function dropRepeated(text: string, told: string): string {
  const kept = text
    .split('\n')
    .filter((line) => !REPEATING.test(line) || addsToTitle(line.replace(REPEATING, ''), told));
  return kept.join('\n').trim() || text;
}
