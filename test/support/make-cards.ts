import type { Links } from '../../src/chat/cards/card.ts';
import { type Cards, createCards } from '../../src/chat/cards/cards.ts';
import { createCardRenderer } from '../../src/chat/cards/render.ts';
import { createLanguages } from '../../src/chat/languages/languages.ts';
import { CLOUDS } from '../../src/clouds.ts';
import type { Clock } from '../../src/time.ts';
import { NOW } from './card-fixtures.ts';

export const LINKS: Links = {
  serviceHealth: ({ cloud, tenantId }) => CLOUDS[cloud].links.serviceHealth(tenantId),
  fix: ({ cloud, tenantId }, code) =>
    code === 'noConsent' || code === 'forbidden'
      ? CLOUDS[cloud].links.adminConsent(tenantId, 'client')
      : undefined,
};

/** The bot's cards on a clock that stands still. */
export function makeCards({
  clock = () => NOW,
  sandbox = true,
}: {
  clock?: Clock;
  sandbox?: boolean;
} = {}): Cards {
  return createCards({
    renderer: createCardRenderer(),
    languages: createLanguages(),
    links: LINKS,
    clock,
    sandbox,
  });
}
