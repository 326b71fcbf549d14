import { describe, expect, it } from 'vitest';
import { MAX_CARD_BYTES } from '../../../src/chat/cards/fit.ts';
import type { WatchNotice } from '../../../src/chat/cards/present-watch-notice.ts';
import { measureBytes } from '../../../src/chat/cards/render.ts';
import type { StatusView } from '../../../src/watch/status.ts';
import { CONTOSO, NOW } from '../../support/card-fixtures.ts';
import { makeCards } from '../../support/make-cards.ts';
import { readActions, readCardText } from '../../support/read-card.ts';
import {
  findHit,
  HIT,
  makeLiving,
  makeOpen,
  makeWatch,
  NONE_PARKED,
  PARKED,
  STATUS,
} from '../../support/watch-gallery.ts';

const cards = makeCards({ sandbox: false });
const reader = { language: 'en', timeZone: 'Europe/Paris' } as const;

function tell(notice: WatchNotice) {
  return cards.watchNotice(notice, findHit, reader);
}

describe('what is watched', () => {
  const say = (overrides: Parameters<typeof makeWatch>[0]) => {
    const watch = makeWatch(overrides);
    return readCardText(tell({ kind: 'added', watch, watches: [watch], posting: 0, isReading: true }).card);
  };

  it('is said in words: who, what, which service, in which language', () => {
    expect(say({ scope: 'incidents', service: 'Exchange' })).toContain(
      'All customers · incidents only · Exchange · in English',
    );
    expect(say({ customers: HIT.slice(0, 5) })).toContain(
      'Contoso Ltd, Fabrikam SARL, Northwind Traders and 2 more · incidents and advisories',
    );
  });

  it('does not speak of customers where the bot itself is watched', () => {
    expect(say({ scope: 'alarms' })).not.toContain('customers');
  });

  it('says that nothing appears by itself where customers are read only when somebody asks', () => {
    const text = (scope: 'everything' | 'alarms', isReading: boolean) => {
      const watch = makeWatch({ scope });
      return readCardText(tell({ kind: 'added', watch, watches: [watch], posting: 0, isReading }).card);
    };
    expect(text('everything', false)).toContain('Customers are read only when somebody asks');
    expect(text('everything', true)).not.toContain('only when somebody asks');
    expect(text('alarms', false)).not.toContain('only when somebody asks');
  });

  it('counts customers that are gone', () => {
    const gone = [{ cloud: 'global', tenantId: 'gone' } as const];
    expect(say({ customers: gone })).toContain('1 customer that is no longer on the list');
  });
});

describe('the answer to a watch', () => {
  const watch = makeWatch();

  it('tells how much is posted now, and how to look it through, add or stop it', () => {
    const { card } = tell({
      kind: 'added',
      watch,
      watches: [watch, makeWatch({ id: 2 })],
      posting: 5,
      isReading: true,
    });
    expect(readCardText(card)).toContain('The 5 worst incidents that are open now are being posted.');
    expect(readCardText(card)).toContain('1 other watch is set here.');
    expect(readActions(card).map(({ verb }) => verb)).toEqual([
      'list-watches',
      'show-watch-form',
      'unset-watch',
    ]);
    expect(readActions(card)[2]?.data).toEqual({ id: 1 });
  });

  it('offers the nearest customers for a name that fits none, with the rest of the rule', () => {
    const nearest = HIT.slice(0, 2).map((customer) => ({ customer, score: 0.5 }));
    const { card } = tell({
      kind: 'unclear',
      names: [{ name: 'Kontosso', search: { kind: 'none', nearest } }],
      rule: { scope: 'incidents', customers: HIT.slice(5, 6), service: 'Exchange' },
    });
    expect(readCardText(card)).toContain('No customer called “Kontosso”. Did you mean:');
    expect(readActions(card)[0]).toMatchObject({
      title: 'Contoso Ltd',
      verb: 'set-watch',
      data: {
        scope: 'incidents',
        customers: `global:${HIT[5]?.tenantId},global:${HIT[0]?.tenantId}`,
        service: 'Exchange',
      },
    });
  });

  it('says what was removed, and what is left', () => {
    const some = tell({ kind: 'removed', removed: [watch], left: 2 });
    expect(readCardText(some.card)).toContain(
      'One watch was removed. All customers · incidents and advisories',
    );
    expect(readCardText(some.card)).toContain('2 watches are still set here.');
    const all = tell({ kind: 'removed', removed: [watch], left: 0 });
    expect(all.summary).toContain('Nothing is watched here any more.');
  });
});

