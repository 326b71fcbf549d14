import type { ReadErrorCode } from '../../errors.ts';
import type { UnreadPart } from '../unread-part.ts';
import { awaitsAzure, type CustomerEntry, isUnreadable } from './customer-entry.ts';
import type { AccessCounts, AccessProblem, Coverage } from './overview.ts';
import type { RelationshipBook } from './relationships.ts';

type Relationships = ReturnType<RelationshipBook['listProblems']>;

type Reached = Pick<CustomerEntry, 'readAt' | 'triedAt' | 'unread'>;

/** An entry as an answer about planned changes sees it. */
export function lookAtChanges({ changesReadAt, triedAt, unread }: CustomerEntry): Reached {
  const missing = unread.filter(({ part }) => part === 'changes');
  return { readAt: changesReadAt, triedAt: missing.length > 0 ? triedAt : changesReadAt, unread: missing };
}

/** How much of these customers an answer rests on; `look` tells how the answer sees one of them. */
export function countCoverage(
  entries: readonly CustomerEntry[],
  look: (entry: CustomerEntry) => Reached = (entry) => entry,
): Coverage {
  const failed: Partial<Record<ReadErrorCode, number>> = {};
  let read = 0;
  let untried = 0;
  let azureUnread = 0;
  let oldestReadAt: number | undefined;
  let newestReadAt: number | undefined;
  for (const entry of entries) {
    const { readAt, triedAt, unread } = look(entry);
    if (triedAt === undefined) untried += 1;
    else if (awaitsAzure(entry)) azureUnread += 1;
    const code = pickCode(unread);
    if (code !== undefined) failed[code] = (failed[code] ?? 0) + 1;
    if (readAt === undefined) continue;
    read += 1;
    if (oldestReadAt === undefined || readAt < oldestReadAt) oldestReadAt = readAt;
    if (newestReadAt === undefined || readAt > newestReadAt) newestReadAt = readAt;
  }
  return { total: entries.length, read, untried, azureUnread, failed, oldestReadAt, newestReadAt };
}

/** `unreadable` are those of whom nothing could be read; one of whom only Azure is unread is one of `partly`. */
export function countAccess(entries: readonly CustomerEntry[], relationships: Relationships): AccessCounts {
  const counts = { unreadable: 0, partly: 0, expired: 0, expiring: 0 };
  for (const entry of entries) {
    if (entry.unread.length > 0) counts[isUnreadable(entry) ? 'unreadable' : 'partly'] += 1;
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
  const ranks: AccessProblem[][] = [[], [], [], [], []];
  for (const entry of entries) {
    const relationship = relationships.get(entry.key);
    const { customer, unread } = entry;
    const triedAt = isUnreadable(entry) ? entry.incidentsTriedAt : entry.triedAt;
    if (customer === undefined || (unread.length === 0 && relationship === undefined)) continue;
    const rank = isUnreadable(entry) ? 0 : rankReadable(unread, relationship?.state);
    ranks[rank]?.push({ customer, unread, relationship, triedAt });
  }
  ranks[3]?.sort((a, b) => (a.relationship?.endsAt ?? 0) - (b.relationship?.endsAt ?? 0));
  return ranks.flat();
}

/** What only Azure lacks comes last: somebody there has to give a role, and all else of the customer is told. */
function rankReadable(
  unread: readonly UnreadPart[],
  relationship: 'expired' | 'expiring' | undefined,
): number {
  if (unread.some(({ part }) => part !== 'azure')) return 1;
  if (relationship === undefined) return 4;
  return relationship === 'expired' ? 2 : 3;
}

/** A customer counts once: by why its incidents are unread, else by the first part that is. */
function pickCode(unread: readonly UnreadPart[]): ReadErrorCode | undefined {
  if (unread.length === 0) return undefined;
  return (unread.find(({ part }) => part === 'incidents') ?? unread[0])?.code;
}
