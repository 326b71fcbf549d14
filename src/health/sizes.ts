import type { Incident } from './incident.ts';
import type { PlannedChange } from './planned-change.ts';

/** About how many characters keeping an incident takes. */
export function sizeOfIncident({ posts }: Pick<Incident, 'posts'>): number {
  return 1_000 + sum(posts, ({ html }) => html.length);
}

/** About how many characters keeping a planned change takes. */
export function sizeOfChange({ html }: Pick<PlannedChange, 'html'>): number {
  return 500 + html.length;
}

/** Adds up what is measured of each. */
export function sum<T>(items: readonly T[], measure: (item: T) => number): number {
  return items.reduce((total, item) => total + measure(item), 0);
}
