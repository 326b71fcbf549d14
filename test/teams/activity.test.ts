import { describe, expect, it } from 'vitest';
import { ACTIVITY } from '../../src/teams/activity.ts';
import { readConversation, readPerson } from '../../src/teams/read-conversation.ts';
import { createReadReader } from '../../src/teams/read-reader.ts';
import { hasAttachment, readText } from '../../src/teams/read-text.ts';

const MESSAGE = {
  type: 'message',
  id: '1',
  channelId: 'msteams',
  serviceUrl: 'https://smba.trafficmanager.net/amer/',
  from: { id: '29:a', name: 'Adele' },
  recipient: { id: '28:bot', name: 'Partner Health' },
  conversation: { id: 'c' },
};
const isTaken = (parts: object) => ACTIVITY.safeParse({ ...MESSAGE, ...parts }).success;
const readReader = createReadReader();

describe('an activity', () => {
  it.each([
    ['of any channel', { channelId: 'webchat' }],
    ['of a channel nobody has heard of', { channelId: 'carrier-pigeon' }],
    ['of a type nobody has heard of', { type: 'telepathy' }],
    ['with nulls where nothing is said', { text: null, entities: null, replyToId: null, locale: null }],
    ['with fields of other channels', { somethingNew: { deep: [1, 2] }, importance: 'high' }],
    ['with 100 KB of text', { text: 'x'.repeat(100 * 1024) }],
    ['with channel data of any kind', { channelData: 'text' }],
  ])('%s is taken', (_what, parts) => {
    expect(isTaken(parts)).toBe(true);
  });

  it.each([
    ['text that is none', { text: 5 }],
    ['more text than Teams lets through', { text: 'x'.repeat(100 * 1024 + 1) }],
    ['an id that is too long', { id: 'x'.repeat(1_001) }],
    ['a line break in an id', { from: { id: '29:a\n29:b' } }],
    ['a null character in an id', { conversation: { id: 'c\0' } }],
    ['an empty conversation', { conversation: { id: '' } }],
    ['no sender', { from: undefined }],
    ['a list for a sender', { from: ['29:a'] }],
    ['a service URL of another kind', { serviceUrl: 'file:///etc/passwd' }],
    ['a service URL that runs', { serviceUrl: 'javascript:alert(1)' }],
    ['a service URL without end', { serviceUrl: `https://smba.trafficmanager.net/${'x'.repeat(2_000)}` }],
    ['entities that are none', { entities: {} }],
    ['more entities than people can mention', { entities: Array.from({ length: 201 }, () => ({})) }],
    ['more attachments than anybody sends', { attachments: Array.from({ length: 101 }, () => ({})) }],
    [
      'more new members than an event has',
      { membersAdded: Array.from({ length: 1_001 }, () => ({ id: 'a' })) },
    ],
    ['a number for a date', { timestamp: 1e308 }],
    ['a list for a type', { type: ['message'] }],
  ])('with %s is not taken', (_what, parts) => {
    expect(isTaken(parts)).toBe(false);
  });

  it.each([null, undefined, 0, 1e308, '', 'activity', true, [], [MESSAGE]])('is not %j', (body) => {
    expect(ACTIVITY.safeParse(body).success).toBe(false);
  });

  it('names people and places without marks that nobody sees, those that turn the direction too', () => {
    const activity = ACTIVITY.parse({
      ...MESSAGE,
      from: { id: '29:a', name: '\u202eevil\u2066 \u0007name\u200b\ufeff' },
      conversation: { id: 'c', conversationType: 'groupChat', name: 'On\u202dcall' },
    });
    expect(readPerson(activity).name.replaceAll(/ +/g, ' ')).toBe('evil name');
    expect(readConversation(activity).name).toBe('On call');
    const family = ACTIVITY.parse({ ...MESSAGE, from: { id: '29:a', name: '👩‍👧 नमस्‍ते' } });
    expect(readPerson(family).name).toBe('👩‍👧 नमस्‍ते');
  });

  it('is read without failing, whatever is in its looser parts', () => {
    const odd = [null, 0, -1, 1e308, '', 'x'.repeat(10_000), [], {}, [[]], { id: 5 }, { name: {} }, true];
    for (const value of odd) {
      const parsed = ACTIVITY.safeParse({
        ...MESSAGE,
        channelData: { tenant: value, channel: value, team: value, teamsChannelId: value },
        conversation: { id: 'c', conversationType: value, tenantId: value, name: value, isGroup: value },
        entities: [
          { type: 'mention', text: value, mentioned: value },
          { type: 'clientInfo', locale: value, timezone: value },
        ],
        attachments: [{ contentType: 'text/html', content: value, name: value }],
      });
      expect(parsed.success).toBe(true);
      if (!parsed.success) continue;
      expect(() => {
        readConversation(parsed.data);
        readPerson(parsed.data);
        readReader(parsed.data);
        readText(parsed.data);
        hasAttachment(parsed.data);
      }).not.toThrow();
    }
  });

  it('with 200 mentions in 100 KB of text is read within a moment', () => {
    const mention = { type: 'mention', text: '<at>x', mentioned: { id: '28:bot', name: 'x' } };
    const activity = ACTIVITY.parse({
      ...MESSAGE,
      text: '<at>x'.repeat(20_000),
      entities: Array.from({ length: 200 }, () => mention),
    });
    const begun = performance.now();
    expect(readText(activity)).toBe('');
    expect(readText(ACTIVITY.parse({ ...MESSAGE, text: '<at '.repeat(25_000) }))).toContain('<at');
    expect(performance.now() - begun).toBeLessThan(500);
  });
});
