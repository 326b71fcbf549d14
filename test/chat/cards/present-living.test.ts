import { describe, expect, it } from 'vitest';
import { MAX_CARD_BYTES } from '../../../src/chat/cards/fit.ts';
import { measureBytes } from '../../../src/chat/cards/render.ts';
import type { Reply } from '../../../src/chat/reply.ts';
import type { Language } from '../../../src/reader.ts';
import type { LivingCard } from '../../../src/watch/living-card.ts';
import { CONTOSO, MAIL_INCIDENT, NOW } from '../../support/card-fixtures.ts';
import { makeCards } from '../../support/make-cards.ts';
import { readActions, readCardText } from '../../support/read-card.ts';
import { PEOPLE } from '../../support/requests.ts';
import {
  HIT,
  hangWatchCards,
  makeComing,
  makeLiving,
  makeOpen,
  makeOver,
  makeStandstill,
  makeUnreadable,
  makeView,
} from '../../support/watch-gallery.ts';
import { makeTransition } from '../../support/watch-subjects.ts';

const cards = makeCards({ sandbox: false });
const reader = { language: 'en', timeZone: 'Europe/Paris' } as const;
const LANGUAGES: readonly Language[] = ['en', 'fr', 'ko', 'zh-CN'];
const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const ENDED = makeView({ customers: [], had: HIT });

function show(card: LivingCard, view = makeView()): Reply {
  return cards.living(card, view, reader);
}

function read(card: LivingCard, view = makeView()): string {
  return readCardText(show(card, view).card);
}

/** The titles of the card's own row of buttons. */
function readRow({ card }: Reply): string[] {
  const { actions } = card;
  return Array.isArray(actions) ? actions.map(({ title }) => String(title)) : [];
}

