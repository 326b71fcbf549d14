import type { Incident } from '../health/incident.ts';
import { isOver } from '../health/incident-outcome.ts';
import type { ObservedCustomers } from './compare-hits.ts';
import { isLater, takeNewer } from './shown-incident.ts';

/** What is known of an incident now. */
export interface ObservedIncident extends ObservedCustomers {
  /** As those have it who have it; undefined: nobody has it. */
  readonly incident: Incident | undefined;
  /**
   * As it was last kept, over or not. To be looked up where nobody has it; where somebody does, it counts only if it is over as of a later
   * update than theirs and than what is shown.
   */
  readonly ending: Incident | undefined;
  /** Of an Azure event: Microsoft 365 tells of it, under this id. */
  readonly listedAs?: string | undefined;
}

/** Whether somebody has it as open. */
export function isListed({ incident, customers }: ObservedIncident): boolean {
  return incident !== undefined && customers.size > 0 && !isOver(incident);
}

/** Whether it ended after what the customers that still have it were last told. */
export function hasEndedSince(incident: Incident, { ending }: ObservedIncident): boolean {
  return ending !== undefined && isOver(ending) && isLater(ending, incident);
}

/** The newest of what is shown and what is known; the same object where nothing differs from what is shown. */
export function findNewest(shown: Incident, current: ObservedIncident): Incident {
  const { incident, ending } = current;
  const read = incident === undefined ? shown : takeNewer(shown, incident);
  if (ending === undefined || !isOver(ending)) return read;
  return !isListed(current) || hasEndedSince(read, current) ? takeNewer(read, ending) : read;
}
