import type { EpochMs } from '../time.ts';
import type { Hits } from './subject.ts';

/** Who is hit as far as was read. Tenant ids in small letters. */
export interface ObservedCustomers {
  readonly customers: ReadonlySet<string>;
  /** False: that customer was not read by anybody, or is not ours any more. Then it stays as it was. */
  readonly isKnown: (tenantId: string) => boolean;
}

/** What is different from the hits that are shown. */
export interface HitChanges {
  /** Hit now, and not hit as shown. */
  readonly found: readonly string[];
  /** Hit as shown, and not any more. */
  readonly leaving: readonly string[];
  /** Hit as shown, and not known to be or not to be. */
  readonly held: readonly string[];
}

/** Compares the hits that are shown with what was observed. */
export function compareHits(hits: Hits, { customers, isKnown }: ObservedCustomers): HitChanges {
  const found = [...customers].filter((id) => !isHit(hits, id));
  const missing = listHit(hits).filter((id) => !customers.has(id));
  return {
    found,
    leaving: missing.filter(isKnown),
    held: missing.filter((id) => !isKnown(id)),
  };
}

/** The hits with these customers added, and those gone since `at`. */
export function changeHits(
  hits: Hits,
  found: readonly string[],
  leaving: readonly string[],
  at: EpochMs,
): Hits {
  if (found.length + leaving.length === 0) return hits;
  const next = new Map(hits);
  for (const id of found) next.set(id, undefined);
  for (const id of leaving) next.set(id, at);
  return next;
}

/**
 * The hits as they were at the end: whoever had it then, or left it since, left at the end. `before`: when it ended as told so far.
 */
export function endHits(hits: Hits, overAt: EpochMs, before: EpochMs = overAt): Hits {
  return new Map(
    [...hits].map(([id, leftAt]) => {
      const hadIt = leftAt === undefined || leftAt > overAt || leftAt === before;
      return [id, hadIt ? overAt : leftAt];
    }),
  );
}

/** Customers that have it now. */
export function listHit(hits: Hits): string[] {
  return [...hits].flatMap(([id, leftAt]) => (leftAt === undefined ? [id] : []));
}

function isHit(hits: Hits, id: string): boolean {
  return hits.has(id) && hits.get(id) === undefined;
}
