import type { Incident } from '../../health/incident.ts';
import { isOver } from '../../health/incident-outcome.ts';
import { readNextUpdate } from '../../health/next-update.ts';
import type { PostReader } from './post-reader.ts';
import type { Scene } from './scene.ts';

const LONGEST_DUE_MS = 2 * 86_400_000;

/** When Microsoft's newest post says that the next one comes, or was to come; empty where it says nothing, and once it is over. */
export function sayNextUpdate(
  incident: Incident,
  read: PostReader,
  { now, speech: { say }, times }: Scene,
): string {
  const [newest] = incident.posts;
  const at = newest && !isOver(incident) ? readNextUpdate(read(newest)) : undefined;
  // Microsoft mistypes years; what is due for days is one of those, or will not come any more.
  if (at === undefined || now - at > LONGEST_DUE_MS) return '';
  return say(at > now ? 'incident.nextUpdate' : 'incident.updateDue', { time: times.moment(at, now) });
}
