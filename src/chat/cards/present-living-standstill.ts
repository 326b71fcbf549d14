import type { LivingCard } from '../../watch/living-card.ts';
import type { StandstillState } from '../../watch/subject.ts';
import type { LivingView } from '../watch/view-card.ts';
import type { Card } from './card.ts';
import { holdScene } from './hold-scene.ts';
import { type LivingFace, layOutLiving } from './living-lines.ts';
import { referToLiving } from './living-links.ts';
import type { Scene } from './scene.ts';

/** The operator's alarm: reading or posting stands still, since when, and where to look; afterwards, for how long it did. */
export function presentLivingStandstill(
  card: LivingCard,
  { what, phase, startedAt, overAt, waiting, isReadingOff: isOff = false }: StandstillState,
  view: LivingView,
  scene: Scene,
): Card {
  const held = holdScene(scene, startedAt, startedAt);
  const { say } = held.speech;
  const open = phase !== 'over';
  const lasted = overAt === undefined || overAt < startedAt ? 0 : overAt - startedAt;
  const start = scene.times.dated(startedAt, startedAt);
  const face: LivingFace = {
    style: open ? 'attention' : isOff ? 'emphasis' : 'good',
    sign: open ? '●' : isOff ? '?' : '✓',
    heading: open
      ? say(`living.standstill.${what}`)
      : say(isOff ? 'living.readingOff' : `living.standstill.${what}Over`, {
          duration: held.times.duration(lasted),
        }),
    title: '',
    facts: [],
    hits: '',
    lines: [
      open
        ? say(`living.standstill.${what}Since`, { time: start, count: waiting })
        : isOff
          ? say('incident.since', { time: start })
          : say('incident.between', { start, end: held.times.moment(overAt ?? startedAt, startedAt) }),
      open ? say(`living.standstill.${what}Check`) : '',
    ],
    quote: '',
    question: '',
    buttons: [
      {
        title: say('living.button.status'),
        verb: 'show-status',
        data: { living: referToLiving(card.subject.key) },
      },
    ],
  };
  return {
    template: 'living',
    summary: [face.heading, face.lines[0]].join(' · '),
    data: layOutLiving(card, view, face, held),
  };
}
