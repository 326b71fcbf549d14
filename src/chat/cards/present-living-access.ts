import type { Customer } from '../../customers/customer.ts';
import type { ReadErrorCode } from '../../errors.ts';
import type { LivingCard } from '../../watch/living-card.ts';
import type { AccessState } from '../../watch/subject.ts';
import type { LivingView } from '../watch/view-card.ts';
import { nameCustomer } from './buttons.ts';
import type { Card } from './card.ts';
import { holdScene } from './hold-scene.ts';
import { type LivingFace, layOutLiving, sayHit } from './living-lines.ts';
import { referToLiving } from './living-links.ts';
import { sayCustomers } from './name-list.ts';
import type { Scene } from './scene.ts';

/** Reasons that are told; one reason seldom comes with others. */
const MOST_REASONS = 3;
const MOST_NAMES = 2;

/** The living notice of customers that cannot be read any more: which, why and what mends it; once all can be read again, for how long. */
export function presentLivingAccess(
  card: LivingCard,
  state: AccessState,
  view: LivingView,
  scene: Scene,
): Card {
  const held = holdScene(scene, state.decidedAt, state.startedAt);
  const { say } = held.speech;
  const { key } = card.subject;
  const open = state.phase !== 'over';
  const { overAt, startedAt, isReadingOff: isOff = false } = state;
  const lasted = overAt === undefined || overAt < startedAt ? 0 : overAt - startedAt;
  const count = view.customers.length;
  const start = scene.times.dated(startedAt, held.now);
  const face: LivingFace = {
    ...chooseLook(state),
    heading: open
      ? say('living.access.open', { count })
      : say(isOff ? 'living.readingOff' : 'living.access.over', { duration: held.times.duration(lasted) }),
    title: '',
    facts: [],
    hits: sayHit(view, open, { during: 'living.access.names', after: 'living.access.namesThen' }, held),
    lines: [
      open || isOff
        ? say('incident.since', { time: start })
        : say('incident.between', { start, end: held.times.moment(overAt ?? startedAt, held.now) }),
      ...(open ? sayReasons(card, state, view, held) : []),
      open ? say('living.access.blind') : '',
    ],
    quote: '',
    question: '',
    buttons: open
      ? [
          {
            title: say('living.button.access'),
            verb: 'show-access',
            data: { offset: 0, living: referToLiving(key) },
          },
        ]
      : [],
  };
  return {
    template: 'living',
    summary: face.hits === '' ? face.heading : say('summary.list', { title: face.heading, name: face.hits }),
    data: layOutLiving(card, view, face, held),
  };
}

function chooseLook({ phase, isReadingOff }: AccessState): Pick<LivingFace, 'style' | 'sign'> {
  if (phase !== 'over') return { style: 'warning', sign: '?' };
  return isReadingOff ? { style: 'emphasis', sign: '?' } : { style: 'good', sign: '✓' };
}

/** Each reason once, the most frequent first; with several, whom it concerns. */
function sayReasons(
  { subject: { key } }: LivingCard,
  { reasons }: AccessState,
  { customers }: LivingView,
  scene: Scene,
): string[] {
  const { say } = scene.speech;
  const operator = say(`operator.${key.cloud}`);
  const codeOf = ({ tenantId }: Customer): ReadErrorCode | undefined => reasons[tenantId.toLowerCase()];
  const groups = [...Map.groupBy(customers, codeOf)].sort(([, a], [, b]) => b.length - a.length);
  return groups.slice(0, MOST_REASONS).flatMap(([code, hit]) => {
    if (code === undefined) return [];
    const why = say(`why.${code}`, { operator });
    if (groups.length === 1) return [why];
    const names = hit.slice(0, MOST_NAMES).map((customer) => nameCustomer(customer, 40));
    return [say('summary.list', { title: sayCustomers(names, hit.length - names.length, scene), name: why })];
  });
}
