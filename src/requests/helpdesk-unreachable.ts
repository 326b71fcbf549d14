import { isOpen } from './request.ts';
import type { Rule } from './take-step.ts';

/** Notes of an open request that the helpdesk does not see it any more. That is no progress: reminders go on as they were. */
export const noteHelpdeskUnreachable: Rule = (current) =>
  isOpen(current) ? { request: current, changes: [{ kind: 'helpdeskUnreachable' }], jobs: [] } : 'same';
