import { AZURE } from './name-service.ts';
import type { ReportedService } from './report.ts';
import { compareSeverity } from './severity.ts';

/** All of a customer's Azure as one service; undefined where none of it is among these. */
export function joinAzure(services: readonly ReportedService[]): ReportedService | undefined {
  const rows = services.filter(({ subscriptions }) => subscriptions.length > 0);
  const worst = rows.toSorted((a, b) => compareSeverity(a.severity, b.severity))[0];
  if (!worst) return undefined;
  const subscriptions = new Map(rows.flatMap((row) => row.subscriptions).map((one) => [one.id, one]));
  const shownElsewhere = new Map(rows.flatMap((row) => row.shownElsewhere ?? []).map((one) => [one.id, one]));
  return {
    name: AZURE,
    subscriptions: [...subscriptions.values()],
    health: undefined,
    severity: worst.severity,
    incidents: rows.flatMap((row) => row.incidents),
    ...(shownElsewhere.size > 0 && { shownElsewhere: [...shownElsewhere.values()] }),
  };
}
