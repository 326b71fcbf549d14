import { foldName } from './fold-name.ts';
import type { Incident } from './incident.ts';
import { nameService } from './name-service.ts';
import type { ReportedIncident, ReportedService } from './report.ts';
import type { ServiceHealth } from './service.ts';
import { compareSeverity, rateIncident, rateService } from './severity.ts';

/** The services of Microsoft 365 with the incidents that name them; what only an incident names is a service too. In no order. */
export function reportServices(
  rows: readonly ServiceHealth[],
  incidents: readonly ReportedIncident[],
): ReportedService[] {
  const byName = new Map<
    string,
    { name: string; health: ServiceHealth | undefined; incidents: ReportedIncident[] }
  >();
  for (const health of rows) {
    const twin = byName.get(foldName(health.name))?.health;
    // Two rows of one name are one service to the reader, and it is as bad as the worse of them.
    if (twin && compareSeverity(rateService(twin.status, []), rateService(health.status, [])) <= 0) continue;
    byName.set(foldName(health.name), { name: health.name, health, incidents: [] });
  }
  for (const incident of incidents) {
    const name = nameService(incident);
    const service = byName.get(foldName(name)) ?? { name, health: undefined, incidents: [] };
    byName.set(foldName(name), service);
    service.incidents.push(incident);
  }
  return [...byName.values()].map(({ name, health, incidents }) => ({
    name,
    subscriptions: [],
    health,
    severity: rateService(health?.status, incidents),
    incidents,
  }));
}

/** Worst first; of equals the one whose trouble is newest, for that is what people call about; then by name. Their incidents likewise. */
export function sortServices(services: readonly ReportedService[]): ReportedService[] {
  return services
    .map((service) => ({ ...service, incidents: service.incidents.toSorted(compareIncidents) }))
    .sort(compareServices);
}

function compareServices(a: ReportedService, b: ReportedService): number {
  return (
    compareSeverity(a.severity, b.severity) ||
    (b.incidents[0]?.startedAt ?? 0) - (a.incidents[0]?.startedAt ?? 0) ||
    compareText(foldName(a.name), foldName(b.name))
  );
}

function compareIncidents(a: Incident, b: Incident): number {
  return compareSeverity(rateIncident(a), rateIncident(b)) || (b.startedAt ?? 0) - (a.startedAt ?? 0);
}

function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
