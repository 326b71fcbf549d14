import type { CloudName } from '../../clouds.ts';
import type { Customer } from '../../customers/customer.ts';
import type { ReadErrorCode } from '../../errors.ts';
import type { Period } from '../../health/archive.ts';
import type { ActionInput } from '../actions/verbs.ts';
import type { MessageKey } from '../languages/speech.ts';
import { nameCustomer, refer } from './buttons.ts';
import { plain } from './plain.ts';
import type { Scene } from './scene.ts';
import { separateRows } from './separate.ts';

/** How a customer outside the global cloud is marked. */
export const CLOUD_MARKS: Readonly<Record<CloudName, MessageKey | undefined>> = {
  global: undefined,
  china: 'mark.china',
};

/** A customer as a row to press: its name, its domain, and its cloud where it is not the usual one. */
export interface CustomerRow {
  readonly name: string;
  readonly facts: string;
  /** What a screen reader says of the row. */
  readonly title: string;
  readonly data: ActionInput<'show-health' | 'show-history'>;
  readonly separate: boolean;
}

/** Rows that open each customer; `service` and `period` go along where the question was about them. */
export function listCustomers(
  customers: readonly Customer[],
  service: string | undefined,
  scene: Scene,
  period?: Period,
): CustomerRow[] {
  const words = service === undefined ? '' : plain(service, 100);
  const asked = { ...(words === '' ? {} : { service: words }), ...period };
  const rows = customers.map((customer) => {
    const name = nameCustomer(customer, 60);
    const facts = [plain(customer.domain, 60), markCloud(customer, scene)]
      .filter((fact) => fact !== '')
      .join(' · ');
    return {
      name,
      facts,
      title: facts === '' ? name : `${name} · ${facts}`,
      data: { ...refer(customer), ...asked },
    };
  });
  return separateRows(rows, false);
}

function markCloud({ cloud }: Customer, { speech: { say } }: Scene): string {
  const mark = CLOUD_MARKS[cloud];
  return mark === undefined ? '' : say(mark);
}

/** A cloud whose customers have never been read, and why. */
export interface UnreadCloud {
  readonly cloud: CloudName;
  readonly code: ReadErrorCode;
}

/** A line for each cloud whose customers could not be loaded: no answer about customers is complete without it. */
export function noteUnreadClouds(
  clouds: readonly UnreadCloud[],
  { speech: { say } }: Scene,
): { readonly text: string }[] {
  return clouds.map(({ cloud, code }) => {
    const operator = say(`operator.${cloud}`);
    const why = OWN_REASONS[code] ?? `why.${code}`;
    return {
      text: `${say('customers.unreadCloud', { cloud: say(`cloud.${cloud}`) })} ${say(why, { operator })}`,
    };
  });
}

/** What an answer over all customers lacks because the list of customers itself is not whole. */
export interface UnloadedCustomers {
  readonly clouds: readonly UnreadCloud[];
  /** Some account's customers are being read for the first time. */
  readonly isLoading: boolean;
}

export const ALL_LOADED: UnloadedCustomers = { clouds: [], isLoading: false };

/** A page of an answer over all customers. */
export interface AskedOfAll {
  readonly offset: number;
  /** The words for a service it was narrowed down by. */
  readonly service?: string | undefined;
  /** Customers that are missing from the list itself. Default: none. */
  readonly unloaded?: UnloadedCustomers;
}

/** Whether nothing may be said of "all" customers. */
export function isAnyUnloaded({ clouds, isLoading }: UnloadedCustomers): boolean {
  return isLoading || clouds.length > 0;
}

/** What is missing from an answer over all customers, as the lines below its first. */
export function noteUnloaded(
  { clouds, isLoading }: UnloadedCustomers,
  scene: Scene,
): { readonly text: string }[] {
  const loading = isLoading ? [{ text: scene.speech.say('customers.stillLoading') }] : [];
  return [...noteUnreadClouds(clouds, scene), ...loading];
}

/** Where the usual words speak of a customer's tenant: here it is our own. */
const OWN_REASONS: Readonly<Partial<Record<ReadErrorCode, MessageKey>>> = {
  noConsent: 'why.ownAccess',
  forbidden: 'why.ownAccess',
  signInBlocked: 'why.ownAccess',
  notFound: 'why.ownAccess',
};
