import { describe, expect, it } from 'vitest';
import { MAX_CARD_BYTES } from '../../../src/chat/cards/fit.ts';
import { CHANGES_AT_A_TIME } from '../../../src/chat/cards/present-request-changes.ts';
import { measureBytes } from '../../../src/chat/cards/render.ts';
import type { Reply } from '../../../src/chat/reply.ts';
import type { RequestChange } from '../../../src/requests/change.ts';
import { CONTOSO, NOW } from '../../support/card-fixtures.ts';
import { makeCards } from '../../support/make-cards.ts';
import { readActions, readCardText } from '../../support/read-card.ts';
import { EVERY_CHANGE, PARTNER_CENTER_REQUEST, raise, raiseInAzure } from '../../support/request-gallery.ts';
import { makeChange } from '../../support/requests.ts';

const cards = makeCards({ sandbox: false });
const reader = { language: 'en', timeZone: 'Europe/Paris' } as const;

function press(reply: Reply, title: string): Readonly<Record<string, unknown>> | undefined {
  return readActions(reply.card).find((action) => action.title === title)?.data;
}

/** 20,000 characters in which every word is another one. */
function writeWords(letter: string, length = 20_000): string {
  let text = '';
  for (let index = 0; text.length < length - 10; index++)
    text += `${letter}${index}${index % 50 === 0 ? '\n\n' : ' '}`;
  return text.trim();
}

describe('a request in full', () => {
  it('holds every fact on its first page', () => {
    const text = readCardText(cards.requestText(raiseInAzure(), 0, reader).card);
    for (const part of [
      'Tenant id: 11111111-2222-4333-8444-555555555555',
      'Category: Performance and availability',
      'Since: 21 Nov 2026, 08:25 CET',
      'People affected: 40 people',
      'Contact (partner): Adele Vance, adele.vance@fabrikam.com',
      'Subscription: Contoso production',
      'Our reference: SR-1042',
    ])
      expect(text).toContain(part);
  });

  it('holds every word, page by page, and back again', () => {
    const description = writeWords('w');
    const request = raise({ description });
    const read: string[] = [];
    const pages: Reply[] = [];
    for (let offset = 0; pages.length < 50; ) {
      const reply = cards.requestText(request, offset, reader);
      pages.push(reply);
      expect(measureBytes(reply.card)).toBeLessThanOrEqual(MAX_CARD_BYTES);
      read.push(readCardText(reply.card));
      const next = press(reply, 'Next');
      if (!next) break;
      expect(next.number).toBe(1042);
      offset = Number(next.offset);
    }
    const words = read.join(' ').match(/\bw\d+/g);
    expect(words).toEqual(description.match(/w\d+/g));
    expect(pages.slice(-1).map((last) => press(last, 'Previous')?.offset)).toEqual([pages.length - 2]);
  });

  it('fits in every script', () => {
    for (const long of ['漢'.repeat(20_000), '"\\\n'.repeat(6_000), 'ที่'.repeat(6_000), 'a\n'.repeat(10_000)])
      for (const offset of [0, 1, 1_000]) {
        const { card } = cards.requestText(raise({ title: long, description: long }), offset, reader);
        expect(measureBytes(card)).toBeLessThanOrEqual(MAX_CARD_BYTES);
      }
  });
});

describe('the history of a request', () => {
  const notes = Array.from({ length: 23 }, (_, index) =>
    makeChange({
      sequence: 23 - index,
      at: NOW - index * 60_000,
      change: {
        kind: 'note',
        text: index % 5 === 0 ? writeWords(`n${index}x`) : `n${index}x0`,
        toVendor: false,
      },
    }),
  );

  function showPage(offset: number, part: number): Reply {
    const changes = notes.slice(offset, offset + CHANGES_AT_A_TIME);
    return cards.requestChanges(raise(), changes, { offset, part, total: notes.length }, reader);
  }

  it('holds every word of every note, forwards and backwards', () => {
    const words = notes.flatMap(({ change }) =>
      change.kind === 'note' ? change.text.match(/n\d+x\d+/g) : [],
    );
    const forwards: string[] = [];
    let at: Readonly<Record<string, unknown>> | undefined = { offset: 0, part: 0 };
    let last = at;
    for (let count = 0; at && count < 200; count++) {
      last = at;
      const reply = showPage(Number(at.offset), Number(at.part));
      expect(measureBytes(reply.card)).toBeLessThanOrEqual(MAX_CARD_BYTES);
      forwards.push(readCardText(reply.card));
      at = press(reply, 'Next');
    }
    expect(forwards.join(' ').match(/n\d+x\d+/g)).toEqual(words);
    const backwards: string[] = [];
    at = last;
    for (let count = 0; at && count < 200; count++) {
      const reply = showPage(Number(at.offset), Number(at.part));
      backwards.unshift(readCardText(reply.card));
      at = press(reply, 'Previous');
    }
    expect(backwards).toEqual(forwards);
  });

  it('says of each change who, what and when', () => {
    const text = readCardText(
      cards.requestChanges(raise(), EVERY_CHANGE, { offset: 0, total: EVERY_CHANGE.length }, reader).card,
    );
    for (const part of [
      'Adele Vance closed it',
      'Microsoft set it to “Waiting for us”',
      'Adele Vance reopened it',
      'Megan Bowen wrote to Microsoft 11:18 Restarted it twice; no change.',
      'Megan Bowen changed the severity from B to A',
      'Megan Bowen replaced ticket number 119120321001170 by 119120321001171',
      'Microsoft opened ticket 119120321001170',
      'Adele Vance sent it on to Microsoft’s portal',
    ])
      expect(text).toContain(part);
  });

  it('has its own sentence while it is empty', () => {
    const { card } = cards.requestChanges(raise(), [], { offset: 0, total: 0 }, reader);
    expect(readCardText(card)).toContain('Nothing has happened yet.');
  });

  it.each([
    'en',
    'fr',
    'ko',
    'zh-CN',
  ] as const)('says every kind of change in %s, each in another way', (language) => {
    const said = EVERY_CHANGE.map(({ by, ...change }: RequestChange) => {
      const only = [{ ...change, by }];
      return cards.requestTold(raise(), only, { purpose: 'helpdesk' }, { ...reader, language }).summary;
    });
    expect(new Set(said).size).toBe(EVERY_CHANGE.length);
  });
});

describe('a request of Partner Center', () => {
  it('shows its notes, newest first, and takes another', () => {
    const reply = cards.vendorRequest(CONTOSO, PARTNER_CENTER_REQUEST, 0, reader);
    const text = readCardText(reply.card);
    expect(text).toContain('616122292874576 · Contoso Ltd');
    expect(text.indexOf('run the batch again')).toBeLessThan(text.indexOf('stopped and started'));
    expect(press(reply, 'Send note')).toEqual({
      cloud: 'global',
      tenantId: CONTOSO.tenantId,
      id: '616122292874576',
    });
  });

  it('fits with 100 notes of 20,000 characters', () => {
    const notes = Array.from({ length: 100 }, () => ({ by: 'x', at: undefined, text: '漢'.repeat(20_000) }));
    for (const offset of [0, 50, 100_000]) {
      const { card } = cards.vendorRequest(CONTOSO, { ...PARTNER_CENTER_REQUEST, notes }, offset, reader);
      expect(measureBytes(card)).toBeLessThanOrEqual(MAX_CARD_BYTES);
    }
  });
});
