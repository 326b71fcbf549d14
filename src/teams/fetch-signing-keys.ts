import { type CryptoKey, importJWK } from 'jose';
import { z } from 'zod';
import { CLOUDS, type CloudName } from '../clouds.ts';

/** A key that the Bot Framework signs with. */
export interface SigningKey {
  readonly id: string;
  readonly key: CryptoKey;
  /** The channels it may speak for; undefined: it does not say. */
  readonly endorsements: readonly string[] | undefined;
}

export interface FetchSigningKeysOptions {
  readonly cloud: CloudName;
  readonly fetch: typeof globalThis.fetch;
  /** Where a request to a Microsoft URL really goes (`MICROSOFT_UPSTREAM`). */
  readonly toUpstream: (url: string) => string;
}

/** Fetches the keys of a cloud's Bot Framework: as one thing with its metadata, both within the signal's time. Throws when there are none. */
export type FetchSigningKeys = (signal: AbortSignal) => Promise<readonly SigningKey[]>;

/** The documents are a few kilobytes; each key brings its list of channels. In bytes. */
const LONGEST_BODY = 512 * 1024;
const MOST_KEYS = 100;

const METADATA = z.object({ jwks_uri: z.string().max(2_000) });
const KEY_SET = z.object({ keys: z.array(z.unknown()) });
const RSA_KEY = z.object({
  kty: z.literal('RSA'),
  use: z.literal('sig').optional(),
  kid: z.string().min(1).max(200),
  n: z.string(),
  e: z.string(),
  endorsements: z.array(z.string()).nullish(),
});

/** Source: "Authenticate requests from the Bot Connector service to your bot", Bot Connector authentication. */
export function createFetchSigningKeys(options: FetchSigningKeysOptions): FetchSigningKeys {
  const { openIdMetadata } = CLOUDS[options.cloud].botFramework;
  const { host } = new URL(openIdMetadata);

  async function read(url: string, signal: AbortSignal): Promise<unknown> {
    const headers = { accept: 'application/json' };
    const response = await options.fetch(options.toUpstream(url), { headers, redirect: 'error', signal });
    if (!response.ok) {
      await response.body?.cancel();
      throw new Error(`The keys of the Bot Framework cannot be had: status ${response.status}.`);
    }
    return JSON.parse(await readText(response));
  }

  return async (signal) => {
    const { jwks_uri } = METADATA.parse(await read(openIdMetadata, signal));
    // Whoever could name another host could name keys of their own.
    const at = URL.canParse(jwks_uri) ? new URL(jwks_uri) : undefined;
    if (at?.protocol !== 'https:' || at.host !== host || at.username !== '')
      throw new Error('The OpenID metadata of the Bot Framework names keys at a foreign address.');
    const { keys } = KEY_SET.parse(await read(at.href, signal));
    const imported = await Promise.all(keys.slice(0, MOST_KEYS).map(importKey));
    const usable = imported.filter((key) => key !== undefined);
    if (usable.length === 0) throw new Error('The Bot Framework names no usable key.');
    return usable;
  };
}

/** undefined: a key of another kind, or a broken one, which is no reason to do without the others. */
async function importKey(value: unknown): Promise<SigningKey | undefined> {
  const { data } = RSA_KEY.safeParse(value);
  if (data === undefined) return undefined;
  const { kty, n, e, kid, endorsements } = data;
  try {
    const key = await importJWK({ kty, n, e }, 'RS256');
    return key instanceof Uint8Array ? undefined : { id: kid, key, endorsements: endorsements ?? undefined };
  } catch {
    return undefined;
  }
}

async function readText({ body }: Response): Promise<string> {
  const decoder = new TextDecoder();
  let text = '';
  let length = 0;
  for await (const chunk of body ?? []) {
    length += chunk.byteLength;
    if (length > LONGEST_BODY) throw new Error('A document of the Bot Framework is too long.');
    text += decoder.decode(chunk, { stream: true });
  }
  return text + decoder.decode();
}