describe('the list of watches', () => {
  it('has a row each with a button to remove it, and pages of ten', () => {
    const watches = Array.from({ length: 25 }, (_, index) => makeWatch({ id: index + 1 }));
    const { card } = cards.watches({ watches, elsewhere: 3, parked: NONE_PARKED, find: findHit }, 10, reader);
    const actions = readActions(card);
    const removed = actions.filter(({ verb }) => verb === 'unset-watch').map(({ data }) => data.id);
    expect(removed).toEqual([11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 'all']);
    expect(actions.filter(({ verb }) => verb === 'list-watches').map(({ data }) => data.offset)).toEqual([
      0, 20,
    ]);
    expect(readCardText(card)).toContain('3 other conversations watch something.');
  });

  it('says why nothing was posted, and what to do about it', () => {
    const watch = makeWatch();
    const place = { ...watch.place, parked: { reason: 'blocked', at: NOW } as const };
    const reply = cards.watches(
      { watches: [{ ...watch, place }], elsewhere: 0, parked: NONE_PARKED, find: findHit },
      0,
      reader,
    );
    expect(readCardText(reply.card)).toContain('They have to allow them again.');
    expect(reply.summary).toContain('Nothing could be posted here.');
  });

  it('names conversations that are not posted to, where one can still type, on its first page', () => {
    const watches = Array.from({ length: 25 }, () => makeWatch());
    const list = { watches, elsewhere: 9, parked: PARKED, find: findHit };
    const text = readCardText(cards.watches(list, 0, reader).card);
    expect(text).toContain('7 other conversations can’t be posted to.');
    expect(text).toMatch(/Support › Outages, since \d+:\d+: gone, or the bot is not in it\./);
    expect(text).toContain('A channel (set up by Adele Vance), since');
    expect(text).toContain('A personal chat (set up by Megan Bowen), since');
    expect(text).toContain('has to allow them again. A group chat (set up by Adele Vance)');
    expect(text).toContain('and 2 more');
    expect(text).toContain('as soon as somebody writes to the bot there');
    expect(readCardText(cards.watches(list, 10, reader).card)).not.toContain('posted to');
  });

  it('leads to the set-up where nothing is watched', () => {
    const { card } = cards.watches(
      { watches: [], elsewhere: 0, parked: NONE_PARKED, find: findHit },
      0,
      reader,
    );
    expect(readActions(card)).toMatchObject([{ title: 'Set up', verb: 'show-watch-form' }]);
  });
});

describe('the form to set up a watch', () => {
  it('names its inputs as its button expects them, and sets none beforehand whose value is no word', () => {
    const { card } = cards.watchForm({ customers: HIT, services: ['Exchange Online'] }, reader);
    const inputs = listInputs(card);
    expect(inputs.map(({ id }) => id)).toEqual(['scope', 'customers', 'names', 'service', 'language']);
    expect(inputs.map(({ value }) => value)).toEqual(['everything', undefined, undefined, undefined, 'en']);
  });

  it('fits whatever the number of customers, and says how many it does not list', () => {
    const customers = Array.from({ length: 5_000 }, (_, index) => ({
      ...CONTOSO,
      tenantId: `00000000-0000-4000-8000-${String(index).padStart(12, '0')}`,
      name: '漢'.repeat(60),
    }));
    const { card } = cards.watchForm(
      { customers, services: Array.from({ length: 99 }, (_, i) => `Service ${i}`) },
      reader,
    );
    expect(measureBytes(card)).toBeLessThanOrEqual(MAX_CARD_BYTES);
    expect(readCardText(card)).toMatch(/\d+ of 5,000 are listed/);
  });
});

describe('the choice for whom to raise a request', () => {
  it('carries the incident, and the tenant as its input', () => {
    const { card } = cards.raiseChoice(makeLiving(makeOpen()), HIT, reader);
    expect(readActions(card)).toMatchObject([
      { verb: 'raise-living', data: { kind: 'incident', cloud: 'global', id: 'EX226574' } },
    ]);
    expect(listInputs(card).map(({ id }) => id)).toEqual(['tenantId']);
  });

  it('tells how to ask for those that it does not list', () => {
    const many = Array.from({ length: 40 }, () => HIT).flat();
    const { card } = cards.raiseChoice(makeLiving(makeOpen()), many, reader);
    expect(readCardText(card)).toContain(
      '100 of 560 are listed. For another one type, for example: request for Contoso',
    );
    expect(measureBytes(card)).toBeLessThanOrEqual(MAX_CARD_BYTES);
  });
});

describe('the status for the operator', () => {
  const judge = (overrides: Partial<StatusView>) => cards.status({ ...STATUS, ...overrides }, reader).summary;

  it('names conversations that are not posted to, and why', () => {
    const text = readCardText(cards.status({ ...STATUS, parked: PARKED }, reader).card);
    expect(text).toContain('7 conversations can’t be posted to');
    expect(text).toContain('Teams refused every message.');
    expect(text).toContain('and 2 more');
  });

  it('leads back to the living card it was opened from, and nowhere without a way back', () => {
    const { key } = makeLiving(makeOpen()).subject;
    const verbs = (living?: typeof key) =>
      readActions(cards.status(STATUS, reader, living).card).map(({ verb }) => verb);
    expect(verbs(key)).toEqual(['show-living', 'show-status', 'show-access']);
    expect(verbs()).toEqual(['show-status', 'show-access', 'list-watches']);
  });

  it('begins with a verdict', () => {
    expect(judge({})).toMatch(/^Everything works\./);
    expect(judge({ isPostingBehind: true })).toMatch(/^Posting is behind\./);
    expect(judge({ reading: { ...STATUS.reading, isBehind: true } })).toMatch(/^Reading is behind\./);
    expect(judge({ counts: undefined })).toMatch(/^The database does not answer\./);
  });

  it('tells readings, calls, cards, delays and conversations', () => {
    const text = readCardText(cards.status(STATUS, reader).card);
    for (const part of [
      '1,200 of 1,214 customers read',
      'Oldest reading at 11:20, 5 minutes ago',
      '3 servers share the work',
      'Microsoft Graph: 123,456 calls · 12 throttled · 3 failed',
      '34 cards wanted, 33 posted',
      '1 is behind, the oldest since 11:24',
      'half within 42 s, 95 of 100 within 2 min',
      '12 watches in 5 conversations',
      '1 conversation can’t be posted to',
    ])
      expect(text).toContain(part);
  });
});

/** The inputs of a card, in order. */
function listInputs(value: unknown): { readonly id: unknown; readonly value: unknown }[] {
  if (Array.isArray(value)) return value.flatMap(listInputs);
  if (typeof value !== 'object' || value === null) return [];
  const own =
    'type' in value && String(value.type).startsWith('Input.') && 'id' in value
      ? [{ id: value.id, value: 'value' in value ? value.value : undefined }]
      : [];
  return [...own, ...Object.values(value).flatMap(listInputs)];
}
