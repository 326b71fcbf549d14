import type { EpochMs } from '../time.ts';
import { isOpen } from './request.ts';
import { hasAzureTicket, type Rule, refuse, takeStep } from './take-step.ts';

/**
 * The trouble is over. `closeTicket`: the Azure ticket is closed, too, where there is one. The job is made whatever we last read of the
 * ticket, because an earlier job may be about to open it.
 */
export function resolve({ closeTicket }: { readonly closeTicket: boolean }, now: EpochMs): Rule {
  return (current) => {
    if (current.state === 'resolved') return 'same';
    if (!isOpen(current)) return refuse('state');
    return takeStep(current, now, {
      to: 'resolved',
      changes: [],
      jobs: closeTicket && hasAzureTicket(current) ? [{ kind: 'setStatus', status: 'closed' }] : [],
    });
  };
}
