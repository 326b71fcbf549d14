import type { EpochMs } from '../time.ts';
import type { AdminRelationship } from './access.ts';

/** Before the end of a relationship that is not prolonged by itself, in milliseconds: time to ask the customer for another. */
export const EXPIRING_MS = 30 * 86_400_000;

/** Of one customer: the relationship that matters, and what else there is. */
export interface RelationshipSummary {
  /** In small letters. */
  readonly tenantId: string;
  /** Of those in force the one that ends last; none in force: the one that ended last. */
  readonly id: string;
  readonly endsAt: EpochMs | undefined;
  readonly isInForce: boolean;
  /** Another is awaited, or in a state that we have not met: its end alone does not shut us out for certain. */
  readonly isAnotherAwaited: boolean;
}

/**
 * Puts the relationships of each customer together. Customers of whom nothing can ever have to be said are left out: those with a
 * relationship in force that has no end or is prolonged by itself, and those without one in force or ended.
 */
export function summariseRelationships(
  relationships: readonly AdminRelationship[],
  now: EpochMs,
): RelationshipSummary[] {
  const byTenant = Map.groupBy(relationships, ({ tenantId }) => tenantId.toLowerCase());
  return [...byTenant].flatMap(([tenantId, all]): RelationshipSummary[] => {
    const inForce = all.filter((one) => isInForce(one, now));
    if (inForce.some(({ autoExtends, endsAt }) => autoExtends || endsAt === undefined)) return [];
    const last = findLast(inForce.length > 0 ? inForce : all.filter((one) => hasEnded(one, now)));
    if (last === undefined) return [];
    const isAnotherAwaited = all.some(({ status }) => status === 'pending' || status === 'unknown');
    return [{ tenantId, id: last.id, endsAt: last.endsAt, isInForce: inForce.length > 0, isAnotherAwaited }];
  });
}

/** What has to be said of it now: that it has ended with no other in force or awaited, that it ends within 30 days, or nothing. */
export function judgeRelationship(
  { endsAt, isInForce, isAnotherAwaited }: RelationshipSummary,
  now: EpochMs,
): 'expired' | 'expiring' | undefined {
  if (!isInForce || (endsAt !== undefined && endsAt <= now)) return isAnotherAwaited ? undefined : 'expired';
  return endsAt !== undefined && endsAt <= now + EXPIRING_MS ? 'expiring' : undefined;
}

function isInForce({ status, endsAt, autoExtends }: AdminRelationship, now: EpochMs): boolean {
  if (status !== 'active' && status !== 'expiring') return false;
  return autoExtends || endsAt === undefined || endsAt > now;
}

function hasEnded(relationship: AdminRelationship, now: EpochMs): boolean {
  const { status } = relationship;
  if (status === 'ended') return true;
  return (status === 'active' || status === 'expiring') && !isInForce(relationship, now);
}

function findLast(relationships: readonly AdminRelationship[]): AdminRelationship | undefined {
  return relationships.toSorted((a, b) => (b.endsAt ?? 0) - (a.endsAt ?? 0))[0];
}
