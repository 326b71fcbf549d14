import type { EpochMs } from '../time.ts';
import type { ParkedPlaces } from './list-parked.ts';
import type { WatchCounts } from './ports.ts';

/** What the operator asks about: whether customers are read, whether cards reach Teams, and how soon. */
export interface StatusView {
  /** When this replica started: calls and delays are its own, since then. */
  readonly startedAt: EpochMs;
  readonly reading: {
    /** Customers on the list, those read, and those that could not be when last tried. */
    readonly total: number;
    readonly read: number;
    readonly failed: number;
    readonly oldestReadAt: EpochMs | undefined;
    /** From one reading of every customer to the next, in milliseconds; 0: customers are read only when somebody asks. */
    readonly pollMs: number;
    readonly isBehind: boolean;
  };
  /** Replicas that read customers now; undefined: not known. */
  readonly replicas: number | undefined;
  /** By API, most calls first. */
  readonly calls: readonly {
    readonly api: string;
    readonly calls: number;
    readonly throttled: number;
    readonly failed: number;
  }[];
  /** undefined: the store could not be asked. */
  readonly counts: WatchCounts | undefined;
  readonly parked: ParkedPlaces;
  readonly isPostingBehind: boolean;
  /** From Microsoft's change to the card, in milliseconds; undefined: no card was shown yet. */
  readonly delays: { readonly p50: number; readonly p95: number } | undefined;
}
