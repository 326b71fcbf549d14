import type { Links } from '../../src/chat/cards/card.ts';
import { type Cards, createCards } from '../../src/chat/cards/cards.ts';
import { createCardRenderer } from '../../src/chat/cards/render.ts';
import { createLanguages } from '../../src/chat/languages/languages.ts';
import { CLOUDS } from '../../src/clouds.ts';
import type { Clock } from '../../src/time.ts';
import { NOW } from './card-fixtures.ts';

export const LINKS: Links = {
  serviceHealth: ({ cloud, tenantId }) => CLOUDS[cloud].links.serviceHealth(tenantId),
  portal: ({ cloud, tenantId }, service) =>
    service === undefined
      ? CLOUDS[cloud].links.serviceHealth(tenantId)
      : `https://portal.example/${tenantId}/${encodeURIComponent((service.id ?? service.name).slice(0, 100).toWellFormed())}`,
  fix: ({ cloud, tenantId }, code) =>
    code === 'noConsent' || code === 'forbidden'
      ? CLOUDS[cloud].links.adminConsent(tenantId, 'client')
      : undefined,
  serviceRequests: ({ cloud, tenantId, domain }, { isAzure }) =>
    (isAzure ? CLOUDS[cloud].links.azure?.(domain) : undefined) ??
    CLOUDS[cloud].links.serviceRequests(tenantId),
  relationship: ({ cloud }) => CLOUDS[cloud].links.partnerCenter,
  incidentReport: ({ tenantId }, id) => `https://bot.example/reports/${tenantId}/${encodeURIComponent(id)}`,
};

/** The bot's cards on a clock that stands still. */
export function makeCards({
  clock = () => NOW,
  sandbox = true,
  links = {},
}: {
  clock?: Clock;
  sandbox?: boolean;
  links?: Partial<Links>;
} = {}): Cards {
  return createCards({
    renderer: createCardRenderer(),
    languages: createLanguages(),
    links: { ...LINKS, ...links },
    clock,
    sandbox,
  });
}
