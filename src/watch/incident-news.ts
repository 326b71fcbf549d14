import type { Incident } from '../health/incident.ts';
import { readOutcome } from '../health/incident-outcome.ts';
import type { EpochMs } from '../time.ts';
import { compareLevels, nameLevels, rateLevel } from './level.ts';
import { makeTransition } from './settle.ts';
import { findPostedAt, isLater } from './shown-incident.ts';
import type { IncidentState } from './subject.ts';
import type { Transition } from './transition.ts';

export type IncidentOutcome = Exclude<IncidentState['outcome'], 'listedAs' | undefined>;

/** What Microsoft changed about an incident between two states, other than ending it or opening it again. Empty: its words at most. */
export function listNews(shown: Incident, read: Incident, now: EpochMs): Transition[] {
  const from = rateLevel(shown);
  const to = rateLevel(read);
  const order = compareLevels(to, from);
  const told = { happenedAt: read.updatedAt };
  const news: Transition[] = [];
  if (order !== 0) {
    news.push(makeTransition(order < 0 ? 'worse' : 'better', now, { ...told, ...nameLevels(from, to) }));
  }
  if (read.status !== shown.status) {
    news.push(makeTransition('statusChanged', now, { ...told, from: shown.status, to: read.status }));
  }
  return [...news, ...listPosts(shown, read, now, news.length === 0)];
}

/** Its new post, if there is one. `isAlone`: any later update counts as one, so that it is shown. */
export function listPosts(shown: Incident, read: Incident, now: EpochMs, isAlone = false): Transition[] {
  const postedAt = findPostedAt(read);
  const isNew = postedAt !== undefined && postedAt > (findPostedAt(shown) ?? Number.NEGATIVE_INFINITY);
  if (!isNew && !(isAlone && isLater(read, shown))) return [];
  return [makeTransition('posted', now, { happenedAt: isNew ? postedAt : read.updatedAt })];
}

/** How an incident that is over ended. */
export function nameOutcome(incident: Incident): IncidentOutcome {
  return readOutcome(incident) === 'falsePositive' ? 'falsePositive' : 'resolved';
}
