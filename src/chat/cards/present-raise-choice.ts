import type { Customer } from '../../customers/customer.ts';
import type { LivingCard } from '../../watch/living-card.ts';
import { nameCustomer } from './buttons.ts';
import type { Card } from './card.ts';
import { titleChoice } from './choice-title.ts';
import { sayOrigin } from './footer.ts';
import { nameIncident } from './incident-head.ts';
import { referToLiving } from './living-links.ts';
import { plain } from './plain.ts';
import type { Scene } from './scene.ts';
import { asRows } from './text-rows.ts';

/** Customers to choose from: from many to what always fits a card. */
export const CHOICE_DETAIL: readonly [number, ...number[]] = [100, 60];

/** For which of the customers of a living card a service request is to be raised. */
export function presentRaiseChoice(
  { subject: { key, state } }: LivingCard,
  customers: readonly Customer[],
  scene: Scene,
  most: number,
): Card {
  const { say } = scene.speech;
  const shown = customers.slice(0, most);
  const title = say('request.notice.forWhom.title');
  const about =
    state.kind === 'incident'
      ? [nameIncident(state.incident, scene), plain(key.id, 40), plain(state.incident.title, 150)]
      : [plain(key.id, 40)];
  const told = about.filter((text) => text !== '').join(' · ');
  return {
    template: 'raise-choice',
    summary: `${title} ${told}`,
    data: {
      title,
      lines: asRows([told]),
      label: say('raiseChoice.label'),
      placeholder: say('raiseChoice.placeholder'),
      missing: say('raiseChoice.missing'),
      choices: shown.map((customer) => ({
        title: titleChoice(nameCustomer(customer, 40), 40),
        value: customer.tenantId,
      })),
      notes: asRows([
        shown.length < customers.length
          ? say('raiseChoice.more', { shown: shown.length, count: customers.length })
          : '',
        ...sayOrigin(scene).map(({ text }) => text),
      ]),
      raise: say('button.raiseRequest'),
      ref: referToLiving(key),
    },
  };
}
