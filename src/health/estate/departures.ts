import type { CloudName } from '../../clouds.ts';
import { type CustomerRef, customerKey } from '../../customers/customer.ts';
import type { Incident } from '../incident.ts';

/** An incident that Microsoft 365 no longer lists as open for these customers. */
export interface Departure {
  readonly cloud: CloudName;
  /** As it was last known. */
  readonly incident: Incident;
  /** Some of them, each once: enough to ask through. */
  readonly customers: readonly CustomerRef[];
}

/** Incidents waiting at most; the final states of others are not asked for. */
const MOST_WAITING = 1_000;
/** Customers remembered of one incident at most. */
const MOST_CUSTOMERS = 10;

/** Incidents that have left customers, until somebody asks how they ended. */
export interface DepartureList {
  add(cloud: CloudName, incident: Incident, customer: CustomerRef): void;
  /** All of them; they are forgotten here. */
  take(): readonly Departure[];
}

export function createDepartureList(): DepartureList {
  let waiting = new Map<string, Departure>();
  return {
    add(cloud, incident, customer) {
      const key = `${cloud}:${incident.id}`;
      const known = waiting.get(key);
      if (known === undefined && waiting.size >= MOST_WAITING) return;
      const customers = joinCustomers(known?.customers ?? [], [customer]);
      waiting.set(key, { cloud, incident: known?.incident ?? incident, customers });
    },
    take() {
      const all = [...waiting.values()];
      waiting = new Map();
      return all;
    },
  };
}

/** Both, each customer once, a bounded number of them. */
export function joinCustomers(
  some: readonly CustomerRef[],
  more: readonly CustomerRef[],
): readonly CustomerRef[] {
  if (some.length >= MOST_CUSTOMERS) return some;
  const byKey = new Map([...some, ...more].map((customer) => [customerKey(customer), customer]));
  return [...byKey.values()].slice(0, MOST_CUSTOMERS);
}
