import { describe, expect, it } from 'vitest';
import type { CustomerSearch } from '../../src/customers/ports.ts';
import { listMatching, searchCustomers } from '../../src/customers/search-customers.ts';
import { BOOK, customer, indexNow } from '../support/customer-book.ts';

const index = indexNow(BOOK);

function search(text: string, limit = 6): CustomerSearch {
  return searchCustomers(index, text, limit);
}

/** The answer in a line: `one: A`, `several: A | B`, `none: nearest A`. */
function tell(result: CustomerSearch): string {
  if (result.kind === 'one') return `one: ${result.customer.name}`;
  const matches = result.kind === 'several' ? result.matches : result.nearest;
  return `${result.kind}: ${matches.map((match) => match.customer.name).join(' | ')}`;
}

describe('one clear match', () => {
  it.each([
    ['the very name, though others contain it', 'Contoso', 'Contoso'],
    ['another case', 'cOnToSo', 'Contoso'],
    ['full-width letters', 'Ｃｏｎｔｏｓｏ', 'Contoso'],
    ['a form of company that is not in the name', 'Contoso Ltd.', 'Contoso'],
    ['no form of company where there is one', 'fabrikam', 'Fabrikam Ltd'],
    ['another form of company', 'Fabrikam GmbH', 'Fabrikam Ltd'],
    ['a form of company with dots', 'Fabrikam S.A.', 'Fabrikam Ltd'],
    ['no apostrophe', 'margies travel', "Margie's Travel"],
    ['a typographic apostrophe', 'Margie’s Travel', "Margie's Travel"],
    ['no space', 'margiestravel', "Margie's Travel"],
    ['a space too many', 'north wind traders', 'Northwind Traders'],
    ['words in another order', 'traders northwind', 'Northwind Traders'],
    ['beginnings of words in another order', 'pharm cont', 'Contoso Pharmaceuticals'],
    ['a part of a word', 'harmaceut', 'Contoso Pharmaceuticals'],
    ['the beginning of one name', 'tre', 'Trey Research'],
    ['initials', 'wwi', 'Wide World Importers, Inc.'],
    ['a name with a dot after an initial', 'adatum', 'A. Datum Corporation'],
    ['the same with the dot', 'A.Datum', 'A. Datum Corporation'],
    ['a sign written out', 'smith and sons', 'Smith & Sons'],
    ['a name that looks like a domain', 'Booking.com', 'Booking.com'],
    ['no accents', 'Groupe Legere', 'Groupe Légère'],
    ['one word without accents', 'legere', 'Groupe Légère'],
    ['decomposed accents', 'Le\u0301ge\u0300re', 'Groupe Légère'],
    ['no ligature', 'coeur de foret', 'Cœur de Forêt S.A.R.L.'],
    ['no sharp s, no slashed o', 'strasse son', 'Straße & Søn GmbH'],
    ['Hangul without the form of company', '한빛소프트', '(주)한빛소프트'],
    ['the form of company as one sign', '㈜한빛소프트', '(주)한빛소프트'],
    ['the form of company behind', '한빛소프트 주식회사', '(주)한빛소프트'],
    ['a part of a Hangul word', '소프트', '(주)한빛소프트'],
    ['a space that the name does not have', '한빛 소프트', '(주)한빛소프트'],
    ['no space where the name has one', '한빛전자', '한빛 전자'],
    ['a Hangul syllable half typed', '콘톳', '콘토소 코리아 주식회사'],
    ['a Hangul syllable begun', '한빛ㅅ', '(주)한빛소프트'],
    ['decomposed Hangul', '서울병원'.normalize('NFD'), '서울병원'],
    ['leading consonants', 'ㅅㅇㅂㅇ', '서울병원'],
    ['two scripts with a space', 'LG 전자', 'LG전자'],
    ['a part of a Han name', '华联', '世纪华联'],
    ['two parts of a Han name', '上海 信息', '上海睿科信息技术有限公司'],
    ['a Han name without its form', '北京睿科科技', '北京睿科科技有限公司'],
    ['one Han sign', '纪', '世纪华联'],
    ['the domain', 'contoso.com', 'Contoso'],
    ['a domain of an ending that nobody listed', 'adatum-labs.technology', 'Adatum Labs'],
    ['the domain in capitals with www', 'WWW.Contoso.Com', 'Contoso'],
    ['a link', 'https://www.contoso.com/about?x=1', 'Contoso'],
    ['an e-mail address', 'anna@contoso.com', 'Contoso'],
    ['an e-mail address with a name', 'Anna Ek <anna@contoso.com>', 'Contoso'],
    ['a host below the domain', 'anna@mail.contoso.com', 'Contoso'],
    ['the domain without its ending', 'adatum', 'A. Datum Corporation'],
    ['the domain with another ending', 'northwindtraders.com', 'Northwind Traders'],
    ['a domain with a slip', 'northwindtrader.com', 'Northwind Traders'],
    ['a domain in letters stored as punycode', 'bücher.de', 'Bücher Müller'],
    ['a tenant id', '0a1b2c3d-1111-4222-8333-444455556666', 'Contoso'],
    ['a tenant id in capitals and braces', '{0A1B2C3D-1111-4222-8333-444455556666}', 'Contoso'],
    ['a tenant id without dashes', '0a1b2c3d111142228333444455556666', 'Contoso'],
    ['the first digits of a tenant id', '0a1b2c3d', 'Contoso'],
    ['a letter left out', 'northwnd traders', 'Northwind Traders'],
    ['two letters changed', 'nortwhind', 'Northwind Traders'],
    ['two slips in a long word', 'farmaceuticals', 'Contoso Pharmaceuticals'],
    ['a wrong key in Hangul', '서울병언', '서울병원'],
    ['a syllable left out', '콘토소 코아', '콘토소 코리아 주식회사'],
  ])('is %s', (_, text, name) => {
    expect(tell(search(text))).toBe(`one: ${name}`);
  });
});

