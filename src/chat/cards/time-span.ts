import type { EpochMs } from '../../time.ts';
import type { Scene } from './scene.ts';

/** A span of time in words; where it lies on one day, `end` is the hour alone. */
export interface TimeSpan {
  readonly start: string;
  readonly end: string;
  readonly isOneDay: boolean;
}

export function tellSpan(from: EpochMs, to: EpochMs, { now, times }: Pick<Scene, 'now' | 'times'>): TimeSpan {
  const isOneDay = times.date(from, now) === times.date(to, now);
  const end = isOneDay ? times.clock(to) : times.moment(to, now);
  return { start: times.moment(from, now), end, isOneDay };
}
