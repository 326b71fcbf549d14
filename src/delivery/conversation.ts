/** Where the bot can speak without being asked: what a conversation reference of the Bot Framework holds. All of it is outside text. */
export interface Conversation {
  /**
   * The channel's id of the conversation. In a Teams channel without the thread's suffix (`;messageid=…`): whoever posts here begins a new
   * thread.
   */
  readonly id: string;
  /** In a channel: the id of the thread's first message; undefined elsewhere, and for the channel itself. */
  readonly thread: string | undefined;
  readonly kind: 'personal' | 'group' | 'channel';
  /** Where the Bot Connector of this conversation answers. */
  readonly serviceUrl: string;
  /** The Bot Framework's channel, for example `msteams`. */
  readonly channel: string;
  /** The bot's own id in that channel. */
  readonly bot: string;
  /** Tenant of the conversation; undefined where the channel did not tell. */
  readonly tenantId: string | undefined;
  /** What people call it (a channel's or chat's name); empty where the channel did not tell. */
  readonly name: string;
}

/** A stable key: one a place where messages appear. A thread of a channel is a place of its own. */
export function conversationKey({
  channel,
  id,
  thread,
}: Pick<Conversation, 'channel' | 'id' | 'thread'>): string {
  return thread === undefined ? `${channel}:${id}` : `${channel}:${id};messageid=${thread}`;
}
