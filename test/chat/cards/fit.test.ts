import { describe, expect, it } from 'vitest';
import { MAX_CARD_BYTES, renderToFit } from '../../../src/chat/cards/fit.ts';
import { measureBytes } from '../../../src/chat/cards/render.ts';
import type { Language } from '../../../src/reader.ts';
import { makeCrowd } from '../../support/card-fixtures.ts';
import { hangHostileHistory } from '../../support/hostile-history.ts';
import { hangHostileRequests } from '../../support/hostile-requests.ts';
import { makeCards } from '../../support/make-cards.ts';
import { readActions } from '../../support/read-card.ts';

const LANGUAGES: readonly Language[] = ['en', 'fr', 'ko', 'zh-CN'];
const TEXTS: Readonly<Record<string, (what: string) => string>> = {
  Latin: (what) => `${what} ${'with a very long text '.repeat(500)}`,
  Han: (what) => what + '汉字测试内容，'.repeat(1_500),
  'words without an end': (what) => what + 'x'.repeat(10_000),
  emoji: (what) => what + '👩‍👩‍👧‍👦'.repeat(1_000),
  Thai: (what) => what + 'ที่นี่'.repeat(2_000),
  'escaped characters': (what) => `${what} ${'"\\'.repeat(5_000)}`,
};
const cards = makeCards();

describe.each(Object.entries(TEXTS))('a card full of %s', (_, text) => {
  const sizes = [
    [200, 100],
    [200, 200],
    [3, 100],
    [1, 100],
  ] as const;

  it.each(sizes)('fits Teams with %i services and %i incidents', (services, incidents) => {
    const crowd = makeCrowd(services, incidents, text);
    for (const language of LANGUAGES) {
      const reader = { language, timeZone: 'Asia/Shanghai' };
      const replies = [
        cards.health(crowd, reader),
        cards.services(crowd, 0, reader),
        cards.changes(crowd, { offset: 0 }, reader),
        ...[0, 50, 99].map((offset) => cards.service(crowd, crowd.services[0]?.name ?? '', offset, reader)),
      ];
      for (const { card } of replies) expect(measureBytes(card)).toBeLessThanOrEqual(MAX_CARD_BYTES);
    }
  });

  it.each(LANGUAGES)('fits Teams looking back and ahead in %s', (language) => {
    const replies = hangHostileHistory(cards, { language, timeZone: 'Asia/Shanghai' }, text('What'));
    for (const { card } of replies) expect(measureBytes(card)).toBeLessThanOrEqual(MAX_CARD_BYTES);
  });

  it.each(LANGUAGES)('fits Teams with service requests in %s', (language) => {
    const replies = hangHostileRequests(cards, { language, timeZone: 'Asia/Shanghai' }, text('What'));
    for (const { card } of replies) expect(measureBytes(card)).toBeLessThanOrEqual(MAX_CARD_BYTES);
  });

  it('fits Teams with a page of customers and a choice of them', () => {
    const customers = Array.from({ length: 10 }, (_, index) => ({
      cloud: 'china' as const,
      tenantId: `${index}`.padStart(36, '0'),
      name: text('Name'),
      domain: text('domain'),
    }));
    const matches = customers.map((customer) => ({ customer, score: 1 }));
    const reader = { language: 'zh-CN', timeZone: 'UTC' } as const;
    const replies = [
      cards.customers(
        { text: text('x'), customers, total: 1_000, offset: 20, limit: 10 },
        [
          { cloud: 'global', code: 'credentialRefused' },
          { cloud: 'china', code: 'unavailable' },
        ],
        reader,
      ),
      cards.chooseCustomer(
        { kind: 'several', matches, total: 1_000 },
        { text: text('x'), service: text('y') },
        [],
        reader,
      ),
    ];
    for (const { card } of replies) expect(measureBytes(card)).toBeLessThanOrEqual(MAX_CARD_BYTES);
  });
});

describe('what does not fit', () => {
  const crowd = makeCrowd(200, 100);
  const reader = { language: 'en', timeZone: 'UTC' } as const;

  it('can be had in full: every service from the health card', () => {
    const seen = new Set<unknown>();
    let next = readActions(cards.health(crowd, reader).card).find(({ verb }) => verb === 'show-services');
    for (let page = 0; next && page < 50; page++) {
      const { card } = cards.services(crowd, Number(next.data.offset), reader);
      const actions = readActions(card);
      for (const { verb, data } of actions) if (verb === 'show-service') seen.add(data.service);
      next = actions.find(({ title }) => title === 'Next');
    }
    expect(seen.size).toBe(200);
  });

  it('can be had in full: every incident of a service, page by page, and back again', () => {
    const storm = makeCrowd(1, 100, (what) => `${what} ${'long '.repeat(800)}`);
    const seen = new Set<string>();
    let offset = 0;
    for (let page = 0; page < 200; page++) {
      const { card } = cards.service(storm, storm.services[0]?.name ?? '', offset, reader);
      for (const [id] of JSON.stringify(card).matchAll(/EX\d{6}/g)) seen.add(id);
      const next = readActions(card).find(({ title }) => title === 'Next');
      if (!next) break;
      offset = Number(next.data.offset);
    }
    expect(seen.size).toBe(100);
  });

  it('is tried from the richest level down, and no further than needed', () => {
    const tried: number[] = [];
    const renderer = {
      render: ({ summary }: { summary: string }) => ({ card: { summary }, summary }),
      warm() {},
    };
    const reply = renderToFit(
      [90_000, 30_000, 20_000, 10],
      (size) => {
        tried.push(size);
        return { template: 'help', data: {}, summary: 'x'.repeat(size) };
      },
      renderer,
    );
    expect(tried).toEqual([90_000, 30_000, 20_000]);
    expect(reply.summary).toHaveLength(20_000);
  });
});
