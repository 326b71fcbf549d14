import { sql } from 'kysely';
import type { CardProgress } from '../delivery/ports.ts';
import type { ClaimedWork } from '../work/claims.ts';
import { cleanText } from './clean.ts';
import type { Queries } from './engine.ts';
import { holdsClaim } from './holds-claim.ts';
import { writeJson } from './json.ts';

/** Longest id of a message, and longest digest, in UTF-16 units: Teams' ids are below 20. */
const ID_LENGTH = 1_000;

const NEWEST_TELLING = sql<number>`(select coalesce(max(sequence), 0) from subject_transitions as newest
  where newest.subject_id = living_cards.subject_id and newest.tells = 1)`;

/**
 * Writes how far a card came; false: the claim is lost. One statement, which sees the row as it is then: the card is no longer behind
 * exactly when it shows all that it is wanted to show by then, and its people were told of everything.
 */
export async function recordProgress(
  db: Queries,
  place: ClaimedWork,
  card: number,
  { conversation, messageId, isReposted, shown, digest, told, notice, isOwed = false }: CardProgress,
): Promise<boolean> {
  const shownNow = shown === undefined ? sql<number>`shown` : sql<number>`${shown}`;
  const toldNow = told === undefined ? sql<number>`told_sequence` : sql<number>`${told}`;
  const { numUpdatedRows } = await db
    .updateTable('living_cards')
    .set({
      ...(conversation && { conversation: writeJson(conversation) }),
      ...(messageId !== undefined && { message_id: cleanText(messageId, ID_LENGTH) }),
      ...(isReposted !== undefined && { is_reposted: isReposted ? 1 : 0 }),
      ...(digest !== undefined && { digest: cleanText(digest, ID_LENGTH) }),
      ...(shown !== undefined && { shown, not_before: 0 }),
      ...(told !== undefined && { told_sequence: told }),
      ...(notice !== undefined && { notice }),
      ...(!isOwed && {
        behind_since: sql<number | null>`case when ${shownNow} >= wanted and ${toldNow} >= ${NEWEST_TELLING}
          then null else behind_since end`,
      }),
    })
    .where('id', '=', card)
    .where(holdsClaim(place))
    .executeTakeFirstOrThrow();
  return numUpdatedRows > 0;
}
