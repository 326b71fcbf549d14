import type { Customer, CustomerRef } from '../../customers/customer.ts';
import type { WatchRule } from '../../watch/watch.ts';
import { nameCustomer } from './buttons.ts';
import { sayCustomers } from './name-list.ts';
import { plain } from './plain.ts';
import type { Scene } from './scene.ts';

/** Finds a customer among those we have now. */
export type FindCustomer = (ref: CustomerRef) => Customer | undefined;

const MOST_NAMES = 3;

/** A rule in words: `All customers · incidents only · Exchange`. */
export function sayRule(rule: WatchRule, find: FindCustomer, scene: Scene): string {
  const { say } = scene.speech;
  const scope = say(`watch.scope.${rule.scope}`);
  // Alarms are about the bot itself.
  if (rule.scope === 'alarms') return scope;
  const service = rule.service === undefined ? '' : plain(rule.service, 40);
  return [sayWhose(rule, find, scene), scope, service].filter((part) => part !== '').join(' · ');
}

function sayWhose({ customers }: WatchRule, find: FindCustomer, scene: Scene): string {
  const { say } = scene.speech;
  if (customers === undefined) return say('button.allCustomers');
  const known = customers.flatMap((ref) => find(ref) ?? []);
  if (known.length === 0) return say('watch.customersGone', { count: customers.length });
  const names = known.slice(0, MOST_NAMES).map((customer) => nameCustomer(customer, 40));
  return sayCustomers(names, customers.length - names.length, scene);
}
