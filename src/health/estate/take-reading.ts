import type { CloudName } from '../../clouds.ts';
import type { CustomerRef } from '../../customers/customer.ts';
import type { CustomerState } from '../archive.ts';
import type { Incident, IncidentSource } from '../incident.ts';
import type { PlannedChange } from '../planned-change.ts';
import { createTwinFinder } from '../same-incident.ts';
import type { ReportPart, UnreadPart } from '../unread-part.ts';
import type { ChangedThings } from './changed-things.ts';
import { type CustomerEntry, isOwn, isSameUnread } from './customer-entry.ts';
import type { Known, KnownBook } from './known.ts';
import { listDifferences } from './list-differences.ts';
import type { CustomerReading } from './ports.ts';
import { createListPool } from './share-lists.ts';
import { createNamePool } from './share-names.ts';

/** Puts what was read of a customer into its entry, and keeps the counts of everything known right. */
export interface ReadingTaker {
  /** A reading that is older than what is known is passed over. */
  take(entry: CustomerEntry, reading: CustomerReading): void;
  /** Puts what was read elsewhere, or in an earlier run, in the place of all that is known of the customer. Nobody is told of what left it. */
  adopt(entry: CustomerEntry, state: CustomerState, lists: AdoptedLists, origin: Origin): void;
  /** Takes an incident that is over off these customers' lists. */
  close(known: Known<Incident>, entries: Iterable<CustomerEntry>): void;
  /** Counts a customer that comes onto the list (1), or no longer counts one that leaves it (-1). */
  count(entry: CustomerEntry, by: 1 | -1): void;
  /** Forgets what the entry holds. */
  drop(entry: CustomerEntry): void;
}

/** What a state names. */
export interface AdoptedLists {
  readonly incidents: readonly Known<Incident>[];
  readonly changes: readonly Known<PlannedChange>[];
}

type Origin = Pick<CustomerEntry, 'isRestored' | 'followedAt'>;

