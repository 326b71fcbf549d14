import { expect, it } from 'vitest';
import { toUpstream } from '../../src/microsoft/upstream.ts';

it('leaves a URL alone without an upstream', () => {
  expect(toUpstream('https://graph.microsoft.com/v1.0/x?$skip=1', undefined)).toBe(
    'https://graph.microsoft.com/v1.0/x?$skip=1',
  );
});

it.each([
  'http://127.0.0.1:4000',
  'http://127.0.0.1:4000/',
])('puts host, path and query behind %s', (upstream) => {
  expect(toUpstream('https://graph.microsoft.com/v1.0/x?$skip=1', upstream)).toBe(
    'http://127.0.0.1:4000/graph.microsoft.com/v1.0/x?$skip=1',
  );
});
