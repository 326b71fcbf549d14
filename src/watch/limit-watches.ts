import { type CustomerRef, customerKey } from '../customers/customer.ts';
import type { Conversation } from '../delivery/conversation.ts';
import type { Limits } from '../staff/limits.ts';
import type { WatchBook } from './ports.ts';
import type { Watch } from './watch.ts';

type LimitedBook = Pick<WatchBook, 'add' | 'remove' | 'list' | 'listPlaces' | 'noteActivity'>;

/**
 * The watches as one person may use them: customers that are hidden from them are in no rule, and a rule of none but these does not exist. A rule
 * keeps in whose limits it was set. Throws `NotAllowed` before anything happens.
 */
export function limitWatches(book: LimitedBook, limits: Limits): LimitedBook {
  const { access } = limits;
  const list = async (conversation: Conversation) =>
    (await book.list(conversation)).flatMap((watch) => limitWatch(watch, limits) ?? []);

  /** Tells what ends, and for whom. */
  function tell(removed: readonly Watch[]): readonly Watch[] {
    if (removed.length > 0) limits.name(`watch:${removed.map(({ id }) => id).join(',')}`);
    for (const { customers = [] } of removed)
      for (const customer of customers.filter(limits.sees)) limits.touch(customer);
    return removed;
  }

  return {
    list,
    async add(conversation, rule, set) {
      const { customers } = rule;
      requireFor(customers, limits);
      const groups = access.groups.length > 0 ? access.groups : undefined;
      const added = await book.add(conversation, { ...rule, customers, groups }, set);
      if (added.kind !== 'full') limits.name(`watch:${added.watch.id}`);
      return added;
    },
    /** Of a rule that ends, what the person does not see stays as it was. */
    async remove(conversation, ids, customers) {
      access.require('setWatch');
      if (access.seesAll) return tell(await book.remove(conversation, ids, customers));
      const meant = (await book.list(conversation)).filter(
        (watch) => (ids === undefined || ids.includes(watch.id)) && limitWatch(watch, limits) !== undefined,
      );
      const keys = meant.flatMap((watch) => watch.customers?.filter(limits.sees).map(customerKey) ?? []);
      const removed = await book.remove(
        conversation,
        meant.map(({ id }) => id),
        new Set(keys.filter((key) => customers?.has(key) ?? true)),
      );
      return tell(removed);
    },
    async listPlaces() {
      const places = await book.listPlaces();
      if (access.seesAll) return places;
      const seen = [];
      for (const place of places) if ((await list(place.conversation)).length > 0) seen.push(place);
      return seen;
    },
    noteActivity: (conversation) => book.noteActivity(conversation),
  };
}

/** Without the customers that are hidden; undefined: it is about none but these. */
export function limitWatch(watch: Watch, { access, sees }: Limits): Watch | undefined {
  if (access.seesAll || watch.customers === undefined) return watch;
  const customers = watch.customers.filter(sees);
  return customers.length === 0 ? undefined : { ...watch, customers };
}

function requireFor(customers: readonly CustomerRef[] | undefined, limits: Limits): void {
  if (customers === undefined) limits.access.require('setWatch');
  for (const customer of customers ?? []) limits.open('setWatch', customer);
}
