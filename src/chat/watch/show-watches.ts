import { customerKey } from '../../customers/customer.ts';
import { listParked } from '../../watch/list-parked.ts';
import type { SubjectKey } from '../../watch/subject.ts';
import type { Watch } from '../../watch/watch.ts';
import type { Asked } from '../actions/with-customer.ts';
import type { Reply } from '../reply.ts';
import { findCustomerNow } from './find-customer-now.ts';

/** What most customers have, as Microsoft names it. */
const USUAL_SERVICES: readonly string[] = [
  'Exchange Online',
  'Microsoft Teams',
  'SharePoint Online',
  'OneDrive for Business',
  'Microsoft Entra',
  'Microsoft 365 suite',
  'Microsoft 365 apps',
  'Microsoft Intune',
  'Microsoft Defender XDR',
  'Power BI',
  'Microsoft Azure',
];

/** What this conversation watches. */
export async function showWatches(offset: number, { conversation, reader, context }: Asked): Promise<Reply> {
  const { store } = context.watch;
  const [watches, places] = await Promise.all([store.list(conversation), store.listPlaces()]);
  const here = watches[0]?.place.id;
  const others = places.filter(({ id }) => id !== here);
  const parked = await listParked(others, store);
  const find = findCustomerNow(context);
  return context.cards.watches({ watches, elsewhere: others.length, parked, find }, offset, reader);
}

/**
 * Ends these watches; their cards say so. With `customers`: only what of them is about these; the other customers of the same watch stay
 * watched.
 */
export async function removeWatches(
  watches: readonly Watch[],
  asked: Asked,
  customers?: ReadonlySet<string>,
): Promise<Reply> {
  const { conversation, person, reader, context } = asked;
  const { store, wake } = context.watch;
  const { clock } = context;
  if (watches.length === 0) return showWatches(0, asked);
  const keep = async (watch: Watch) => {
    const rest = (watch.customers ?? []).filter((ref) => !customers?.has(customerKey(ref)));
    const set = { reader: watch.place.reader, by: person, at: clock() };
    return (
      rest.length === 0 || (await store.add(conversation, { ...watch, customers: rest }, set)).kind !== 'full'
    );
  };
  // Those that stay first: whatever fails in between, nobody is forgotten. Where there is no room for them, afterwards.
  const late: Watch[] = [];
  for (const watch of customers ? watches : []) if (!(await keep(watch))) late.push(watch);
  const ended = await store.remove(
    conversation,
    watches.map(({ id }) => id),
  );
  for (const watch of late) await keep(watch);
  const removed = ended.map((watch) => ({
    ...watch,
    customers: customers
      ? watch.customers?.filter((ref) => customers.has(customerKey(ref)))
      : watch.customers,
  }));
  const left = (await store.list(conversation)).length;
  wake();
  return context.cards.watchNotice({ kind: 'removed', removed, left }, findCustomerNow(context), reader);
}

/** A card to set up a watch without a command; `living`: the living card it was opened from. */
export async function showWatchForm(
  living: SubjectKey | undefined,
  { conversation, reader, context }: Asked,
): Promise<Reply> {
  const { directory, estate, watch, cards } = context;
  const [known] = await watch.store.list(conversation);
  // What is in trouble now comes first: that is why people set up a watch.
  const affected = estate.overview().incidents.map(({ incident }) => incident.service);
  return cards.watchForm(
    {
      customers: directory.customers,
      services: [...affected, ...USUAL_SERVICES],
      language: known?.place.reader.language,
      living,
    },
    reader,
  );
}