describe('the living card of an incident', () => {
  it('says what is wrong, for whom, since when, what Microsoft says and when it says more', () => {
    const text = read(makeLiving(makeOpen()));
    for (const part of [
      '● Exchange Online · Service degradation',
      "Some users can't send mail",
      '14 of our customers have it: Contoso Ltd, Fabrikam SARL, Northwind Traders and 11 more',
      'Since Sat 21 Nov, 09:15 · Updated 11:20 · Next update by 12:30',
      "“We've identified that a recent change",
      'times in CET',
    ])
      expect(text).toContain(part);
  });

  it('reads as a sentence where only its summary is shown', () => {
    expect(show(makeLiving(makeOpen())).summary).toBe(
      "Exchange Online degraded for 14 customers: Some users can't send mail",
    );
    expect(show(makeLiving(makeOver()), ENDED).summary).toBe(
      "Exchange Online resolved after 1 h 50 min: Some users can't send mail",
    );
  });

  it('can be taken, opened, told to a customer, turned into a request and silenced', () => {
    const reply = show(makeLiving(makeOpen()));
    expect(readRow(reply)).toEqual([
      'I’m on it',
      'Details',
      'Text for the customer',
      'Raise service request',
      'Snooze',
    ]);
    const ref = { kind: 'incident', cloud: 'global', id: 'EX226574' };
    const from = { cloud: 'global', incident: 'EX226574', from: 'living' };
    const byVerb = new Map(readActions(reply.card).map(({ verb, data }) => [verb, data]));
    expect(byVerb.get('take-living')).toEqual(ref);
    expect(byVerb.get('raise-living')).toEqual(ref);
    expect(byVerb.get('list-living-customers')).toEqual({ ...ref, offset: 0 });
    expect(byVerb.get('show-incident')).toEqual({ ...from, offset: 0 });
    expect(byVerb.get('show-customer-text')).toEqual({ ...from, at: 'living' });
  });

  it('offers to be quiet for an hour, for four, or until it is over', () => {
    const offers = readActions(show(makeLiving(makeOpen())).card)
      .filter(({ verb }) => verb === 'quieten-living')
      .map(({ data }) => data.hours);
    expect(offers).toEqual([1, 4, undefined]);
  });

  it('says who is on it and until when it is quiet, and ends the quiet at a press', () => {
    const quiet = { until: NOW + 2 * HOUR, by: PEOPLE.adele };
    const card = makeLiving(makeOpen(), { takers: [PEOPLE.adele, PEOPLE.megan], quiet });
    expect(read(card)).toContain('Adele Vance and Megan Bowen are on it Quiet until 13:25 (Adele Vance)');
    expect(readRow(show(card))[0]).toBe('Join or leave');
    const wake = readActions(show(card).card).find(({ title }) => title === 'Wake');
    expect(wake?.data).toMatchObject({ kind: 'incident', off: true });
  });

  it('names the day of what happens on another one', () => {
    const incident = { ...MAIL_INCIDENT, startedAt: NOW - 30 * HOUR };
    expect(read(makeLiving(makeOpen({ incident })))).toContain(
      'Since Fri 20 Nov, 05:25 · Updated Sat 21 Nov, 11:20',
    );
  });

  it('offers no list where all customers are named, and no request where nobody is hit', () => {
    const verbs = (view: Parameters<typeof makeView>[0]) =>
      readActions(show(makeLiving(makeOpen()), makeView(view)).card).map(({ verb }) => verb);
    expect(verbs({ customers: HIT.slice(0, 3) })).not.toContain('list-living-customers');
    expect(verbs({ customers: [] })).not.toContain('raise-living');
  });

  it('is green once it is resolved, tells the duration and asks whether the problem persists', () => {
    const reply = show(makeLiving(makeOver()), ENDED);
    const text = readCardText(reply.card);
    expect(JSON.stringify(reply.card)).toContain('"style":"good"');
    expect(text).toContain('✓ Resolved · lasted 1 h 50 min');
    expect(text).toContain('14 of our customers had it');
    expect(text).toContain('Still a problem for a customer?');
    expect(readRow(reply)).toEqual(['Raise service request', 'Details', 'Text for the customer']);
  });

  it('is not green where nobody said that it is mended', () => {
    const reply = show(makeLiving(makeOver({ outcome: 'notListed' })), ENDED);
    expect(JSON.stringify(reply.card)).not.toContain('"style":"good"');
    expect(readCardText(reply.card)).toContain('has not said how it ended');
  });

  it('says that it was a false positive, that it is open again', () => {
    expect(read(makeLiving(makeOver({ outcome: 'falsePositive' })), ENDED)).toContain('✓ False positive');
    const told = { ...makeOpen().told, turns: [NOW - HOUR, NOW - 10 * MINUTE] };
    const reopened = makeOpen({ turnedAt: NOW - 10 * MINUTE, told });
    expect(read(makeLiving(reopened))).toContain('Open again since 11:15');
  });

  it('is the same while nobody lists it for a moment: that makes no new version', () => {
    const away = makeLiving(makeOpen({ awaySince: NOW - 10 * MINUTE }));
    expect(show(away).card).toEqual(show(makeLiving(makeOpen())).card);
  });

  it('says under which id Microsoft 365 tells of an Azure event, and neither that it ended nor that it persists', () => {
    const text = read(makeLiving(makeOver({ outcome: 'listedAs', listedAs: 'MO555' })), ENDED);
    expect(text).toContain('Now followed as MO555');
    expect(text).toContain('Microsoft 365 lists it as MO555: how it goes on is told there.');
    expect(text).not.toMatch(/Resolved|Still a problem/);
  });

  it('says that it is not watched any more, and can be watched again', () => {
    const nobody = makeView({ customers: [], isWatched: false });
    expect(readCardText(show(makeLiving(makeOpen()), nobody).card)).not.toContain('None of the customers');
    const reply = show(makeLiving(makeOpen()), makeView({ isWatched: false }));
    expect(readCardText(reply.card)).toContain('Not watched here any more.');
    expect(readRow(reply)).toEqual([
      'Details',
      'Text for the customer',
      'Raise service request',
      'Watch again',
    ]);
  });

  it('keeps within 25 KB with 500 customers and a post of 50 KB, in the widest letters', () => {
    for (const letter of ['x', '漢', '"']) {
      const customers = Array.from({ length: 500 }, (_, index) => ({
        ...CONTOSO,
        tenantId: `t${index}`,
        name: letter.repeat(200),
      }));
      const incident = {
        ...MAIL_INCIDENT,
        title: letter.repeat(2_000),
        posts: [{ at: NOW, html: `<p>${letter.repeat(50_000)}</p>` }],
      };
      const takers = Array.from({ length: 5 }, () => ({ ...PEOPLE.adele, name: letter.repeat(500) }));
      for (const language of LANGUAGES) {
        const card = makeLiving(makeOpen({ incident }), { takers });
        const reply = cards.living(card, makeView({ customers }), { ...reader, language });
        expect(measureBytes(reply.card)).toBeLessThanOrEqual(MAX_CARD_BYTES);
      }
    }
  });
});

