import type { Person } from '../staff/person.ts';
import type { LivingCard, Quiet } from '../watch/living-card.ts';
import type { Transition } from '../watch/transition.ts';
import type { Queries } from './engine.ts';
import { readJson } from './json.ts';
import { listPlaceWatches } from './list-watches.ts';
import { loadHits } from './subject-hits.ts';
import type { WatchContext } from './watch-context.ts';
import { readPlace, readSubject, readTransition } from './watch-rows.ts';
import { quietSchema, takersSchema, toldHereSchema } from './watch-schemas.ts';

/** So many transitions are told at once; the others follow. */
export const MOST_UNTOLD = 20;

/** A card with the number of the last transition in `untold`; what was told last, where there is none. */
export interface LoadedCard {
  readonly card: LivingCard;
  readonly sequence: number;
}

/**
 * The card of a row with everything it is drawn from, as it is now; undefined where there is none, or it cannot be understood, which is
 * logged. Read `wanted` before: what changes in between is then drawn once more, never left out.
 */
export async function loadLivingCard(
  context: WatchContext,
  db: Queries,
  cardId: number,
): Promise<LoadedCard | undefined> {
  const row = await db.selectFrom('living_cards').selectAll().where('id', '=', cardId).executeTakeFirst();
  if (row === undefined) return undefined;
  const subjectRow = await db
    .selectFrom('subjects')
    .selectAll()
    .where('id', '=', row.subject_id)
    .executeTakeFirst();
  const placeRow = await db
    .selectFrom('places')
    .selectAll()
    .where('id', '=', row.place_id)
    .executeTakeFirst();
  if (subjectRow === undefined || placeRow === undefined) return undefined;
  const hits = await loadHits(db, [subjectRow.id]);
  const subject = readSubject(
    subjectRow,
    context.accounts.cloudOf(subjectRow.account_id),
    hits.get(subjectRow.id) ?? new Map(),
  );
  const place = readPlace(placeRow);
  if (subject === undefined || place === undefined) {
    context.log.warn({ row: cardId }, 'A living card cannot be understood');
    return undefined;
  }
  const { untold, sequence } = await listUntold(db, subjectRow, row.told_sequence);
  const watches = await listPlaceWatches(context, db, place);
  const card = {
    ...{ id: cardId, subject, place, watches, untold },
    takers: readTakers(row.takers),
    quiet: readQuiet(row.quiet),
    toldHere: row.notice === null ? undefined : readJson(toldHereSchema, row.notice),
  };
  return { card, sequence };
}

/** Damaged texts read as nobody, and as not quiet: the card itself matters more. */
export function readTakers(text: string): readonly Person[] {
  return readJson(takersSchema, text) ?? [];
}

function readQuiet(text: string | null): Quiet | undefined {
  return text === null ? undefined : readJson(quietSchema, text);
}

/**
 * What tells and was not told yet, oldest first, up to what the subject as it was read shows: a post of the card counts as telling all of it. What
 * cannot be understood is passed over.
 */
async function listUntold(
  db: Queries,
  subject: { readonly id: number; readonly sequence: number },
  told: number,
): Promise<{ readonly untold: readonly Transition[]; readonly sequence: number }> {
  const rows = await db
    .selectFrom('subject_transitions')
    .select(['sequence', 'transition'])
    .where('subject_id', '=', subject.id)
    .where('sequence', '>', told)
    .where('sequence', '<=', subject.sequence)
    .where('tells', '=', 1)
    .orderBy('sequence')
    .limit(MOST_UNTOLD)
    .execute();
  const untold = rows.flatMap(({ transition }) => readTransition(transition) ?? []);
  return { untold, sequence: rows.at(-1)?.sequence ?? told };
}
