import { generateKeyPairSync } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import type { SigningKey } from '../../src/teams/fetch-signing-keys.ts';
import { createFetchSigningKeys } from '../../src/teams/fetch-signing-keys.ts';
import { createSigningKeys, KeysUnavailable } from '../../src/teams/signing-keys.ts';
import { createKeptLog } from '../support/kept-log.ts';

const { publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
const RSA = { ...publicKey.export({ format: 'jwk' }), use: 'sig', kid: 'one', endorsements: ['msteams'] };
const METADATA = 'https://login.botframework.com/v1/.well-known/openidconfiguration';
const KEYS = 'https://login.botframework.com/v1/.well-known/keys';
const json = (value: unknown, init?: ResponseInit) => new Response(JSON.stringify(value), init);
const never = new AbortController().signal;

/** The keys, when the addresses answer so; and what was asked for. */
async function fetchFrom(pages: Readonly<Record<string, () => Response>>) {
  const asked: string[] = [];
  const fetchKeys = createFetchSigningKeys({
    cloud: 'global',
    toUpstream: (url) => `${url}?upstream`,
    fetch: async (input, init) => {
      asked.push(`${input} ${init?.redirect}`);
      return pages[String(input).replace('?upstream', '')]?.() ?? new Response('', { status: 404 });
    },
  });
  const keys = await fetchKeys(never).catch((error: unknown) => error);
  return { asked, keys };
}

describe('the keys of the channel', () => {
  it('are those that its metadata leads to, fetched by the upstream and without redirects', async () => {
    const { asked, keys } = await fetchFrom({
      [METADATA]: () => json({ issuer: 'x', jwks_uri: KEYS }),
      [KEYS]: () => json({ keys: [RSA] }),
    });
    expect(asked).toEqual([`${METADATA}?upstream error`, `${KEYS}?upstream error`]);
    expect(keys).toMatchObject([{ id: 'one', endorsements: ['msteams'] }]);
  });

  it.each([
    'https://evil.example/keys',
    'http://login.botframework.com/v1/.well-known/keys',
    'https://login.botframework.com:444/keys',
    'https://login.botframework.azure.cn/v1/.well-known/keys',
    'https://x@login.botframework.com/keys',
    'https://login.botframework.com.evil.example/keys',
    'odd',
  ])('are not taken from %s', async (jwks_uri) => {
    const { asked, keys } = await fetchFrom({ [METADATA]: () => json({ jwks_uri }) });
    expect(keys).toBeInstanceOf(Error);
    expect(asked).toHaveLength(1);
  });

  it.each<[string, () => Response]>([
    ['a fault', () => json({ keys: [RSA] }, { status: 500 })],
    ['no JSON', () => new Response('<html>')],
    ['no keys', () => json({ keys: [] })],
    ['something else', () => json([])],
    ['too much', () => json({ keys: [RSA], more: 'x'.repeat(600_000) })],
    [
      'keys that sign otherwise',
      () =>
        json({
          keys: [
            { ...RSA, use: 'enc' },
            { kty: 'oct', kid: 'one', k: 'c2VjcmV0' },
          ],
        }),
    ],
    ['a key that cannot be read', () => json({ keys: [{ ...RSA, n: 1 }] })],
  ])('are none when the answer is %s', async (_name, answer) => {
    const { keys } = await fetchFrom({ [METADATA]: () => json({ jwks_uri: KEYS }), [KEYS]: answer });
    expect(keys).toBeInstanceOf(Error);
  });

  it('are the usable ones among others', async () => {
    const { keys } = await fetchFrom({
      [METADATA]: () => json({ jwks_uri: KEYS }),
      [KEYS]: () => json({ keys: [null, {}, { kty: 'EC', kid: 'two' }, { ...RSA, kid: '' }, RSA] }),
    });
    expect(keys).toMatchObject([{ id: 'one' }]);
  });

  it('that are a day old serve while newer ones hang, and nobody waits', async () => {
    let now = 0;
    let asked = 0;
    const hangs = Promise.withResolvers<readonly SigningKey[]>();
    const { keys: fetched } = await fetchFrom({
      [METADATA]: () => json({ jwks_uri: KEYS }),
      [KEYS]: () => json({ keys: [RSA] }),
    });
    if (!Array.isArray(fetched)) throw new Error('There are keys');
    const keys = createSigningKeys({
      fetchKeys: () => {
        asked += 1;
        return asked === 1 ? Promise.resolve(fetched) : hangs.promise;
      },
      clock: () => now,
      log: createKeptLog(),
    });
    await keys.find('one');
    now += 25 * 3_600_000;
    for (let at = 0; at < 3; at += 1) expect(await keys.find('one')).toMatchObject({ id: 'one' });
    expect(asked).toBe(2);
    // Who comes with a key that is not known yet waits for the same renewal.
    const anew = keys.find('two');
    hangs.resolve([...fetched, { ...fetched[0], id: 'two' }]);
    expect(await anew).toMatchObject({ id: 'two' });
    expect(asked).toBe(2);
  });

  it('are waited for so long and no longer, and what is thrown holds no address', async () => {
    const log = createKeptLog();
    const hanging = createSigningKeys({
      fetchKeys: (signal) =>
        new Promise<readonly SigningKey[]>((_resolve, reject) =>
          signal.addEventListener('abort', () => reject(signal.reason)),
        ),
      clock: () => 0,
      log,
      fetchMs: 30,
    });
    await expect(hanging.find('one')).rejects.toBeInstanceOf(KeysUnavailable);
    expect(log.lines).toMatchObject([{ level: 'warn' }]);
    expect(JSON.stringify(log.lines)).not.toContain('http');
  });
});