describe('a card that was opened from a living card', () => {
  const coverage = {
    total: 1,
    read: 1,
    untried: 0,
    azureUnread: 0,
    failed: {},
    oldestReadAt: NOW,
    newestReadAt: NOW,
  };
  const seen = {
    cloud: 'global',
    incident: MAIL_INCIDENT,
    customers: HIT,
    coverage,
    readAt: NOW,
    keptAt: undefined,
    reportOf: undefined,
  } as const;
  const back = { verb: 'show-living', data: { kind: 'incident', cloud: 'global', id: 'EX226574' } };
  const findBack = ({ card }: Reply) => readActions(card).filter(({ title }) => title === 'Back');

  it('leads back to it: from the incident, and from the text for the customer', () => {
    expect(findBack(cards.incident(seen, { offset: 0, from: 'living' }, reader))).toMatchObject([back]);
    const text = cards.customerText(seen, { from: 'living', at: 'living', language: 'fr' }, reader);
    expect(findBack(text)).toMatchObject([back]);
  });

  it('leads back to it from the list of its customers', () => {
    expect(findBack(cards.livingCustomers(makeLiving(makeOpen()), makeView(), 0, reader))).toMatchObject([
      back,
    ]);
  });
});

describe('every living card', () => {
  it.each(LANGUAGES)('is the same whenever it is drawn (%s)', (language) => {
    const draw = (clock: () => number) =>
      hangWatchCards(makeCards({ clock }), { language, timeZone: 'Europe/Paris' }).filter(([name]) =>
        /^(living|reply)-/.test(name),
      );
    const later = draw(() => NOW + 400 * 24 * HOUR);
    expect(later.length).toBeGreaterThan(30);
    expect(draw(() => NOW)).toEqual(later);
  });

  it('says nothing that is only true for a moment', () => {
    for (const [name, { card }] of hangWatchCards(cards, reader)) {
      if (name.startsWith('living-')) expect(readCardText(card), name).not.toMatch(/just now|\bago\b/);
    }
  });
});

describe('the living card of a planned change', () => {
  it('says by when to act, what, for whom and what is to be done', () => {
    const text = read(makeLiving(makeComing()));
    for (const part of [
      '◐ Act by Mon 30 Nov',
      'Basic authentication for SMTP AUTH is being retired',
      'Major change · Exchange Online · MC1172851',
      'Announced to 14 of our customers',
      'To do: “find out which devices still use it.”',
    ])
      expect(text).toContain(part);
  });

  it('leads to the change and back to the card', () => {
    const details = readActions(show(makeLiving(makeComing())).card).find(
      ({ verb }) => verb === 'show-change',
    );
    expect(details?.data).toMatchObject({ cloud: 'global', change: 'MC1172851', from: 'living' });
    const opened = cards.change(
      { cloud: 'global', change: makeComing().change, customers: HIT, from: 'living' },
      0,
      reader,
    );
    const back = readActions(opened.card).find(({ title }) => title === 'Back');
    expect(back).toMatchObject({ verb: 'show-living', data: { kind: 'change', id: 'MC1172851' } });
  });

  it('says that it was cancelled', () => {
    expect(read(makeLiving(makeComing({ phase: 'cancelled' })))).toContain('○ Cancelled');
  });
});

