import { describe, expect, it } from 'vitest';
import { createScene } from '../../../src/chat/cards/scene.ts';
import { splitText } from '../../../src/chat/cards/split-text.ts';
import { layOutTimeline } from '../../../src/chat/cards/timeline.ts';
import { createLanguages } from '../../../src/chat/languages/languages.ts';

const NOW = Date.UTC(2026, 10, 21, 12);
const scene = createScene(
  { reader: { language: 'en', timeZone: 'UTC' }, now: NOW, sandbox: false },
  createLanguages(),
  {
    serviceHealth: () => '',
    portal: () => '',
    fix: () => undefined,
    relationship: () => '',
    incidentReport: () => undefined,
    serviceRequests: () => '',
  },
);
const layOut = (texts: readonly string[]) =>
  layOutTimeline(
    texts.map((html, at) => ({ at: NOW - at * 3_600_000, html })),
    ({ html }) => html,
    scene,
  );
const wordsOf = (pages: ReturnType<typeof layOut>) =>
  pages.flat().flatMap(({ paragraphs }) => paragraphs.flatMap(({ text }) => text.split(/\s+/)));

describe('splitText', () => {
  it.each([
    ['words', 'The quick brown fox, jumps; over the lazy dog. '.repeat(40).trim()],
    ['one endless word', 'x'.repeat(500)],
    ['Han', '我们正在重新启动受影响的服务器。'.repeat(30)],
    ['emoji families', '👨‍👩‍👧‍👦'.repeat(60)],
    ['punctuation at every cut', 'word - '.repeat(100).trim()],
  ])('loses nothing of %s', (_what, text) => {
    const pieces = splitText(text, 50);
    expect(pieces.join('').replaceAll(' ', '')).toBe(text.replaceAll(' ', ''));
    for (const piece of pieces) expect(piece.length).toBeLessThanOrEqual(60);
  });

  it('cuts between words', () => {
    const text = 'The quick brown fox jumps over the lazy dog. '.repeat(10).trim();
    expect(splitText(text, 30).join(' ')).toBe(text);
  });

  it('keeps a short text whole', () => {
    expect(splitText('short', 30)).toEqual(['short']);
    expect(splitText('', 30)).toEqual([]);
  });
});

describe('a timeline under a head', () => {
  const show = (texts: readonly string[]) =>
    layOutTimeline(
      texts.map((html, at) => ({ at: NOW - at * 3_600_000, html })),
      ({ html }) => html,
      scene,
      ['Mail is slow', 'Users wait for mail'],
    )
      .flat()
      .map(({ paragraphs }) => paragraphs.map(({ text }) => text));

  it('repeats neither title nor impact, nor what the newer post said', () => {
    expect(
      show([
        'Title: Mail is slow\nUser impact: Users wait for mail.\n\nCurrent status: We test it.\n\nScope of impact: Europe',
        'Title: Mail is slow\n\nCurrent status: We mend it.\n\nScope of impact: Europe',
        'Title: Mail is slower\n\nCurrent status: We mend it.\n\nScope of impact: Asia',
      ]),
    ).toEqual([
      ['Current status: We test it.', 'Scope of impact: Europe'],
      ['Current status: We mend it.'],
      ['Title: Mail is slower', 'Scope of impact: Asia'],
    ]);
  });

  it('keeps a heading with what stands under it', () => {
    expect(show(['Affected:\n\nMail', 'Affected:\n\nCalendars'])).toEqual([
      ['Affected:', 'Mail'],
      ['Affected:', 'Calendars'],
    ]);
  });

  it('says so where a post has the same text', () => {
    expect(show(['We mend it.', 'We mend it.'])).toEqual([
      ['We mend it.'],
      ['Same text as in the newer update.'],
    ]);
  });
});

describe('layOutTimeline', () => {
  it('puts short posts on one page, newest first, each with its time', () => {
    const pages = layOut(['Newest.\n\nWith two paragraphs.', 'Older.']);
    expect(pages).toEqual([
      [
        { at: expect.any(String), paragraphs: [{ text: 'Newest.' }, { text: 'With two paragraphs.' }] },
        { at: expect.any(String), paragraphs: [{ text: 'Older.' }] },
      ],
    ]);
  });

  it.each([
    [
      '60 posts',
      Array.from({ length: 60 }, (_, at) => `Post ${at}: ${'we are looking into it '.repeat(30)}`),
    ],
    ['a post of 50 KB', ['all the words of a long post '.repeat(1_750)]],
    ['10,000 lines of one letter', [Array.from({ length: 10_000 }, () => 'a').join('\n')]],
    ['nothing but quotes', ['" '.repeat(20_000)]],
    ['Han without a space', ['我们正在重新启动受影响的服务器'.repeat(1_000)]],
  ])('shows every word of %s, on pages that fit', (_what, texts) => {
    const pages = layOut(texts);
    for (const page of pages) expect(Buffer.byteLength(JSON.stringify(page))).toBeLessThan(20_000);
    expect(wordsOf(pages).join('')).toBe(texts.join('').replaceAll(/\s+/g, ''));
  });

  it('keeps two posts of the same minute apart', () => {
    const posts = [NOW, NOW].map((at) => ({ at, html: 'same' }));
    expect(layOutTimeline(posts, ({ html }) => html, scene)[0]).toHaveLength(2);
  });

  it('never parts a post that fits a page, and marks what carries on', () => {
    const long = 'we are looking into it '.repeat(120);
    const pages = layOut([long, long, 'all the words of a long post '.repeat(400)]);
    expect(pages.map((page) => page.map(({ at }) => at))).toEqual([
      ['12:00'],
      ['11:00'],
      ['10:00'],
      ['10:00 (continued)'],
      ['10:00 (continued)'],
    ]);
  });

  it('puts first what is being done', () => {
    const [[entry] = []] = layOut([
      'Title: Mail\n\nMore info: Slow.\nVery slow.\n\nCurrent status: We mend it.\n\nAnd test it.\n\nScope of impact: All',
    ]);
    expect(entry?.paragraphs.map(({ text }) => text)).toEqual([
      'Current status: We mend it.',
      'And test it.',
      'Title: Mail',
      'More info: Slow.',
      'Very slow.',
      'Scope of impact: All',
    ]);
  });

  it('gives one empty page where there are no posts', () => {
    expect(layOut([])).toEqual([[]]);
  });
});
