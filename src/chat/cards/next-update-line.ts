import type { Incident } from '../../health/incident.ts';
import { isOver } from '../../health/incident-outcome.ts';
import { readNextUpdate } from '../../health/next-update.ts';
import type { PostReader } from './post-reader.ts';
import type { Scene } from './scene.ts';

/** When Microsoft's newest post says that the next one comes, or was to come; empty where it says nothing, and once it is over. */
export function sayNextUpdate(
  incident: Incident,
  read: PostReader,
  { now, speech: { say }, times }: Scene,
): string {
  const [newest] = incident.posts;
  const at = newest && !isOver(incident) ? readNextUpdate(read(newest)) : undefined;
  if (at === undefined) return '';
  return say(at > now ? 'incident.nextUpdate' : 'incident.updateDue', { time: times.moment(at, now) });
}
