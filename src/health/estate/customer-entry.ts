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
  /** As the directory has it; undefined while it is not on its list. */
  customer: Customer | undefined;
  /** When the open incidents of Microsoft 365 were last read; undefined: never. */
  readAt: EpochMs | undefined;
  /** When any part was last tried. */
  triedAt: EpochMs | undefined;
  /** When the open incidents of Microsoft 365 were last tried. */
  incidentsTriedAt: EpochMs | undefined;
  /** When Azure was last read, in part at least; undefined: never in this run, for it is not saved. */
  azureReadAt: EpochMs | undefined;
  /** When the planned changes were last read; undefined: never in this run, for they are not saved. */
  changesReadAt: EpochMs | undefined;
  /** True: all of it stems from an earlier run. */
  isRestored: boolean;
  microsoft365: readonly Known<Incident>[];
  azure: readonly Known<Incident>[];
  /** Both, each incident once. */
  open: readonly Known<Incident>[];
  changes: readonly Known<PlannedChange>[];
  unread: readonly UnreadPart[];
  /** Whether the state differs from what was last saved in more than its instants. */
  isUnsaved: boolean;
  /** `triedAt` of what was last saved. */
  savedAt: EpochMs;
}

const NOTHING: readonly never[] = [];

/** A customer of whom nothing is known yet. */
export function createEntry(ref: CustomerRef): CustomerEntry {
  return {
    key: customerKey(ref),
    ref,
    customer: undefined,
    readAt: undefined,
    triedAt: undefined,
    incidentsTriedAt: undefined,
    azureReadAt: undefined,
    changesReadAt: undefined,
    isRestored: false,
    microsoft365: NOTHING,
    azure: NOTHING,
    open: NOTHING,
    changes: NOTHING,
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

/** What is saved of it; undefined before it was tried. */
export function toState({
  ref,
  readAt,
  triedAt,
  microsoft365,
  azure,
  unread,
}: CustomerEntry): CustomerState | undefined {
  if (triedAt === undefined) return undefined;
  const { cloud, tenantId } = ref;
  const incidentIds = [...microsoft365, ...azure].map(({ item }) => item.id);
  return { customer: { cloud, tenantId }, readAt, triedAt, incidentIds, unread };
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
