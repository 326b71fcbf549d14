import type { Selectable, Transaction } from 'kysely';
import type { Conversation } from '../delivery/conversation.ts';
import type { WatchBook } from '../watch/ports.ts';
import type { WatchRule } from '../watch/watch.ts';
import { cleanInstant, cleanText } from './clean.ts';
import { writeJson } from './json.ts';
import { findPlace, makeDue } from './places.ts';
import { redrawOpenCards } from './redraw-cards.ts';
import { skipOldEnds } from './skip-old-ends.ts';
import { StoreError } from './store-error.ts';
import type { Tables } from './tables.ts';
import type { WatchContext } from './watch-context.ts';
import { placeKey, readPlace, readWatch, writePlace, writeRule } from './watch-rows.ts';
import type { PlaceTable, WatchTable } from './watch-tables.ts';

const MOST_RULES = 50;
const NAME_LENGTH = 300;
const ID_LENGTH = 200;

type Set = Parameters<WatchBook['add']>[2];

/** Adds a rule to a conversation, see `WatchBook.add`. Its cards are drawn anew: they may show more customers, or speak another language. */
export async function addWatch(
  context: WatchContext,
  conversation: Conversation,
  rule: WatchRule,
  set: Set,
): ReturnType<WatchBook['add']> {
  return context.engine.db.transaction().execute(async (trx) => {
    const at = cleanInstant(set.at) ?? 0;
    const row = await enterPlace(context, trx, conversation, set);
    const place = readPlace(row);
    if (place === undefined) throw new StoreError('failed', 'A place that was to be kept is not whole.');
    const kept = await trx.selectFrom('watches').selectAll().where('place_id', '=', row.id).execute();
    const columns = writeRule(rule);
    const same = kept.find(({ rule_key }) => rule_key === columns.rule_key);
    if (same === undefined && kept.length >= MOST_RULES) return { kind: 'full' };
    const setById =
      set.by.objectId === undefined ? null : cleanText(set.by.objectId.toLowerCase(), ID_LENGTH);
    const entry = {
      ...{ place_id: row.id, ...columns },
      ...{ set_by: cleanText(set.by.name, NAME_LENGTH), set_by_id: setById, set_at: at },
    };
    const watchRow = same
      ? await nameSetter(trx, same, setById)
      : await trx.insertInto('watches').values(entry).returningAll().executeTakeFirstOrThrow();
    const watch = readWatch(watchRow, place);
    if (watch === undefined) throw new StoreError('failed', 'A watch that was to be kept is not whole.');
    await redrawOpenCards(trx, row.id, at);
    await makeDue(trx, at, { placeId: row.id });
    return { kind: same === undefined ? 'added' : 'same', watch };
  });
}

/** Of a watch that was set before it was kept who sets it: whoever sets the same again. */
async function nameSetter(
  trx: Transaction<Tables>,
  watch: Selectable<WatchTable>,
  setById: string | null,
): Promise<Selectable<WatchTable>> {
  if (watch.set_by_id !== null || setById === null) return watch;
  await trx.updateTable('watches').set({ set_by_id: setById }).where('id', '=', watch.id).execute();
  return { ...watch, set_by_id: setById };
}

/** The conversation's place, locked, with this reader, and not parked. */
async function enterPlace(
  context: WatchContext,
  trx: Transaction<Tables>,
  conversation: Conversation,
  { reader }: Set,
): Promise<Selectable<PlaceTable>> {
  const now = {
    ...{ conversation: writePlace(conversation), reader: writeJson(reader) },
    ...{ parked_reason: null, parked_at: null, failures: 0 },
  };
  const known = await findPlace(context, trx, conversation, 'locked');
  if (known !== undefined) {
    if (known.parked_at !== null) await skipOldEnds(trx, known.id, context.clock());
    return trx
      .updateTable('places')
      .set(now)
      .where('id', '=', known.id)
      .returningAll()
      .executeTakeFirstOrThrow();
  }
  return trx
    .insertInto('places')
    .values({
      ...{ account_id: Math.min(...context.accounts.ids), key: placeKey(conversation), ...now },
      ...{ due_at: null, attempts: 0, lease_by: null },
    })
    .onConflict((conflict) => conflict.columns(['account_id', 'key']).doUpdateSet(now))
    .returningAll()
    .executeTakeFirstOrThrow();
}
