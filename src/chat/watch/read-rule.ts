import { type Customer, customerKey } from '../../customers/customer.ts';
import type { CustomerSearch } from '../../customers/ports.ts';
import type { WatchRule, WatchScope } from '../../watch/watch.ts';
import { chooseSure } from '../commands/ask-about.ts';
import { lookUpCustomer } from '../commands/look-up-customer.ts';
import type { ChatContext } from '../context.ts';
import { isServiceName } from '../grammar/service-topics.ts';
import { splitNames } from '../grammar/split-names.ts';

/** Which rule words mean, or which of the names in them fit no customer, or several. */
export type RuleReading =
  | { readonly kind: 'rule'; readonly rule: WatchRule }
  /** `rule`: what was understood of the rest, the customers that are clear among it. */
  | { readonly kind: 'unclear'; readonly names: readonly UnclearName[]; readonly rule: WatchRule };

export interface UnclearName {
  readonly name: string;
  readonly search: CustomerSearch;
}

/** Customers named in one message at most. */
const MOST_NAMES = 50;

/**
 * Finds out who and what is meant: a service of everybody (`Exchange`), a customer, a service of a customer (`Contoso Exchange`), or several customers
 * in a row. A name that holds "and" is taken for one where it is somebody's.
 */
export async function readRule(
  {
    scope = 'everything',
    isAll,
    subject,
    service,
  }: {
    readonly scope?: WatchScope | undefined;
    /** All customers were said: what else is said is a service. */
    readonly isAll: boolean;
    readonly subject: string;
    /** Words for a service that the sentence told apart. */
    readonly service?: string | undefined;
  },
  context: ChatContext,
): Promise<RuleReading> {
  const ofAll = (words: string | undefined): RuleReading => ({
    kind: 'rule',
    rule: { scope, customers: undefined, service: words },
  });
  if (subject === '') return ofAll(service);
  const whole = await lookUpCustomer({ subject, ...(service === undefined ? {} : { service }) }, context);
  const sure = chooseSure(whole.search, context);
  const isExact = whole.search.kind === 'one' && whole.search.isExact;
  if (service === undefined && !isExact && (isAll || isServiceName(subject)) && isServiceName(subject))
    return ofAll(subject);
  if (sure) return { kind: 'rule', ...ofSome(scope, [sure], service ?? whole.service) };
  const names = splitNames(subject).slice(0, MOST_NAMES);
  const found: Customer[] = [];
  const unclear: UnclearName[] = [];
  for (const name of names.length > 1 ? names : [subject]) {
    const { search } = names.length > 1 ? await lookUpCustomer({ subject: name }, context) : whole;
    const customer = chooseSure(search, context);
    if (customer) found.push(customer);
    else unclear.push({ name, search });
  }
  const { rule } = ofSome(scope, found, service);
  return unclear.length > 0 ? { kind: 'unclear', names: unclear, rule } : { kind: 'rule', rule };
}

function ofSome(
  scope: WatchScope,
  customers: readonly Customer[],
  service: string | undefined,
): { rule: WatchRule } {
  const byKey = new Map(
    customers.map(({ cloud, tenantId }) => [customerKey({ cloud, tenantId }), { cloud, tenantId }]),
  );
  return { rule: { scope, customers: [...byKey.values()], service } };
}
