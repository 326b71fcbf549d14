import type { Asked } from '../actions/with-customer.ts';
import type { Reply } from '../reply.ts';

/** Makes this conversation our helpdesk, or ends that there is one. In a channel: the channel, not the thread it was said in. */
export async function setHelpdesk(
  here: boolean,
  { conversation, person, reader, context }: Asked,
): Promise<Reply> {
  const { requests, cards, clock } = context;
  const before = await requests.desk.helpdesk.get();
  if (!here) {
    await requests.desk.helpdesk.set(undefined);
    return cards.helpdesk({ kind: before ? 'removed' : 'none' }, reader);
  }
  const helpdesk = {
    conversation: { ...conversation, thread: undefined },
    reader,
    setBy: person.name,
    setAt: clock(),
  };
  await requests.desk.helpdesk.set(helpdesk);
  return cards.helpdesk(
    {
      kind: 'here',
      before: before && isElsewhere(before.conversation.id, conversation.id) ? before : undefined,
    },
    reader,
  );
}

/** Which conversation is our helpdesk. */
export async function showHelpdesk({ conversation, reader, context }: Asked): Promise<Reply> {
  const { requests, cards } = context;
  const helpdesk = await requests.desk.helpdesk.get();
  if (!helpdesk) return cards.helpdesk({ kind: 'none' }, reader);
  return cards.helpdesk(
    { kind: 'set', helpdesk, isHere: !isElsewhere(helpdesk.conversation.id, conversation.id) },
    reader,
  );
}

function isElsewhere(one: string, other: string): boolean {
  return one !== other;
}