export function createReadingTaker({
  incidents,
  changes,
  onLeft,
  changed,
}: {
  readonly incidents: KnownBook<Incident>;
  readonly changes: KnownBook<PlannedChange>;
  /** Told of an incident that Microsoft 365 no longer lists for a customer. */
  readonly onLeft: (cloud: CloudName, incident: Incident, customer: CustomerRef) => void;
  /** Told of everything whose customers on the list change. */
  readonly changed: Pick<ChangedThings, 'note'>;
}): ReadingTaker {
  const incidentLists = createListPool<Incident>();
  const changeLists = createListPool<PlannedChange>();
  const shareNames = createNamePool();

  function addTo(entry: CustomerEntry, by: 1 | -1): void {
    for (const known of entry.open) known.customers += by;
    for (const known of entry.changes) known.customers += by;
  }

  function hold(entry: CustomerEntry, action: 'hold' | 'release'): void {
    incidents[action](entry.microsoft365);
    incidents[action](entry.azure);
    changes[action](entry.changes);
  }

  /** Changes the entry's lists; holds the new ones before it lets go of the old ones, so that nothing is forgotten in between. */
  function replace(entry: CustomerEntry, lists: Partial<Lists>): void {
    const before = { ...entry };
    const isListed = entry.customer !== undefined;
    if (isListed) addTo(entry, -1);
    Object.assign(entry, lists);
    entry.open = listOnce(entry);
    hold(entry, 'hold');
    if (isListed) {
      addTo(entry, 1);
      for (const known of listDifferences(before.open, entry.open)) changed.note('incident', known);
      for (const known of listDifferences(before.changes, entry.changes)) changed.note('change', known);
    }
    hold(before, 'release');
  }

  function listOnce({ microsoft365, azure, open }: CustomerEntry): readonly Known<Incident>[] {
    if (azure.length === 0) return microsoft365;
    const isTwin = createTwinFinder(microsoft365.map(({ item }) => item));
    return incidentLists.share([...microsoft365, ...azure.filter(({ item }) => !isTwin(item))], open);
  }

  function readIncidents(
    before: readonly Known<Incident>[],
    read: readonly Incident[] | undefined,
    reading: CustomerReading,
    part: ReportPart,
  ): readonly Known<Incident>[] {
    if (read === undefined) return before;
    const { cloud } = reading.customer;
    const open = read
      .filter(({ isResolved }) => !isResolved)
      .map((incident) => incidents.put(cloud, incident, reading.triedAt));
    return incidentLists.share([...open, ...leaveStanding(before, read, reading, part)], before);
  }

  function readChanges(before: CustomerEntry['changes'], reading: CustomerReading): CustomerEntry['changes'] {
    const { customer, triedAt } = reading;
    const read = reading.changes ?? reading.azureChanges;
    if (read === undefined) return before;
    const coming = read.map((change) => changes.put(customer.cloud, change, triedAt));
    const isAsked = (source: IncidentSource) => source === 'azure' || reading.changes !== undefined;
    const standing = [
      ...before.filter(({ item }) => !isAsked(item.source)),
      ...leaveStanding(before.filter(ofSource('microsoft365')), read, reading, 'changes'),
      ...leaveStanding(before.filter(ofSource('azure')), read, reading, 'azure'),
    ];
    return changeLists.share([...coming, ...standing], before);
  }

  return {
    take(entry, reading) {
      if (entry.triedAt !== undefined && reading.triedAt < entry.triedAt) return;
      const { triedAt } = reading;
      const unread = joinUnread(entry.unread, reading);
      const before = entry.microsoft365;
      const lists = {
        microsoft365: readIncidents(before, reading.incidents, reading, 'incidents'),
        azure: readIncidents(entry.azure, reading.azureIncidents, reading, 'azure'),
        changes: readChanges(entry.changes, reading),
      };
      if (
        entry.triedAt === undefined ||
        lists.microsoft365 !== before ||
        lists.azure !== entry.azure ||
        lists.changes !== entry.changes ||
        (reading.azureIncidents !== undefined && entry.azureReadAt === undefined) ||
        (reading.changes !== undefined && entry.changesReadAt === undefined) ||
        !isSameUnread(entry.unread, unread)
      ) {
        entry.isUnsaved = true;
      }
      replace(entry, lists);
      entry.triedAt = triedAt;
      entry.isRestored = false;
      entry.followedAt = undefined;
      if (reading.asked?.includes('incidents') !== false) entry.incidentsTriedAt = triedAt;
      if (reading.incidents !== undefined) entry.readAt = triedAt;
      if (reading.azureIncidents !== undefined) entry.azureReadAt = triedAt;
      if (reading.changes !== undefined) entry.changesReadAt = triedAt;
      entry.unread = unread.length === 0 ? NOTHING : unread;
      if (reading.services !== undefined) entry.services = shareNames(reading.services);
      if (lists.microsoft365 === before) return;
      for (const { cloud, item } of before) {
        if (!lists.microsoft365.some((known) => known.item.id === item.id)) onLeft(cloud, item, entry.ref);
      }
    },
    adopt(entry, state, { incidents: open, changes: coming }, origin) {
      const pick = (source: IncidentSource) => open.filter(ofSource(source));
      replace(entry, {
        microsoft365: incidentLists.share(pick('microsoft365'), entry.microsoft365),
        azure: incidentLists.share(pick('azure'), entry.azure),
        changes: changeLists.share(coming, entry.changes),
      });
      const { readAt, triedAt, incidentsTriedAt, azureReadAt, changesReadAt, unread } = state;
      Object.assign(entry, { readAt, triedAt, incidentsTriedAt, azureReadAt, changesReadAt });
      Object.assign(entry, origin, { unread: unread.length === 0 ? NOTHING : unread });
      Object.assign(entry, { isUnsaved: false, savedAt: triedAt });
    },
    close(known, entries) {
      const without = (list: readonly Known<Incident>[]) =>
        list.includes(known)
          ? incidentLists.share(
              list.filter((one) => one !== known),
              list,
            )
          : list;
      for (const entry of entries) {
        const { microsoft365, azure } = entry;
        if (!microsoft365.includes(known) && !azure.includes(known)) continue;
        replace(entry, { microsoft365: without(microsoft365), azure: without(azure) });
        // What others have read they save themselves.
        if (isOwn(entry)) entry.isUnsaved = true;
      }
    },
    count(entry, by) {
      addTo(entry, by);
      for (const known of entry.open) changed.note('incident', known);
      for (const known of entry.changes) changed.note('change', known);
    },
    drop: (entry) => hold(entry, 'release'),
  };
}

type Lists = Pick<CustomerEntry, 'microsoft365' | 'azure' | 'changes'>;

const NOTHING: readonly never[] = [];
const PART_ORDER: readonly ReportPart[] = ['incidents', 'azure', 'changes', 'services'];

/** What is unread now: of the parts that were asked as the reading says, of others as it was. */
function joinUnread(
  before: readonly UnreadPart[],
  { asked, unread }: CustomerReading,
): readonly UnreadPart[] {
  // Services are read for a report only; what of them failed there is the estate's no longer than until the next reading.
  const standing = before.filter(({ part }) => asked?.includes(part) === false && part !== 'services');
  if (standing.length === 0) return unread;
  const rank = ({ part }: UnreadPart) => PART_ORDER.indexOf(part);
  return [...unread, ...standing].sort((a, b) => rank(a) - rank(b));
}

/** Of a part that was not read as a whole: what was known and is not spoken of now. */
function leaveStanding<T extends { readonly id: string }>(
  before: readonly Known<T>[],
  read: readonly T[],
  { unread }: CustomerReading,
  part: ReportPart,
): readonly Known<T>[] {
  if (!unread.some((one) => one.part === part)) return NOTHING;
  const spokenOf = new Set(read.map(({ id }) => id.toLowerCase()));
  return before.filter(({ item }) => !spokenOf.has(item.id.toLowerCase()));
}

function ofSource(source: IncidentSource): (known: Known<{ readonly source: IncidentSource }>) => boolean {
  return ({ item }) => item.source === source;
}
