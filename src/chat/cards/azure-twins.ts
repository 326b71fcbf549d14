import type { ReportedService } from '../../health/report.ts';

/** The rows of a report, with what of Azure is told under a service of Microsoft 365. */
export interface FoldedServices {
  readonly rows: readonly ReportedService[];
  /** By service: the subscriptions that its incidents hit as well. */
  readonly inAzure: ReadonlyMap<ReportedService, readonly string[]>;
}

/**
 * Folds subscriptions that only an incident of Microsoft 365 hits into the row of that incident's service: an empty row with an id would
 * tell nobody anything. One whose incident is not among the rows keeps its own.
 */
export function foldAzureTwins(services: readonly ReportedService[]): FoldedServices {
  const hosts = new Map<string, ReportedService>();
  for (const service of services) {
    for (const { id } of service.incidents) hosts.set(id.toUpperCase(), service);
  }
  const inAzure = new Map<ReportedService, readonly string[]>();
  const rows = services.filter(({ incidents, shownElsewhere = [], subscriptions }) => {
    const found = shownElsewhere.map(({ id }) => hosts.get(id.toUpperCase()));
    for (const host of new Set(found)) {
      if (!host) continue;
      const names = subscriptions.map(({ name }) => name);
      inAzure.set(host, [...new Set([...(inAzure.get(host) ?? []), ...names])]);
    }
    return incidents.length > 0 || found.length === 0 || found.includes(undefined);
  });
  return { rows, inAzure };
}
