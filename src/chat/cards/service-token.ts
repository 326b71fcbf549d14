import { joinAzure } from '../../health/join-azure.ts';
import { AZURE } from '../../health/name-service.ts';
import type { HealthReport, ReportedService } from '../../health/report.ts';
import { plain } from './plain.ts';

const TOKEN_WIDTH = 120;

/** How a button names a service: its name made safe, so that the same name gives the same token whatever it holds. */
export function makeServiceToken(name: string): string {
  return plain(name, TOKEN_WIDTH) || '?';
}

/** How a button names an incident, in the same way. */
export function makeIncidentToken(id: string): string {
  return plain(id, TOKEN_WIDTH) || '?';
}

/** The service of a report that a name or a button's token means, `Azure` for all of it; undefined when the customer has none such. */
export function findServiceByToken(report: HealthReport, token: string): ReportedService | undefined {
  const wanted = makeServiceToken(token).toLowerCase();
  if (wanted === AZURE.toLowerCase()) return joinAzure(report.services);
  const found = report.services.find(({ name }) => makeServiceToken(name).toLowerCase() === wanted);
  if (!found || found.subscriptions.length === 0) return found;
  // Rows are of incidents that hit the same subscriptions; one subscription may be hit by those of other rows too.
  const ids = new Set(found.subscriptions.map(({ id }) => id));
  const sharing = report.services.filter(({ subscriptions }) => subscriptions.some(({ id }) => ids.has(id)));
  const { name, subscriptions } = found;
  return { ...(joinAzure(sharing) ?? found), name, subscriptions };
}
