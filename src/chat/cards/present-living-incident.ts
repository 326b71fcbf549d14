import type { Incident } from '../../health/incident.ts';
import { readPostStatus } from '../../health/post-status.ts';
import { rateIncident, type Severity } from '../../health/severity.ts';
import type { LivingCard } from '../../watch/living-card.ts';
import type { IncidentState } from '../../watch/subject.ts';
import type { LivingView } from '../watch/view-card.ts';
import type { Card } from './card.ts';
import { holdScene } from './hold-scene.ts';
import { nameIncident } from './incident-head.ts';
import type { CardLink } from './incident-links.ts';
import { type LivingFace, layOutLiving, listHit, sayHit } from './living-lines.ts';
import { referToLiving } from './living-links.ts';
import { sayNextUpdate } from './next-update-line.ts';
import { plain } from './plain.ts';
import type { PostReader } from './post-reader.ts';
import type { Scene } from './scene.ts';
import { makeIncidentToken } from './service-token.ts';
import { SIGNS, sayIncidentState, sayKind } from './signs.ts';

const TITLE_WIDTH = 200;
const QUOTE_WIDTH = 280;

/** Green is for what is over; what Microsoft calls mended may still come back. */
const STYLES: Readonly<Record<Severity, LivingFace['style']>> = {
  down: 'attention',
  degraded: 'attention',
  advisory: 'warning',
  unknown: 'warning',
  recovered: 'accent',
  healthy: 'accent',
};

/**
 * The living card of an incident: what it is and how bad, which of our customers have it, since when, what Microsoft says, who is on it. Drawn
 * from what is stored alone: at any time the same state gives the same card.
 */
export function presentLivingIncident(
  card: LivingCard,
  state: IncidentState,
  view: LivingView,
  posts: PostReader,
  scene: Scene,
): Card {
  const { incident, decidedAt, outcome } = state;
  const near = incident.startedAt ?? state.firstSeenAt;
  const held = holdScene(scene, decidedAt, near);
  const { key } = card.subject;
  const open = state.phase !== 'over';
  const face: LivingFace = {
    ...(open ? faceOpen(state, held) : faceOver(state, held)),
    title: plain(incident.title, TITLE_WIDTH),
    hits: sayHits(view, open, held),
    lines: [
      sayTimes(state, posts, scene, held),
      open && state.told.turns.length > 0
        ? held.speech.say('living.reopened', { time: held.times.moment(state.turnedAt, decidedAt) })
        : '',
      sayEnd(state, key.cloud, held),
    ],
    quote: quotePost(incident, posts, held),
    question:
      open || outcome === 'listedAs' || listHit(view, open).length === 0
        ? ''
        : held.speech.say('living.persists'),
    buttons: listButtons(card, incident, view, open, held),
  };
  return {
    template: 'living',
    summary: summarise(state, view, face, held),
    data: layOutLiving(card, view, face, held),
  };
}

function quotePost({ posts: [newest] }: Incident, posts: PostReader, { speech: { say } }: Scene): string {
  const text = newest ? plain(readPostStatus(posts(newest)), QUOTE_WIDTH) : '';
  return text === '' ? '' : say('incident.quote', { text });
}

function faceOpen({ incident }: IncidentState, scene: Scene) {
  const severity = rateIncident(incident);
  const kind = sayKind(incident, scene.speech);
  const state = sayIncidentState(incident, scene.speech);
  const isAdvisory = incident.kind === 'advisory' || incident.kind === 'securityAdvisory';
  const [told, rest] = isAdvisory ? [kind, state] : [state, kind];
  const { origin } = incident;
  const from = origin === 'thirdParty' || origin === 'customer' ? scene.speech.say(`origin.${origin}`) : '';
  const service = nameIncident(incident, scene);
  return {
    style: STYLES[severity],
    sign: SIGNS[severity].sign,
    heading: service === told ? told : `${service} · ${told}`,
    facts: [plain(incident.id, 40), rest, from],
  };
}

function faceOver({ incident, outcome, overAt, listedAs }: IncidentState, scene: Scene) {
  const { say } = scene.speech;
  const { startedAt } = incident;
  const facts = [nameIncident(incident, scene), plain(incident.id, 40), sayKind(incident, scene.speech)];
  // Nobody has said that it is mended: no green.
  if (outcome === 'listedAs') {
    const heading = say('living.listedAs.heading', { id: plain(listedAs ?? '', 40) });
    return { style: 'emphasis', sign: '○', heading, facts } as const;
  }
  if (outcome === 'notListed')
    return { style: 'emphasis', sign: '○', heading: say('history.outcome.unlisted'), facts } as const;
  const over = { style: 'good', sign: SIGNS.healthy.sign, facts } as const;
  if (outcome === 'falsePositive') return { ...over, heading: say('status.falsePositive') };
  return startedAt === undefined || overAt === undefined || overAt < startedAt
    ? { ...over, heading: say('status.resolved') }
    : { ...over, heading: say('living.resolved', { duration: scene.times.duration(overAt - startedAt) }) };
}

