import { createHash } from 'node:crypto';
import { z } from 'zod';
import { describeError, type Log } from '../../log.ts';
import type { PartnerAccount } from '../../partner-account.ts';
import type { Sealer, SecretBook } from '../../secrets.ts';
import type { Clock, EpochMs } from '../../time.ts';

/** Where refresh tokens are kept, and how they are encrypted. */
export interface SecretStore {
  readonly book: SecretBook;
  readonly sealer: Sealer;
}

export interface KeptRefreshToken {
  readonly token: string;
  /** When Entra gave it; of the configured one, when we first saw it. */
  readonly since: EpochMs;
  /** False: it is the configured one, whose age nobody knows. */
  readonly isRenewed: boolean;
  /** Entra refused it: for good, or until the user has done something. */
  readonly refused: 'lapsed' | 'due' | undefined;
}

/** A partner user's refresh token, the newest that any replica has got. Without a store it is kept in memory. */
export interface RefreshTokenKeeper {
  /** The newest known here. Never rejects: while the store fails, it is the one in memory. */
  current(): Promise<KeptRefreshToken>;
  /** The newest in the store. Throws `StoreError`. */
  look(): Promise<KeptRefreshToken>;
  /** Another one that may be good: what the store holds by now, then the configured one. Never rejects. */
  findOther(tried: ReadonlySet<string>): Promise<KeptRefreshToken | undefined>;
  /** Keeps one that Entra gave just now. Never rejects: what cannot be stored is kept in memory, and stored with the next. */
  renew(token: string): Promise<void>;
  /** Notes that all of `tried` were refused, so that every replica knows. Never rejects. */
  refuse(tried: ReadonlySet<string>, how: 'lapsed' | 'due'): Promise<void>;
  /** Keeps the one of a user who has just signed in, whatever stands in the store. Throws `StoreError`. */
  replace(token: string): Promise<void>;
}

const content = z.object({
  token: z.string().min(1),
  since: z.number(),
  refused: z.enum(['lapsed', 'due']).optional(),
  isRenewed: z.boolean(),
  /** Which configured token it descends from. */
  configured: z.string(),
});

/** How often a writing that met another is tried. */
const MAX_WRITES = 4;

interface KeeperOptions {
  readonly account: PartnerAccount;
  /** The configured token: used when none is stored, or when another was configured since. */
  readonly configured: string;
  /** undefined: memory only. */
  readonly store: SecretStore | undefined;
  readonly clock: Clock;
  readonly log: Log | undefined;
}

export function createRefreshTokenKeeper(options: KeeperOptions): RefreshTokenKeeper {
  const { account, configured, store, clock, log } = options;
  const { cloud } = account;
  const name = `refresh-token:${cloud}`;
  // What is sealed for one account opens for no other.
  const purpose = [name, account.tenantId.toLowerCase(), account.clientId.toLowerCase()].join(' ');
  const digest = createHash('sha256').update(configured).digest('hex');
  let mine: KeptRefreshToken = { token: configured, since: clock(), isRenewed: false, refused: undefined };
  /** Of what was read last; 0: nothing was there. */
  let version = 0;
  let hasRead = false;
  let isReadable = true;

  /** Takes over what another replica wrote, and tells whether it did. Throws `StoreError`. */
  async function read({ book, sealer }: SecretStore): Promise<boolean> {
    const row = await book.get(name);
    hasRead = true;
    if ((row?.version ?? 0) === version) return false;
    version = row?.version ?? 0;
    const text = row && sealer.open(row.sealed, purpose);
    const kept = text === undefined ? undefined : parse(text);
    isReadable = row === undefined || kept !== undefined;
    if (!isReadable) {
      log?.error(
        { cloud },
        'The kept refresh token cannot be opened: SECRETS_KEY, or the account, is another. The configured one is used.',
      );
    }
    if (kept?.configured !== digest) return false;
    const { configured: _, ...rest } = kept;
    mine = { ...rest, refused: kept.refused };
    return true;
  }

  /** Throws `StoreError`. `yields`: what another replica has renewed meanwhile, no earlier than this, is just as good. */
  async function write(yields: boolean): Promise<void> {
    if (!store) return;
    if (!hasRead && (await settle(store, yields))) return;
    for (let left = MAX_WRITES; left > 0; left -= 1) {
      const sealed = store.sealer.seal(JSON.stringify({ ...mine, configured: digest }), purpose);
      if (await store.book.put(name, sealed, version, clock())) {
        await read(store);
        return;
      }
      if (await settle(store, yields)) return;
    }
    log?.warn(
      { cloud },
      'The refresh token could not be kept: others write all the time. It is kept in memory.',
    );
  }

  /** Learns which version to replace; true: what stands there is left in place. */
  async function settle(from: SecretStore, yields: boolean): Promise<boolean> {
    const own = mine;
    const isTheirs = await read(from);
    if (isTheirs && yields && mine.refused === undefined && mine.since >= own.since) return true;
    mine = own;
    return false;
  }

  async function quietly(work: () => Promise<unknown>, message: string): Promise<void> {
    try {
      await work();
    } catch (error) {
      log?.warn({ ...describeError(error), cloud }, message);
    }
  }

  const lookQuietly = () =>
    quietly(async () => store && read(store), 'The kept refresh token could not be read from the store.');
  const writeQuietly = () => quietly(() => write(true), 'The refresh token could not be kept in the store.');

  return {
    async current() {
      if (!hasRead) await lookQuietly();
      return mine;
    },
    async look() {
      if (store) await read(store);
      return mine;
    },
    async findOther(tried) {
      await lookQuietly();
      if (!tried.has(mine.token)) return mine;
      return tried.has(configured)
        ? undefined
        : { token: configured, since: clock(), isRenewed: false, refused: undefined };
    },
    async renew(token) {
      mine = { token, since: clock(), isRenewed: true, refused: undefined };
      await writeQuietly();
    },
    async refuse(tried, how) {
      if (!tried.has(mine.token) || mine.refused === how) return;
      mine = { ...mine, refused: how };
      // What this replica cannot open may be good for the others.
      if (isReadable) await writeQuietly();
    },
    async replace(token) {
      mine = { token, since: clock(), isRenewed: true, refused: undefined };
      await write(false);
    },
  };
}

function parse(text: string): z.output<typeof content> | undefined {
  try {
    return content.parse(JSON.parse(text));
  } catch {
    return undefined;
  }
}
