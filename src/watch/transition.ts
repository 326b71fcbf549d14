import type { EpochMs } from '../time.ts';
import type { Hits } from './subject.ts';

/** What can happen to a subject. */
export const TRANSITION_KINDS = [
  // Incidents.
  'appeared',
  'spread',
  'left',
  'statusChanged',
  'posted',
  'worse',
  'better',
  'resolved',
  'falsePositive',
  'notListed',
  'listedAs',
  'reopened',
  // Of one conversation alone, told there and not kept.
  'goneHere',
  'backHere',
  // Planned changes.
  'announced',
  'dayBefore',
  'hourBefore',
  'moved',
  'cancelled',
  'over',
  // Customers that cannot be read.
  'unreadable',
  'readable',
  // Reading or posting.
  'stoodStill',
  'goesOn',
] as const;
export type TransitionKind = (typeof TRANSITION_KINDS)[number];

/** Something that happened to a subject, with its reason. */
export interface Transition {
  readonly kind: TransitionKind;
  /** When it was decided. */
  readonly at: EpochMs;
  /** When it happened at Microsoft, as far as that was told. */
  readonly happenedAt: EpochMs | undefined;
  /** Before and after, in the words of the state (a status, a severity, an instant as ISO 8601); undefined where there is no such thing. */
  readonly from: string | undefined;
  readonly to: string | undefined;
  /** Customers it concerns. */
  readonly customers: number;
  /** Which these are, where a conversation is told of those alone that it watches; undefined: not told apart, or too many. */
  readonly tenants?: readonly string[] | undefined;
  /** Whether it is worth a reply in the thread of the card; what is not is shown by the card alone. */
  readonly tells: boolean;
}

/** What was decided about a subject. */
export interface Decision<State> {
  readonly next: State;
  readonly hits: Hits;
  /** Empty: nothing is to be shown. Otherwise the subject has a new version. */
  readonly transitions: readonly Transition[];
  /** When to decide again even if nothing changes. */
  readonly dueAt: EpochMs | undefined;
}