/** Since when, when last told, when told next; of one that is over, from when to when. The first names its day. */
function sayTimes(state: IncidentState, posts: PostReader, scene: Scene, held: Scene): string {
  const { incident, overAt } = state;
  const { say } = held.speech;
  const { startedAt, updatedAt } = incident;
  const dated = (at: number) => scene.times.dated(at, held.now);
  const moment = (at: number) => held.times.moment(at, held.now);
  if (state.phase === 'over') {
    if (overAt === undefined) return '';
    if (state.outcome === 'listedAs')
      return startedAt === undefined ? '' : say('incident.since', { time: dated(startedAt) });
    return startedAt === undefined || startedAt > overAt
      ? say('incident.ended', { time: dated(overAt) })
      : say('incident.between', { start: dated(startedAt), end: moment(overAt) });
  }
  const first = startedAt ?? state.firstSeenAt;
  return [
    say(startedAt === undefined ? 'living.seen' : 'incident.since', { time: dated(first) }),
    updatedAt === undefined ? '' : say('incident.updated', { time: moment(updatedAt) }),
    sayNextUpdate(incident, posts, held),
  ]
    .filter((text) => text !== '')
    .join(' · ');
}

function sayEnd({ outcome, phase, listedAs }: IncidentState, cloud: 'global' | 'china', held: Scene): string {
  const { say } = held.speech;
  const operator = say(`operator.${cloud}`);
  if (phase !== 'over') return '';
  if (outcome === 'falsePositive') return say('text.status.falsePositive', { operator });
  if (outcome === 'listedAs') return say('living.listedAs', { id: plain(listedAs ?? '', 40) });
  return outcome === 'notListed' ? say('living.notListed', { operator }) : '';
}

function sayHits(view: LivingView, open: boolean, held: Scene): string {
  const { say } = held.speech;
  const keys = { during: 'incident.hitsNow', after: 'incident.hitsThen' } as const;
  const said = sayHit(view, open, keys, held);
  if (said !== '') return said;
  if (view.past > 0) return say(open ? 'living.hitsGone' : 'living.hitCount', { count: view.past });
  // Where nothing is watched, nobody is looked for.
  return open && view.isWatched ? say('incident.hitsNobody') : '';
}

function listButtons(
  { subject: { key } }: LivingCard,
  { id }: Incident,
  view: LivingView,
  open: boolean,
  { speech: { say } }: Scene,
): CardLink[] {
  const ref = { cloud: key.cloud, incident: makeIncidentToken(id), from: 'living' } as const;
  const details: CardLink = {
    title: say('button.details'),
    verb: 'show-incident',
    data: { ...ref, offset: 0 },
  };
  const text: CardLink = {
    title: say('button.customerText'),
    verb: 'show-customer-text',
    data: { ...ref, at: 'living' },
  };
  const raise: CardLink[] =
    listHit(view, open).length === 0
      ? []
      : [{ title: say('button.raiseRequest'), verb: 'raise-living', data: referToLiving(key) }];
  return open ? [details, text, ...raise] : [...raise, details, text];
}

/** `Exchange Online degraded for 14 customers: Some users can't send mail`. */
function summarise(state: IncidentState, view: LivingView, face: LivingFace, held: Scene): string {
  const { incident, phase, outcome, overAt } = state;
  const { say } = held.speech;
  const service = nameIncident(incident, held);
  const title = plain(incident.title, 120) || plain(incident.id, 40);
  if (phase === 'over') {
    const { startedAt } = incident;
    const isDated = outcome === 'resolved' && startedAt !== undefined && overAt !== undefined;
    if (isDated && overAt >= startedAt) {
      const duration = held.times.duration(overAt - startedAt);
      return say('living.summary.resolved', { service, duration, title });
    }
    return say('living.summary.other', { service, state: face.heading, count: 0, title });
  }
  const severity = rateIncident(incident);
  const count = view.customers.length;
  if (severity === 'down' || severity === 'degraded' || severity === 'advisory')
    return say(`living.summary.${severity}`, { service, count, title });
  return say('living.summary.other', {
    service,
    state: sayIncidentState(incident, held.speech),
    count,
    title,
  });
}
