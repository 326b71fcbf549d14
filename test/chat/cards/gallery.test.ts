import { describe, expect, it } from 'vitest';
import { ACTION_DATA, isVerb } from '../../../src/chat/actions/verbs.ts';
import { MAX_CARD_BYTES } from '../../../src/chat/cards/fit.ts';
import { measureBytes } from '../../../src/chat/cards/render.ts';
import type { Language } from '../../../src/reader.ts';
import { hangCards } from '../../support/card-gallery.ts';
import { makeCards } from '../../support/make-cards.ts';
import { drawCard } from '../../support/microsoft-renderer.ts';
import { readActions, readCardText, readLinks } from '../../support/read-card.ts';

const LANGUAGES: readonly Language[] = ['en', 'fr', 'ko', 'zh-CN'];
const cards = makeCards();

/** Every list of buttons of a card. */
function listButtonRows(value: unknown): unknown[][] {
  if (Array.isArray(value)) return value.flatMap(listButtonRows);
  if (typeof value !== 'object' || value === null) return [];
  const own = 'actions' in value && Array.isArray(value.actions) ? [value.actions] : [];
  return [...own, ...Object.values(value).flatMap(listButtonRows)];
}

describe.each(LANGUAGES)('every card in %s', (language) => {
  const gallery = [...hangCards(cards, { language, timeZone: 'Europe/Paris' })];

  it.each(gallery)('%s is an Adaptive Card 1.5 without a flaw', (_, { card }) => {
    expect(drawCard(card).complaints).toEqual([]);
    expect(card).toMatchObject({ type: 'AdaptiveCard', version: '1.5' });
  });

  it.each(gallery)('%s has nothing left open and nothing missing', (_, { card }) => {
    const json = JSON.stringify(card);
    expect(json).not.toContain('${');
    expect(json).not.toMatch(/\bnull\b|undefined|NaN|Invalid Date|\[object/);
  });

  it.each(
    gallery,
  )('%s speaks one sentence to a phone, and the same to a client that cannot draw', (_, reply) => {
    expect(reply.summary).not.toBe('');
    expect(reply.summary.length).toBeLessThan(250);
    expect(reply.card.fallbackText).toBe(reply.summary);
  });

  it.each(gallery)('%s has buttons whose data the bot accepts', (_, { card }) => {
    for (const { verb, data, title } of readActions(card)) {
      expect(title).not.toBe('');
      expect(isVerb(verb), verb).toBe(true);
      if (isVerb(verb)) expect(ACTION_DATA[verb].safeParse(data).error, verb).toBeUndefined();
    }
    for (const link of readLinks(card)) expect(link).toMatch(/^https:\/\//);
  });

  it.each(gallery)('%s has at most five buttons in a row', (_, { card }) => {
    for (const row of listButtonRows(card)) expect(row.length).toBeLessThanOrEqual(5);
  });

  it.each(gallery)('%s says that its data comes from the sandbox', (name, { card }) => {
    const words = { en: 'Sandbox data', fr: 'Données fictives', ko: '샌드박스 데이터', 'zh-CN': '沙盒数据' };
    expect(readCardText(card), name).toContain(words[language]);
  });

  it.each(gallery)('%s is small enough for Teams', (_, { card }) => {
    expect(measureBytes(card)).toBeLessThanOrEqual(MAX_CARD_BYTES);
  });
});

describe('cards outside the sandbox', () => {
  it('do not mention it', () => {
    const gallery = hangCards(makeCards({ sandbox: false }), { language: 'en', timeZone: 'UTC' });
    for (const [name, { card }] of gallery) expect(readCardText(card), name).not.toContain('Sandbox');
  });
});
