import { type Conversation, conversationKey } from '../delivery/conversation.ts';
import { accountIds, type RequestContext } from './request-context.ts';
import { writeKey } from './request-row.ts';

/**
 * Something else stands in a message now: requests that were shown there because somebody asked for them are shown there no more; that of
 * who raised one is posted anew when it changes. A helpdesk's card stays. Most of the time there is nothing to do: then nothing is locked.
 *
 * @param stays Row number of the request that the message shows.
 */
export async function leaveMessage(
  { engine, accounts }: RequestContext,
  { conversation, messageId }: { readonly conversation: Conversation; readonly messageId: string },
  stays = 0,
): Promise<void> {
  const place = writeKey(conversationKey(conversation));
  const message = writeKey(messageId);
  const left = await engine.db
    .selectFrom('request_cards')
    .select('request_id')
    .distinct()
    .where('conversation_key', '=', place)
    .where('message_id', '=', message)
    .where('account_id', 'in', accountIds(accounts))
    .where('purpose', 'in', ['raiser', 'viewer'])
    .where('request_id', '<>', stays)
    .execute();
  // One request after the other: nobody ever waits for one while they hold another.
  for (const { request_id } of left) {
    await engine.db.transaction().execute(async (trx) => {
      await trx
        .selectFrom('requests')
        .select('id')
        .where('id', '=', request_id)
        .$if(engine.locksRows, (query) => query.forNoKeyUpdate())
        .execute();
      await trx
        .deleteFrom('request_cards')
        .where('request_id', '=', request_id)
        .where('conversation_key', '=', place)
        .where('message_id', '=', message)
        .where('purpose', '=', 'viewer')
        .execute();
      await trx
        .updateTable('request_cards')
        .set({ message_id: null })
        .where('request_id', '=', request_id)
        .where('conversation_key', '=', place)
        .where('message_id', '=', message)
        .where('purpose', '=', 'raiser')
        .execute();
    });
  }
}
