import type { Chance } from './chance.ts';

/** Texts that a card, a template, a client, a database, a log or a file system could take for more than text. */
export const HOSTILE_TEXTS: readonly [string, ...string[]] = [
  '',
  ' ',
  '\0',
  '\u202egnp.exe\u202c',
  '\u2066\u2067\u2068\u2069',
  '\ud800',
  'a\udfffb',
  '[click](javascript:alert(1))',
  '[a page](https://evil.example)',
  '**bold** _italic_ # head\n- list\n> quote',
  '![x](https://evil.example/x.png)',
  '<at>Everyone</at>',
  '<at id="0">Everyone</at>',
  '<script>alert(1)</script>',
  '<img src=x onerror=alert(1)>',
  '${$root}',
  '${string($root.customers)}',
  '${{',
  '{{DATE(2026-11-21T10:00:00Z, SHORT)}}',
  '{{=1+1}}',
  "'; drop table partner_health_schema; --",
  '../../../../etc/passwd',
  '%00%0a%0d%2e%2e',
  'javascript:alert(1)',
  'data:text/html,<script>alert(1)</script>',
  'file:///etc/passwd',
  '{"type":"Action.Execute","verb":"send-request"}',
  '__proto__',
  'constructor',
  'toString',
  '😀'.repeat(500),
  'نص من اليمين إلى اليسار',
  '한국어 中文 日本語',
  'x'.repeat(10_000),
  '('.repeat(3_000),
  'a '.repeat(5_000),
  '\r\nSet-Cookie: a=b',
  'null',
  'NaN',
  '-1',
  '1e999',
  '00000000-0000-4000-8000-000000000000',
];

/** Values of every kind, none of them what anybody expects. */
export function makeHostileValue(chance: Chance): unknown {
  switch (chance.number(12)) {
    case 0:
      return null;
    case 1:
      return chance.pick([0, -1, 1.5, 1e308, -1e308, 2 ** 53 + 2, 1_000_000_001, 8.64e15 + 1]);
    case 2:
      return chance.is(0.5);
    case 3:
      return [];
    case 4:
      return {};
    case 5:
      return Array.from({ length: chance.number(40) }, () => chance.pick(HOSTILE_TEXTS));
    case 6:
      return nest(chance.number(60));
    case 7:
      return Object.fromEntries(
        Array.from({ length: chance.number(5) }, () => [
          chance.pick(['id', 'type', 'verb', 'data', 'text', 'name', '$data', '$when']),
          chance.pick(HOSTILE_TEXTS),
        ]),
      );
    default:
      return chance.pick(HOSTILE_TEXTS);
  }
}

function nest(depth: number): unknown {
  let value: unknown = 'deep';
  for (let at = 0; at < depth; at += 1) value = at % 2 === 0 ? [value] : { data: value };
  return value;
}

/** A copy of which some leaves, keys and branches are something else. */
export function mutate(value: unknown, chance: Chance, share: number): unknown {
  if (chance.is(share)) return makeHostileValue(chance);
  if (Array.isArray(value)) return value.map((item) => mutate(item, chance, share));
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value)
    .filter(() => !chance.is(share / 2))
    .map(([key, item]) => [key, mutate(item, chance, share)] as const);
  const added = chance.is(share) ? [[chance.pick(ODD_KEYS), makeHostileValue(chance)] as const] : [];
  return Object.fromEntries([...entries, ...added]);
}

const ODD_KEYS: readonly [string, ...string[]] = [
  'x',
  '',
  'constructor',
  'prototype',
  '$data',
  'toString',
  'then',
  'length',
];
