import type { Customer } from '../../customers/customer.ts';
import { nameCustomer, refer } from './buttons.ts';
import type { Card } from './card.ts';
import { sayOrigin } from './footer.ts';
import type { Scene } from './scene.ts';
import { separateNotes } from './separate.ts';

const MAX_EXAMPLES = 3;
/** Of a button that a phone shows whole. */
const EXAMPLE_WIDTH = 28;

/** What the bot can do, on one screen. `examples`: a few real customers to try it on. */
export function presentHelp(examples: readonly Customer[], scene: Scene): Card {
  const { say } = scene.speech;
  const choices = examples
    .slice(0, MAX_EXAMPLES)
    .map((customer) => ({ title: nameCustomer(customer, EXAMPLE_WIDTH), data: refer(customer) }));
  return {
    template: 'help',
    summary: `${say('help.title')} ${say('help.intro')}`,
    data: {
      title: say('help.title'),
      intro: say('help.intro'),
      topics: [
        { name: say('help.health'), example: say('help.healthExample') },
        { name: say('help.service'), example: say('help.serviceExample') },
        { name: say('help.overview'), example: say('help.overviewExample') },
        { name: say('help.history'), example: say('help.historyExample') },
        { name: say('help.maintenance'), example: say('help.maintenanceExample') },
        { name: say('help.request'), example: say('help.requestExample') },
        { name: say('help.watch'), example: say('help.watchExample') },
      ],
      more: say('help.more'),
      moreTip: say('fold.tip', { what: say('help.more') }),
      others: [
        { name: say('help.requests'), example: say('help.requestsExample') },
        { name: say('help.helpdesk'), example: say('help.helpdeskExample') },
        { name: say('help.incident'), example: say('help.incidentExample') },
        { name: say('help.access'), example: say('help.accessExample') },
        { name: say('help.customers'), example: say('help.customersExample') },
        { name: say('help.status'), example: say('help.statusExample') },
      ],
      trials: choices.length > 0 ? [{ text: say('help.try'), choices }] : [],
      notes: separateNotes(sayOrigin(scene), true),
      overview: say('button.overview'),
      customers: say('button.allCustomers'),
    },
  };
}
