import { describe, expect, it } from 'vitest';
import { readPeriod } from '../../../src/chat/period/read-period.ts';
import { isPeriod } from '../../../src/chat/period/understand-period.ts';
import type { Language } from '../../../src/reader.ts';

/** Saturday, 21 November 2026, 15:00 in Paris. */
const NOW = Date.UTC(2026, 10, 21, 14);
const LANGUAGES: readonly Language[] = ['en', 'fr', 'ko', 'zh-CN'];

const read = (words: string, language: Language = 'en', timeZone = 'UTC', now = NOW) =>
  readPeriod(words, { now, timeZone, language });

/** As dates, the end only where it is not now. */
function readDates(words: string, language: Language): string {
  const period = read(words, language);
  if (!period.ok) return period.problem;
  const day = (instant: number) => new Date(instant).toISOString().slice(0, 10);
  expect(new Date(period.since).toISOString()).toMatch(/T00:00:00.000Z$/);
  if (period.until === NOW) return day(period.since);
  expect(new Date(period.until).toISOString()).toMatch(/T23:59:59.999Z$/);
  return `${day(period.since)} ${day(period.until)}`;
}

/** Understood alike whatever the reader's language. */
function expectDates(title: string, table: readonly (readonly [words: string, dates: string])[]): void {
  describe(title, () => {
    it.each(table)('%s: %s', (words, dates) => {
      for (const language of LANGUAGES) expect(readDates(words, language), language).toBe(dates);
      expect(isPeriod(words)).toBe(true);
    });
  });
}

expectDates('English', [
  ['30 days', '2026-10-22'],
  ['last 30 days', '2026-10-22'],
  ['in the last 90 days', '2026-08-23'],
  ['90d', '2026-08-23'],
  ['3 weeks', '2026-10-31'],
  ['2 months', '2026-09-21'],
  ['six months', '2026-05-21'],
  ['a year', '2025-11-21'],
  ['3 years', '2023-11-21'],
  ['past month', '2026-10-21'],
  ['the last week', '2026-11-14'],
  ['today', '2026-11-21'],
  ['yesterday', '2026-11-20 2026-11-20'],
  ['this week', '2026-11-16'],
  ['this month', '2026-11-01'],
  ['this year', '2026-01-01'],
  ['last week', '2026-11-09 2026-11-15'],
  ['last month', '2026-10-01 2026-10-31'],
  ['last quarter', '2026-07-01 2026-09-30'],
  ['last year', '2025-01-01 2025-12-31'],
  ['last weekend', '2026-11-14 2026-11-15'],
  ['since March', '2026-03-01'],
  ['since December', '2025-12-01'],
  ['since november', '2026-11-01'],
  ['Since 1 March', '2026-03-01'],
  ['since March 1st', '2026-03-01'],
  ['since the 1st of March', '2026-03-01'],
  ['since 25 December', '2025-12-25'],
  ['since March 2026', '2026-03-01'],
  ['since March last year', '2025-03-01'],
  ['since 2026-03-01', '2026-03-01'],
  ['since 01/03/2026', '2026-03-01'],
  ['since 03/25/2026', '2026-03-25'],
  ['since 1.3.2026', '2026-03-01'],
  ['since 2025', '2025-01-01'],
  ['since the 5th', '2026-11-05'],
  ['since the 25th', '2026-10-25'],
  ['since Monday', '2026-11-16'],
  ['since Saturday', '2026-11-21'],
  ['since last Monday', '2026-11-09'],
  ['since yesterday', '2026-11-20'],
  ['since 3 days ago', '2026-11-18'],
  ['since the beginning of the year', '2026-01-01'],
  ['in October', '2026-10-01 2026-10-31'],
  ['in November', '2026-11-01'],
  ['on 1 October', '2026-10-01 2026-10-01'],
  ['from 1 October to 15 October', '2026-10-01 2026-10-15'],
  ['from 1 to 15 October', '2026-10-01 2026-10-15'],
  ['between March 1 and March 15, 2026', '2026-03-01 2026-03-15'],
  ['between 1 October and yesterday', '2026-10-01 2026-11-20'],
  ['from 1 October to 31 December', '2026-10-01'],
  ['from October to March', '2025-10-01 2026-03-31'],
  ['from 20 December to 5 January', '2025-12-20 2026-01-05'],
  ['2026-10-01 to 2026-10-15', '2026-10-01 2026-10-15'],
  ['since 1 Jan until 1 Feb', '2026-01-01 2026-02-01'],
  ['since 1 to 15 October', '2026-10-01 2026-10-15'],
  ['since January through March', '2026-01-01 2026-03-31'],
  ['since last Monday until now', '2026-11-09'],
]);

