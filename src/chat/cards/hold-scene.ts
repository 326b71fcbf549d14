import type { EpochMs } from '../../time.ts';
import type { Scene } from './scene.ts';

/**
 * A scene in which time stands still at `at`, an instant that is kept: what is drawn in it is always the same, whenever that is. Moments name
 * their day, since the card is still read days later; with `near`, those on that day are the hour alone, for a line that names it first.
 */
export function holdScene(scene: Scene, at: EpochMs, near?: EpochMs): Scene {
  const { times } = scene;
  const moment = (moment: EpochMs) =>
    near === undefined ? times.dated(moment, at) : times.moment(moment, near);
  return { ...scene, now: at, times: { ...times, moment } };
}
