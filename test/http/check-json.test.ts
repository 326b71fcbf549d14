import { describe, expect, it } from 'vitest';
import { mendJson } from '../../src/http/check-json.ts';

const nest = (depth: number, open = '[', close = ']') =>
  JSON.parse(`${open.repeat(depth)}1${close.repeat(depth)}`);

describe('JSON from outside', () => {
  it('passes as it is when nothing is wrong with it', () => {
    const value = { text: 'é 😀 서울', list: [1, null, true, { a: '' }], number: 1e308 };
    const copy = structuredClone(value);
    expect(mendJson(value)).toBe(true);
    expect(value).toEqual(copy);
  });

  it('is not taken deeper than 32 levels, nor without end, and exhausts no stack', () => {
    expect(mendJson(nest(32))).toBe(true);
    expect(mendJson(nest(33))).toBe(false);
    expect(mendJson(nest(100_000))).toBe(false);
    expect(mendJson(nest(30_000, '{"a":', '}'))).toBe(false);
  });

  it('is not taken with more than 20,000 values', () => {
    expect(mendJson(Array.from({ length: 19_999 }, () => 1))).toBe(true);
    expect(mendJson(Array.from({ length: 20_000 }, () => 1))).toBe(false);
  });

  it.each(['__proto__', 'constructor', 'prototype'])('is not taken with the key %s, however deep', (key) => {
    expect(mendJson(JSON.parse(`{"${key}":{"isAdmin":true}}`))).toBe(false);
    expect(mendJson(JSON.parse(`{"a":[{"b":{"${key}":1}}]}`))).toBe(false);
    expect(mendJson(JSON.parse(`{"a":"${key}"}`))).toBe(true);
  });

  it('loses null characters and halves of characters, in lists and objects', () => {
    const value = JSON.parse(
      String.raw`{"a":"x\u0000y","b":["\ud800","\udc00z","\ud83d\ude00"],"c":{"d":"\u0000"}}`,
    );
    expect(mendJson(value)).toBe(true);
    expect(value).toEqual({ a: 'xy', b: ['\ufffd', '\ufffdz', '😀'], c: { d: '' } });
  });

  it('says of one key twice what was said last, to everybody', () => {
    const value = JSON.parse('{"verb":"help","verb":"send-request"}');
    expect(mendJson(value)).toBe(true);
    expect(value).toEqual({ verb: 'send-request' });
  });
});
