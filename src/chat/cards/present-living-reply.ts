import type { LivingCard } from '../../watch/living-card.ts';
import type { Transition } from '../../watch/transition.ts';
import type { Card } from './card.ts';
import { sayOrigin } from './footer.ts';
import { holdScene } from './hold-scene.ts';
import { tellNews } from './living-news.ts';
import { plain } from './plain.ts';
import type { Scene } from './scene.ts';
import { asRows } from './text-rows.ts';

/** Of several things that happened, those that are told: the latest. */
const MOST_LINES = 3;

/** A reply in the thread of a living card: what happened, a line each, the newest last; and which card it belongs to. */
export function presentLivingReply(card: LivingCard, untold: readonly Transition[], scene: Scene): Card {
  const told = untold.slice(-MOST_LINES);
  const lines = told.map((transition) => tellNews(transition, card, holdScene(scene, transition.at)));
  const about = describeSubject(card);
  return {
    template: 'living-reply',
    summary:
      [lines.map(({ text }) => text).at(-1) ?? about, about].filter((text) => text !== '').join(' · ') || '—',
    data: {
      lines: lines.map(({ sign, text }) => ({ text: `${sign} ${text}` })),
      about: asRows([
        [about, ...sayOrigin(scene).map(({ text }) => text)].filter((text) => text !== '').join(' · '),
      ]),
    },
  };
}

/** Id and title of an incident; the title of a change is in its line already. */
function describeSubject({ subject: { state } }: LivingCard): string {
  if (state.kind === 'incident')
    return [plain(state.incident.id, 40), plain(state.incident.title, 100)]
      .filter((text) => text !== '')
      .join(' · ');
  return state.kind === 'change' ? plain(state.change.id, 40) : '';
}
