import { listParked } from '../../watch/list-parked.ts';
import type { SubjectKey } from '../../watch/subject.ts';
import type { Watch } from '../../watch/watch.ts';
import { notDone, withEnding } from '../access/ending.ts';
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
  const { conversation, reader, context } = asked;
  const { store, wake } = context.watch;
  if (watches.length === 0) return withEnding(await showWatches(0, asked), notDone('gone'));
  const removed = await store.remove(
    conversation,
    watches.map(({ id }) => id),
    customers,
  );
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
