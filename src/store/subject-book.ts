import type { Selectable } from 'kysely';
import type { CloudName } from '../clouds.ts';
import type { EpochMs } from '../time.ts';
import type { Subject, SubjectKey, SubjectKind } from '../watch/subject.ts';
import type { Transition } from '../watch/transition.ts';
import { cleanInstant, inPieces } from './clean.ts';
import type { Queries } from './engine.ts';
import { readPage } from './page.ts';
import { accountIds } from './request-context.ts';
import { loadHits } from './subject-hits.ts';
import type { WatchContext } from './watch-context.ts';
import { KEY_COLUMNS, readSubject, readSubjectKey, readTransition, writeSubjectKey } from './watch-rows.ts';
import type { SubjectTable } from './watch-tables.ts';

const PIECE = 200;
const DAMAGED_MS = 3_600_000;

/**
 * Subjects by key, those that are known. One that cannot be understood, which is logged, counts as unknown: what is decided of it then takes
 * its place.
 */
export async function loadSubjects(
  context: WatchContext,
  keys: readonly SubjectKey[],
): Promise<readonly Subject[]> {
  const { db } = context.engine;
  const subjects: Subject[] = [];
  for (const [cloud, ofCloud] of Map.groupBy(keys, (key) => key.cloud)) {
    const accountId = findAccount(context, cloud);
    const wanted = [...new Set(ofCloud.map(writeSubjectKey))];
    for (const piece of inPieces(accountId === undefined ? [] : wanted, PIECE)) {
      // The rows first: hits that are newer than their row make a commit fail, never the other way round.
      const rows = await db
        .selectFrom('subjects')
        .selectAll()
        .where('account_id', '=', accountId ?? 0)
        .where('key', 'in', piece)
        .execute();
      const hits = await loadHits(
        db,
        rows.map(({ id }) => id),
      );
      for (const row of rows) {
        const subject = readSubject(row, cloud, hits.get(row.id) ?? new Map());
        if (subject === undefined) await noteDamaged(context, row);
        else subjects.push(subject);
      }
    }
  }
  return subjects;
}

/**
 * Once an hour it is said that a row cannot be understood, and tried again whether it can: a newer version may have written it, and be here
 * soon. Whatever is written there in its place is whole again.
 */
async function noteDamaged(
  { engine, clock, log }: WatchContext,
  row: Selectable<SubjectTable>,
): Promise<void> {
  const now = clock();
  const { numUpdatedRows } = await engine.db
    .updateTable('subjects')
    .set({ damaged_at: now, due_at: now + DAMAGED_MS })
    .where('id', '=', row.id)
    .where('revision', '=', row.revision)
    .where((where) =>
      where.or([where('damaged_at', 'is', null), where('damaged_at', '<=', now - DAMAGED_MS)]),
    )
    .executeTakeFirstOrThrow();
  if (numUpdatedRows > 0) log.warn({ row: row.id }, 'A subject cannot be understood');
}

/** Row number of a subject; undefined where it is not known. */
export async function findSubjectRow(
  context: WatchContext,
  db: Queries,
  key: SubjectKey,
): Promise<{ readonly id: number } | undefined> {
  const accountId = findAccount(context, key.cloud);
  if (accountId === undefined) return undefined;
  return db
    .selectFrom('subjects')
    .select('id')
    .where('account_id', '=', accountId)
    .where('key', '=', writeSubjectKey(key))
    .executeTakeFirst();
}

/** Undefined for a cloud in which we have no account. */
export function findAccount({ accounts }: WatchContext, cloud: CloudName): number | undefined {
  return accounts.ids.find((id) => accounts.cloudOf(id) === cloud);
}

/** Keys of all that are not over, in the order in which they became known. */
export async function listOpenSubjects(
  { engine, accounts }: WatchContext,
  kinds: readonly SubjectKind[] | undefined,
): Promise<readonly SubjectKey[]> {
  if (kinds?.length === 0) return [];
  const rows = await engine.db
    .selectFrom('subjects')
    .select(KEY_COLUMNS)
    .where('account_id', 'in', accountIds(accounts))
    .where('is_over', '=', 0)
    .where('damaged_at', 'is', null)
    .$if(kinds !== undefined, (query) => query.where('kind', 'in', [...(kinds ?? [])]))
    .orderBy('id')
    .execute();
  return rows.flatMap((row) => readSubjectKey(row, accounts.cloudOf(row.account_id)) ?? []);
}

/** Keys of those that are to be decided again by now, longest due first. */
export async function listDueSubjects(
  { engine, accounts }: WatchContext,
  now: EpochMs,
  limit: number,
): Promise<readonly SubjectKey[]> {
  const rows = await engine.db
    .selectFrom('subjects')
    .select(KEY_COLUMNS)
    .where('account_id', 'in', accountIds(accounts))
    .where('due_at', '<=', cleanInstant(now) ?? 0)
    .orderBy('due_at')
    .orderBy('id')
    .limit(readPage({ offset: 0, limit }).limit)
    .execute();
  return rows.flatMap((row) => readSubjectKey(row, accounts.cloudOf(row.account_id)) ?? []);
}

/** What happened to a subject, newest first. What cannot be understood is left out. */
export async function listTransitions(
  context: WatchContext,
  key: SubjectKey,
  limit: number,
): Promise<readonly Transition[]> {
  const { db } = context.engine;
  const subject = await findSubjectRow(context, db, key);
  if (subject === undefined) return [];
  const rows = await db
    .selectFrom('subject_transitions')
    .select('transition')
    .where('subject_id', '=', subject.id)
    .orderBy('sequence', 'desc')
    .limit(readPage({ offset: 0, limit }).limit)
    .execute();
  return rows.flatMap(({ transition }) => readTransition(transition) ?? []);
}
