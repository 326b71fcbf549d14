import { type Customer, customerKey } from '../../customers/customer.ts';
import type { ReadErrorCode } from '../../errors.ts';
import type { Estate } from '../../health/estate/ports.ts';
import type { LostAccess } from '../cards/present-request-refused.ts';

/** What somebody has to mend before a vendor would deal with us for that customer; others pass. */
const GONE: ReadonlySet<ReadErrorCode> = new Set(['noConsent', 'signInBlocked', 'forbidden']);

/** Whether our access to a customer is gone, as far as is known; undefined: it is not. A passing failure takes nobody's access. */
export function judgeAccess(customer: Customer, estate: Pick<Estate, 'access'>): LostAccess | undefined {
  const key = customerKey(customer);
  const problem = estate.access().problems.find((one) => customerKey(one.customer) === key);
  if (problem?.relationship?.state === 'expired') return { kind: 'relationship' };
  const lost = problem?.unread.find(({ part, code }) => part === 'incidents' && GONE.has(code));
  return lost && { kind: 'unread', code: lost.code };
}
