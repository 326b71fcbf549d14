import { describe, expect, it } from 'vitest';
import { createLanguages } from '../../../src/chat/languages/languages.ts';
import type { Language } from '../../../src/reader.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
/** Wednesday 14 January 2026, 10:25 in UTC. */
const NOW = Date.UTC(2026, 0, 14, 10, 25);

const languages = createLanguages();
const timesOf = (language: Language, timeZone = 'Europe/Paris') => languages.times({ language, timeZone });

describe('times', () => {
  it("are written in the reader's zone", () => {
    expect(timesOf('en', 'Asia/Seoul').clock(NOW)).toBe('19:25');
    expect(timesOf('en', 'America/New_York').clock(NOW)).toBe('05:25');
    expect(timesOf('en').clock(Date.UTC(2026, 0, 14, 23, 5))).toBe('00:05');
  });

  it.each<[Language, string, string]>([
    ['en', 'Mon 12 Jan, 11:25', '10 Dec 2024, 11:25'],
    ['fr', 'lun. 12 janv., 11:25', '10 déc. 2024, 11:25'],
    ['ko', '1월 12일(월) 11:25', '2024년 12월 10일 11:25'],
    ['zh-CN', '1月12日（周一）11:25', '2024年12月10日 11:25'],
  ])('in %s name the day when it is not today, and the year when it is another one', (language, day, year) => {
    const times = timesOf(language);
    expect(times.moment(NOW - HOUR, NOW)).toBe('10:25');
    expect(times.moment(NOW - 2 * DAY, NOW)).toBe(day);
    expect(times.moment(NOW - 400 * DAY, NOW)).toBe(year);
  });

  it.each<[Language, string, string, string]>([
    ['en', 'Sun 1 Mar', '1 Mar 2024', '11 Mar 2024'],
    ['fr', 'dim. 1er mars', '1er mars 2024', '11 mars 2024'],
    ['ko', '3월 1일(일)', '2024년 3월 1일', '2024년 3월 11일'],
    ['zh-CN', '3月1日（周日）', '2024年3月1日', '2024年3月11日'],
  ])('in %s write the first of a month as it is written there', (language, day, year, eleventh) => {
    const { date } = timesOf(language);
    expect(date(Date.UTC(2026, 2, 1, 10), NOW)).toBe(day);
    expect(date(Date.UTC(2024, 2, 1, 10), NOW)).toBe(year);
    expect(date(Date.UTC(2024, 2, 11, 10), NOW)).toBe(eleventh);
  });

  it('ask for the day where the reader is, not in UTC', () => {
    const lateEvening = Date.UTC(2026, 0, 14, 23, 30);
    expect(timesOf('en').moment(lateEvening, lateEvening - HOUR)).toBe('Thu 15 Jan, 00:30');
  });

  it.each<[Language, string[]]>([
    ['en', ['less than a minute', '25 min', '2 h', '2 h 10 min', '1 day 4 h', '3 days']],
    ['fr', ['moins d’une minute', '25 min', '2 h', '2 h 10 min', '1 jour 4 h', '3 jours']],
    ['ko', ['1분 미만', '25분', '2시간', '2시간 10분', '1일 4시간', '3일']],
    ['zh-CN', ['1 分钟以内', '25 分钟', '2 小时', '2 小时 10 分钟', '1 天 4 小时', '3 天']],
  ])('in %s say durations', (language, expected) => {
    const spans = [59_000, 25 * MINUTE, 2 * HOUR, 130 * MINUTE, 28 * HOUR, 3 * DAY + 5 * HOUR];
    expect(spans.map((span) => timesOf(language).duration(span))).toEqual(expected);
  });

  it.each<[Language, string[]]>([
    ['en', ['just now', '1 minute ago', '2 hours ago', '3 days ago']],
    ['fr', ['à l’instant', 'il y a 1 minute', 'il y a 2 heures', 'il y a 3 jours']],
    ['ko', ['방금', '1분 전', '2시간 전', '3일 전']],
    ['zh-CN', ['刚刚', '1 分钟前', '2 小时前', '3 天前']],
  ])('in %s say how long ago', (language, expected) => {
    const spans = [20_000, MINUTE, 2 * HOUR + 1, 3 * DAY];
    expect(spans.map((span) => timesOf(language).ago(NOW - span, NOW))).toEqual(expected);
    expect(timesOf(language).ago(NOW + HOUR, NOW)).toBe(expected[0]);
  });

  it('are made once for a language and a zone', () => {
    expect(timesOf('ko')).toBe(timesOf('ko'));
    expect(timesOf('ko')).not.toBe(timesOf('ko', 'Asia/Seoul'));
  });
});
