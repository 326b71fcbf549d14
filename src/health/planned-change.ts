import type { EpochMs } from '../time.ts';
import type { AzureScope, IncidentSource } from './incident.ts';

export const CHANGE_CATEGORIES = [
  'planForChange',
  'preventOrFixIssue',
  'stayInformed',
  'plannedMaintenance',
  'retirement',
  'unknown',
] as const;

export type ChangeCategory = (typeof CHANGE_CATEGORIES)[number];

/** A planned change: announced in the message centre (`planForChange`, `preventOrFixIssue`), or planned maintenance or a retirement in Azure. */
export interface PlannedChange {
  /** Microsoft's id: `MC172851` in the message centre, a tracking id in Azure. */
  readonly id: string;
  readonly source: IncidentSource;
  readonly title: string;
  readonly services: readonly string[];
  /** `plannedMaintenance` and `retirement` are Azure's. */
  readonly category: ChangeCategory;
  readonly isMajor: boolean;
  /** By when the customer must have acted, if at all. */
  readonly actionRequiredBy: EpochMs | undefined;
  /** From when to when the announcement holds, as Microsoft dates it. */
  readonly startsAt: EpochMs | undefined;
  readonly endsAt: EpochMs | undefined;
  readonly updatedAt: EpochMs | undefined;
  /** As it arrived: never shown without `readableText`. */
  readonly html: string;
  /** Of an Azure event only. */
  readonly azure?: AzureScope | undefined;
}
