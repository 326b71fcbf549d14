import type { ReadError } from '../../errors.ts';
import type { EpochMs } from '../../time.ts';
import type { ReportPart, UnreadPart } from '../unread-part.ts';
import type { WatchedState } from './customer-entry.ts';
import { pauseAfter } from './pause-after.ts';

/** When one part of a customer is read next. Never changed, so that customers with nothing to plan share one. */
export interface PartPlan {
  /** Not before this instant. */
  readonly dueAt: EpochMs;
  /** In a row. */
  readonly failures: number;
  readonly failedAt: EpochMs;
  /** What could not be read when it was last tried; stands while it is not tried. */
  readonly unread: readonly UnreadPart[];
}

/** What the survey has in mind about one customer. */
export interface CustomerPlan {
  incidents: PartPlan;
  azure: PartPlan;
  changes: PartPlan;
  /** Which services the customer has: no part of a report, so nobody is told where it cannot be read. */
  services: PartPlan;
  /** When the customer's Azure subscriptions were last looked up; undefined: never. */
  discoveredAt: EpochMs | undefined;
  /** Whether it has any; undefined: not known. */
  hasAzure: boolean | undefined;
  /** Whether it has had a turn here since it became ours. */
  isOwn: boolean;
  /** When it was last read before its turn because somebody was in a hurry. */
  hurriedAt: EpochMs;
}

export const TURN_PARTS = ['incidents', 'azure', 'changes', 'services'] as const;
export type TurnPart = (typeof TURN_PARTS)[number];

/** A customer without Azure is asked again, and planned changes are read, as often as this. */
export const SELDOM_MS = 6 * 3_600_000;

const AT_ONCE: PartPlan = { dueAt: 0, failures: 0, failedAt: 0, unread: [] };

/** For a customer that was not read here lately, from what others have read of it: what Microsoft asked us to leave alone is. */
export function createCustomerPlan({
  changesReadAt,
  unread,
}: Pick<WatchedState, 'changesReadAt' | 'unread'>): CustomerPlan {
  const begin = (part: ReportPart, dueAt: EpochMs): PartPlan => {
    const own = unread.filter((one) => one.part === part);
    const retryAt = Math.max(0, ...own.map((one) => one.retryAt ?? 0));
    if (retryAt > 0) return { dueAt: retryAt, failures: 0, failedAt: 0, unread: own };
    return dueAt === 0 || own.length > 0 ? AT_ONCE : { ...AT_ONCE, dueAt };
  };
  return {
    incidents: begin('incidents', 0),
    azure: begin('azure', 0),
    changes: begin('changes', changesReadAt === undefined ? 0 : changesReadAt + SELDOM_MS),
    services: AT_ONCE,
    discoveredAt: undefined,
    hasAzure: undefined,
    isOwn: false,
    hurriedAt: 0,
  };
}

/** A part that failed is left alone for its time, for `leastMs` milliseconds at least. */
export function planAfterFailure(
  plan: CustomerPlan,
  part: TurnPart,
  error: ReadError,
  now: EpochMs,
  leastMs = 0,
): void {
  const failures = plan[part].failures + 1;
  const { code, retryAt } = error;
  const unread = [{ part, code, retryAt }];
  plan[part] = {
    failures,
    failedAt: now,
    dueAt: Math.max(now + leastMs, pauseAfter(error, failures, now)),
    unread,
  };
}

/** A part that was read is next due at `dueAt` (0: in the next round); `unread`: what of it was not read all the same. */
export function planAfterSuccess(
  plan: CustomerPlan,
  part: TurnPart,
  { dueAt = 0, unread = AT_ONCE.unread, now }: Partial<PartPlan> & { readonly now: EpochMs },
): void {
  const isPlain = dueAt === 0 && unread.length === 0;
  plan[part] = isPlain ? AT_ONCE : { dueAt, failures: 0, failedAt: unread.length === 0 ? 0 : now, unread };
}

/** What failed here, and was read since because somebody asked, is in no need of a pause. */
export function forgiveMended(
  plan: CustomerPlan,
  { triedAt = 0, unread }: Pick<WatchedState, 'triedAt' | 'unread'>,
): void {
  for (const part of ['incidents', 'azure', 'changes'] as const) {
    const isMended = triedAt > plan[part].failedAt && !unread.some((one) => one.part === part);
    if (isMended && plan[part].unread.length > 0) plan[part] = AT_ONCE;
  }
}
