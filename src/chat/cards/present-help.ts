import type { Customer } from '../../customers/customer.ts';
import type { StaffAccess } from '../../staff/admission.ts';
import type { Permission } from '../../staff/permissions.ts';
import { nameCustomer, refer } from './buttons.ts';
import type { Card } from './card.ts';
import { sayOrigin } from './footer.ts';
import type { Scene } from './scene.ts';
import { separateNotes } from './separate.ts';

const MAX_EXAMPLES = 3;
/** Of a button that a phone shows whole. */
const EXAMPLE_WIDTH = 28;

/** A line of the card, and what it takes to do what it tells. */
interface Topic {
  readonly key: 'health' | 'service' | 'overview' | 'history' | 'maintenance' | 'request' | 'watch' | Other;
  readonly takes?: Permission;
}
type Other = 'requests' | 'helpdesk' | 'incident' | 'access' | 'customers' | 'status' | 'audit' | 'consent';

const TOPICS: readonly Topic[] = [
  { key: 'health' },
  { key: 'service' },
  { key: 'overview' },
  { key: 'history' },
  { key: 'maintenance' },
  { key: 'request', takes: 'raiseRequest' },
  { key: 'watch', takes: 'setWatch' },
];
const OTHERS: readonly Topic[] = [
  { key: 'requests' },
  { key: 'helpdesk', takes: 'setHelpdesk' },
  { key: 'incident' },
  { key: 'access' },
  { key: 'customers' },
  { key: 'audit', takes: 'readAudit' },
  { key: 'consent', takes: 'renewConsent' },
  { key: 'status' },
];

/**
 * What the bot can do, on one screen. `examples`: a few real customers to try it on. `access`: of who asks, who is told only what they may do;
 * undefined: everything.
 */
export function presentHelp(
  examples: readonly Customer[],
  access: Pick<StaffAccess, 'may'> | undefined,
  scene: Scene,
): Card {
  const { say } = scene.speech;
  const list = (topics: readonly Topic[]) =>
    topics
      .filter(({ takes }) => takes === undefined || access === undefined || access.may(takes))
      .map(({ key, takes }) => {
        // Who may for one cloud only, is told which.
        const isGlobal = takes !== 'raiseRequest' || access === undefined || access.may(takes, 'global');
        const name = isGlobal ? say(`help.${key}`) : say('help.requestIn21Vianet');
        return { name, example: say(`help.${key}Example`) };
      });
  const choices = examples
    .slice(0, MAX_EXAMPLES)
    .map((customer) => ({ title: nameCustomer(customer, EXAMPLE_WIDTH), data: refer(customer) }));
  return {
    template: 'help',
    summary: `${say('help.title')} ${say('help.intro')}`,
    data: {
      title: say('help.title'),
      intro: say('help.intro'),
      topics: list(TOPICS),
      more: say('help.more'),
      moreTip: say('fold.tip', { what: say('help.more') }),
      others: list(OTHERS),
      trials: choices.length > 0 ? [{ text: say('help.try'), choices }] : [],
      notes: separateNotes(sayOrigin(scene), true),
      overview: say('button.overview'),
      customers: say('button.allCustomers'),
    },
  };
}
