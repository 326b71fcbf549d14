import { z } from 'zod';
import type { Conversation } from '../delivery/conversation.ts';
import type { Person } from '../staff/person.ts';
import type { IncomingActivity } from './activity.ts';

const CONVERSATION = z.looseObject({
  conversationType: z.string().max(100).nullish().catch(undefined),
  tenantId: z.string().max(200).nullish().catch(undefined),
  name: z.string().max(1_000).nullish().catch(undefined),
});
const CHANNEL_DATA = z.looseObject({
  tenant: z
    .looseObject({ id: z.string().max(200).nullish() })
    .nullish()
    .catch(undefined),
  channel: z
    .looseObject({ name: z.string().max(1_000).nullish() })
    .nullish()
    .catch(undefined),
});

/** Where an activity was said. Teams writes a thread of a channel as `19:…@thread.tacv2;messageid=…`. */
export function readConversation(activity: IncomingActivity): Conversation {
  const about = CONVERSATION.parse(activity.conversation);
  const data = CHANNEL_DATA.safeParse(activity.channelData).data;
  const [id = '', thread] = activity.conversation.id.split(';messageid=');
  const kind = KINDS[about.conversationType ?? ''] ?? 'personal';
  return {
    id,
    thread: kind === 'channel' ? thread : undefined,
    kind,
    serviceUrl: activity.serviceUrl,
    channel: activity.channelId,
    bot: activity.recipient.id,
    tenantId: about.tenantId ?? data?.tenant?.id ?? undefined,
    name: (kind === 'channel' ? data?.channel?.name : undefined) ?? about.name ?? '',
  };
}

/** https://learn.microsoft.com/microsoftteams/platform/bots/how-to/conversations/conversation-basics */
const KINDS: Readonly<Record<string, Conversation['kind']>> = {
  personal: 'personal',
  groupChat: 'group',
  channel: 'channel',
};

export function readPerson({ from }: IncomingActivity): Person {
  return { objectId: from.aadObjectId ?? undefined, account: from.id, name: from.name ?? '' };
}
