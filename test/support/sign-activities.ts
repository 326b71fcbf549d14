import {
  constants,
  createHmac,
  createPublicKey,
  generateKeyPairSync,
  type KeyObject,
  sign,
} from 'node:crypto';
import { CompactEncrypt, importJWK } from 'jose';
import { z } from 'zod';
import { CLOUDS } from '../../src/clouds.ts';
import type { SignedBot } from './signed-bot.ts';

const KEY_SET = z.object({ keys: z.array(z.looseObject({ kid: z.string() })) });

export const encode = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64url');

/** Somebody who would like to pass as the channel of a bot, and has all that is public. */
export interface Forger {
  readonly kid: string;
  /** A token that would do, and its parts. */
  readonly good: string;
  readonly header: string;
  readonly claims: Readonly<Record<string, unknown>>;
  readonly payload: string;
  readonly signature: string;
  /** The key as it is published. */
  readonly published: Readonly<Record<string, unknown>>;
  /** Signs with a key of the forger's own. */
  signOwn(header: object, claims?: object): string;
  /** The public half of that key. */
  readonly ownKey: object;
  /** Signs with the published key as a secret, as text of that form. */
  signHmac(form: 'pem' | 'der' | 'jwk' | 'n', claims?: object): string;
  /** The claims, encrypted for the channel instead of signed by it. */
  encrypt(): Promise<string>;
}

export async function createForger(bot: SignedBot): Promise<Forger> {
  const { token: good, claims } = bot.sandbox.botFramework.issueToken({ cloud: bot.cloud });
  const [header = '', payload = '', signature = ''] = good.split('.');
  const host = new URL(CLOUDS[bot.cloud].botFramework.openIdMetadata).host;
  const { keys } = KEY_SET.parse(await (await fetch(`${bot.sandboxUrl}/${host}/v1/.well-known/keys`)).json());
  const published = keys.at(-1);
  if (!published) throw new Error('No key is published.');
  const { kid } = published;
  const publicKey = createPublicKey({ key: published, format: 'jwk' });
  const own = generateKeyPairSync('rsa', { modulusLength: 2048 });

  return {
    kid,
    good,
    header,
    claims,
    payload,
    signature,
    published,
    ownKey: own.publicKey.export({ format: 'jwk' }),
    signOwn(ownHeader, ownClaims = claims) {
      const text = `${encode({ alg: 'RS256', kid, typ: 'JWT', ...ownHeader })}.${encode(ownClaims)}`;
      return `${text}.${signText(text, own.privateKey, ownHeader)}`;
    },
    signHmac(form, ownClaims = claims) {
      const text = `${encode({ alg: 'HS256', kid, typ: 'JWT' })}.${encode(ownClaims)}`;
      return `${text}.${createHmac('sha256', secretOf(publicKey, published, form))
        .update(text)
        .digest('base64url')}`;
    },
    async encrypt() {
      const key = await importJWK(published, 'RSA-OAEP-256');
      return new CompactEncrypt(Buffer.from(JSON.stringify(claims)))
        .setProtectedHeader({ alg: 'RSA-OAEP-256', enc: 'A256GCM', kid })
        .encrypt(key);
    },
  };
}

function signText(text: string, key: KeyObject, header: object): string {
  const isPss = 'alg' in header && header.alg === 'PS256';
  const padding = isPss ? constants.RSA_PKCS1_PSS_PADDING : constants.RSA_PKCS1_PADDING;
  return sign('sha256', Buffer.from(text), { key, padding }).toString('base64url');
}

function secretOf(key: KeyObject, published: Readonly<Record<string, unknown>>, form: string) {
  switch (form) {
    case 'pem':
      return key.export({ type: 'spki', format: 'pem' });
    case 'der':
      return key.export({ type: 'spki', format: 'der' });
    case 'jwk':
      return JSON.stringify(published);
    default:
      return String(published.n);
  }
}