describe('several', () => {
  it('orders by how much of the name was typed, names before domains', () => {
    expect(tell(search('conto'))).toBe(
      'several: Contoso | Contoso Suites | Contoso Pharmaceuticals | 콘토소 코리아 주식회사',
    );
  });

  it('holds the customers of one name when two clouds have it', () => {
    expect(tell(search('Lucerne Publishing'))).toBe('several: Lucerne Publishing | Lucerne Publishing');
  });

  it('tells how many fit beyond the limit', () => {
    expect(search('c', 2)).toMatchObject({ kind: 'several', total: 9, matches: [{}, {}] });
  });

  it('takes a single letter as a beginning, not as a part', () => {
    expect(tell(search('x'))).toBe('none: ');
  });

  it('finds all Han names with the sign, wherever it stands', () => {
    expect(search('睿')).toMatchObject({ kind: 'several', total: 2 });
  });

  it('finds accented words by words without accents', () => {
    expect(tell(search('hotel chateau'))).toBe('several: Hôtel Château Bleu | Hôtel Château Noir');
  });

  it('asks about a slip in a short word instead of being sure', () => {
    expect(tell(searchCustomers(indexNow([customer('Acme')]), 'acma', 6))).toBe('several: Acme');
  });

  it('asks about a wrong Han sign, as each says much', () => {
    expect(tell(search('世纪花联'))).toBe('several: 世纪华联');
  });

  it('prefers the exact spelling among names that differ by accents', () => {
    const pair = indexNow([customer('Légère', 'a.fr'), customer('Legere', 'b.fr')]);
    expect(tell(searchCustomers(pair, 'Légère', 6))).toBe('one: Légère');
    expect(tell(searchCustomers(pair, 'légère', 6))).toBe('one: Légère');
    expect(tell(searchCustomers(pair, 'lègere', 6))).toMatch(/^several/);
  });

  it('prefers the form of company that was typed', () => {
    const forms = indexNow([customer('Contoso Ltd', 'a.fr'), customer('Contoso Inc.', 'b.fr')]);
    expect(tell(searchCustomers(forms, 'contoso inc', 6))).toBe('one: Contoso Inc.');
    expect(tell(searchCustomers(forms, 'contoso', 6))).toMatch(/^several/);
  });

  it('does not take a namesake by domain for the customer meant', () => {
    const namesakes = indexNow([customer('Foo', 'contoso.com'), customer('Contoso Suites', 'suites.com')]);
    expect(searchCustomers(namesakes, 'contoso', 6)).toMatchObject({ kind: 'several', total: 2 });
  });
});

