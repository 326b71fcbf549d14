import type { Incident } from '../incident.ts';
import { compareSeverity, rateIncident } from '../severity.ts';
import type { CustomerEntry } from './customer-entry.ts';
import type { Sight } from './estate-answers.ts';
import type { Known } from './known.ts';
import type { OpenIncident, Overview } from './overview.ts';

const ANY = 1;
const OUTAGE = 2;

export function toOpenIncident({ cloud, item }: Known<Incident>, customers: number): OpenIncident {
  return { cloud, incident: item, severity: rateIncident(item), customers };
}

/** Open incidents that hit somebody, worst first, then by customers hit, then newest start; and how many customers they hit. */
export function listOpen(
  known: Iterable<Known<Incident>>,
  { entries, count }: Sight,
  isMeant: (incident: Incident) => boolean,
): Pick<Overview, 'incidents' | 'affected'> {
  const incidents: OpenIncident[] = [];
  for (const one of known) {
    one.weight = 0;
    const customers = count(one);
    if (customers === 0 || !isMeant(one.item)) continue;
    const open = toOpenIncident(one, customers);
    incidents.push(open);
    one.weight = compareSeverity(open.severity, 'advisory') < 0 ? OUTAGE : ANY;
  }
  return { incidents: incidents.sort(compareOpen), affected: countAffected(entries) };
}

function countAffected(entries: readonly CustomerEntry[]): Overview['affected'] {
  let outage = 0;
  let any = 0;
  for (const { open } of entries) {
    let worst = 0;
    for (const { weight } of open) {
      if (weight > worst) worst = weight;
      if (worst === OUTAGE) break;
    }
    if (worst >= ANY) any += 1;
    if (worst === OUTAGE) outage += 1;
  }
  return { outage, any };
}

function compareOpen(a: OpenIncident, b: OpenIncident): number {
  return (
    compareSeverity(a.severity, b.severity) ||
    b.customers - a.customers ||
    (b.incident.startedAt ?? 0) - (a.incident.startedAt ?? 0) ||
    (a.incident.id < b.incident.id ? -1 : 1)
  );
}
