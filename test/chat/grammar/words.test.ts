import { describe, expect, it } from 'vitest';
import { foldText } from '../../../src/chat/grammar/fold.ts';
import { trimParticle } from '../../../src/chat/grammar/ko-particle.ts';
import { trimQuotes } from '../../../src/chat/grammar/name.ts';
import { isTypingSlip } from '../../../src/chat/grammar/typing-slip.ts';

describe('isTypingSlip', () => {
  it.each([
    ['helth', 'health'],
    ['heallth', 'health'],
    ['haelth', 'health'],
    ['heakth', 'health'],
    ['healt', 'health'],
  ])('%s for %s', (typed, meant) => {
    expect(isTypingSlip(typed, meant)).toBe(true);
  });
  it.each([
    ['health', 'health'],
    ['hlth', 'health'],
    ['htaelh', 'health'],
    ['', 'health'],
    ['wealthy', 'health'],
  ])('not %s for %s', (typed, meant) => {
    expect(isTypingSlip(typed, meant)).toBe(false);
  });
});

describe('foldText', () => {
  it.each([
    ['ÉTAT', 'etat'],
    ['d’Adventure', "d'adventure"],
    ['Œuvre', 'œuvre'],
    ['İzmir', 'izmir'],
    ['상태', '상태'],
    ['状态：', '状态：'],
    ['👋 Straße', '👋 straße'],
  ])('%s → %s, of the same length', (text, folded) => {
    expect(foldText(text)).toBe(folded);
    expect(foldText(text)).toHaveLength(text.length);
  });
});

describe('trimParticle', () => {
  it.each([
    ['Contoso의', 'Contoso'],
    ['Contoso는', 'Contoso'],
    ['Contoso 의', 'Contoso'],
    ['Contoso 쪽', 'Contoso'],
    ['신한은행에서', '신한은행'],
    ['신한은행은', '신한은행'],
    ['바이오메가는', '바이오메가'],
    ['메가', '메가'],
    ['까르띠에', '까르띠에'],
    ['화상 회의', '화상 회의'],
    ['의', '의'],
    ['', ''],
  ])('%j → %j', (words, name) => {
    expect(trimParticle(words)).toBe(name);
  });
});

describe('trimQuotes', () => {
  it.each([
    ['"Contoso"', 'Contoso'],
    ['« Contoso »', 'Contoso'],
    ['《Contoso》', 'Contoso'],
    ['【Contoso】', 'Contoso'],
    ['(Contoso)', 'Contoso'],
    ['Contoso (France)', 'Contoso (France)'],
    ['""', ''],
    ['((((', '(((('],
  ])('%j → %j', (words, name) => {
    expect(trimQuotes(words)).toBe(name);
  });
});
