import type { ReadErrorCode } from '../../errors.ts';
import type { UnreadPart } from '../unread-part.ts';
import { type CustomerEntry, isUnreadable } from './customer-entry.ts';
import type { AccessCounts, AccessProblem, Coverage } from './overview.ts';
import type { RelationshipBook } from './relationships.ts';

type Relationships = ReturnType<RelationshipBook['listProblems']>;

type Reached = Pick<CustomerEntry, 'readAt' | 'triedAt' | 'unread'>;

/** An entry as an answer about planned changes sees it. */
export function lookAtChanges({ changesReadAt, triedAt, unread }: CustomerEntry): Reached {
  const missing = unread.filter(({ part }) => part === 'changes');
  return { readAt: changesReadAt, triedAt: missing.length > 0 ? triedAt : changesReadAt, unread: missing };
}

/** How much of these customers an answer rests on. */
export function countCoverage(entries: readonly Reached[]): Coverage {
  const failed: Partial<Record<ReadErrorCode, number>> = {};
  let read = 0;
  let untried = 0;
  let oldestReadAt: number | undefined;
  let newestReadAt: number | undefined;
  for (const { readAt, triedAt, unread } of entries) {
    if (triedAt === undefined) untried += 1;
    const code = pickCode(unread);
    if (code !== undefined) failed[code] = (failed[code] ?? 0) + 1;
    if (readAt === undefined) continue;
    read += 1;
    if (oldestReadAt === undefined || readAt < oldestReadAt) oldestReadAt = readAt;
    if (newestReadAt === undefined || readAt > newestReadAt) newestReadAt = readAt;
  }
  return { total: entries.length, read, untried, failed, oldestReadAt, newestReadAt };
}

/** `unreadable` are those of whom nothing could be read; one of whom only Azure is unread is not among them. */
export function countAccess(entries: readonly CustomerEntry[], relationships: Relationships): AccessCounts {
  const counts = { unreadable: 0, expired: 0, expiring: 0 };
  for (const entry of entries) {
    if (entry.unread.length > 0 && isUnreadable(entry)) counts.unreadable += 1;
    const relationship = relationships.size === 0 ? undefined : relationships.get(entry.key);
    if (relationship !== undefined) counts[relationship.state] += 1;
  }
  return counts;
}

/** Worst first; `entries` are by name, and so are equals. */
export function listProblems(
  entries: readonly CustomerEntry[],
  relationships: Relationships,
): AccessProblem[] {
  const ranks: AccessProblem[][] = [[], [], [], []];
  for (const entry of entries) {
    const relationship = relationships.get(entry.key);
    const { customer, unread, triedAt } = entry;
    if (customer === undefined || (unread.length === 0 && relationship === undefined)) continue;
    const rank =
      unread.length > 0 ? (isUnreadable(entry) ? 0 : 1) : relationship?.state === 'expired' ? 2 : 3;
    ranks[rank]?.push({ customer, unread, relationship, triedAt });
  }
  ranks[3]?.sort((a, b) => (a.relationship?.endsAt ?? 0) - (b.relationship?.endsAt ?? 0));
  return ranks.flat();
}

/** A customer counts once: by why its incidents are unread, else by the first part that is. */
function pickCode(unread: readonly UnreadPart[]): ReadErrorCode | undefined {
  if (unread.length === 0) return undefined;
  return (unread.find(({ part }) => part === 'incidents') ?? unread[0])?.code;
}
