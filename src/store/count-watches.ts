import { type RawBuilder, sql } from 'kysely';
import type { WatchCounts } from '../watch/ports.ts';
import { accountIds } from './request-context.ts';
import type { WatchContext } from './watch-context.ts';

/** Figures for the operator, see `WatchCounts`. A card that only waits for the end of its quiet is not behind. */
export async function countWatches(context: WatchContext): Promise<WatchCounts> {
  const { engine, accounts, clock } = context;
  const ours = sql.join(accountIds(accounts));
  const read = async <Row>(query: RawBuilder<Row>) => (await query.execute(engine.db)).rows[0];
  const places = await read(sql<{
    readonly watches: number | null;
    readonly places: number;
    readonly parked: number;
  }>`select cast(sum(n) as bigint) as watches, count(*) as places, count(parked_at) as parked
    from (
      select parked_at, (select count(*) from watches where watches.place_id = places.id) as n
      from places where account_id in (${ours})
    ) as place where n > 0`);
  const cards = await read(sql<{ readonly cards: number; readonly posted: number }>`
    select count(*) as cards, count(message_id) as posted
    from living_cards as card join subjects as subject on subject.id = card.subject_id
    where subject.account_id in (${ours}) and subject.is_over = 0 and card.is_dropped = 0`);
  const behind = await read(sql<{ readonly behind: number; readonly oldest: number | null }>`
    select count(*) as behind, min(
        case when card.wanted <= card.shown and card.not_before > card.behind_since then card.not_before
          else card.behind_since end
      ) as oldest
    from living_cards as card join places as place on place.id = card.place_id
    where place.account_id in (${ours}) and place.parked_at is null
      and card.behind_since is not null and card.is_dropped = 0
      and (card.wanted > card.shown or (
        card.not_before <= ${clock()} and (card.quiet is null or card.quiet_until <= ${clock()})
      ))`);
  const open = await read(sql<{ readonly n: number }>`
    select count(*) as n from subjects
    where account_id in (${ours}) and is_over = 0 and kind = 'incident' and damaged_at is null`);
  return {
    watches: places?.watches ?? 0,
    places: places?.places ?? 0,
    parked: places?.parked ?? 0,
    cards: cards?.cards ?? 0,
    posted: cards?.posted ?? 0,
    behind: behind?.behind ?? 0,
    oldestBehindAt: behind?.oldest ?? undefined,
    openIncidents: open?.n ?? 0,
  };
}
