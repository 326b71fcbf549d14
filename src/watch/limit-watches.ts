import type { CustomerRef } from '../customers/customer.ts';
import type { Conversation } from '../delivery/conversation.ts';
import type { Limits } from '../staff/limits.ts';
import type { Clock } from '../time.ts';
import type { WatchBook } from './ports.ts';
import type { Watch } from './watch.ts';

type LimitedBook = Pick<WatchBook, 'add' | 'remove' | 'list' | 'listPlaces' | 'noteActivity'>;

/**
 * The watches as one person may use them: customers that are hidden from them are in no rule, and a rule of none but these does not exist. A rule
 * keeps in whose limits it was set. Throws `NotAllowed` before anything happens.
 */
export function limitWatches(book: LimitedBook, limits: Limits, clock: Clock): LimitedBook {
  const { access } = limits;
  const list = async (conversation: Conversation) =>
    (await book.list(conversation)).flatMap((watch) => limitWatch(watch, limits) ?? []);

  /** Of a rule that ends, what the person does not see stays as it was. Whether it found room. */
  async function keepHidden(conversation: Conversation, watch: Watch): Promise<boolean> {
    const customers = (watch.customers ?? []).filter((ref) => !limits.sees(ref));
    if (customers.length === 0) return true;
    const by = { objectId: undefined, account: '', name: watch.setBy };
    const set = { reader: watch.place.reader, by, at: clock() };
    return (await book.add(conversation, { ...watch, customers }, set)).kind !== 'full';
  }

  return {
    list,
    async add(conversation, rule, set) {
      const { customers } = rule;
      requireFor(customers, limits);
      const groups = access.groups.length > 0 ? access.groups : undefined;
      return book.add(conversation, { ...rule, customers, groups }, set);
    },
    async remove(conversation, ids) {
      access.require('setWatch');
      if (access.seesAll) return book.remove(conversation, ids);
      const meant = (await book.list(conversation)).filter(
        (watch) => (ids === undefined || ids.includes(watch.id)) && limitWatch(watch, limits) !== undefined,
      );
      // Kept before the rest ends, so that nobody is forgotten whatever fails; where there is no room, afterwards.
      const late: Watch[] = [];
      for (const watch of meant) if (!(await keepHidden(conversation, watch))) late.push(watch);
      const removed = await book.remove(
        conversation,
        meant.map(({ id }) => id),
      );
      for (const watch of late) await keepHidden(conversation, watch);
      return removed.flatMap((watch) => limitWatch(watch, limits) ?? []);
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
