import type { Person } from '../../src/staff/person.ts';
import {
  type CardJson,
  type FakeConnector,
  type FakeConnectorOptions,
  type SentActivity,
  startFakeConnector,
} from './fake-connector.ts';

export type { CardJson, KeptMessage, SentActivity } from './fake-connector.ts';

export interface InvokeAnswer {
  readonly status: number;
  readonly card: CardJson;
  readonly body: unknown;
}

export interface AskOptions {
  readonly locale?: string;
  readonly timeZone?: string;
  readonly conversationType?: 'personal' | 'channel' | 'groupChat';
  /** Who writes or presses; default `ADELE`. */
  readonly person?: Person;
  /** Where; default `conversation-1`. In a channel with the thread's suffix, as Teams writes it. */
  readonly conversationId?: string;
  /** The message that holds the pressed button, or that is replied to. */
  readonly replyTo?: string;
  /** Parts of the activity that differ from a plain message. */
  readonly activity?: Readonly<Record<string, unknown>>;
}

/** People of the partner, as the channel names them. */
export const ADELE: Person = {
  objectId: '00000000-0000-4000-8000-000000000001',
  account: '29:adele',
  name: 'Adele',
};
export const MEGAN: Person = {
  objectId: '00000000-0000-4000-8000-000000000002',
  account: '29:megan',
  name: 'Megan',
};

/** Teams as the bot sees it: a connector that keeps what is posted to it, and people who write and press buttons. */
export interface FakeTeams extends FakeConnector {
  /** Writes a message and returns the HTTP status; the bot's answer arrives in `posted`. */
  write(text: string, options?: AskOptions): Promise<number>;
  /** Writes a message with `expectReplies` and returns the bot's answers. */
  ask(text: string, options?: AskOptions): Promise<SentActivity[]>;
  /** Presses an Action.Execute. */
  press(verb: string, data: unknown, options?: AskOptions): Promise<InvokeAnswer>;
}

/** Starts a fake Teams that talks to the bot at `origin`. */
export async function startFakeTeams(origin: string, options?: FakeConnectorOptions): Promise<FakeTeams> {
  const connector = await startFakeConnector(options);
  const post = async (activity: object) => {
    const response = await fetch(`${origin}/api/messages`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(activity),
    });
    const text = await response.text();
    return { status: response.status, body: text === '' ? undefined : JSON.parse(text) };
  };
  const base = ({
    locale = 'en-US',
    timeZone = 'Europe/London',
    conversationType = 'personal',
    person = ADELE,
    conversationId = 'conversation-1',
    replyTo,
  }: AskOptions = {}) => ({
    id: 'activity-1',
    channelId: 'msteams',
    serviceUrl: connector.serviceUrl,
    from: { id: person.account, name: person.name, aadObjectId: person.objectId },
    recipient: { id: '28:bot', name: 'Partner Health' },
    conversation: { id: conversationId, conversationType, tenantId: 'partner-tenant' },
    ...(replyTo === undefined ? {} : { replyToId: replyTo }),
    channelData: { tenant: { id: 'partner-tenant' } },
    locale,
    localTimezone: timeZone,
    entities: [{ type: 'clientInfo', locale, timezone: timeZone, country: 'US', platform: 'Web' }],
  });

  return {
    ...connector,
    async write(text, options) {
      return (await post({ ...base(options), type: 'message', text, ...options?.activity })).status;
    },
    async ask(text, options) {
      const activity = {
        ...base(options),
        type: 'message',
        deliveryMode: 'expectReplies',
        text,
        ...options?.activity,
      };
      return (await post(activity)).body?.activities ?? [];
    },
    async press(verb, data, options) {
      const value = { action: { type: 'Action.Execute', verb, data }, trigger: 'manual' };
      const activity = {
        ...base(options),
        type: 'invoke',
        name: 'adaptiveCard/action',
        value,
        ...options?.activity,
      };
      const { status, body } = await post(activity);
      return { status, body, card: body?.value };
    },
  };
}
