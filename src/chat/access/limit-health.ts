import type { ServiceLinkBook } from '../../customers/service-links.ts';
import type { IncidentFinder, IncidentSight } from '../../health/estate/ports.ts';
import type { HistoryReader } from '../../health/read-history.ts';
import type { ReportReader } from '../../health/report-reader.ts';
import type { Limits } from '../../staff/limits.ts';

/** Reports that one person may read. */
export function limitReports(reports: ReportReader, limits: Limits): ReportReader {
  return {
    async read(customer, options) {
      limits.open('readHealth', customer);
      return reports.read(customer, options);
    },
  };
}

/** Histories that one person may read. */
export function limitHistories(histories: HistoryReader, limits: Limits): HistoryReader {
  return {
    async read(customer, period, options) {
      limits.open('readHealth', customer);
      return histories.read(customer, period, options);
    },
  };
}

/** Incidents that one person may read; `seen`: what there is for them, undefined where nothing is hidden. */
export function limitIncidents(
  incidents: IncidentFinder,
  limits: Limits,
  seen: IncidentSight | undefined,
): IncidentFinder {
  return {
    async find(id, where = {}) {
      if (where.customer) limits.open('readHealth', where.customer);
      else limits.access.require('readHealth', where.cloud);
      return incidents.find(id, seen ? { ...where, sight: seen } : where);
    },
  };
}

/** Of customers that are hidden no links are known. */
export function limitServiceLinks(links: ServiceLinkBook, { sees }: Limits): ServiceLinkBook {
  return {
    async load(customer) {
      if (sees(customer)) await links.load(customer);
    },
    list: (customer) => (sees(customer) ? links.list(customer) : []),
  };
}
