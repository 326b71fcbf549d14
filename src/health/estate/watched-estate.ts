import type { CloudName } from '../../clouds.ts';
import type { CustomerDirectory } from '../../customers/ports.ts';
import type { Incident } from '../incident.ts';
import type { PlannedChange } from '../planned-change.ts';
import type { ChangedThings } from './changed-things.ts';
import { type CustomerEntry, isUnreadable } from './customer-entry.ts';
import { createEstateTwins } from './estate-twins.ts';
import type { Known, KnownBook } from './known.ts';
import type { ChangedThing, Observation, WatchedEstate } from './ports.ts';
import type { Roll } from './roll.ts';

export interface WatchedParts {
  readonly directory: Pick<CustomerDirectory, 'states'>;
  readonly roll: Roll;
  readonly incidents: KnownBook<Incident>;
  readonly changes: KnownBook<PlannedChange>;
  readonly changed: ChangedThings;
}

/** The estate as those see it who follow what is known. */
export function createWatchedEstate({
  directory,
  roll,
  incidents,
  changes,
  changed,
}: WatchedParts): WatchedEstate {
  const twins = createEstateTwins(incidents);
  const findKnown = ({ kind, cloud, id }: ChangedThing) =>
    kind === 'incident' ? incidents.find(cloud, id) : changes.find(cloud, id);

  function findMain({ kind, cloud, id }: ChangedThing): Known<Incident>[] {
    const known = kind === 'incident' ? incidents.find(cloud, id) : undefined;
    return known?.item.source === 'microsoft365' ? [known] : [];
  }

  function observe(
    { kind, cloud, id }: ChangedThing,
    customersOf: ReadonlyMap<unknown, ReadonlySet<string>>,
    eventsOf: ReadonlyMap<Known<Incident>, readonly Known<Incident>[]>,
  ): Observation {
    const incident = kind === 'incident' ? incidents.find(cloud, id) : undefined;
    const change = kind === 'change' ? changes.find(cloud, id) : undefined;
    const own = customersOf.get(incident ?? change) ?? NOBODY;
    const tellOf = <T>(known: Known<T> | undefined) => (own.size === 0 ? undefined : known?.item);
    // Who has it in Azure only is hit by the same incident.
    const events = (own.size > 0 && incident && eventsOf.get(incident)) || [];
    const also = events.map((event) => customersOf.get(event) ?? NOBODY);
    const customers = also.length === 0 ? own : new Set([own, ...also].flatMap((some) => [...some]));
    const supersededBy = incident && twins.findMain(incident)?.item.id;
    return { kind, cloud, id, incident: tellOf(incident), change: tellOf(change), customers, supersededBy };
  }

  return {
    takeChanged(limit) {
      // Customers may have come onto the list or left it.
      roll.listed();
      return twins.withOtherSides(changed.take(limit));
    },
    markAllChanged() {
      roll.listed();
      for (const known of incidents.values()) if (known.customers > 0) changed.note('incident', known);
      for (const known of changes.values()) if (known.customers > 0) changed.note('change', known);
    },
    observe(things) {
      const listed = roll.listed();
      const known = things.map(findKnown);
      const eventsOf = twins.findEvents(things.flatMap(findMain));
      const customersOf = gatherCustomers(listed, [...known, ...[...eventsOf.values()].flat()]);
      return things.map((thing) => observe(thing, customersOf, eventsOf));
    },
    isKnown: (cloud, tenantId) => roll.find({ cloud, tenantId })?.readAt !== undefined,
    isComplete(cloud: CloudName) {
      const state = directory.states.find((one) => one.cloud === cloud);
      if (state?.loadedAt === undefined) return false;
      return roll.listed().every(({ ref, triedAt }) => ref.cloud !== cloud || triedAt !== undefined);
    },
    listUnreadable() {
      return roll.listed().flatMap((entry) => {
        if (!isUnreadable(entry)) return [];
        const { ref, readAt, incidentsTriedAt: triedAt, unread } = entry;
        const code = unread.find(({ part }) => part === 'incidents')?.code;
        return code === undefined || triedAt === undefined ? [] : [{ customer: ref, code, readAt, triedAt }];
      });
    },
  };
}

const NOBODY: ReadonlySet<string> = new Set();

/**
 * The tenant ids of those who have each of these things. Customers that have the same share the very same list, so a list is searched once
 * however many share it.
 */
function gatherCustomers(
  entries: readonly CustomerEntry[],
  wanted: readonly (Known<unknown> | undefined)[],
): ReadonlyMap<unknown, ReadonlySet<string>> {
  const customersOf = new Map<unknown, Set<string>>();
  for (const known of wanted) if (known !== undefined) customersOf.set(known, new Set());
  const foundIn = new Map<readonly unknown[], readonly Set<string>[]>();
  const search = (list: readonly unknown[]) => {
    const known = foundIn.get(list);
    if (known !== undefined) return known;
    const found = list.flatMap((one) => customersOf.get(one) ?? []);
    foundIn.set(list, found);
    return found;
  };
  for (const { open, changes, tenantId } of entries) {
    for (const customers of search(open)) customers.add(tenantId);
    for (const customers of search(changes)) customers.add(tenantId);
  }
  return customersOf;
}
