import { sql, type Transaction } from 'kysely';
import { z } from 'zod';
import type { SendWindows } from '../delivery/ports.ts';
import { NOTHING_SENT, type SentLog } from '../delivery/rate-windows.ts';
import { noteSent, reserveRoom, type SentLogs } from '../delivery/reserve-room.ts';
import type { EpochMs } from '../time.ts';
import { cleanInstant } from './clean.ts';
import { deploymentPrefix } from './deployment-key.ts';
import type { Queries } from './engine.ts';
import { forgetOld } from './forget-old.ts';
import { readJson, writeJson } from './json.ts';
import { writeKey } from './request-row.ts';
import type { Tables } from './tables.ts';
import type { WatchContext } from './watch-context.ts';

/** Longer than any window. */
const KEPT_MS = 2 * 3_600_000;
/** Old rows are looked for once in so many messages. */
const FORGET_EVERY = 500;

type Keys = Readonly<Record<keyof SentLogs, string>>;

/**
 * The windows of this deployment, over all replicas. Replicas count by their own clocks: by how much these differ, messages may come closer
 * together than the windows say.
 */
export function createSendWindows(
  context: Pick<WatchContext, 'engine' | 'accounts' | 'attempt'>,
): SendWindows {
  const { engine, accounts, attempt } = context;
  const { db } = engine;
  const prefix = deploymentPrefix(accounts);
  const keysOf = (place: string): Keys => ({
    app: `${prefix}app`,
    place: `${prefix}place:${writeKey(place)}`,
  });
  let counted = 0;

  async function count<T>(
    place: string,
    now: EpochMs,
    decide: (logs: SentLogs) => { readonly result: T; readonly next: SentLogs | undefined },
  ): Promise<T> {
    const keys = keysOf(place);
    const result = await attempt(() =>
      db.transaction().execute(async (trx) => {
        if (engine.locksRows) await lockApp(trx, keys.app, now);
        const decided = decide(await readLogs(trx, keys));
        if (decided.next) await writeLogs(trx, keys, decided.next, now);
        return decided.result;
      }),
    );
    counted += 1;
    if (counted % FORGET_EVERY === 0) await forget(now);
    return result;
  }

  /** What was counted is counted: that old rows stay a while longer is nobody's failure. */
  async function forget(now: EpochMs): Promise<void> {
    const old = {
      key: 'key',
      at: 'touched_at',
      only: sql`key like ${`${prefix}place:%`}`,
      before: now - KEPT_MS,
    };
    await forgetOld(engine, 'send_windows', old).catch(() => {});
  }

  return {
    async reserve(place, now) {
      // Where a window is full, no lock is taken.
      const asked = reserveRoom(await attempt(() => readLogs(db, keysOf(place))), now);
      if (!asked.result.isGranted) return asked.result;
      return count(place, now, (logs) => reserveRoom(logs, now));
    },
    note: (place, now) => count(place, now, (logs) => ({ result: undefined, next: noteSent(logs, now) })),
  };
}

/**
 * Whoever has the app's row is alone with every conversation's: one lock, so that nobody waits in a circle. What follows is a statement of its
 * own, which sees what the one before has written.
 */
async function lockApp(trx: Transaction<Tables>, key: string, now: EpochMs): Promise<void> {
  const lock = () =>
    trx.selectFrom('send_windows').select('key').where('key', '=', key).forNoKeyUpdate().execute();
  if ((await lock()).length > 0) return;
  await trx
    .insertInto('send_windows')
    .values(writeRow(key, NOTHING_SENT, now))
    .onConflict((conflict) => conflict.column('key').doNothing())
    .execute();
  await lock();
}

async function readLogs(db: Queries, { app, place }: Keys): Promise<SentLogs> {
  const rows = await db
    .selectFrom('send_windows')
    .select(['key', 'sent'])
    .where('key', 'in', [app, place])
    .execute();
  const find = (key: string) => readSent(rows.find((row) => row.key === key)?.sent);
  return { app: find(app), place: find(place) };
}

async function writeLogs(trx: Transaction<Tables>, keys: Keys, logs: SentLogs, now: EpochMs): Promise<void> {
  await trx
    .insertInto('send_windows')
    .values([writeRow(keys.app, logs.app, now), writeRow(keys.place, logs.place, now)])
    .onConflict((conflict) =>
      conflict
        .column('key')
        .doUpdateSet(({ ref }) => ({ sent: ref('excluded.sent'), touched_at: ref('excluded.touched_at') })),
    )
    .execute();
}

function writeRow(key: string, sent: SentLog, now: EpochMs) {
  return { key, sent: writeJson(sent), touched_at: cleanInstant(now) ?? 0 };
}

const sentSchema: z.ZodType<SentLog> = z.object({
  instants: z.array(z.number()),
  minutes: z.array(z.tuple([z.number(), z.number()])),
});

/** A damaged text reads as nothing sent: Teams would rather throttle us for a moment than hear nothing any more. */
function readSent(text: string | undefined): SentLog {
  return (text === undefined ? undefined : readJson(sentSchema, text)) ?? NOTHING_SENT;
}
