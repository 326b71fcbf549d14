import { createHash } from 'node:crypto';
import { describeError, type Log } from '../../log.ts';
import type { PartnerAccount } from '../../partner-account.ts';
import type { Sealer, SecretBook } from '../../secrets.ts';
import type { Clock, EpochMs } from '../../time.ts';
import { readRefreshToken, writeRefreshToken } from './refresh-token-text.ts';
import { createTurns } from './turns.ts';

/** Where refresh tokens are kept, and how they are encrypted. */
export interface SecretStore {
  readonly book: SecretBook;
  readonly sealer: Sealer;
}

export interface KeptRefreshToken {
  readonly token: string;
  /** When Entra gave it; of the configured one, when we first saw it. */
  readonly since: EpochMs;
  /** When the user it stems from signed in with a browser; 0: it stems from the configured one. Who signed in last counts. */
  readonly signedInAt: EpochMs;
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
  /**
   * Keeps one that Entra gave just now for `from`, unless another user has signed in since. Never rejects: what cannot be stored is kept in
   * memory, and stored with the next.
   */
  renew(token: string, from: KeptRefreshToken): Promise<void>;
  /** Notes that all of `tried` were refused, so that every replica knows. Never rejects. */
  refuse(tried: ReadonlySet<string>, how: 'lapsed' | 'due'): Promise<void>;
  /**
   * Keeps the one of a user who has just signed in, whatever stands in the store. False: the store did not take it, so that it counts until this
   * process ends. Never rejects.
   */
  replace(token: string): Promise<boolean>;
}

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
  /** Reading and writing change what is known here between two waits: one after the other. */
  const inTurn = createTurns();
  let mine: KeptRefreshToken = {
    ...{ token: configured, since: clock(), signedInAt: 0, isRenewed: false, refused: undefined },
  };
  /** Of what was read or written last; 0: nothing was there. */
  let version = 0;
  let hasRead = false;
  let isReadable = true;

  /** What another replica wrote since; undefined: nothing that counts here. Throws `StoreError`. */
  async function readTheirs({ book, sealer }: SecretStore): Promise<KeptRefreshToken | undefined> {
    const row = await book.get(name);
    hasRead = true;
    if ((row?.version ?? 0) === version) return undefined;
    version = row?.version ?? 0;
    const text = row && sealer.open(row.sealed, purpose);
    const kept = text === undefined ? undefined : readRefreshToken(text);
    isReadable = row === undefined || kept !== undefined;
    if (!isReadable) {
      log?.error(
        { cloud },
        'The kept refresh token cannot be opened: SECRETS_KEY, or the account, is another. The configured one is used.',
      );
    }
    return kept?.configured === digest ? kept.kept : undefined;
  }

  /** Throws `StoreError`. */
  async function read(from: SecretStore): Promise<void> {
    const theirs = await readTheirs(from);
    if (theirs && theirs.signedInAt >= mine.signedInAt) mine = theirs;
  }

  /**
   * Puts `value` into the store; where another replica has written meanwhile, what `choose` makes of both (undefined: theirs is left in place). What
   * then stands there is known here. False: others write all the time. Throws `StoreError`.
   */
  async function write(
    value: KeptRefreshToken,
    choose: (value: KeptRefreshToken, theirs: KeptRefreshToken) => KeptRefreshToken | undefined,
  ): Promise<boolean> {
    mine = value;
    if (!store) return true;
    let next = value;
    let isKnown = hasRead;
    for (let left = MAX_WRITES; left > 0; left -= 1) {
      const theirs = isKnown ? undefined : await readTheirs(store);
      const chosen = theirs ? choose(next, theirs) : next;
      mine = chosen ?? theirs ?? next;
      if (chosen === undefined) return true;
      next = chosen;
      const sealed = store.sealer.seal(writeRefreshToken(next, digest), purpose);
      if (await store.book.put(name, sealed, version, clock())) {
        version += 1;
        isReadable = true;
        return true;
      }
      isKnown = false;
    }
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
  const writeQuietly = (value: KeptRefreshToken) =>
    quietly(async () => {
      if (await write(value, yieldTo)) return;
      log?.warn(
        { cloud },
        'The refresh token could not be kept: others write all the time. It is kept in memory.',
      );
    }, 'The refresh token could not be kept in the store.');

  return {
    async current() {
      if (!hasRead) await inTurn(async () => (hasRead ? undefined : lookQuietly()));
      return mine;
    },
    look: () =>
      inTurn(async () => {
        if (store) await read(store);
        return mine;
      }),
    findOther: (tried) =>
      inTurn(async () => {
        await lookQuietly();
        if (!tried.has(mine.token)) return mine;
        if (tried.has(configured)) return undefined;
        // It stands in for the one that is kept: what comes of it takes that one's place.
        const { signedInAt } = mine;
        return { token: configured, since: clock(), signedInAt, isRenewed: false, refused: undefined };
      }),
    renew: (token, { signedInAt }) =>
      inTurn(async () => {
        if (mine.signedInAt !== signedInAt) return;
        await writeQuietly({ token, since: clock(), signedInAt, isRenewed: true, refused: undefined });
      }),
    refuse: (tried, how) =>
      inTurn(async () => {
        if (!tried.has(mine.token) || mine.refused === how) return;
        const refused = { ...mine, refused: how };
        // What this replica cannot open may be good for the others.
        if (isReadable) await writeQuietly(refused);
        else mine = refused;
      }),
    replace: (token) =>
      inTurn(async () => {
        const since = clock();
        const signedInAt = Math.max(since, mine.signedInAt + 1);
        try {
          return await write({ token, since, signedInAt, isRenewed: true, refused: undefined }, prevail);
        } catch (error) {
          log?.error({ ...describeError(error), cloud }, "The partner user's new sign-in could not be kept.");
          return false;
        }
      }),
  };
}

/** Who signed in last counts; of one sign-in, what another replica has renewed meanwhile, no earlier than this, is just as good. */
function yieldTo(value: KeptRefreshToken, theirs: KeptRefreshToken): KeptRefreshToken | undefined {
  if (theirs.signedInAt !== value.signedInAt) return theirs.signedInAt > value.signedInAt ? undefined : value;
  return theirs.refused === undefined && theirs.since >= value.since ? undefined : value;
}

/** The last sign-in, by whichever clock. */
function prevail(value: KeptRefreshToken, theirs: KeptRefreshToken): KeptRefreshToken {
  return { ...value, signedInAt: Math.max(value.signedInAt, theirs.signedInAt + 1) };
}
