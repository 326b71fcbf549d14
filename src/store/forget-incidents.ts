import type { EpochMs, Sleep } from '../time.ts';
import type { Attempt } from './attempt.ts';
import type { Engine } from './engine.ts';

/** So many at a time, so that readers and other writers get their turn. */
const PIECE = 200;

/**
 * Forgets incidents that were last seen before `before` and had not ended later, with their posts. An incident that never was seen as
 * resolved, but was not seen at all since, is over too. Returns how many.
 */
export async function forgetIncidents(
  { db }: Engine,
  accountIds: readonly number[],
  before: EpochMs,
  { attempt, sleep }: { readonly attempt: Attempt; readonly sleep: Sleep },
): Promise<number> {
  if (accountIds.length === 0) return 0;
  const isOver = () =>
    db
      .selectFrom('incidents')
      .select('id')
      .where('account_id', 'in', [...accountIds])
      .where('last_seen_at', '<', before)
      .where(({ eb, or }) => or([eb('over_at', 'is', null), eb('over_at', '<', before)]));
  let forgotten = 0;
  for (;;) {
    const { numDeletedRows } = await attempt(() =>
      // Posts and customers' rows go with it: the foreign keys see to that.
      db.deleteFrom('incidents').where('id', 'in', isOver().limit(PIECE)).executeTakeFirstOrThrow(),
    );
    forgotten += Number(numDeletedRows);
    if (numDeletedRows === 0n) return forgotten;
    await sleep(0);
  }
}
