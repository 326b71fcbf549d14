import type { CloudName } from '../clouds.ts';
import type { ReadErrorCode } from '../errors.ts';
import type { Incident, IncidentKind } from '../health/incident.ts';
import type { PlannedChange } from '../health/planned-change.ts';
import type { Severity } from '../health/severity.ts';
import type { EpochMs } from '../time.ts';

/**
 * What a living card is about: an incident, a planned change, customers that became unreadable (an episode), reading or posting that stands
 * still (an episode).
 */
export const SUBJECT_KINDS = ['incident', 'change', 'access', 'standstill'] as const;
export type SubjectKind = (typeof SUBJECT_KINDS)[number];

export interface SubjectKey {
  readonly kind: SubjectKind;
  readonly cloud: CloudName;
  /** Microsoft's id, whatever its case; of an episode, a word and when it began (`reading-1790000000000`). */
  readonly id: string;
}

/** Customers it hits or hit: tenant id in small letters → when it left that customer; undefined: that customer has it now. */
export type Hits = ReadonlyMap<string, EpochMs | undefined>;

/** Something that is followed, as it was last decided. */
export interface Subject {
  readonly key: SubjectKey;
  readonly state: SubjectState;
  readonly hits: Hits;
  /** Counts what became visible; 0: nothing yet. */
  readonly version: number;
  /** Counts transitions. */
  readonly sequence: number;
  /** Counts every write: who writes from an older one is refused. */
  readonly revision: number;
  /** When it is to be decided again even if nothing changes; undefined: not. */
  readonly dueAt: EpochMs | undefined;
}

export type SubjectState = IncidentState | ChangeState | AccessState | StandstillState;

/** An incident through its life. `gathering`: its customers are being found out, nothing is posted yet. */
export interface IncidentState {
  readonly kind: 'incident';
  /** As it is shown: its newest post alone, no subscriptions. Never goes back to an older state. */
  readonly incident: Incident;
  readonly phase: 'gathering' | 'open' | 'over';
  /**
   * How it ended; `notListed`: Microsoft lists it no longer and tells nothing of its end; `listedAs`: an Azure event that is followed as an
   * incident of Microsoft 365 from now on.
   */
  readonly outcome: 'resolved' | 'falsePositive' | 'notListed' | 'listedAs' | undefined;
  /** The id of that incident. */
  readonly listedAs?: string | undefined;
  readonly firstSeenAt: EpochMs;
  /** When it counted as over: Microsoft's end, else when it was seen. */
  readonly overAt: EpochMs | undefined;
  /** When the version that stands was decided. */
  readonly decidedAt: EpochMs;
  /** Versions so far that told of nothing but customers. */
  readonly spreads: number;
  /** Nobody lists it since then. */
  readonly awaySince: EpochMs | undefined;
  /** Of one that is over: somebody lists it again since then, although Microsoft has said nothing new. */
  readonly backSince: EpochMs | undefined;
  /** Customers lack it since then who still count as hit: they may be the first to see its end. */
  readonly leavingSince: EpochMs | undefined;
  /** Since when it has been open, or over. */
  readonly turnedAt: EpochMs;
  /** What the thread was told last, for damping. */
  readonly told: ToldState;
}

export interface ToldState {
  /** The worst that was told, until it has been milder for long enough. */
  readonly severity: Severity;
  readonly kind: IncidentKind;
  /** Since when it has been milder than that. */
  readonly milderSince: EpochMs | undefined;
  readonly isOver: boolean;
  readonly at: EpochMs;
  /** When an end or a new beginning was told, oldest first, at most 10: many in a short time are a flapping incident. */
  readonly turns: readonly EpochMs[];
}

export interface ChangeState {
  readonly kind: 'change';
  readonly change: PlannedChange;
  readonly phase: 'coming' | 'cancelled' | 'over';
  /** Reminders given for `happensAt`. */
  readonly reminded: readonly ('announced' | 'dayBefore' | 'hourBefore')[];
  /** What reminders count towards: its start in Azure, the day customers must have acted by. */
  readonly happensAt: EpochMs | undefined;
  /** The date that was shown last. Nothing was shown while it was not reminded of. */
  readonly shownDate: EpochMs | undefined;
  /** Nobody lists it since then. */
  readonly awaySince: EpochMs | undefined;
  /** When the version that stands was decided; before the first: when it was first seen. */
  readonly decidedAt: EpochMs;
  /** Versions so far that told of nothing but customers. */
  readonly spreads: number;
}

/** Customers that could be read and cannot any more: from the first until none is left. Its hits are these customers. */
export interface AccessState {
  readonly kind: 'access';
  readonly phase: 'gathering' | 'open' | 'over';
  readonly startedAt: EpochMs;
  readonly overAt: EpochMs | undefined;
  /** Why, by tenant id in small letters; of those that have it now. */
  readonly reasons: Readonly<Record<string, ReadErrorCode>>;
  /** When the version that stands was decided. */
  readonly decidedAt: EpochMs;
  /** Versions after the first. */
  readonly spreads: number;
  /** When people were last told: by the card when it was posted, by a reply afterwards. */
  readonly toldAt: EpochMs;
  /** Customers that became unreadable since, without a reply, and are so still. Tenant ids in small letters. */
  readonly untold: readonly string[];
  /** Whether people were told last that all can be read again. */
  readonly isToldOver: boolean;
  /** It is over only because customers are no longer read unasked. */
  readonly isReadingOff?: boolean | undefined;
}

export interface StandstillState {
  readonly kind: 'standstill';
  readonly what: 'reading' | 'posting';
  readonly phase: 'open' | 'over';
  /** Since when nothing was read, or posted. */
  readonly startedAt: EpochMs;
  readonly overAt: EpochMs | undefined;
  /** Customers not read, or cards not posted, when it was last decided. */
  readonly waiting: number;
  /** It is over only because customers are no longer read unasked. */
  readonly isReadingOff?: boolean | undefined;
}

/** A stable key, whatever the case of the id. */
export function subjectKey({ kind, cloud, id }: SubjectKey): string {
  return `${kind}:${cloud}:${id.toLowerCase()}`;
}

/** Whether nothing more is expected of it. */
export function isOver({ phase }: SubjectState): boolean {
  return phase === 'over' || phase === 'cancelled';
}

/** The word at the beginning of an episode's id: one of a sort goes on at a time. */
export function sortOfEpisode({ id }: Pick<SubjectKey, 'id'>): string {
  return id.split('-')[0] ?? '';
}