expectDates('français', [
  ['30 derniers jours', '2026-10-22'],
  ['ces 30 derniers jours', '2026-10-22'],
  ['les trois derniers mois', '2026-08-21'],
  ['depuis 3 semaines', '2026-10-31'],
  ['depuis mars', '2026-03-01'],
  ['depuis le 1er octobre', '2026-10-01'],
  ['depuis août 2026', '2026-08-01'],
  ['depuis hier', '2026-11-20'],
  ['depuis lundi', '2026-11-16'],
  ["depuis le début de l'année", '2026-01-01'],
  ['la semaine dernière', '2026-11-09 2026-11-15'],
  ['le mois dernier', '2026-10-01 2026-10-31'],
  ["l'année dernière", '2025-01-01 2025-12-31'],
  ["aujourd'hui", '2026-11-21'],
  ['avant-hier', '2026-11-19 2026-11-19'],
  ['en octobre', '2026-10-01 2026-10-31'],
  ['cette semaine', '2026-11-16'],
  ['du 1er au 15 octobre', '2026-10-01 2026-10-15'],
  ['entre le 1er octobre et le 15 octobre', '2026-10-01 2026-10-15'],
  ['de mars à mai', '2026-03-01 2026-05-31'],
  ["depuis le 1er octobre jusqu'au 15 octobre", '2026-10-01 2026-10-15'],
  ["depuis mars jusqu'en mai", '2026-03-01 2026-05-31'],
  ["depuis lundi jusqu'à hier", '2026-11-16 2026-11-20'],
]);

expectDates('한국어', [
  ['지난 30일', '2026-10-22'],
  ['최근 3개월', '2026-08-21'],
  ['최근 두 달간', '2026-09-21'],
  ['일주일 동안', '2026-11-14'],
  ['반년', '2026-05-21'],
  ['3월부터', '2026-03-01'],
  ['작년 3월부터', '2025-03-01'],
  ['2026년 3월 1일 이후', '2026-03-01'],
  ['어제부터', '2026-11-20'],
  ['월요일부터', '2026-11-16'],
  ['3일 전부터', '2026-11-18'],
  ['지난주', '2026-11-09 2026-11-15'],
  ['지난달', '2026-10-01 2026-10-31'],
  ['작년', '2025-01-01 2025-12-31'],
  ['이번 달', '2026-11-01'],
  ['어제', '2026-11-20 2026-11-20'],
  ['10월', '2026-10-01 2026-10-31'],
  ['10월 1일부터 10월 15일까지', '2026-10-01 2026-10-15'],
  ['10월 1일부터 15일까지', '2026-10-01 2026-10-15'],
]);

expectDates('中文', [
  ['最近30天', '2026-10-22'],
  ['过去三个月', '2026-08-21'],
  ['近九十天', '2026-08-23'],
  ['最近两周', '2026-11-07'],
  ['最近一周', '2026-11-14'],
  ['半年', '2026-05-21'],
  ['三月以来', '2026-03-01'],
  ['从三月开始', '2026-03-01'],
  ['去年十月', '2025-10-01 2025-10-31'],
  ['2026年3月1日以来', '2026-03-01'],
  ['自3月1日起', '2026-03-01'],
  ['三天前', '2026-11-18 2026-11-18'],
  ['上周', '2026-11-09 2026-11-15'],
  ['上周一', '2026-11-09 2026-11-09'],
  ['上个月', '2026-10-01 2026-10-31'],
  ['今年', '2026-01-01'],
  ['昨天', '2026-11-20 2026-11-20'],
  ['从10月1日到10月15日', '2026-10-01 2026-10-15'],
  ['10月1日至15日', '2026-10-01 2026-10-15'],
  ['10月1日以来至10月15日', '2026-10-01 2026-10-15'],
  ['自10月1日起至10月15日止', '2026-10-01 2026-10-15'],
]);

