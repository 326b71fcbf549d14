import type { Variables } from './variables.ts';

/** The keys that secrets are kept under. Each 32 bytes. */
export interface SecretKeys {
  /** What is written is sealed with it. */
  readonly newest: Uint8Array;
  /** Sealed with it may still be what was written before the keys were changed. */
  readonly previous: Uint8Array | undefined;
}

const MAKE_ONE = 'Make one with: openssl rand -base64 32';

/** Reads `SECRETS_KEY` and `SECRETS_KEY_PREVIOUS`; undefined when unset, or wrong, which is noted. */
export function readSecretKeys(read: Variables): SecretKeys | undefined {
  const newest = readKey(read, 'SECRETS_KEY');
  const previous = readKey(read, 'SECRETS_KEY_PREVIOUS');
  if (newest === undefined && previous !== undefined) {
    read.problem(
      'SECRETS_KEY',
      `is needed with SECRETS_KEY_PREVIOUS: what is written is sealed with it. ${MAKE_ONE}`,
    );
  }
  return newest && { newest, previous };
}

/** Notes that the key is missing where secrets must be kept. */
export function needSecretKey(read: Variables): void {
  if (read.get('SECRETS_KEY') !== undefined) return;
  read.problem(
    'SECRETS_KEY',
    `is needed in production with PARTNER_GLOBAL_REFRESH_TOKEN: that token is renewed with every use and kept encrypted in the database. ${MAKE_ONE}`,
  );
}

function readKey(read: Variables, variable: string): Uint8Array | undefined {
  const text = read.get(variable);
  if (text === undefined) return undefined;
  const key = /^[A-Za-z0-9+/_-]{43}=?$/.test(text) ? new Uint8Array(Buffer.from(text, 'base64')) : undefined;
  if (key?.length === 32) return key;
  read.problem(variable, `must be 32 bytes in base64. ${MAKE_ONE}`);
  return undefined;
}
