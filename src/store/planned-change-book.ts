import type { Transaction } from 'kysely';
import { z } from 'zod';
import type { CloudName } from '../clouds.ts';
import type { ChangeGlance, KeptChange } from '../health/archive.ts';
import { changeStands } from '../health/estate/stands.ts';
import { CHANGE_CATEGORIES, type PlannedChange } from '../health/planned-change.ts';
import type { EpochMs } from '../time.ts';
import type { AccountBook } from './accounts.ts';
import { cleanInstant, cleanText, inPieces } from './clean.ts';
import type { Engine, Queries } from './engine.ts';
import { optional, readJson, writeJson } from './json.ts';
import { incidentKey } from './reading.ts';
import type { Tables } from './tables.ts';

/** So many are read at once: with their texts they are 20 KB each at most. */
const PIECE = 200;
/** Changes that were written lately, looked at in one go. */
const MOST_LATELY = 5_000;
/** Longest text of a change, in UTF-16 units: what the estate keeps of it. */
const TEXT_LENGTH = 20_000;

const instant = optional(z.number());
const names = z.array(z.string());
const changeSchema: z.ZodType<PlannedChange> = z.object({
  id: z.string(),
  source: z.enum(['microsoft365', 'azure']),
  title: z.string(),
  services: names,
  category: z.enum(CHANGE_CATEGORIES).catch('unknown'),
  isMajor: z.boolean(),
  actionRequiredBy: instant,
  startsAt: instant,
  endsAt: instant,
  updatedAt: instant,
  html: z.string(),
  azure: optional(
    z.object({
      services: names,
      regions: names,
      subscriptions: z.array(z.object({ id: z.string(), name: z.string() })),
      externalId: optional(z.string()),
      isCritical: optional(z.boolean()),
    }),
  ),
});

/** Keeps these changes of one account, sorted by key. Nothing is written where all of them are kept already. */
export async function keepChanges(
  engine: Engine,
  accountId: number,
  changes: readonly PlannedChange[],
  now: EpochMs,
): Promise<void> {
  const byKey = new Map(changes.flatMap((change) => pairWithKey(change)));
  if ((await selectNew(engine.db, accountId, byKey)).length === 0) return;
  await engine.db.transaction().execute(async (trx) => {
    const news = await selectNew(trx, accountId, byKey);
    if (news.length > 0) await write(trx, accountId, news, now);
  });
}

type Row = readonly [key: string, text: string];

function pairWithKey(change: PlannedChange): (readonly [string, PlannedChange])[] {
  const key = incidentKey(change.id);
  return key === undefined ? [] : [[key, change]];
}

async function selectNew(
  db: Queries,
  accountId: number,
  byKey: ReadonlyMap<string, PlannedChange>,
): Promise<readonly Row[]> {
  const rows = await db
    .selectFrom('planned_changes')
    .select(['key', 'change'])
    .where('account_id', '=', accountId)
    .where('key', 'in', [...byKey.keys()])
    .execute();
  const kept = new Map(rows.map(({ key, change }) => [key, change]));
  return [...byKey].flatMap(([key, change]) => {
    const text = writeChange(change);
    const before = kept.get(key);
    if (before === undefined) return [[key, text]];
    const known = before === text ? change : readJson(changeSchema, before);
    return known === change || (known && changeStands(known, change)) ? [] : [[key, text]];
  });
}

async function write(
  trx: Transaction<Tables>,
  accountId: number,
  rows: readonly Row[],
  now: EpochMs,
): Promise<void> {
  await trx
    .insertInto('planned_changes')
    .values(
      rows.map(([key, change]) => ({
        ...{ account_id: accountId, key, change },
        written_at: cleanInstant(now) ?? 0,
      })),
    )
    .onConflict((conflict) =>
      conflict.columns(['account_id', 'key']).doUpdateSet(({ ref }) => ({
        change: ref('excluded.change'),
        written_at: ref('excluded.written_at'),
      })),
    )
    .execute();
}

function writeChange(change: PlannedChange): string {
  const { id, source, title, services, category, isMajor, azure } = change;
  const { actionRequiredBy, startsAt, endsAt, updatedAt, html } = change;
  return writeJson({
    ...{ id, source, title, services, category, isMajor },
    ...{ actionRequiredBy, startsAt, endsAt, updatedAt, html: cleanText(html, TEXT_LENGTH) },
    azure: azure && {
      services: azure.services,
      regions: azure.regions,
      subscriptions: [],
      externalId: azure.externalId,
      isCritical: azure.isCritical,
    },
  });
}

export type FoundChange = KeptChange & { readonly writtenAt: EpochMs };

/** The changes of these keys. One that cannot be understood is left out. */
export async function findChanges(
  db: Queries,
  accountId: number,
  cloud: CloudName,
  keys: readonly string[],
): Promise<readonly FoundChange[]> {
  const found: FoundChange[] = [];
  for (const piece of inPieces(keys, PIECE)) {
    const rows = await db
      .selectFrom('planned_changes')
      .select(['change', 'written_at'])
      .where('account_id', '=', accountId)
      .where('key', 'in', piece)
      .orderBy('id')
      .execute();
    for (const { change: text, written_at } of rows) {
      const change = readJson(changeSchema, text);
      if (change !== undefined) found.push({ cloud, change, writtenAt: written_at });
    }
  }
  return found;
}

/** Changes of an account that were written since `since`, and those of these keys; each once. */
export async function glanceAtChanges(
  db: Queries,
  accountId: number,
  cloud: CloudName,
  { since, keys }: { readonly since: EpochMs | undefined; readonly keys: readonly string[] },
): Promise<readonly ChangeGlance[]> {
  const query = db
    .selectFrom('planned_changes')
    .select(['key', 'written_at'])
    .where('account_id', '=', accountId);
  const glances = new Map<string, ChangeGlance>();
  if (since !== undefined) {
    const rows = await query
      .where('written_at', '>=', since)
      .orderBy('written_at', 'desc')
      .limit(MOST_LATELY)
      .execute();
    for (const { key, written_at } of rows) {
      glances.set(key, { cloud, id: key, writtenAt: written_at, isWritten: true, isNamed: false });
    }
  }
  for (const piece of inPieces(keys, PIECE)) {
    const rows = await query.where('key', 'in', piece).execute();
    for (const { key, written_at } of rows) {
      const isWritten = glances.has(key);
      glances.set(key, { cloud, id: key, writtenAt: written_at, isWritten, isNamed: true });
    }
  }
  return [...glances.values()];
}

/** Forgets changes that were last written before `before`. One that somebody still has is written again when it is read anew after a start. */
export async function forgetChanges(db: Queries, { ids }: AccountBook, before: EpochMs): Promise<void> {
  if (ids.length === 0) return;
  await db
    .deleteFrom('planned_changes')
    .where('account_id', 'in', [...ids])
    .where('written_at', '<', before)
    .execute();
}
