import { CLOUDS } from '../../clouds.ts';
import { type Customer, type CustomerRef, customerKey } from '../../customers/customer.ts';
import type { EpochMs } from '../../time.ts';
import type { CustomerState } from '../archive.ts';
import type { Incident } from '../incident.ts';
import type { PlannedChange } from '../planned-change.ts';
import type { UnreadPart } from '../unread-part.ts';
import type { Known } from './known.ts';

/** What is known of one customer at present. */
export interface CustomerEntry {
  readonly key: string;
  readonly ref: CustomerRef;
  /** In small letters. */
  readonly tenantId: string;
  /** As the directory has it; undefined while it is not on its list. */
  customer: Customer | undefined;
  /** When the open incidents of Microsoft 365 were last read; undefined: never. */
  readAt: EpochMs | undefined;
  /** When any part was last tried. */
  triedAt: EpochMs | undefined;
  /** When the open incidents of Microsoft 365 were last tried. */
  incidentsTriedAt: EpochMs | undefined;
  /** When Azure was last read, in part at least; undefined: never. */
  azureReadAt: EpochMs | undefined;
  /** When the message centre was last read; undefined: never. */
  changesReadAt: EpochMs | undefined;
  /** True: all of it stems from an earlier run. */
  isRestored: boolean;
  /** When another replica saved all of it, by that one's clock; undefined: this one has read it, or an earlier run had. */
  followedAt: EpochMs | undefined;
  microsoft365: readonly Known<Incident>[];
  azure: readonly Known<Incident>[];
  /** Both, each incident once. */
  open: readonly Known<Incident>[];
  changes: readonly Known<PlannedChange>[];
  /** Names of the services of Microsoft 365 it has, in small letters; undefined: not known. */
  services: ReadonlySet<string> | undefined;
  unread: readonly UnreadPart[];
  /** Whether the state differs from what was last saved in more than its instants. */
  isUnsaved: boolean;
  /** `triedAt` of what was last saved. */
  savedAt: EpochMs;
}

/** What those who read customers ask of an entry. */
export type WatchedState = Readonly<
  Pick<
    CustomerEntry,
    'readAt' | 'triedAt' | 'incidentsTriedAt' | 'azureReadAt' | 'changesReadAt' | 'services' | 'unread'
  >
>;

const NOTHING: readonly never[] = [];

/** A customer of whom nothing is known yet. */
export function createEntry(ref: CustomerRef): CustomerEntry {
  return {
    key: customerKey(ref),
    ref,
    tenantId: ref.tenantId.toLowerCase(),
    customer: undefined,
    readAt: undefined,
    triedAt: undefined,
    incidentsTriedAt: undefined,
    azureReadAt: undefined,
    changesReadAt: undefined,
    isRestored: false,
    followedAt: undefined,
    microsoft365: NOTHING,
    azure: NOTHING,
    open: NOTHING,
    changes: NOTHING,
    services: undefined,
    unread: NOTHING,
    isUnsaved: false,
    savedAt: 0,
  };
}

/** The incidents of Microsoft 365 could not be read when last tried: what was known before is all there is. */
export function isUnreadable({ unread, readAt, incidentsTriedAt }: CustomerEntry): boolean {
  return readAt !== incidentsTriedAt && unread.some(({ part }) => part === 'incidents');
}

/** Nothing is known of its Azure yet, and nothing keeps it from being read. */
export function awaitsAzure({ ref, azureReadAt, unread }: CustomerEntry): boolean {
  return (
    azureReadAt === undefined &&
    CLOUDS[ref.cloud].capabilities.azure &&
    !unread.some(({ part, code }) => part === 'azure' || code === 'credentialRefused')
  );
}

/** This run of this process has read it: it is ours to save. */
export function isOwn({ isRestored, followedAt }: CustomerEntry): boolean {
  return !isRestored && followedAt === undefined;
}

/** What is saved of it; undefined before it was tried. */
export function toState(entry: CustomerEntry): CustomerState | undefined {
  const { ref, readAt, triedAt, incidentsTriedAt, azureReadAt, changesReadAt, unread } = entry;
  if (triedAt === undefined) return undefined;
  return {
    customer: { cloud: ref.cloud, tenantId: ref.tenantId },
    ...{ readAt, triedAt, incidentsTriedAt, azureReadAt, changesReadAt },
    incidentIds: [...entry.microsoft365, ...entry.azure].map(({ item }) => item.id),
    changeIds: entry.changes.map(({ item }) => item.id),
    unread,
  };
}

/** Whether two lists of unread parts say the same. */
export function isSameUnread(a: readonly UnreadPart[], b: readonly UnreadPart[]): boolean {
  return (
    a.length === b.length &&
    a.every(({ part, code, subscriptions = [] }, at) => {
      const other = b[at];
      return (
        part === other?.part &&
        code === other.code &&
        subscriptions.join('\n') === (other.subscriptions ?? []).join('\n')
      );
    })
  );
}
