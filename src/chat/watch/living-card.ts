import type { LivingCard, Quiet } from '../../watch/living-card.ts';
import type { SubjectKey } from '../../watch/subject.ts';
import type { Asked } from '../actions/with-customer.ts';
import type { Reply } from '../reply.ts';
import { viewCard } from './view-card.ts';

const HOUR_MS = 3_600_000;

/** The living card as it is now, where the conversation has one; it is written for its conversation, whoever looks at it. */
export async function showLiving(key: SubjectKey, asked: Asked): Promise<Reply> {
  const { conversation, reader, context } = asked;
  return (await context.watch.drawShared(conversation, key)) ?? context.cards.stale(reader);
}

/** Puts who asks onto the list of those who are on it, or off it. */
export async function takeLiving(key: SubjectKey, asked: Asked): Promise<Reply> {
  const { watch } = asked.context;
  const card = await findCard(key, asked);
  if (!card) return asked.context.cards.stale(asked.reader);
  await watch.store.cards.take(card.id, asked.person);
  watch.wake();
  return showLiving(key, asked);
}

/** No replies in the thread for so many hours, or until it is over; `off`: replies again. */
export async function quietenLiving(
  { hours, off }: { readonly hours?: number | undefined; readonly off?: boolean | undefined },
  key: SubjectKey,
  asked: Asked,
): Promise<Reply> {
  const { watch, clock } = asked.context;
  const card = await findCard(key, asked);
  if (!card) return asked.context.cards.stale(asked.reader);
  const quiet: Quiet = {
    until: hours === undefined ? undefined : clock() + hours * HOUR_MS,
    by: asked.person,
  };
  await watch.store.cards.quieten(card.id, off ? undefined : quiet);
  watch.wake();
  return showLiving(key, asked);
}

/** Every customer that it hits, of those the conversation watches, and who asks may see. */
export async function listLivingCustomers(key: SubjectKey, offset: number, asked: Asked): Promise<Reply> {
  const { cards, directory, watch } = asked.context;
  const card = await findCard(key, asked);
  if (!card) return cards.stale(asked.reader);
  const view = viewCard(card, directory, watch.sightOf);
  for (const customer of [...view.customers, ...view.had]) asked.context.turn.touch(customer);
  return cards.livingCustomers(card, view, offset, asked.reader);
}

/** As far as who asks may see what it is about. */
export function findCard(key: SubjectKey, { conversation, context }: Asked): Promise<LivingCard | undefined> {
  return context.watch.store.cards.find(conversation, key);
}
