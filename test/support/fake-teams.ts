import { SANDBOX_ACCOUNTS } from '../../src/sandbox/accounts.ts';
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
  /** Who writes or presses; default `ALEX`, an Admin agent. */
  readonly person?: Person;
  /** Of whose organisation the conversation is; default the partner's. */
  readonly tenantId?: string;
  /** Where; default `conversation-1`. In a channel with the thread's suffix, as Teams writes it. */
  readonly conversationId?: string;
  /** The message that holds the pressed button, or that is replied to. */
  readonly replyTo?: string;
  /** Parts of the activity that differ from a plain message. */
  readonly activity?: Readonly<Record<string, unknown>>;
}

const [{ tenantId: SANDBOX_TENANT = '' } = {}] = SANDBOX_ACCOUNTS;

/** People of the partner, as the channel names them: the Playground's, whose roles the sandbox and the other stand-ins know. */
export const ALEX = makePerson('20', 'alex', 'Alex');
export const MEGAN = makePerson('21', 'megan', 'Megan');
export const ADELE = makePerson('22', 'adele', 'Adele');
export const ISAIAH = makePerson('23', 'isaiah', 'Isaiah');
export const PATTI = makePerson('24', 'patti', 'Patti');
export const LYNNE = makePerson('25', 'lynne', 'Lynne');

function makePerson(end: string, account: string, name: string): Person {
  return { objectId: `00000000-0000-0000-0000-00000000000${end}`, account: `29:${account}`, name };
}

/** Teams as the bot sees it: a connector that keeps what is posted to it, and people who write and press buttons. */
export interface FakeTeams extends FakeConnector {
  /** Writes a message and returns the HTTP status; the bot's answer arrives in `posted`. */
  write(text: string, options?: AskOptions): Promise<number>;
  /** Writes a message with `expectReplies` and returns the bot's answers. */
  ask(text: string, options?: AskOptions): Promise<SentActivity[]>;
  /** Presses an Action.Execute. */
  press(verb: string, data: unknown, options?: AskOptions): Promise<InvokeAnswer>;
}

/** Starts a fake Teams that talks to the bot at `origin`; `tenantId`: the partner's, default that of the sandbox. */
export async function startFakeTeams(
  origin: string,
  { tenantId: ownTenantId = SANDBOX_TENANT, ...options }: FakeConnectorOptions & { tenantId?: string } = {},
): Promise<FakeTeams> {
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
    person = ALEX,
    tenantId = ownTenantId,
    conversationId = 'conversation-1',
    replyTo,
  }: AskOptions = {}) => ({
    id: 'activity-1',
    channelId: 'msteams',
    serviceUrl: connector.serviceUrl,
    from: { id: person.account, name: person.name, aadObjectId: person.objectId },
    recipient: { id: '28:bot', name: 'Partner Health' },
    conversation: { id: conversationId, conversationType, tenantId },
    ...(replyTo === undefined ? {} : { replyToId: replyTo }),
    channelData: { tenant: { id: tenantId } },
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
