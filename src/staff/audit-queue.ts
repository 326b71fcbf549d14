import type { AuditEntry } from './audit.ts';

/** An entry that waits to be kept. */
export interface WaitingEntry {
  readonly entry: AuditEntry;
  /** Somebody waits for it; undefined: it is a note. */
  readonly waiter: { resolve(): void; reject(error: unknown): void } | undefined;
  /** Whoever waited was told that it is not kept. */
  isGivenUp: boolean;
}

/** Entries in the order in which they are to be kept; a bounded number. */
export interface AuditQueue {
  readonly length: number;
  /** Whether somebody waits for one of them. */
  readonly isAwaited: boolean;
  /** Behind all others. Returns how many notes had to go: the oldest ones. False: there was no room, and no note in its place. */
  add(item: WaitingEntry): number | false;
  /** The first ones, at most `most`; they are no longer here. */
  take(most: number): readonly WaitingEntry[];
  /** Before all others, but for those that were given up. Returns how many notes had to go. */
  putBack(items: readonly WaitingEntry[]): number;
  remove(item: WaitingEntry): void;
}

export function createAuditQueue(room: number): AuditQueue {
  const items: WaitingEntry[] = [];

  /** Makes room by letting the oldest notes go. */
  function trim(): number {
    let gone = 0;
    while (items.length > room) {
      const oldest = items.findIndex(({ waiter }) => waiter === undefined);
      if (oldest < 0) break;
      items.splice(oldest, 1);
      gone += 1;
    }
    return gone;
  }

  return {
    get length() {
      return items.length;
    },
    get isAwaited() {
      return items.some(({ waiter }) => waiter !== undefined);
    },
    add(item) {
      items.push(item);
      const gone = trim();
      if (items.length <= room) return gone;
      items.pop();
      return false;
    },
    take: (most) => items.splice(0, most),
    putBack(taken) {
      items.unshift(...taken.filter(({ isGivenUp }) => !isGivenUp));
      return trim();
    },
    remove(item) {
      const at = items.indexOf(item);
      if (at >= 0) items.splice(at, 1);
    },
  };
}
