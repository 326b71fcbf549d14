import type { ReadError } from '../../errors.ts';
import type { EpochMs } from '../../time.ts';
import type { CustomerState } from '../archive.ts';
import type { UnreadPart } from '../unread-part.ts';
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
  /** When the customer's Azure subscriptions were last looked up; undefined: never. */
  discoveredAt: EpochMs | undefined;
}

type PlannedPart = 'incidents' | 'azure' | 'changes';

const AT_ONCE: PartPlan = { dueAt: 0, failures: 0, failedAt: 0, unread: [] };

export function createCustomerPlan(): CustomerPlan {
  return { incidents: AT_ONCE, azure: AT_ONCE, changes: AT_ONCE, discoveredAt: undefined };
}

/** A part that failed is left alone for its time. */
export function planAfterFailure(
  plan: CustomerPlan,
  part: PlannedPart,
  error: ReadError,
  now: EpochMs,
): void {
  const failures = plan[part].failures + 1;
  const { code, retryAt } = error;
  const unread = [{ part, code, retryAt }];
  plan[part] = { failures, failedAt: now, dueAt: pauseAfter(error, failures, now), unread };
}

/** A part that was read is next due at `dueAt` (0: in the next round); `unread`: what of it was not read all the same. */
export function planAfterSuccess(
  plan: CustomerPlan,
  part: PlannedPart,
  { dueAt = 0, unread = AT_ONCE.unread, now }: Partial<PartPlan> & { readonly now: EpochMs },
): void {
  const isPlain = dueAt === 0 && unread.length === 0;
  plan[part] = isPlain ? AT_ONCE : { dueAt, failures: 0, failedAt: unread.length === 0 ? 0 : now, unread };
}

/** What failed here, and was read since because somebody asked, is in no need of a pause. */
export function forgiveMended(
  plan: CustomerPlan,
  { triedAt = 0, unread }: Pick<CustomerState, 'unread'> & { readonly triedAt: EpochMs | undefined },
): void {
  for (const part of ['incidents', 'azure', 'changes'] as const) {
    const isMended = triedAt > plan[part].failedAt && !unread.some((one) => one.part === part);
    if (isMended && plan[part].unread.length > 0) plan[part] = AT_ONCE;
  }
}
