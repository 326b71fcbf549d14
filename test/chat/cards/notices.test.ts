import { describe, expect, it } from 'vitest';
import { CONTOSO, TAILWIND_CHINA } from '../../support/card-fixtures.ts';
import { makeCards } from '../../support/make-cards.ts';
import { readActions, readCardText } from '../../support/read-card.ts';

const cards = makeCards({ sandbox: false });
const reader = { language: 'en', timeZone: 'Europe/Paris' } as const;

describe('a notice', () => {
  it('shows an example to someone who wrote nothing', () => {
    expect(readCardText(cards.empty(reader).card)).toContain('for example: health for Contoso');
    expect(readCardText(cards.attachment(reader).card)).toContain('I can’t read attachments.');
  });

  it('offers the word that was probably meant', () => {
    const nearest = { kind: 'health', word: 'health' } as const;
    const { card, summary } = cards.unknown({ kind: 'unknown', text: 'helth', nearest }, reader);
    expect(readCardText(card)).toContain('You wrote “helth”. Did you mean “health”?');
    expect(summary).toBe('I didn’t understand that. You wrote “helth”. Did you mean “health”?');
  });

  it('leads to the service requests when their word was mistyped alone', () => {
    for (const kind of ['request', 'requests'] as const) {
      const nearest = { kind, word: kind };
      const { card } = cards.unknown({ kind: 'unknown', text: 'reqest', nearest }, reader);
      expect(readActions(card).map(({ verb }) => verb)).toContain('list-requests');
    }
  });

  it('says that nothing was done for an old button', () => {
    expect(readCardText(cards.stale(reader).card)).toContain('Nothing was done.');
    expect(readCardText(cards.customerGone(reader).card)).toContain('no longer on the list');
  });

  it('says how many customers are there while the rest is loading', () => {
    expect(readCardText(cards.loading(0, reader).card)).toContain('This takes a moment after a start.');
    expect(readCardText(cards.loading(1_200, reader).card)).toContain('1,200 customers are there so far');
  });

  it('gives the reference of an error', () => {
    expect(readCardText(cards.error('7K2Q9F', reader).card)).toContain('7K2Q9F');
  });

  it('always leads on', () => {
    for (const { card } of [cards.empty(reader), cards.stale(reader), cards.error('x', reader)]) {
      expect(readActions(card).map(({ verb }) => verb)).toEqual(
        expect.arrayContaining(['list-customers', 'show-help']),
      );
    }
  });
});

describe('help', () => {
  it('fits one screen, with examples to type and customers to press', () => {
    const { card } = cards.help(reader, [CONTOSO, TAILWIND_CHINA]);
    const text = readCardText(card);
    for (const example of [
      'health for Contoso',
      'is Teams down at Contoso?',
      'customers contoso',
      'request for Contoso',
      'helpdesk here',
    ]) {
      expect(text).toContain(example);
    }
    expect(readActions(card).map(({ verb }) => verb)).toEqual([
      'show-health',
      'show-health',
      'show-overview',
      'list-customers',
    ]);
  });

  it('does without customers while there are none', () => {
    expect(readCardText(cards.help(reader).card)).not.toContain('Try it');
  });

  it('tells who may raise requests for one cloud only for which', () => {
    const help = (clouds: readonly string[]) =>
      readCardText(cards.help(reader, [], { may: (_, cloud) => clouds.includes(cloud ?? 'china') }).card);
    expect(help(['china'])).toContain('A service request for customers in 21Vianet');
    expect(help(['china', 'global'])).not.toContain('21Vianet');
  });
});
