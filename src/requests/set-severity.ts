import type { EpochMs } from '../time.ts';
import { isBlank } from './bound-text.ts';
import { isOpen, type RequestSeverity } from './request.ts';
import { hasAzureTicket, type Rule, refuse, takeStep } from './take-step.ts';

/**
 * Changes the severity of an open request, and of its Azure ticket. A ticket that is still to be created cannot become critical without a
 * telephone number (`incomplete`): Azure would refuse it. A request without a severity has no change to tell, and is `incomplete`.
 */
export function setSeverity(severity: RequestSeverity, now: EpochMs): Rule {
  return (current) => {
    if (!isOpen(current)) return refuse('state');
    if (current.severity === severity) return 'same';
    const { ticket } = current;
    const isOrdered = current.route === 'azureSupport' && ticket === undefined;
    if (current.severity === undefined) return refuse('incomplete');
    if (isOrdered && severity === 'A' && isBlank(current.contact.phone)) return refuse('incomplete');
    return takeStep(current, now, {
      set: { severity, ticket: ticket && { ...ticket, severity: undefined } },
      changes: [{ kind: 'severity', from: current.severity, to: severity }],
      jobs: hasAzureTicket(current) ? [{ kind: 'setSeverity', severity }] : [],
    });
  };
}
