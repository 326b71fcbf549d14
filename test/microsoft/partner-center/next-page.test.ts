import { describe, expect, it } from 'vitest';
import { readNextPage, resolveNextUri } from '../../../src/microsoft/partner-center/next-page.ts';

const ORIGIN = 'https://api.partnercenter.microsoft.com';
const link = (headers: unknown, uri?: string) => ({ links: { next: { uri, headers } } });

describe('readNextPage', () => {
  it.each([
    'MS-ContinuationToken',
    'ms-continuationtoken',
  ])('takes the token of the link, called %s', (key) => {
    const body = link(
      [
        { key: 'Other', value: 'x' },
        { key, value: 'a,b=' },
      ],
      '/customers',
    );
    const headers = new Headers({ 'MS-ContinuationToken': 'other' });
    expect(readNextPage(body, headers)).toEqual({ token: 'a,b=', loose: false });
  });

  it.each<[string, unknown]>([
    ['no links', {}],
    ['null links', { links: null }],
    ['a null link', { links: { next: null } }],
    ['a link without anything', { links: { next: {} } }],
    ['nonsense', 'nonsense'],
  ])('ends with %s', (_name, body) => {
    expect(readNextPage(body, new Headers())).toBeUndefined();
  });

  it('takes no token that could not be sent back', () => {
    const body = link([{ key: 'MS-ContinuationToken', value: 'a\r\nEvil: b' }], '/customers?x=1');
    expect(readNextPage(body, new Headers())).toEqual({ uri: '/customers?x=1' });
  });
});

describe('resolveNextUri', () => {
  it.each([
    ['/customers?size=2?seekOperation=Next', `${ORIGIN}/v1/customers?size=2&seekOperation=Next`],
    ['/v1/customers?size=2', `${ORIGIN}/v1/customers?size=2`],
    [`${ORIGIN}/v1/customers`, `${ORIGIN}/v1/customers`],
  ])('makes %s an address', (uri, url) => expect(resolveNextUri(ORIGIN, uri)).toBe(url));

  it.each([
    'https://evil.example/v1',
    '//evil.example/v1',
    'http://api.partnercenter.microsoft.com/v1',
    'https://api.partnercenter.microsoft.com@evil.example/v1',
  ])('does not leave for %s', (uri) => expect(resolveNextUri(ORIGIN, uri)).toBeUndefined());
});
