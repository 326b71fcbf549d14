import { type Selectable, sql, type Transaction } from 'kysely';
import type { EpochMs } from '../time.ts';
import type { SubjectChange } from '../watch/ports.ts';
import { isOver } from '../watch/subject.ts';
import { cleanInstant, cleanText, inPieces } from './clean.ts';
import { addCards, noticeCards, reviveCards } from './commit-cards.ts';
import { goesOnAlready } from './find-episode.ts';
import { writeJson } from './json.ts';
import { lockPlaces, makeDue } from './places.ts';
import { keepHits } from './subject-hits.ts';
import type { Tables } from './tables.ts';
import type { WatchContext } from './watch-context.ts';
import { readSubject, writeSubjectKey, writeTransition } from './watch-rows.ts';
import type { SubjectTable } from './watch-tables.ts';

const PIECE = 200;
const ID_LENGTH = 300;

/** Writes what was decided of a subject, see `SubjectBook.commit`. */
export async function commitSubject(context: WatchContext, change: SubjectChange): Promise<boolean> {
  return context.engine.db.transaction().execute(async (trx) => {
    const at = cleanInstant(change.at) ?? 0;
    if (change.isAlone && (await goesOnAlready(context, trx, change.key))) return false;
    const subject = await keepSubject(context, trx, change, at);
    if (subject === undefined) return false;
    await keepHits(trx, subject, change.hits);
    const { transitions, cards } = change;
    if (transitions.length === 0 && cards.length === 0) return true;
    await keepTransitions(trx, subject, change);
    await lockPlaces(context, trx, [...(await listPlaceIds(trx, subject.id)), ...cards]);
    const news = { at, happenedAt: readHappenedAt(change), told: subject.sequence - transitions.length };
    if (transitions.some(({ kind }) => kind === 'reopened')) await reviveCards(trx, subject.id, news.told);
    if (transitions.length > 0) await noticeCards(trx, subject.id, news);
    await addCards(context, trx, subject.id, cards, news);
    await makeDue(trx, at, { subjectId: subject.id });
    return true;
  });
}

const KEPT = ['id', 'account_id', 'version', 'sequence'] as const;
type KeptSubject = Pick<Selectable<SubjectTable>, (typeof KEPT)[number]>;

/** The row as it is now, locked; undefined where somebody else has written since `before` was read. */
async function keepSubject(
  context: WatchContext,
  trx: Transaction<Tables>,
  change: SubjectChange,
  at: EpochMs,
): Promise<KeptSubject | undefined> {
  const { key, before, transitions } = change;
  const accountId = context.accounts.idOf(key.cloud);
  const id = { account_id: accountId, key: writeSubjectKey(key) };
  if (before !== undefined) return updateSubject(trx, id, before.revision, change, at);
  const row = await trx
    .insertInto('subjects')
    .values({
      ...{ ...id, kind: key.kind, subject: cleanText(key.id, ID_LENGTH), ...writeState(change) },
      ...{
        version: transitions.length > 0 ? 1 : 0,
        sequence: transitions.length,
        revision: 1,
        changed_at: at,
      },
    })
    .onConflict((conflict) => conflict.columns(['account_id', 'key']).doNothing())
    .returning(KEPT)
    .executeTakeFirst();
  if (row !== undefined) return row;
  // What cannot be understood counts as unknown: it would otherwise stand in the way for ever.
  const damaged = await findDamaged(context, trx, id);
  return damaged && updateSubject(trx, id, damaged.revision, change, at);
}

async function updateSubject(
  trx: Transaction<Tables>,
  { account_id, key }: { readonly account_id: number; readonly key: string },
  revision: number,
  change: SubjectChange,
  at: EpochMs,
): Promise<KeptSubject | undefined> {
  const columns = writeState(change);
  const steps = change.transitions.length;
  return trx
    .updateTable('subjects')
    .set({
      ...columns,
      version: sql`version + ${steps > 0 ? 1 : 0}`,
      sequence: sql`sequence + ${steps}`,
      revision: sql`revision + 1`,
      // Since when it is over, once it is: what is forgotten goes by that.
      changed_at: sql`case when is_over = ${columns.is_over} and ${steps} = 0 then changed_at else ${at} end`,
    })
    .where('account_id', '=', account_id)
    .where('key', '=', key)
    .where('revision', '=', revision)
    .returning(KEPT)
    .executeTakeFirst();
}

async function findDamaged(
  { accounts }: WatchContext,
  trx: Transaction<Tables>,
  { account_id, key }: { readonly account_id: number; readonly key: string },
) {
  const row = await trx
    .selectFrom('subjects')
    .selectAll()
    .where('account_id', '=', account_id)
    .where('key', '=', key)
    .executeTakeFirst();
  const isWhole =
    row !== undefined && readSubject(row, accounts.cloudOf(account_id), new Map()) !== undefined;
  return isWhole ? undefined : row;
}

function writeState({ next, dueAt }: SubjectChange) {
  return {
    state: writeJson(next),
    is_over: isOver(next) ? 1 : 0,
    due_at: cleanInstant(dueAt),
    damaged_at: null,
  };
}

async function keepTransitions(
  trx: Transaction<Tables>,
  { id, version, sequence }: KeptSubject,
  { transitions, at }: SubjectChange,
): Promise<void> {
  const rows = transitions.map((transition, index) => ({
    ...{ subject_id: id, sequence: sequence - transitions.length + index + 1, version },
    ...{ kind: transition.kind, tells: transition.tells ? 1 : 0 },
    ...{ at: cleanInstant(transition.at) ?? cleanInstant(at) ?? 0, transition: writeTransition(transition) },
  }));
  for (const piece of inPieces(rows, PIECE))
    await trx.insertInto('subject_transitions').values(piece).execute();
}

async function listPlaceIds(trx: Transaction<Tables>, subjectId: number): Promise<readonly number[]> {
  const rows = await trx
    .selectFrom('living_cards')
    .select('place_id')
    .where('subject_id', '=', subjectId)
    .execute();
  return rows.map(({ place_id }) => place_id);
}

/** When the first of what is new happened at Microsoft, else when it was decided. */
function readHappenedAt({ transitions, at }: SubjectChange): EpochMs {
  const instants = transitions.flatMap((each) => cleanInstant(each.happenedAt ?? each.at) ?? []);
  return instants.length === 0 ? (cleanInstant(at) ?? 0) : Math.min(...instants);
}