describe('none', () => {
  it.each(['', '   ', '!?.,', '🙂🙂', '\n\t', "''"])('has nothing near %j', (text) => {
    expect(search(text)).toEqual({ kind: 'none', nearest: [] });
  });

  it.each(['zzqxv wrrgh', 'qqqqqqq', 'gmail.com', '뷁뷁뷁'])('has nothing near nonsense: %s', (text) => {
    expect(tell(search(text))).toBe('none: ');
  });

  it('names the nearest when one word fits nobody', () => {
    expect(tell(search('Northwind Plumbing'))).toMatch(/^none: Northwind Traders/);
  });

  it('names the nearest when there are too many slips', () => {
    expect(tell(search('fabbricham'))).toMatch(/^none: Fabrikam/);
  });

  it('returns no more than the limit', () => {
    expect(search('contosaurus', 1)).toMatchObject({ kind: 'none', nearest: [{}] });
  });

  it('answers from an empty directory', () => {
    expect(searchCustomers(indexNow([]), 'contoso', 6)).toEqual({ kind: 'none', nearest: [] });
  });
});

it.each([
  ['contoso ltd', true],
  ['GROUPE LEGERE', true],
  ['anna@contoso.com', true],
  ['0a1b2c3d-1111-4222-8333-444455556666', true],
  ['legere', false],
  ['northwnd traders', false],
  ['adatum corp', true],
])('tells for %j whether the one found is exact: %s', (text, isExact) => {
  expect(search(text)).toMatchObject({ kind: 'one', isExact });
});

it('bounds a question of 10,000 letters', () => {
  expect(search('contoso '.repeat(1_250))).toMatchObject({ kind: 'several', total: 4 });
  expect(search('c'.repeat(10_000)).kind).toBe('none');
  expect(search(Array.from({ length: 2_000 }, (_, n) => `w${n}`).join(' ')).kind).toBe('none');
});

it.each([
  '__proto__',
  'constructor',
  '${x}',
  '.*',
  '\\',
  'a'.repeat(64),
  '\ud800',
  '%00',
])('survives %j', (text) => {
  expect(['one', 'several', 'none']).toContain(search(text).kind);
});

describe('listing', () => {
  const names = (text: string): string[] => listMatching(index, text).map(({ name }) => name);

  it('has everybody by name when nothing is asked', () => {
    expect(listMatching(index, ' ')).toHaveLength(BOOK.length);
    const latin = names('').filter((name) => /^[A-Z]/.test(name));
    expect(latin).toEqual([...latin].sort(new Intl.Collator('en').compare));
  });

  it('has all that fit, not only the exact one', () => {
    expect(names('contoso')).toEqual([
      'Contoso',
      'Contoso Pharmaceuticals',
      'Contoso Suites',
      '콘토소 코리아 주식회사',
    ]);
  });

  it('forgives a slip when nothing fits', () => {
    expect(names('contsoo suites')).toEqual(['Contoso Suites']);
  });

  it('finds by domain and by tenant id', () => {
    expect(names('anna@fabrikam.com')).toEqual(['Fabrikam Ltd']);
    expect(names('0A1B2C3D-1111-4222-8333-444455556666')).toEqual(['Contoso']);
  });

  it.each(['!?', 'zzqxv'])('is empty when nothing fits %j', (text) => {
    expect(names(text)).toEqual([]);
  });
});
