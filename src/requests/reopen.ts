import type { EpochMs } from '../time.ts';
import type { Step } from './change.ts';
import { isOpen, type ServiceRequest } from './request.ts';
import { hasAzureTicket, isLastingTrouble, type Rule, refuse, takeStep } from './take-step.ts';

/** Opens a resolved or closed request again: with the vendor where there is a ticket, else raised. `same` when it is open. */
export function reopen(now: EpochMs): Rule {
  return (current) => {
    if (current.state === 'draft') return refuse('state');
    if (isOpen(current)) return 'same';
    return openAgain(current, now);
  };
}

/**
 * The Azure ticket is opened again and followed again. The job is made whatever we last read of the ticket, because it may have been
 * closed since. A request whose Azure ticket never came to be has one created now, unless Azure refused it: then it is as stuck as it was,
 * and whoever wants another attempt asks for one (`retryRoute`).
 */
function openAgain(current: ServiceRequest, now: EpochMs): Step {
  const isRefused = isLastingTrouble(current);
  const isTicketMissing = current.route === 'azureSupport' && current.ticket === undefined && !isRefused;
  return takeStep(current, now, {
    set: isRefused ? {} : { trouble: undefined },
    to: current.ticket === undefined ? 'raised' : 'withVendor',
    jobs: hasAzureTicket(current)
      ? [{ kind: 'setStatus', status: 'open' }, { kind: 'followTicket' }]
      : isTicketMissing
        ? [{ kind: 'createTicket' }]
        : [],
  });
}
