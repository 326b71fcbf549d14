import type { Person } from '../staff/person.ts';
import type { EpochMs } from '../time.ts';
import type { ToldHere } from './decide-here.ts';
import type { Subject } from './subject.ts';
import type { Transition } from './transition.ts';
import type { Place, Watch } from './watch.ts';

/** The one card of a subject in a conversation, with everything it is drawn from. */
export interface LivingCard {
  readonly id: number;
  readonly subject: Subject;
  readonly place: Place;
  /** Every watch of the conversation; none selects the subject: it is not watched here any more. */
  readonly watches: readonly Watch[];
  /** Who is on it, in the order in which they said so; at most 5. */
  readonly takers: readonly Person[];
  readonly quiet: Quiet | undefined;
  /** undefined: it was told nothing of that kind. */
  readonly toldHere?: ToldHere | undefined;
  /** Transitions that tell and were not told in this conversation yet, oldest first, at most 20. */
  readonly untold: readonly Transition[];
}

/** No replies in the thread for a while; the card itself is kept up to date, and an end is told all the same. */
export interface Quiet {
  /** undefined: until it is over. */
  readonly until: EpochMs | undefined;
  readonly by: Person;
}
