import { z } from 'zod';
import type { Conversation } from '../delivery/conversation.ts';
import type { Person } from '../staff/person.ts';
import type { IncomingActivity } from './activity.ts';
import { splitConversationId } from './to-reference.ts';

const CONVERSATION = z.looseObject({
  conversationType: z.string().max(100).nullish().catch(undefined),
  isGroup: z.boolean().nullish().catch(undefined),
  tenantId: z.string().max(200).nullish().catch(undefined),
  name: z.string().max(1_000).nullish().catch(undefined),
});
const NAMED = z
  .looseObject({ name: z.string().max(1_000).nullish().catch(undefined) })
  .nullish()
  .catch(undefined);
const CHANNEL_DATA = z.looseObject({
  tenant: z
    .looseObject({ id: z.string().max(200).nullish() })
    .nullish()
    .catch(undefined),
  teamsChannelId: z.string().nullish().catch(undefined),
  channel: NAMED,
  team: NAMED,
});
type About = z.output<typeof CONVERSATION>;
type ChannelData = Partial<z.output<typeof CHANNEL_DATA>>;

/** Where an activity was said. Teams writes a thread of a channel as `19:…@thread.tacv2;messageid=…`. */
export function readConversation(activity: IncomingActivity): Conversation {
  const about = CONVERSATION.parse(activity.conversation);
  const data: ChannelData = CHANNEL_DATA.safeParse(activity.channelData).data ?? {};
  const kind = readKind(about, data);
  const { id, thread } = splitConversationId(activity.conversation.id);
  return {
    id,
    thread: kind === 'channel' ? thread : undefined,
    kind,
    serviceUrl: activity.serviceUrl,
    channel: activity.channelId,
    bot: activity.recipient.id,
    tenantId: readTenant(told(about.tenantId), told(data.tenant?.id)),
    name: kind === 'channel' ? nameChannel(about, data) : boundName(about.name),
  };
}

/** Told twice and differently it is nobody's: both stand, which is no tenant's id. */
function readTenant(own: string | undefined, other: string | undefined): string | undefined {
  if (own === undefined || other === undefined) return own ?? other;
  return own.toLowerCase() === other.toLowerCase() ? own : `${own} ${other}`;
}

/**
 * Older clients leave the type out; what else they tell decides then.
 * https://learn.microsoft.com/microsoftteams/platform/bots/how-to/conversations/conversation-basics
 */
function readKind({ conversationType, isGroup }: About, data: ChannelData): Conversation['kind'] {
  switch (conversationType) {
    case 'personal':
      return 'personal';
    case 'groupChat':
      return 'group';
    case 'channel':
      return 'channel';
  }
  if (data.teamsChannelId || data.channel || data.team) return 'channel';
  return isGroup ? 'group' : 'personal';
}

/**
 * "Team › Channel", as far as it is told: messages and pressed buttons name neither, events of the team name both, and the General channel
 * has no name of its own.
 */
function nameChannel(about: About, data: ChannelData): string {
  return [boundName(data.team?.name), boundName(data.channel?.name) || boundName(about.name)]
    .filter(Boolean)
    .join(' › ');
}

export function readPerson({ from }: IncomingActivity): Person {
  return { objectId: told(from.aadObjectId), account: from.id, name: boundName(from.name) };
}

/** Without the blanks around it; undefined where nothing is left. An id that is empty would be everybody's. */
function told(text: string | null | undefined): string | undefined {
  return text?.trim() || undefined;
}

/** In characters as people count them: more than any name of Teams. */
const LONGEST_NAME = 200;
/** Controls and invisible marks, those that turn the direction of what follows among them; joiners belong to some scripts and to emoji. */
const INVISIBLE = /(?![\u200c\u200d])[\p{Cc}\p{Cf}]/gu;

function boundName(name: string | null | undefined): string {
  return [...(told(name?.replaceAll(INVISIBLE, ' ')) ?? '')].slice(0, LONGEST_NAME).join('');
}
