import { describe, expect, it } from 'vitest';
import { findPeriods, findUnclearPeriod } from '../../../src/chat/period/find-periods.ts';

const list = (text: string) => findPeriods(text).map(({ from, to }) => text.slice(from, to));
const unclear = (text: string) => {
  const span = findUnclearPeriod(text);
  return span && text.slice(span.from, span.to);
};

describe('findPeriods', () => {
  it.each([
    ['history for contoso since march', ['since march']],
    ['contoso in the last 90 days', ['in the last 90 days']],
    ["last week's incidents at contoso", ['last week']],
    ['from 1 october to 15 october at contoso', ['from 1 october to 15 october']],
    ['historique de contoso depuis le 1er octobre', ['depuis le 1er octobre']],
    ['contoso 지난 30일 기록', ['지난 30일']],
    ['contoso三月以来的历史', ['三月以来']],
    ['history of contoso', []],
    ['studio 54', []],
    ['expo 2025', []],
    ['three rivers', []],
    ['三一重工', []],
    ['', []],
  ])('%j holds %j', (text, periods) => {
    expect(list(text)).toEqual(periods);
  });
});

describe('findUnclearPeriod', () => {
  it.each([
    ['contoso since yesterday week', 'since yesterday week'],
    ['contoso last 30 bananas', 'last 30 bananas'],
    ['contoso depuis toujours', 'depuis toujours'],
    ['contoso 3 days or so', '3 days or so'],
    ['contoso', undefined],
    ['the last stand', undefined],
  ])('%j: %j', (text, words) => {
    expect(unclear(text)).toBe(words);
  });
});
