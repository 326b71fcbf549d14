import { createCipheriv, createDecipheriv, createHash, randomBytes } from 'node:crypto';
import type { SecretKeys } from './secret-settings.ts';
import type { Sealer } from './secrets.ts';

const ALGORITHM = 'aes-256-gcm';
/** The length NIST SP 800-38D recommends; random, for a key seals a few secrets a day. */
const IV_BYTES = 12;
const TAG_BYTES = 16;
const KEY_ID_BYTES = 6;
const VERSION = 'v1';

/**
 * Seals with AES-256-GCM: `v1.{key id}.{iv}.{ciphertext and tag}`, in base64url. The key id is the beginning of the SHA-256 of the key; it, the
 * version and the purpose are authenticated along, so that nothing sealed can be moved to another place.
 */
export function createSealer({ newest, previous }: SecretKeys): Sealer {
  const newestId = idOf(newest);
  const keys = new Map([[newestId, newest]]);
  if (previous) keys.set(idOf(previous), previous);
  return {
    seal(plain, purpose) {
      const iv = randomBytes(IV_BYTES);
      const cipher = createCipheriv(ALGORITHM, newest, iv);
      cipher.setAAD(bind(newestId, purpose));
      const sealed = Buffer.concat([cipher.update(plain, 'utf8'), cipher.final(), cipher.getAuthTag()]);
      return [VERSION, newestId, iv.toString('base64url'), sealed.toString('base64url')].join('.');
    },
    open(text, purpose) {
      const [version, keyId = '', iv = '', sealed = '', ...rest] = text.split('.');
      const key = keys.get(keyId);
      if (version !== VERSION || !key || rest.length > 0) return undefined;
      const bytes = Buffer.from(sealed, 'base64url');
      const nonce = Buffer.from(iv, 'base64url');
      if (bytes.length < TAG_BYTES || nonce.length !== IV_BYTES) return undefined;
      const decipher = createDecipheriv(ALGORITHM, key, nonce, { authTagLength: TAG_BYTES });
      decipher.setAAD(bind(keyId, purpose));
      decipher.setAuthTag(bytes.subarray(-TAG_BYTES));
      try {
        return Buffer.concat([decipher.update(bytes.subarray(0, -TAG_BYTES)), decipher.final()]).toString(
          'utf8',
        );
      } catch {
        return undefined;
      }
    },
  };
}

function idOf(key: Uint8Array): string {
  return createHash('sha256').update(key).digest().subarray(0, KEY_ID_BYTES).toString('base64url');
}

const bind = (keyId: string, purpose: string) => Buffer.from(`${VERSION}.${keyId}.${purpose}`);
