import type { EpochMs } from '../time.ts';

/**
 * Names that one process of the deployment holds at a time, for as long as it renews them: what only one may do, and shares of what all do
 * together. Implemented by `store/`. Throws `StoreError`.
 */
export interface LeaseBook {
  /**
   * Takes those of `names` that nobody holds, or whose time has run out, at most `limit`, and renews those the owner holds already. Returns the
   * names it holds now, until `now + leaseMs`.
   */
  hold(names: readonly string[], options: HoldOptions): Promise<readonly string[]>;
  /** Gives names back; those of somebody else stay as they are. */
  release(names: readonly string[], owner: string): Promise<void>;
  /** Who holds a name that begins like `prefix` at `now`: each owner once. */
  listOwners(prefix: string, now: EpochMs): Promise<readonly string[]>;
}

export interface HoldOptions {
  /** A random id of the process. */
  readonly owner: string;
  readonly now: EpochMs;
  readonly leaseMs: number;
  /** Names held at most, those held already included. */
  readonly limit: number;
}
