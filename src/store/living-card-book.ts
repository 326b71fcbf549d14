import type { Transaction } from 'kysely';
import type { Conversation } from '../delivery/conversation.ts';
import { type Person, personKey } from '../staff/person.ts';
import type { LivingCard, Quiet } from '../watch/living-card.ts';
import type { LivingCardBook } from '../watch/ports.ts';
import type { SubjectKey } from '../watch/subject.ts';
import { cleanInstant } from './clean.ts';
import { addCards, postAnew } from './commit-cards.ts';
import { writeJson } from './json.ts';
import { loadLivingCard, readTakers } from './load-living-card.ts';
import { findPlace, lockPlaces, makeDue } from './places.ts';
import { showAnew } from './redraw-cards.ts';
import { accountIds } from './request-context.ts';
import { findSubjectRow } from './subject-book.ts';
import type { Tables } from './tables.ts';
import type { WatchContext } from './watch-context.ts';

/** Who is on it: so many are kept, the last who said so. */
const MOST_TAKERS = 5;

/** The living cards over a database, as people see them. */
export function createLivingCardBook(context: WatchContext): LivingCardBook {
  const { attempt } = context;
  return {
    find: (conversation, key) => attempt(() => findCard(context, conversation, key)),
    place: (conversation, keys) => attempt(() => placeCards(context, conversation, keys)),
    take: (card, person) =>
      attempt(() => changeCard(context, card, (takers) => ({ takers: writeJson(toggle(takers, person)) }))),
    quieten: (card, quiet) => attempt(() => changeCard(context, card, () => writeQuiet(quiet))),
  };
}

async function findCard(
  context: WatchContext,
  conversation: Conversation,
  key: SubjectKey,
): Promise<LivingCard | undefined> {
  const { db } = context.engine;
  const place = await findPlace(context, db, conversation);
  const subject = place && (await findSubjectRow(context, db, key));
  if (place === undefined || subject === undefined) return undefined;
  const row = await db
    .selectFrom('living_cards')
    .select('id')
    .where('place_id', '=', place.id)
    .where('subject_id', '=', subject.id)
    .executeTakeFirst();
  return row && (await loadLivingCard(context, db, row.id))?.card;
}

/** A card that is there stays as it is, unless its message is gone: then it is to be posted once more. */
async function placeCards(
  context: WatchContext,
  conversation: Conversation,
  keys: readonly SubjectKey[],
): Promise<void> {
  const { engine, clock } = context;
  if ((await findPlace(context, engine.db, conversation)) === undefined) return;
  await engine.db.transaction().execute(async (trx) => {
    const subjects = await lockSubjects(context, trx, keys);
    const place = await findPlace(context, trx, conversation, 'locked');
    if (place === undefined) return;
    const at = clock();
    for (const { id, sequence } of subjects) {
      await trx
        .updateTable('living_cards')
        .set({ ...showAnew(at), ...postAnew(sequence) })
        .where('place_id', '=', place.id)
        .where('subject_id', '=', id)
        .where('is_dropped', '=', 1)
        .execute();
      await addCards(context, trx, id, [place.id], { at, happenedAt: at, told: sequence });
    }
    await makeDue(trx, at, { placeId: place.id });
  });
}

/** What is known of these, and does not change until the transaction ends: a card that is made meanwhile would not be told of a change. */
async function lockSubjects(context: WatchContext, trx: Transaction<Tables>, keys: readonly SubjectKey[]) {
  const ids: number[] = [];
  for (const key of keys) {
    const row = await findSubjectRow(context, trx, key);
    if (row !== undefined) ids.push(row.id);
  }
  if (ids.length === 0) return [];
  return trx
    .selectFrom('subjects')
    .select(['id', 'sequence'])
    .where('id', 'in', ids)
    .orderBy('id')
    .$if(context.engine.locksRows, (query) => query.forShare())
    .execute();
}

/** Changes what people said of a card, and has it drawn anew. Nothing happens where there is no such card. */
async function changeCard(
  context: WatchContext,
  id: number,
  change: (takers: readonly Person[]) => Partial<Columns>,
): Promise<void> {
  const { engine, accounts, clock } = context;
  if (!Number.isSafeInteger(id)) return;
  await engine.db.transaction().execute(async (trx) => {
    const place = await trx
      .selectFrom('living_cards as card')
      .innerJoin('places', 'places.id', 'card.place_id')
      .select('places.id')
      .where('card.id', '=', id)
      .where('places.account_id', 'in', accountIds(accounts))
      .executeTakeFirst();
    if (place === undefined) return;
    await lockPlaces(context, trx, [place.id]);
    const card = await trx
      .selectFrom('living_cards')
      .select('takers')
      .where('id', '=', id)
      .executeTakeFirst();
    if (card === undefined) return;
    const at = clock();
    // People can only press a button on a message that is there: if it was thought to be gone, it is not.
    await trx
      .updateTable('living_cards')
      .set({ ...showAnew(at), ...change(readTakers(card.takers)), is_dropped: 0 })
      .where('id', '=', id)
      .execute();
    await makeDue(trx, at, { placeId: place.id });
  });
}

interface Columns {
  readonly takers: string;
  readonly quiet: string | null;
  readonly quiet_until: number | null;
}

function toggle(takers: readonly Person[], person: Person): readonly Person[] {
  const others = takers.filter((each) => personKey(each) !== personKey(person));
  return others.length < takers.length ? others : [...others, person].slice(-MOST_TAKERS);
}

function writeQuiet(quiet: Quiet | undefined): Partial<Columns> {
  if (quiet === undefined) return { quiet: null, quiet_until: null };
  return { quiet: writeJson(quiet), quiet_until: cleanInstant(quiet.until) };
}
