import { readableText } from '../../health/readable.ts';
import type { LivingCard } from '../../watch/living-card.ts';
import type { ChangeState } from '../../watch/subject.ts';
import type { LivingView } from '../watch/view-card.ts';
import type { Card } from './card.ts';
import { presentChange, presentChangeScope, sayDate } from './change-lines.ts';
import { holdScene } from './hold-scene.ts';
import type { CardLink } from './incident-links.ts';
import { type LivingFace, layOutLiving, sayHit } from './living-lines.ts';
import { plain } from './plain.ts';
import type { Scene } from './scene.ts';
import { makeIncidentToken } from './service-token.ts';

const STEPS_WIDTH = 280;
/** How the message centre heads what customers have to do. */
const STEPS = /what\s+(?:do\s+)?you\s+(?:need|have)\s+to\s+do(?:\s+to\s+prepare)?\s*[\]:：?]*\s*/i;

/** The living card of a planned change: when it happens or must be acted on, for which customers, what is to be done. */
export function presentLivingChange(
  card: LivingCard,
  state: ChangeState,
  view: LivingView,
  scene: Scene,
): Card {
  const { change, phase } = state;
  const held = holdScene(scene, state.decidedAt);
  const { say } = held.speech;
  const coming = phase === 'coming';
  const when = sayDate(change, held);
  const { title } = presentChange(change, held);
  const { facts } = presentChange(
    { ...change, actionRequiredBy: undefined, startsAt: undefined, endsAt: undefined, isMajor: false },
    held,
  );
  const face: LivingFace = {
    style: coming ? (change.isMajor ? 'warning' : 'accent') : phase === 'over' ? 'good' : 'emphasis',
    sign: coming ? '◐' : phase === 'over' ? '✓' : '○',
    heading: coming ? when || say('living.change.coming') : say(`living.change.${phase}`),
    title,
    facts: [change.isMajor ? say('change.major') : '', facts],
    hits: sayHit(view, coming, { during: 'change.hits', after: 'change.hits' }, held),
    lines: [coming ? '' : when, ...presentChangeScope(change, undefined, held).map(({ text }) => text)],
    quote: quoteSteps(change.html, held),
    question: '',
    buttons: [leadToChange(card, scene)],
  };
  const count = view.customers.length;
  return {
    template: 'living',
    summary: coming
      ? say('living.summary.change', { title: plain(title, 120), when: face.heading, count })
      : say('summary.list', { title: face.heading, name: plain(title, 150) }),
    data: layOutLiving(card, view, face, held),
  };
}

/** What is to be done where the announcement has a part for it, else how it begins. */
function quoteSteps(html: string, { speech: { say } }: Scene): string {
  const text = readableText(html);
  const heading = STEPS.exec(text);
  const steps = heading ? text.slice(heading.index + heading[0].length).trim() : '';
  if (steps !== '') return say('living.change.toDo', { text: plain(steps, STEPS_WIDTH) });
  return text === '' ? '' : say('incident.quote', { text: plain(text, STEPS_WIDTH) });
}

function leadToChange({ subject: { key } }: LivingCard, { speech: { say } }: Scene): CardLink {
  const data = {
    cloud: key.cloud,
    change: makeIncidentToken(key.id),
    offset: 0,
    back: 0,
    from: 'living',
  } as const;
  return { title: say('button.details'), verb: 'show-change', data };
}
