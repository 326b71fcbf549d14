import type { CloudName } from '../../clouds.ts';
import type { CustomerRef } from '../../customers/customer.ts';
import type { Incident } from '../incident.ts';

/** An incident that Microsoft 365 no longer lists as open for these customers. */
export interface Departure {
  readonly cloud: CloudName;
  /** As it was last known. */
  readonly incident: Incident;
  readonly customers: readonly CustomerRef[];
}

/** Incidents waiting at most; the final states of others are not asked for. */
const MOST_WAITING = 1_000;

/** Incidents that have left customers, until somebody asks how they ended. */
export interface DepartureList {
  add(cloud: CloudName, incident: Incident, customer: CustomerRef): void;
  /** All of them; they are forgotten here. */
  take(): readonly Departure[];
}

export function createDepartureList(): DepartureList {
  let waiting = new Map<string, Departure & { readonly customers: CustomerRef[] }>();
  return {
    add(cloud, incident, customer) {
      const key = `${cloud}:${incident.id}`;
      const known = waiting.get(key);
      if (known) known.customers.push(customer);
      else if (waiting.size < MOST_WAITING) waiting.set(key, { cloud, incident, customers: [customer] });
    },
    take() {
      const all = [...waiting.values()];
      waiting = new Map();
      return all;
    },
  };
}
