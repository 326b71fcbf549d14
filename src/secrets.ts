import type { EpochMs } from './time.ts';

/** A secret as it is kept: encrypted, with the name of the key it was encrypted with. */
export interface SealedSecret {
  readonly sealed: string;
  /** When it was written. */
  readonly at: EpochMs;
  /** 1 for the first writing, and one more with each: whoever writes says which one it replaces. */
  readonly version: number;
}

/** Secrets that change while the bot runs, shared by all replicas. Implemented by `store/`. Throws `StoreError`. */
export interface SecretBook {
  get(name: string): Promise<SealedSecret | undefined>;
  /** False: another version than `replaces` stands there (0: none is to stand there), and nothing was written. */
  put(name: string, sealed: string, replaces: number, at: EpochMs): Promise<boolean>;
}

/** Encrypts secrets for a `SecretBook`. */
export interface Sealer {
  /** `purpose` says what the secret is for and whose it is: it opens for the same purpose only. */
  seal(plain: string, purpose: string): string;
  /** undefined: altered, sealed for another purpose, or with a key that is not known. */
  open(sealed: string, purpose: string): string | undefined;
}
