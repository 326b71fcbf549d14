import type { ParkedPlace, ParkedPlaces } from '../../watch/list-parked.ts';
import { plain } from './plain.ts';
import type { Scene } from './scene.ts';

/** Conversations that are not posted to, a line each: which, since when, why and what mends it; then when it is tried again. */
export function tellParked({ latest, count }: ParkedPlaces, scene: Scene): string[] {
  if (count === 0) return [];
  const { say } = scene.speech;
  const more = count - latest.length;
  return [
    ...latest.map((place) => tellPlace(place, scene)),
    more > 0 ? say('parked.more', { count: more }) : '',
    say('parked.again'),
  ];
}

function tellPlace(
  { kind, name, parked, setBy }: ParkedPlace,
  { speech: { say }, times, now }: Scene,
): string {
  const place = plain(name, 60) || say(`parked.${kind}`);
  const by = plain(setBy, 40);
  return say('parked.place', {
    place: by === '' ? place : say('parked.by', { place, name: by }),
    time: times.moment(parked.at, now),
    reason: say(`parked.${parked.reason}`),
  });
}
