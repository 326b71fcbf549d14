import { generateKeyPairSync, type JsonWebKey, type KeyObject, sign } from 'node:crypto';
import { z } from 'zod';

/** A key that is asked for: `POST /sandbox/bot-keys`. */
export const BOT_KEY = z.object({
  /** The channels it may speak for; null: it does not say. */
  endorsements: z.array(z.string()).nullable().default(['msteams']),
  /** False: it signs, but the key set does not tell of it. */
  published: z.boolean().default(true),
});

export type BotKeyWish = z.input<typeof BOT_KEY>;

/** The keys with which the simulated channel signs activities. */
export interface ChannelKeys {
  /** What the key set tells; the newest last. */
  publish(): readonly object[];
  /** A signed JWT. `header` holds what differs from the usual one; null leaves a field out. */
  sign(claims: object, header?: Readonly<Record<string, unknown>>): string;
  /** A new key signs from now on; those before it stay published. Returns its id. Throws when the wish cannot be understood. */
  rotate(wish: unknown): string;
}

interface Key extends z.output<typeof BOT_KEY> {
  readonly id: string;
  readonly privateKey: KeyObject;
  readonly publicKey: JsonWebKey;
}

/** As many as the channel publishes at once. */
const MOST_KEYS = 5;

const encode = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');

/** The first key is made when it is first needed: that takes a moment, and most who use the sandbox sign nothing. */
export function createChannelKeys(): ChannelKeys {
  let keys: readonly Key[] = [];
  let made = 0;

  function make(wish: unknown): Key {
    const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
    made += 1;
    const key = {
      ...BOT_KEY.parse(wish),
      ...{ id: `sandbox-${made}`, privateKey, publicKey: publicKey.export({ format: 'jwk' }) },
    };
    keys = [...keys, key].slice(-MOST_KEYS);
    return key;
  }
  const current = () => keys.at(-1) ?? make({});

  return {
    publish() {
      current();
      return keys
        .filter(({ published }) => published)
        .map(({ id, publicKey, endorsements }) => ({
          ...{ ...publicKey, use: 'sig', kid: id, x5t: id },
          ...(endorsements === null ? {} : { endorsements }),
        }));
    },
    sign(claims, header = {}) {
      const { id, privateKey } = current();
      const text = `${encode(leaveOutNull({ alg: 'RS256', kid: id, x5t: id, typ: 'JWT', ...header }))}.${encode(claims)}`;
      return `${text}.${sign('RSA-SHA256', Buffer.from(text), privateKey).toString('base64url')}`;
    },
    rotate(wish) {
      current();
      return make(wish).id;
    },
  };
}

/** The fields without those that are null. */
export function leaveOutNull(fields: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== null));
}
