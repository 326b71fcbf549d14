import { describe, expect, it } from 'vitest';
import { ACTIVITY } from '../../src/teams/activity.ts';
import { readConversation, readPerson } from '../../src/teams/read-conversation.ts';

const SERVICE_URL = 'https://smba.trafficmanager.net/amer/';
const CHANNEL = '19:6848757105754c8981c67612732d9aa7@thread.tacv2';
const TEAM = '19:66P469zibfbsGI-_a0aN_toLTZpyzS6u7CT3TsXdgPw1@thread.tacv2';
const MESSAGE = {
  type: 'message',
  channelId: 'msteams',
  serviceUrl: SERVICE_URL,
  from: { id: '29:megan', name: 'Megan Bowen', aadObjectId: '7faf8ab2-3d56-4244-b585-20c8a42ed2b8' },
  recipient: { id: '28:bot', name: 'Partner Health' },
  conversation: { id: 'a:17I0kl9EkpE1', conversationType: 'personal' },
};
const read = (parts: object) => readConversation(ACTIVITY.parse({ ...MESSAGE, ...parts }));

describe('where Teams says something was said', () => {
  it('is a personal chat, with the tenant from the channel data', () => {
    expect(read({ channelData: { tenant: { id: '72f988bf' } } })).toEqual({
      id: 'a:17I0kl9EkpE1',
      thread: undefined,
      kind: 'personal',
      serviceUrl: SERVICE_URL,
      channel: 'msteams',
      bot: '28:bot',
      tenantId: '72f988bf',
      name: '',
    });
  });

  it('is a group chat, with its name where a button tells it', () => {
    const conversation = {
      isGroup: true,
      conversationType: 'groupChat',
      tenantId: 'tenant',
      id: '19:c2@thread.v2',
    };
    expect(read({ conversation, channelData: { tenant: { id: 'tenant' } } })).toMatchObject({
      id: '19:c2@thread.v2',
      kind: 'group',
      thread: undefined,
      tenantId: 'tenant',
      name: '',
    });
    expect(read({ conversation: { ...conversation, name: 'On call' } }).name).toBe('On call');
  });

  it('is a channel and the thread in it, whose names a message does not tell', () => {
    const place = read({
      conversation: {
        isGroup: true,
        conversationType: 'channel',
        tenantId: 'tenant',
        id: `${CHANNEL};messageid=1759944781430`,
      },
      channelData: {
        teamsChannelId: CHANNEL,
        teamsTeamId: TEAM,
        channel: { id: CHANNEL },
        team: { id: TEAM },
        tenant: { id: 'tenant' },
      },
    });
    expect(place).toMatchObject({ id: CHANNEL, thread: '1759944781430', kind: 'channel', name: '' });
  });

  it.each([
    [
      'Support › Outages',
      { team: { id: TEAM, name: 'Support' }, channel: { id: CHANNEL, name: 'Outages' } },
      {},
    ],
    [
      'Support › Outages',
      { team: { id: TEAM, name: 'Support' }, channel: { id: CHANNEL } },
      { name: 'Outages' },
    ],
    ['Support', { team: { id: TEAM, name: 'Support' } }, {}],
    ['Outages', { team: { id: TEAM }, channel: { id: CHANNEL, name: 'Outages' } }, {}],
  ])('calls a channel %s, as far as it is told', (name, channelData, conversation) => {
    expect(
      read({ conversation: { id: CHANNEL, conversationType: 'channel', ...conversation }, channelData }),
    ).toMatchObject({ id: CHANNEL, thread: undefined, name });
  });

  it.each([
    ['channel', { id: CHANNEL }, { teamsChannelId: CHANNEL }],
    ['channel', { id: CHANNEL, isGroup: true }, { team: { id: TEAM } }],
    ['group', { id: '19:c2@thread.v2', isGroup: true }, undefined],
    ['personal', { id: 'a:1' }, undefined],
  ])('is a %s where the type is left out', (kind, conversation, channelData) => {
    expect(read({ conversation, channelData }).kind).toBe(kind);
  });
});

