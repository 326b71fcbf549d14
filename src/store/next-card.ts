import { z } from 'zod';
import type { PendingCard } from '../delivery/ports.ts';
import type { EpochMs } from '../time.ts';
import type { LivingCard } from '../watch/living-card.ts';
import type { ClaimedWork } from '../work/claims.ts';
import { holdsClaim } from './holds-claim.ts';
import { jsonOf, optional } from './json.ts';
import { loadLivingCard } from './load-living-card.ts';
import { conversationSchema } from './request-schemas.ts';
import type { WatchContext } from './watch-context.ts';

/** So long a card that cannot be understood is left alone: a newer version may have written it, and will be here soon. */
const NOT_UNDERSTOOD_MS = 3_600_000;
/** So many of them are passed over at once. */
const MOST_PASSED_OVER = 20;

/** The card of a claimed place that is to be shown next; undefined: none, or the claim is lost. */
export async function findNextCard(
  context: WatchContext,
  place: ClaimedWork,
  now: EpochMs,
): Promise<PendingCard<LivingCard> | undefined> {
  for (let passedOver = 0; passedOver < MOST_PASSED_OVER; passedOver += 1) {
    const row = await findRow(context, place, now);
    if (row === undefined) return undefined;
    const card = await readCard(context, row);
    if (card !== undefined) return card;
    context.log.warn({ row: row.id }, 'A living card cannot be understood; it is left alone for an hour');
    await context.engine.db
      .updateTable('living_cards')
      .set({ not_before: now + NOT_UNDERSTOOD_MS })
      .where('id', '=', row.id)
      .where(holdsClaim(place))
      .execute();
  }
  return undefined;
}

type Row = NonNullable<Awaited<ReturnType<typeof findRow>>>;

async function findRow({ engine }: WatchContext, place: ClaimedWork, now: EpochMs) {
  return (
    engine.db
      .selectFrom('living_cards')
      .innerJoin('subjects', 'subjects.id', 'living_cards.subject_id')
      .selectAll('living_cards')
      .where(holdsClaim(place))
      .where('living_cards.behind_since', 'is not', null)
      .where('living_cards.not_before', '<=', now)
      .where('living_cards.is_dropped', '=', 0)
      // It is not to be seen yet.
      .where('subjects.version', '>', 0)
      .orderBy('living_cards.behind_since')
      .orderBy('living_cards.id')
      .limit(1)
      .executeTakeFirst()
  );
}

const cardSchema = z.object({
  id: z.number(),
  conversation: jsonOf(conversationSchema),
  message_id: optional(z.string()),
  is_reposted: z.number(),
  wanted: z.number(),
  shown: z.number(),
  digest: optional(z.string()),
  told_sequence: z.number(),
  changed_at: z.number(),
});

/** What it is drawn from is read after `wanted`: what changes in between is drawn once more, never left out. */
async function readCard(context: WatchContext, row: Row): Promise<PendingCard<LivingCard> | undefined> {
  const kept = cardSchema.safeParse(row).data;
  if (kept === undefined) return undefined;
  const loaded = await loadLivingCard(context, context.engine.db, row.id);
  if (loaded === undefined) return undefined;
  const { id, wanted, shown, digest } = kept;
  const { conversation } = loaded.card.place;
  return {
    ...{ id, wanted, shown, digest },
    // The address of the place is the newest; the card knows where in it its message is.
    conversation:
      kept.message_id === undefined
        ? conversation
        : { ...conversation, id: kept.conversation.id, thread: kept.conversation.thread },
    messageId: kept.message_id,
    isReposted: kept.is_reposted !== 0,
    sequence: loaded.sequence,
    told: kept.told_sequence,
    changedAt: kept.changed_at,
    content: loaded.card,
  };
}