describe('what cannot be shown', () => {
  it.each([
    ...['since tomorrow', 'next week', 'since 2030', 'in December 2026', 'since 2026-12-25', 'depuis demain'],
    ...['다음 주', '明天', 'from 1 January 2027 to 5 January 2027'],
  ])('%s is to come', (words) => {
    for (const language of LANGUAGES) expect(read(words, language)).toEqual({ ok: false, problem: 'future' });
  });
  it.each([
    ...['10,000 days', '10000 days', '4 years', '999999 years', 'since 1990', 'since March 2020', '5 ans'],
    ...['depuis 2010', '지난 10년', '过去十年', '999999 hours', '999999 months ago'],
  ])('%s is too long', (words) => {
    for (const language of LANGUAGES)
      expect(read(words, language)).toEqual({ ok: false, problem: 'tooLong' });
  });
  it.each([
    ...['since yesterday week', 'since forever', '30 bananas', 'since', 'x', '-5 weeks ago but one', '30'],
    ...[
      'since 31 February',
      'since 2026-13-01',
      'since 32/01/2026',
      'depuis toujours',
      '30 바나나',
      '三十香蕉',
    ],
    ...['from 15 October 2026 to 1 October 2026', 'since '.repeat(40), '\ue000', 'last few days'],
    ...[
      '0 days',
      'zero days',
      'last 0 weeks',
      '0 days ago',
      '-5 days',
      '−5 days',
      'last -5 days',
      'minus 3 weeks',
    ],
    ...['until 1 March', '0 jours', '-5 jours', 'moins 3 semaines', '0일', '-5일', '마이너스 5일', '3월까지'],
    ...['0天', '零天', '-5天', '最近-5天', '负5天', '上周之前'],
  ])('%j is unclear', (words) => {
    for (const language of LANGUAGES)
      expect(read(words, language)).toEqual({ ok: false, problem: 'unclear' });
  });
});

describe('the reading', () => {
  it('takes the last 30 days when nothing is said', () => {
    expect(read('')).toEqual(read('30 days'));
    expect(read('  ')).toEqual(read('30 days'));
  });

  it('counts hours exactly', () => {
    expect(read('last 24 hours')).toEqual({ ok: true, since: NOW - 24 * 3_600_000, until: NOW });
    expect(read('24h')).toEqual(read('last 24 hours'));
  });

  it('begins days at midnight in the reader’s zone, whatever its offset then', () => {
    const period = read('since 1 October', 'en', 'Europe/Paris');
    // Summer time in October, winter time now.
    expect(period).toEqual({ ok: true, since: Date.UTC(2026, 8, 30, 22), until: NOW });
    expect(read('yesterday', 'en', 'Europe/Paris')).toEqual({
      ok: true,
      since: Date.UTC(2026, 10, 19, 23),
      until: Date.UTC(2026, 10, 20, 23) - 1,
    });
  });

  it('takes today from the reader’s calendar', () => {
    const lateEvening = Date.UTC(2026, 10, 21, 23);
    expect(read('today', 'ko', 'Asia/Seoul', lateEvening)).toMatchObject({
      since: Date.UTC(2026, 10, 21, 15),
    });
    expect(read('today', 'en', 'America/New_York', Date.UTC(2026, 10, 21, 3))).toMatchObject({
      since: Date.UTC(2026, 10, 20, 5),
    });
  });

  it('finds 29 February where there is one', () => {
    const now = Date.UTC(2025, 5, 1);
    expect(read('since 29 February', 'en', 'UTC', now)).toMatchObject({ since: Date.UTC(2024, 1, 29) });
  });

  it('reads 3/1 as Koreans and Chinese write it, the day first elsewhere', () => {
    expect(read('since 3/1', 'zh-CN')).toMatchObject({ since: Date.UTC(2026, 0, 3) });
    expect(read('3/1以来', 'zh-CN')).toMatchObject({ since: Date.UTC(2026, 2, 1) });
    expect(read('3/1부터', 'ko')).toMatchObject({ since: Date.UTC(2026, 2, 1) });
    expect(read('depuis 3/1', 'fr')).toMatchObject({ since: Date.UTC(2026, 0, 3) });
  });

  it('forgives quotes, capitals, full-width signs and punctuation', () => {
    for (const words of ['"SINCE MARCH"', ' since  March! ', 'ｓｉｎｃｅ　Ｍａｒｃｈ'])
      expect(read(words)).toEqual(read('since March'));
  });
});
