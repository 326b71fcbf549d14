import { describe, expect, it } from 'vitest';
import { chooseMention } from '../../src/requests/choose-mention.ts';
import { makeChange, makeRequest, PEOPLE } from '../support/requests.ts';

const taken = makeRequest({ takenBy: PEOPLE.megan });
const news = [makeChange({ change: { kind: 'vendorNote', text: 'x' } })];
const reminder = [...news, makeChange({ change: { kind: 'reminded', about: 'silent' } })];

describe('a message about changes mentions', () => {
  it.each([
    ['who took it, in the helpdesk', taken, news, 'helpdesk', 'Megan Bowen'],
    ['who took it, where they did', taken, news, 'taker', 'Megan Bowen'],
    ['who raised it, where they did', taken, news, 'raiser', 'Adele Vance'],
    ['who is to do something, where it was raised', taken, reminder, 'raiser', 'Megan Bowen'],
    ['who raised it, when nobody took it', makeRequest(), reminder, 'raiser', 'Adele Vance'],
    ['nobody in the helpdesk, when nobody took it', makeRequest(), reminder, 'helpdesk', undefined],
  ] as const)('%s', (_what, request, changes, purpose, name) => {
    for (const kind of ['group', 'channel'] as const) {
      expect(chooseMention(request, changes, purpose, { kind })?.name).toBe(name);
    }
    expect(chooseMention(request, changes, purpose, { kind: 'personal' })).toBe(undefined);
  });
});
