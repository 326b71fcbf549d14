import type { ServiceLinkBook } from '../../customers/service-links.ts';
import type { IncidentFinder, IncidentSight } from '../../health/estate/ports.ts';
import type { HistoryReader } from '../../health/read-history.ts';
import type { ReportReader } from '../../health/report-reader.ts';
import type { Sight } from '../../staff/sight.ts';

/** Reports that one person may read. */
export function limitReports(reports: ReportReader, sight: Sight): ReportReader {
  return {
    async read(customer, options) {
      sight.open('readHealth', customer);
      return reports.read(customer, options);
    },
  };
}

/** Histories that one person may read. */
export function limitHistories(histories: HistoryReader, sight: Sight): HistoryReader {
  return {
    async read(customer, period, options) {
      sight.open('readHealth', customer);
      return histories.read(customer, period, options);
    },
  };
}

/** Incidents that one person may read; `seen`: what there is for them, undefined where nothing is hidden. */
export function limitIncidents(
  incidents: IncidentFinder,
  sight: Sight,
  seen: IncidentSight | undefined,
): IncidentFinder {
  return {
    async find(id, where = {}) {
      if (where.customer) sight.open('readHealth', where.customer);
      else sight.access.require('readHealth', where.cloud);
      return incidents.find(id, seen ? { ...where, sight: seen } : where);
    },
  };
}

/** Of customers that are hidden no links are known. */
export function limitServiceLinks(links: ServiceLinkBook, { sees }: Sight): ServiceLinkBook {
  return {
    async load(customer) {
      if (sees(customer)) await links.load(customer);
    },
    list: (customer) => (sees(customer) ? links.list(customer) : []),
  };
}
