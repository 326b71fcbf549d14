import type { CloudName } from '../../clouds.ts';
import type { Customer } from '../../customers/customer.ts';
import type { ActionInput } from '../actions/verbs.ts';
import type { MessageKey } from '../languages/speech.ts';
import { nameCustomer, refer } from './buttons.ts';
import { plain } from './plain.ts';
import type { Scene } from './scene.ts';

/** How a customer outside the global cloud is marked. */
const CLOUD_MARKS: Readonly<Record<CloudName, MessageKey | undefined>> = {
  global: undefined,
  china: 'mark.china',
};

/** A customer as a button: its name, with the domain where another one is called the same, and its cloud where it is not the usual one. */
export interface CustomerButton {
  readonly title: string;
  readonly data: ActionInput<'show-health'>;
}

/** Buttons to the health of each customer; `service` goes along where the question was about one. */
export function offerCustomers(
  customers: readonly Customer[],
  service: string | undefined,
  scene: Scene,
): CustomerButton[] {
  const names = customers.map((customer) => nameCustomer(customer, 50));
  const asked = service === undefined ? '' : plain(service, 100);
  return customers.map((customer, index) => {
    const name = names[index] ?? '';
    const isTwin = names.filter((other) => other.toLowerCase() === name.toLowerCase()).length > 1;
    const domain = isTwin ? plain(customer.domain, 50) : '';
    return {
      title: [name, domain, markCloud(customer, scene)].filter((part) => part !== '').join(' · '),
      data: asked === '' ? refer(customer) : { ...refer(customer), service: asked },
    };
  });
}

/** The word for the cloud of a customer, empty for the usual one. */
export function markCloud({ cloud }: Customer, { speech: { say } }: Scene): string {
  const mark = CLOUD_MARKS[cloud];
  return mark === undefined ? '' : say(mark);
}

/** A line for each partner account whose customers could not be loaded: no answer about customers is complete without it. */
export function noteUnreadAccounts(
  clouds: readonly CloudName[],
  { speech: { say } }: Scene,
): { readonly text: string }[] {
  return clouds.map((cloud) => ({ text: say('customers.unreadAccount', { cloud: say(`cloud.${cloud}`) }) }));
}
