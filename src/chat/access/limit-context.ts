import type { StaffAccess } from '../../staff/admission.ts';
import type { ChatContext } from '../context.ts';
import { createLimits } from './create-limits.ts';
import { limitAudit } from './limit-audit.ts';
import { limitHistories, limitIncidents, limitReports, limitServiceLinks } from './limit-health.ts';
import { limitRequestParts } from './limit-request-parts.ts';
import { limitWatchParts } from './limit-watch-parts.ts';

/**
 * What one question of one person is answered with. Customers that are hidden from them do not exist in it, nor are they counted, nor does what only
 * they have. What the person may not do for a customer's cloud throws `NotAllowed` before anything happens. The turn is told of every customer
 * whose data is opened, or for whom something is done; more than once of some.
 */
export function limitContext(context: ChatContext, access: StaffAccess): ChatContext {
  const limits = createLimits(context.directory, access, context.turn);
  const directory = access.seesAll
    ? context.directory
    : context.directory.limitTo(access.groups.join(' '), (customer) => access.sees(customer));
  const estate = access.seesAll ? context.estate : context.estate.limitTo(directory);
  return {
    ...context,
    access,
    directory,
    estate,
    reports: limitReports(context.reports, limits),
    histories: limitHistories(context.histories, limits),
    incidents: limitIncidents(context.incidents, limits, access.seesAll ? undefined : { estate, directory }),
    serviceLinks: limitServiceLinks(context.serviceLinks, limits),
    requests: limitRequestParts(context.requests, limits),
    watch: limitWatchParts(context.watch, limits, { estate }),
    audit: limitAudit(context.audit, limits),
  };
}
