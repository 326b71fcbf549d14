import { SANDBOX_ACCOUNTS } from '../../../src/sandbox/accounts.ts';
import type { Chance } from './chance.ts';
import { HOSTILE_TEXTS, makeHostileValue, mutate } from './hostile-values.ts';
import { type Known, makeAction } from './make-data.ts';

const [{ tenantId: OWN_TENANT = '' } = {}] = SANDBOX_ACCOUNTS;
/** The Playground's, as far as they hold a role. */
const STAFF = ['20', '21', '22', '23'].map((end) => `00000000-0000-0000-0000-00000000000${end}`);
const SOME_STAFF: string = STAFF[0] ?? '';

/** Somebody who asks. */
export interface Asker {
  /** Nothing of any customer is for them. */
  readonly isStranger: boolean;
  readonly objectId: string | undefined;
  readonly tenantId: string;
  readonly conversationId: string;
}

/** What conversations of strangers begin with. */
export const STRANGERS = 'stranger-';

const FOREIGN = '99999999-9999-4999-8999-999999999999';

/** In none of the roles, a guest, unknown, without a name, of another organisation, or one of ours speaking from another organisation. */
export function chooseAsker(chance: Chance): Asker {
  if (chance.is(0.6)) {
    const conversationId = `staff-${chance.number(200)}`;
    return {
      ...{ isStranger: false, tenantId: OWN_TENANT, conversationId },
      objectId: chance.pickFrom(STAFF),
    };
  }
  const conversationId = `${STRANGERS}${chance.number(200)}`;
  const stranger = (objectId: string | undefined, tenantId = OWN_TENANT): Asker => ({
    ...{ isStranger: true, objectId, tenantId, conversationId },
  });
  return chance.pick([
    () => stranger('00000000-0000-0000-0000-0000000000024'),
    () => stranger('00000000-0000-0000-0000-0000000000025'),
    () => stranger(`00000000-0000-4000-8000-${String(chance.number(1e9)).padStart(12, '0')}`),
    () => stranger(undefined),
    () => stranger(''),
    () => stranger("' or userType eq 'Member"),
    () => stranger(`../users/${SOME_STAFF}`),
    () => stranger(SOME_STAFF, FOREIGN),
    () => stranger(FOREIGN, FOREIGN),
  ])();
}

const QUESTIONS: readonly [string, ...string[]] = [
  'health for {name}',
  'history for {name} last 3 months',
  'maintenance for {name}',
  'maintenance',
  'overview',
  'access',
  'access for {name}',
  'customers',
  'customers {name}',
  'help',
  'requests',
  'my requests',
  'request for {name}',
  'request 1',
  '{id}',
  'incident {id}',
  'status',
  'watches',
  'watch all',
  'watch {name}',
  'unwatch all',
  'helpdesk here',
  'audit for {name}',
  '<at>Partner Health</at> health for {name}',
  'santé de {name}',
  '{name} 상태',
  '{name} 的运行状况',
  '{odd}',
  'health for {odd}',
  'history for {name} {odd}',
  'watch {odd}',
];

/** An activity as JSON; `serviceUrl`: where answers are taken. What names who asks is never mutated for strangers: it is what is judged. */
export function makeActivity(
  asker: Asker,
  known: Known & { readonly names: readonly string[] },
  serviceUrl: string,
  chance: Chance,
): object {
  const { objectId, tenantId, conversationId } = asker;
  const kind = chance.pick(['personal', 'groupChat', 'channel']);
  const identity = {
    from: {
      id: `29:${objectId}-${conversationId}`,
      name: chance.is(0.7) ? 'Somebody' : chance.pick(HOSTILE_TEXTS),
      ...(objectId === undefined ? {} : { aadObjectId: objectId }),
    },
    conversation: { id: conversationId, conversationType: kind, isGroup: kind !== 'personal', tenantId },
    serviceUrl,
  };
  const channelData = { tenant: { id: tenantId }, ...(kind === 'channel' ? { team: { name: 'Team' } } : {}) };
  const rest = {
    ...{
      id: String(chance.number(1e9)),
      channelId: chance.is(0.95) ? 'msteams' : chance.pick(HOSTILE_TEXTS),
    },
    recipient: { id: '28:bot', name: 'Partner Health' },
    locale: chance.pick([
      'en-US',
      'fr-FR',
      'ko-KR',
      'zh-CN',
      'xx',
      'de_DE.UTF-8',
      chance.pick(HOSTILE_TEXTS),
    ]),
    localTimezone: chance.pick(['Europe/Paris', 'Asia/Seoul', 'Nowhere/Land', chance.pick(HOSTILE_TEXTS)]),
    entities: [
      { type: 'clientInfo', locale: 'en-US', timezone: 'Europe/Paris' },
      ...(chance.is(0.1) ? [makeHostileValue(chance)] : []),
    ],
    ...(chance.is(0.5) ? { replyToId: `message-${chance.number(50)}` } : {}),
    ...makeContent(known, chance),
  };
  const share = chance.is(0.5) ? 0 : chance.pick([0.01, 0.03, 0.1]);
  const mutated = mutate(rest, chance, share);
  if (asker.isStranger) return { ...asObject(mutated), ...identity, channelData };
  return {
    ...asObject(mutated),
    ...asObject(mutate({ ...identity, channelData }, chance, share / 4)),
    serviceUrl,
  };
}

function asObject(value: unknown): object {
  return typeof value === 'object' && value !== null ? value : { value };
}

function makeContent(known: Known & { readonly names: readonly string[] }, chance: Chance): object {
  switch (chance.number(20)) {
    case 0:
      return { type: 'conversationUpdate', membersAdded: [{ id: chance.is(0.5) ? '28:bot' : '29:other' }] };
    case 1:
      return {
        type: chance.pick([
          'typing',
          'messageReaction',
          'installationUpdate',
          'event',
          'trace',
          'endOfConversation',
        ]),
        name: chance.pick(HOSTILE_TEXTS),
        action: chance.pick(['add', 'remove', 'x']),
      };
    case 2:
      return {
        type: 'invoke',
        name: chance.pick([
          'composeExtension/query',
          'task/fetch',
          'application/search',
          'signin/verifyState',
          '',
        ]),
        value: makeHostileValue(chance),
      };
    case 3:
    case 4:
    case 5:
    case 6:
    case 7:
    case 8:
    case 9:
    case 10: {
      const { verb, data } = makeAction(chance, known);
      const action = {
        type: 'Action.Execute',
        verb: chance.is(0.97) ? verb : chance.pick(HOSTILE_TEXTS),
        data,
      };
      return {
        type: 'invoke',
        name: 'adaptiveCard/action',
        value: { action, trigger: chance.pick(['manual', 'automatic']) },
      };
    }
    default:
      return {
        type: 'message',
        ...(chance.is(0.7) ? { deliveryMode: 'expectReplies' } : {}),
        text: chance
          .pick(QUESTIONS)
          .replace('{name}', chance.pickFrom(known.names) ?? 'Contoso')
          .replace('{id}', chance.pickFrom(known.incidents) ?? 'EX1')
          .replace('{odd}', () => chance.pick(HOSTILE_TEXTS)),
      };
  }
}
