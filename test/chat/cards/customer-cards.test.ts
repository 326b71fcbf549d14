import { describe, expect, it } from 'vitest';
import { CONTOSO, TAILWIND_CHINA } from '../../support/card-fixtures.ts';
import { makeCards } from '../../support/make-cards.ts';
import { readActions, readCardText } from '../../support/read-card.ts';

const cards = makeCards();
const reader = { language: 'en', timeZone: 'Europe/Paris' } as const;
const TWIN = { ...CONTOSO, tenantId: 'twin', domain: 'contoso.fr' };
const matches = [CONTOSO, TWIN, TAILWIND_CHINA].map((customer) => ({ customer, score: 0.8 }));
const list = { text: '', customers: [CONTOSO, TAILWIND_CHINA], total: 24, offset: 10, limit: 10 };

describe('the choice of a customer', () => {
  it('tells customers of the same name apart, and marks the cloud of 21Vianet', () => {
    const { card } = cards.chooseCustomer(
      { kind: 'several', matches, total: 3 },
      { text: 'cont' },
      [],
      reader,
    );
    expect(readCardText(card)).toMatch(/^Which customer\? 3 customers fit “cont”\./);
    expect(readActions(card).map(({ title }) => title)).toEqual([
      'Contoso Ltd · contoso.onmicrosoft.com',
      'Contoso Ltd · contoso.fr',
      '顺风玩具（上海）有限公司 · tailwind.partner.onmschina.cn · 21Vianet',
      'All customers',
    ]);
  });

  it('says how to narrow down when many fit, and leads to all of them', () => {
    const { card } = cards.chooseCustomer(
      { kind: 'several', matches, total: 200 },
      { text: 'co' },
      [],
      reader,
    );
    expect(readCardText(card)).toContain('Type more of the name, or the domain.');
    expect(readActions(card).at(-1)).toEqual({
      title: 'Show all 200',
      verb: 'list-customers',
      data: { text: 'co', offset: 0 },
    });
  });

  it('keeps the service that was asked about', () => {
    const asked = { text: 'co', service: 'Exchange' };
    const { card } = cards.chooseCustomer({ kind: 'several', matches, total: 3 }, asked, [], reader);
    expect(readActions(card)[0]?.data).toEqual({
      cloud: 'global',
      tenantId: CONTOSO.tenantId,
      service: 'Exchange',
    });
  });

  it('shows six at most', () => {
    const many = Array.from({ length: 20 }, (_, index) => ({
      customer: { ...CONTOSO, tenantId: `t${index}` },
      score: 1,
    }));
    const { card } = cards.chooseCustomer(
      { kind: 'several', matches: many, total: 20 },
      { text: 'co' },
      [],
      reader,
    );
    expect(readActions(card).filter(({ verb }) => verb === 'show-health')).toHaveLength(6);
  });

  it('offers the nearest names when none fits, and the list when nothing is near', () => {
    const near = cards.chooseCustomer({ kind: 'none', nearest: matches }, { text: 'Kontosso' }, [], reader);
    expect(readCardText(near.card)).toMatch(/^No customer called “Kontosso”\. Did you mean: Contoso Ltd/);
    const nothing = cards.chooseCustomer({ kind: 'none', nearest: [] }, { text: 'xyz' }, [], reader);
    expect(readCardText(nothing.card)).toContain('Look through the list');
    expect(readActions(nothing.card).map(({ verb }) => verb)).toEqual(['list-customers']);
  });

  it('says whose customers could not be loaded', () => {
    const { card } = cards.chooseCustomer(
      { kind: 'none', nearest: [] },
      { text: 'x' },
      [{ cloud: 'china', code: 'unavailable' }],
      reader,
    );
    expect(readCardText(card)).toContain(
      'Customers in the cloud operated by 21Vianet (China) could not be loaded',
    );
  });
});

describe('the list of customers', () => {
  it('shows where it is, and turns pages', () => {
    const { card } = cards.customers(list, [], reader);
    expect(readCardText(card)).toMatch(/^Customers 24 customers · 11–12/);
    expect(readActions(card).filter(({ verb }) => verb === 'list-customers')).toEqual([
      { title: 'Previous', verb: 'list-customers', data: { text: '', offset: 0 } },
      { title: 'Next', verb: 'list-customers', data: { text: '', offset: 12 } },
    ]);
  });

  it('keeps the search when it turns pages, and leads back to all', () => {
    const { card, summary } = cards.customers({ ...list, text: 'co' }, [], reader);
    expect(summary).toBe('24 customers fit “co”');
    const data = readActions(card).flatMap((action) =>
      action.verb === 'list-customers' ? [action.data.text] : [],
    );
    expect(data).toEqual(['co', 'co', '']);
  });

  it('has sentences for being empty', () => {
    const empty = { ...list, customers: [], total: 0, offset: 0 };
    expect(readCardText(cards.customers(empty, [], reader).card)).toContain('There are no customers yet.');
    expect(readCardText(cards.customers({ ...empty, text: 'x' }, [], reader).card)).toContain(
      'No customer fits “x”.',
    );
  });
});