describe('the living notice of customers that cannot be read', () => {
  it('says which, why and what mends it, each reason once', () => {
    const text = read(makeLiving(makeUnreadable()));
    expect(text).toContain('? 14 customers can no longer be read');
    expect(text).toContain('Contoso Ltd, Fabrikam SARL and 8 more: This customer has not given the app');
    expect(text).toContain('Customer 10, Customer 11 and 2 more: Microsoft did not let us sign in');
  });

  it('leads to the list of what is to be mended, which leads back', () => {
    const [show14] = readActions(show(makeLiving(makeUnreadable())).card).filter(
      ({ verb }) => verb === 'show-access',
    );
    expect(show14?.data).toMatchObject({ living: { kind: 'access', id: 'access-1' } });
  });

  it('says for how long it was once all can be read again', () => {
    const state = makeUnreadable({ phase: 'over', overAt: NOW - HOUR });
    expect(read(makeLiving(state), ENDED)).toContain('✓ All can be read again · lasted 2 h');
  });
});

describe('the alarm of a standstill', () => {
  it('says since when, how much waits, and where to look', () => {
    const text = read(makeLiving(makeStandstill()), makeView({ customers: [] }));
    expect(text).toContain('● Reading stands still');
    expect(text).toContain('Nothing read since Sat 21 Nov, 11:00; 1,214 customers wait');
    expect(text).toContain('Check whether the bot’s server reaches Microsoft');
  });
});

describe('a reply in the thread of a living card', () => {
  const reply = (kinds: readonly Parameters<typeof makeTransition>[0][], card = makeLiving(makeOver())) =>
    cards.livingReply(
      card,
      kinds.map((kind, index) => makeTransition(kind, { at: NOW + index, to: 'serviceInterruption' })),
      reader,
    );

  it('is one line that is understood away from its card', () => {
    const { card, summary } = reply(['resolved']);
    expect(readCardText(card)).toBe(
      "✓ Exchange Online: resolved after 1 h 50 min EX226574 · Some users can't send mail",
    );
    expect(summary).toBe(
      "Exchange Online: resolved after 1 h 50 min · EX226574 · Some users can't send mail",
    );
  });

  it('tells the latest three of several, the newest last', () => {
    const text = readCardText(reply(['worse', 'resolved', 'worse', 'reopened']).card);
    expect(text).toMatch(/^✓ .*resolved.* ● .*got worse: Service interruption ● .*open again/);
    expect(text.match(/got worse/g)).toHaveLength(1);
  });

  it('says how bad it got, in whatever words the change was kept', () => {
    const worse = (to: string) =>
      readCardText(cards.livingReply(makeLiving(makeOpen()), [makeTransition('worse', { to })], reader).card);
    expect(worse('serviceInterruption')).toContain('got worse: Service interruption');
    expect(worse('down')).toContain('got worse: Service interruption');
    expect(worse('incident')).toContain('got worse: Incident');
    expect(worse('')).toContain('got worse: Service degradation');
  });

  it('names the day by which to act, and the hour when maintenance begins', () => {
    expect(readCardText(reply(['dayBefore'], makeLiving(makeComing())).card)).toContain(
      'Within a day, Mon 30 Nov: Basic authentication',
    );
    const happensAt = NOW + HOUR;
    const state = makeComing({ change: { ...makeComing().change, actionRequiredBy: undefined }, happensAt });
    expect(readCardText(reply(['hourBefore'], makeLiving(state)).card)).toContain(
      'Within the hour, Sat 21 Nov, 12:25: Basic authentication',
    );
  });
});
