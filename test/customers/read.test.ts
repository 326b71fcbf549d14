import { describe, expect, it } from 'vitest';
import { foldText, splitWords } from '../../src/customers/fold-text.ts';
import { keepTellingWords } from '../../src/customers/forgive-forms.ts';
import { leadingConsonants, splitSyllables } from '../../src/customers/hangul.ts';
import {
  cleanDomain,
  dropDomainEnding,
  listParentDomains,
  readDomain,
} from '../../src/customers/read-domain.ts';
import { readInitials, readName } from '../../src/customers/read-name.ts';

const fold = (text: string): string[] => splitWords(foldText(text));

describe('folding', () => {
  it.each([
    ['Légère', ['legere']],
    ['ŒUVRE Æble', ['oeuvre', 'aeble']],
    ['Straße', ['strasse']],
    ['Łódź Đà Nẵng', ['lodz', 'da', 'nang']],
    ['İstanbul', ['istanbul']],
    ["L'Oréal l’étoile", ['loreal', 'letoile']],
    ['ＡＢＣ１２３', ['abc123']],
    ['S.A.R.L.', ['sarl']],
    ['J.P. Morgan', ['jp', 'morgan']],
    ['AT&T-Mobile/X', ['at', 't', 'mobile', 'x']],
    ['北京Contoso科技', ['北京', 'contoso', '科技']],
    ['Газпром', ['газпром']],
    ['ไทย', ['ไทย']],
    ['🙂 !', []],
  ])('takes %j for %j', (text, words) => {
    expect(fold(text)).toEqual(words);
  });

  it('gives a consonant one form wherever it stands', () => {
    expect(foldText('콘톳ㅗ')).toBe(foldText('콘토소'));
    expect(foldText('값')).toBe(foldText('갑ㅅ'));
    expect(foldText('과')).toBe(foldText('고ㅏ'));
  });
});

describe('Hangul', () => {
  it('comes apart into syllables', () => {
    expect(splitSyllables(foldText('한빛소프트')).map((flat) => flat.normalize())).toHaveLength(5);
    expect(splitSyllables(foldText('닭'))).toHaveLength(1);
  });

  it('is abbreviated by its leading consonants', () => {
    expect(leadingConsonants(foldText('한빛소프트'))).toBe(foldText('ㅎㅂㅅㅍㅌ'));
    expect(leadingConsonants('contoso')).toBe('');
  });
});

describe('forms of company', () => {
  it.each([
    ['Contoso Co., Ltd.', 'contoso'],
    ['The Bank of Contoso plc', 'bankofcontoso'],
    ['Smith et Fils SARL', 'smithfils'],
    ['SA Consulting', 'saconsulting'],
    ['SA', 'sa'],
    ['The Co', 'the'],
    ['上海睿科(集团)有限公司', '上海睿科集团'],
    ['有限公司', '有限公司'],
    ['株式会社コントソ', 'コントソ'],
  ])('are not part of %j: %j', (name, compact) => {
    expect(readName(name).compact).toBe(compact);
  });

  it.each([
    '주식회사 한빛',
    '한빛 주식회사',
    '(주)한빛',
    '㈜한빛',
    '한빛(주)',
  ])('stand anywhere in %s', (name) => {
    expect(readName(name).compact).toBe(readName('한빛').compact);
  });

  it('keeps a word when nothing else is there', () => {
    expect(keepTellingWords(['ltd'])).toEqual(['ltd']);
    expect(keepTellingWords([])).toEqual([]);
  });
});

it('takes initials only from three words or more', () => {
  expect(readInitials(['wide', 'world', 'importers'])).toBe('wwi');
  expect(readInitials(['trey', 'research'])).toBeUndefined();
});

describe('domains', () => {
  it.each([
    ['contoso.com', 'contoso.com'],
    [' Contoso.COM. ', 'contoso.com'],
    ['www.contoso.co.uk', 'contoso.co.uk'],
    ['https://user@www.contoso.com:8080/a?b#c', 'contoso.com'],
    ['http://intranet/x', 'intranet'],
    ['anna@mail.contoso.com', 'mail.contoso.com'],
    ['mail anna@contoso.com please', 'contoso.com'],
    ['ｃｏｎｔｏｓｏ.com', 'contoso.com'],
    ['xn--bcher-kva.de', 'bücher.de'],
    ['contoso.partner.onmschina.cn', 'contoso.partner.onmschina.cn'],
    ['A.Datum', undefined],
    ['Booking.com Services', undefined],
    ['Contoso', undefined],
    ['S.A.R.L.', undefined],
    ['@', undefined],
    ['', undefined],
  ])('in %j is %j', (text, domain) => {
    expect(readDomain(text)).toBe(domain);
  });

  it.each([
    ['contoso.com', 'contoso'],
    ['contoso.co.uk', 'contoso'],
    ['contoso.onmicrosoft.com', 'contoso'],
    ['contoso.partner.onmschina.cn', 'contoso'],
    ['mail.contoso.fr', 'mail.contoso'],
    ['localhost', 'localhost'],
  ])('%s without its ending is %s', (domain, rest) => {
    expect(dropDomainEnding(domain)).toBe(rest);
  });

  it('lie below others', () => {
    expect(listParentDomains('a.b.contoso.com')).toEqual(['a.b.contoso.com', 'b.contoso.com', 'contoso.com']);
    expect(listParentDomains('com')).toEqual([]);
  });

  it('survive punycode that says nothing', () => {
    expect(cleanDomain('xn--a.com')).toBe('xn--a.com');
  });
});
