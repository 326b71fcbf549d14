import { describe, expect, it } from 'vitest';
import { chooseMention } from '../../src/requests/choose-mention.ts';
import { makeRequest, PEOPLE } from '../support/requests.ts';

const taken = makeRequest({ takenBy: PEOPLE.megan });

describe('a message about changes mentions', () => {
  it.each([
    ['who took it, in the helpdesk', taken, 'helpdesk', 'Megan Bowen'],
    ['who took it, where they did', taken, 'taker', 'Megan Bowen'],
    ['who raised it, where they did', taken, 'raiser', 'Adele Vance'],
    ['who raised it, when nobody took it', makeRequest(), 'raiser', 'Adele Vance'],
    ['nobody in the helpdesk, when nobody took it', makeRequest(), 'helpdesk', undefined],
  ] as const)('%s', (_what, request, purpose, name) => {
    for (const kind of ['group', 'channel'] as const) {
      expect(chooseMention(request, purpose, { kind })?.name).toBe(name);
    }
    expect(chooseMention(request, purpose, { kind: 'personal' })).toBe(undefined);
  });
});
