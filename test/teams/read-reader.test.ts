import { describe, expect, it } from 'vitest';
import { ACTIVITY } from '../../src/teams/activity.ts';
import { chooseLanguage, createReadReader } from '../../src/teams/read-reader.ts';

const readReader = createReadReader();
const read = (parts: object) =>
  readReader(
    ACTIVITY.parse({
      type: 'message',
      channelId: 'msteams',
      serviceUrl: 'https://smba.trafficmanager.net/amer/',
      from: { id: '29:a' },
      recipient: { id: '28:bot' },
      conversation: { id: 'c' },
      ...parts,
    }),
  );

describe('who reads', () => {
  it.each([
    ['en-US', 'en'],
    ['fr-FR', 'fr'],
    ['fr_CA', 'fr'],
    ['ko', 'ko'],
    ['zh-CN', 'zh-CN'],
    ['zh-Hans', 'zh-CN'],
    ['zh-TW', 'zh-CN'],
    ['de-DE', 'en'],
    ['', 'en'],
    [undefined, 'en'],
    ['x'.repeat(90), 'en'],
  ])('of locale %j reads %s', (locale, language) => expect(chooseLanguage(locale)).toBe(language));

  it('has the language and zone of the activity, else of the client, else English and UTC', () => {
    const entities = [{ type: 'clientInfo', locale: 'fr-FR', timezone: 'Europe/Paris' }];
    expect(read({ locale: 'ko-KR', localTimezone: 'Asia/Seoul', entities })).toEqual({
      language: 'ko',
      timeZone: 'Asia/Seoul',
    });
    expect(read({ entities })).toEqual({ language: 'fr', timeZone: 'Europe/Paris' });
    expect(read({ localTimezone: 'Nowhere/Land', entities })).toEqual({
      language: 'fr',
      timeZone: 'Europe/Paris',
    });
    expect(read({})).toEqual({ language: 'en', timeZone: 'UTC' });
  });
});
