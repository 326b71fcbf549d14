import { describe, expect, it } from 'vitest';
import { MAX_CARD_BYTES } from '../../../src/chat/cards/fit.ts';
import { measureBytes } from '../../../src/chat/cards/render.ts';
import { listServices, makeReport, NOW, QUIET } from '../../support/card-fixtures.ts';
import { makeIncident } from '../../support/incidents.ts';
import { makeCards } from '../../support/make-cards.ts';
import { readActions, readCardText } from '../../support/read-card.ts';

const cards = makeCards();
const reader = { language: 'en', timeZone: 'UTC' } as const;
const SERVICES = listServices({ 'Exchange Online': 'serviceDegradation' });
const ASKED = { service: 'Exchange Online', incident: 'EX226574', offset: 0 };

function readAllPages(html: readonly string[]) {
  const posts = html.map((text, at) => ({ at: NOW - at * 60_000, html: text }));
  const report = makeReport({ services: SERVICES, incidents: [makeIncident({ posts })] });
  const texts: string[] = [];
  for (let offset: number | undefined = 0; offset !== undefined && texts.length < 100; ) {
    const { card } = cards.incident(report, { ...ASKED, offset }, reader);
    expect(measureBytes(card)).toBeLessThanOrEqual(MAX_CARD_BYTES);
    texts.push(readCardText(card));
    const next = readActions(card).find(({ title }) => title === 'Next');
    offset = next === undefined ? undefined : Number(next.data.offset);
  }
  return texts;
}

describe('one incident in full', () => {
  it('fits one card when it is short, newest post first', () => {
    const pages = readAllPages(['<p>The newest.</p>', '<p>The oldest.</p>']);
    expect(pages).toHaveLength(1);
    expect(pages[0]).toMatch(/^Some users can't send mail Exchange Online .*The newest\..*The oldest\./);
    expect(pages[0]).not.toContain('Page');
  });

  it('shows a post of 50 KB to its last word, a page at a time', () => {
    const pages = readAllPages([`<p>${'Word after word. '.repeat(3_000)}The very end.</p>`]);
    expect(pages.length).toBeGreaterThan(2);
    expect(pages[0]).toContain(`Page 1 of ${pages.length}`);
    expect(pages.at(-1)).toContain('The very end.');
  });

  it('shows 60 posts', () => {
    const pages = readAllPages(
      Array.from({ length: 60 }, (_, at) => `Post number ${at}: ${'we go on. '.repeat(60)}`),
    );
    for (let at = 0; at < 60; at += 1) expect(pages.join(' ')).toContain(`Post number ${at}:`);
  });

  it('fits the card whatever the letters', () => {
    expect(readAllPages(['\u4f60\u597d'.repeat(10_000)]).length).toBeGreaterThan(1);
    expect(readAllPages(['"'.repeat(30_000)]).length).toBeGreaterThan(1);
  });

  it('leads back to its service, and shows that when the incident is over', () => {
    const report = makeReport({ services: SERVICES, incidents: [makeIncident()] });
    const back = readActions(cards.incident(report, ASKED, reader).card).find(
      ({ title }) => title === 'Back',
    );
    expect(back?.verb).toBe('show-service');
    expect(readCardText(cards.incident(QUIET, ASKED, reader).card)).toMatch(
      /Exchange Online .*reported as healthy/,
    );
  });
});