describe('where the Playground says something was said', () => {
  it('is a thread of a channel with names of its own', () => {
    const place = read({
      serviceUrl: 'http://localhost:56150/_connector',
      conversation: { isGroup: true, conversationType: 'channel', id: 'team-id;messageid=1795280836500' },
      channelData: {
        teamsChannelId: 'team-id',
        teamsTeamId: 'team-id',
        team: { id: 'team-id' },
        channel: { id: 'team-id' },
      },
    });
    expect(place).toMatchObject({ id: 'team-id', thread: '1795280836500', kind: 'channel' });
  });
});

describe('odd activities', () => {
  it.each([
    ['channel data that is a text', { channelData: 'odd' }],
    [
      'channel data of the wrong shapes',
      { channelData: { tenant: 1, team: [], channel: 'x', teamsChannelId: 7 } },
    ],
    [
      'details of the wrong types',
      { conversation: { id: 'a:1', conversationType: 1, isGroup: 'yes', tenantId: 2, name: {} } },
    ],
    ['a type that is a word of JavaScript', { conversation: { id: 'a:1', conversationType: 'constructor' } }],
  ])('are still read: %s', (_what, parts) => {
    expect(read(parts)).toMatchObject({ kind: 'personal', tenantId: undefined, name: '' });
  });

  it.each([';messageid=1', 'c;messageid='])('keep an id that is not one of a thread: %s', (id) => {
    expect(read({ conversation: { id, conversationType: 'channel' } })).toMatchObject({
      id,
      thread: undefined,
    });
  });
});

describe('who says it', () => {
  it('is the person as the channel names them, with what is not told left open', () => {
    expect(readPerson(ACTIVITY.parse(MESSAGE))).toEqual({
      objectId: '7faf8ab2-3d56-4244-b585-20c8a42ed2b8',
      account: '29:megan',
      name: 'Megan Bowen',
    });
    expect(readPerson(ACTIVITY.parse({ ...MESSAGE, from: { id: 'user-id-1', aadObjectId: null } }))).toEqual({
      objectId: undefined,
      account: 'user-id-1',
      name: '',
    });
  });
});

describe('what a channel tells as blanks', () => {
  const readFrom = (from: object) =>
    readPerson(ACTIVITY.parse({ ...MESSAGE, from: { id: '29:a', ...from } }));

  it.each([
    '',
    ' \t',
    null,
  ])('is not told: an Entra object id %j, so that nobody is taken for another', (blank) => {
    expect(readFrom({ aadObjectId: blank, name: blank })).toEqual({
      objectId: undefined,
      account: '29:a',
      name: '',
    });
  });

  it('is not told either: tenants and names of conversations', () => {
    const conversation = { id: 'a:1', conversationType: 'groupChat', tenantId: '', name: '  ' };
    expect(read({ conversation, channelData: { tenant: { id: 'tenant' } } })).toMatchObject({
      tenantId: 'tenant',
      name: '',
    });
    expect(read({ conversation, channelData: { tenant: { id: ' ' } } }).tenantId).toBe(undefined);
    const names = { team: { id: TEAM, name: ' Support ' }, channel: { id: CHANNEL, name: ' ' } };
    const inChannel = { id: CHANNEL, conversationType: 'channel', name: ' Outages' };
    expect(read({ conversation: inChannel, channelData: names }).name).toBe('Support › Outages');
  });

  it('is left out around names, which are bounded', () => {
    expect(readFrom({ aadObjectId: ' 7faf8ab2 ', name: ' Megan Bowen\n' })).toMatchObject({
      objectId: '7faf8ab2',
      name: 'Megan Bowen',
    });
    const { name } = readFrom({ name: '👩'.repeat(450) });
    expect([...name]).toHaveLength(200);
    expect(name.isWellFormed()).toBe(true);
  });
});
