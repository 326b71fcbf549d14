import type { PlannedChange } from '../../health/planned-change.ts';
import { plain } from './plain.ts';
import type { Scene } from './scene.ts';

/** A change in two lines: its title; then whether it is major, what must be done by when, its services and its id. */
export function presentChange(
  change: PlannedChange,
  scene: Scene,
): { readonly title: string; readonly facts: string } {
  const { say, list } = scene.speech;
  const services = change.services.slice(0, 3).map((service) => plain(service, 40));
  const facts = [
    ...(change.isMajor ? [say('change.major')] : []),
    ...sayDate(change, scene),
    ...(services.length > 0 ? [list(services)] : []),
    plain(change.id, 40),
  ];
  return { title: plain(change.title, 160), facts: facts.join(' · ') };
}

function sayDate({ actionRequiredBy, startsAt, endsAt }: PlannedChange, scene: Scene): string[] {
  const { now, times, speech } = scene;
  const isAhead = (at: number | undefined): at is number => at !== undefined && at > now;
  if (isAhead(actionRequiredBy))
    return [speech.say('change.actBy', { date: times.date(actionRequiredBy, now) })];
  if (isAhead(startsAt)) return [speech.say('change.starts', { date: times.date(startsAt, now) })];
  if (isAhead(endsAt)) return [speech.say('change.ends', { date: times.date(endsAt, now) })];
  return [];
}
