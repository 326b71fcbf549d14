import type { Incident } from '../incident.ts';
import type { Known, KnownBook } from './known.ts';
import type { ChangedThing } from './ports.ts';

/**
 * Events of Azure that Microsoft 365 lists as well under an id of its own, over all customers. Where both have the very same id they are one
 * incident anyway.
 */
export interface EstateTwins {
  /** What Microsoft 365 lists for somebody of the event. */
  findMain(event: Known<Incident>): Known<Incident> | undefined;
  /** Events of Azure that tell of each of these incidents of Microsoft 365. One pass over all that is known. */
  findEvents(mains: Iterable<Known<Incident>>): ReadonlyMap<Known<Incident>, readonly Known<Incident>[]>;
  /** The things, and the other side of each. */
  withOtherSides(things: readonly ChangedThing[]): readonly ChangedThing[];
}

export function createEstateTwins(incidents: Pick<KnownBook<Incident>, 'find' | 'values'>): EstateTwins {
  function findMain({ cloud, item }: Known<Incident>): Known<Incident> | undefined {
    const id = item.source === 'azure' ? item.azure?.externalId : undefined;
    const main = id === undefined ? undefined : incidents.find(cloud, id);
    return main?.item.source === 'microsoft365' && main.customers > 0 ? main : undefined;
  }

  function findEvents(mains: Iterable<Known<Incident>>): Map<Known<Incident>, Known<Incident>[]> {
    const events = new Map<Known<Incident>, Known<Incident>[]>();
    for (const main of mains) events.set(main, []);
    if (events.size === 0) return events;
    for (const event of incidents.values()) {
      const main = findMain(event);
      if (main !== undefined) events.get(main)?.push(event);
    }
    return events;
  }

  return {
    findMain,
    findEvents,
    withOtherSides(things) {
      const known = things.flatMap(({ kind, cloud, id }) =>
        kind === 'incident' ? (incidents.find(cloud, id) ?? []) : [],
      );
      const given = new Set(known);
      const mains = known.filter(({ item }) => item.source === 'microsoft365');
      const others = [
        ...known.flatMap((event) => findMain(event) ?? []),
        ...[...findEvents(mains).values()].flat(),
      ].filter((other) => !given.has(other));
      return [
        ...things,
        ...[...new Set(others)].map(({ cloud, item: { id } }) => ({ kind: 'incident' as const, cloud, id })),
      ];
    },
  };
}
