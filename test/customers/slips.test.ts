import { describe, expect, it } from 'vitest';
import { searchCustomers } from '../../src/customers/search-customers.ts';
import { BOOK, customer, indexNow } from '../support/customer-book.ts';
import { createSeededRandom, generateCustomers, pick } from '../support/generate-customers.ts';

const SEED = Number(process.env.SEED ?? 20_251);
const ROUNDS = 3_000;
const LETTERS = [...'abcdefghijklmnopqrstuvwxyz'];
const SYLLABLES = [...'가나도루모비서아조추크티포하'];

/** One letter left out, added, wrong, or changed with its neighbour. */
function slipOnce(word: string, letters: readonly string[], random: () => number): string {
  const signs = [...word];
  const at = Math.floor(random() * signs.length);
  const sign = pick(letters, random);
  const kind = pick(['leave out', 'add', 'replace', 'swap'], random);
  if (kind === 'leave out') signs.splice(at, 1);
  if (kind === 'add') signs.splice(at, 0, sign);
  if (kind === 'replace') signs[at] = sign;
  if (kind === 'swap') signs.splice(at, 2, ...signs.slice(at, at + 2).reverse());
  return signs.join('');
}

describe(`one slip (SEED=${SEED})`, () => {
  it('in a Latin word of five letters or more still finds the customer', () => {
    const random = createSeededRandom(SEED);
    const names = BOOK.map(({ name }) => name).filter(
      (name) => /^[A-Za-z' ]+$/.test(name) && !/Ltd$/.test(name),
    );
    const index = indexNow(BOOK);
    for (let round = 0; round < ROUNDS; round += 1) {
      const name = pick(names, random);
      const words = name.split(' ');
      const long = words.flatMap((word, at) => (word.length >= 5 ? [at] : []));
      const chosen = pick(long, random);
      const text = words
        .map((word, at) => (at === chosen ? slipOnce(word, LETTERS, random) : word))
        .join(' ');
      expect(listFound(index, text), `${JSON.stringify(text)} for ${name}`).toContain(name);
    }
  });

  it('of a whole syllable in a Hangul word of four or more still finds the customer', () => {
    const random = createSeededRandom(SEED);
    const names = ['한빛소프트', '서울미래병원', '가온누리교육', '해솔디자인', '두레통신상사'];
    const index = indexNow(names.map((name) => customer(name, '')));
    for (let round = 0; round < ROUNDS; round += 1) {
      const name = pick(names, random);
      const text = slipOnce(name, SYLLABLES, random);
      expect(listFound(index, text), `${text} for ${name}`).toContain(name);
    }
  });

  it('of one key in a Hangul word of three syllables or more still finds the customer', () => {
    const random = createSeededRandom(SEED);
    const names = ['한빛소프트', '서울병원', '콘토소', '가온누리', '해솔디자인'];
    const index = indexNow(names.map((name) => customer(name, '')));
    const keys = [...'ㄱㄴㄷㄹㅁㅂㅅㅇㅈㅎㅏㅓㅗㅜㅡㅣ'].map((key) => key.normalize('NFKC'));
    for (let round = 0; round < ROUNDS; round += 1) {
      const name = pick(names, random);
      const text = slipOnce(name.normalize('NFD'), keys, random);
      expect(listFound(index, text), `${text.normalize()} for ${name}`).toContain(name);
    }
  });
});

describe(`ten thousand customers (SEED=${SEED})`, () => {
  const customers = generateCustomers(10_000, SEED);
  const index = indexNow(customers);
  const random = createSeededRandom(SEED);

  it('are each found by their name, domain and tenant id', () => {
    for (let round = 0; round < 500; round += 1) {
      const wanted = pick(customers, random);
      expect(listFound(index, wanted.name), wanted.name).toContain(wanted.name);
      expect(searchCustomers(index, wanted.domain, 6)).toEqual({
        kind: 'one',
        customer: wanted,
        isExact: true,
      });
      expect(searchCustomers(index, wanted.tenantId, 6)).toEqual({
        kind: 'one',
        customer: wanted,
        isExact: true,
      });
    }
  });

  it('are searched without failing whatever is typed', () => {
    const signs = [...'abcé ß.@-{}()주식회사한빛ㅎㅏ有限公司睿科\u0301\u200b🙂\ud800\'"&/:', ...LETTERS];
    for (let round = 0; round < 500; round += 1) {
      const text = Array.from({ length: Math.floor(random() * 30) }, () => pick(signs, random)).join('');
      const result = searchCustomers(index, text, 6);
      const matches =
        result.kind === 'several' ? result.matches : result.kind === 'none' ? result.nearest : [];
      expect(matches.length).toBeLessThanOrEqual(6);
      expect(matches.map(({ score }) => score)).toEqual(
        matches.map(({ score }) => score).sort((a, b) => b - a),
      );
    }
  });
});

function listFound(index: Parameters<typeof searchCustomers>[0], text: string): string[] {
  const result = searchCustomers(index, text, 1_000);
  if (result.kind === 'one') return [result.customer.name];
  return result.kind === 'several' ? result.matches.map((match) => match.customer.name) : [];
}
