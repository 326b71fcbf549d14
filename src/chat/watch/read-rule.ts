import { type Customer, customerKey } from '../../customers/customer.ts';
import type { CustomerSearch } from '../../customers/ports.ts';
import type { WatchRule, WatchScope } from '../../watch/watch.ts';
import { chooseSure } from '../commands/ask-about.ts';
import type { Finding } from '../commands/find-customer.ts';
import { lookUpCustomer } from '../commands/look-up-customer.ts';
import type { ChatContext } from '../context.ts';
import { correctServiceName, isCalledService, isServiceName } from '../grammar/service-topics.ts';
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
 * in a row, perhaps with a service of all of them. A name that holds "and" is taken for one where it is somebody's. What a service is called
 * is a customer only where that is its very name.
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
    rule: { scope, customers: undefined, service: words && correctServiceName(words) },
  });
  if (subject === '') return ofAll(service);
  const whole = await lookUpCustomer({ subject, ...(service === undefined ? {} : { service }) }, context);
  if (service === undefined && isService(subject, whole, isAll)) return ofAll(subject);
  const names = splitNames(subject).slice(0, MOST_NAMES);
  const isServices = names.every((name) => isService(name, whole, false));
  const sure = isServices ? undefined : chooseSure(whole.search, context);
  if (sure) return { kind: 'rule', rule: ofSome(scope, [sure], service ?? whole.service) };
  const found: Customer[] = [];
  const unclear: UnclearName[] = [];
  const services = new Map(service === undefined ? [] : [[service.toLowerCase(), service]]);
  for (const name of names.length > 1 ? names : [subject]) {
    const finding = names.length > 1 ? await lookUpCustomer({ subject: name }, context) : whole;
    const isOnlyService = isService(name, finding, false);
    const customer = isOnlyService ? undefined : chooseSure(finding.search, context);
    const words = isOnlyService ? name : customer && finding.service;
    // A rule has one service: another one is not understood.
    const isOther = words !== undefined && services.size > 0 && !services.has(words.toLowerCase());
    if (words !== undefined && !isOther) services.set(words.toLowerCase(), words);
    if (customer && !isOther) found.push(customer);
    else if (!isOnlyService || isOther) unclear.push({ name, search: finding.search });
  }
  const [only] = services.values();
  const rule = ofSome(scope, found, only);
  if (found.length === 0 && unclear.length === 0) unclear.push({ name: subject, search: whole.search });
  return unclear.length > 0 ? { kind: 'unclear', names: unclear, rule } : { kind: 'rule', rule };
}

/** Whether words are a service and nobody's name. `isAll`: of everybody, so they can hardly be a name. */
function isService(words: string, { search }: Finding, isAll: boolean): boolean {
  if (search.kind === 'none' || isAll) return isServiceName(words);
  return isCalledService(words) && !(search.kind === 'one' && search.isExact);
}

function ofSome(scope: WatchScope, customers: readonly Customer[], service: string | undefined): WatchRule {
  const byKey = new Map(
    customers.map(({ cloud, tenantId }) => [customerKey({ cloud, tenantId }), { cloud, tenantId }]),
  );
  return { scope, customers: [...byKey.values()], service: service && correctServiceName(service) };
}
