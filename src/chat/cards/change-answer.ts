import type { PlannedChange } from '../../health/planned-change.ts';
import { findNextDate, isOverdue } from '../../health/planned-changes.ts';
import type { EpochMs } from '../../time.ts';
import { LOCALES } from '../languages/speech.ts';
import { addDays, compareDays, dayAt } from '../period/calendar.ts';
import type { Scene } from './scene.ts';

/** What a list of changes answers first: how many there are, how many of them are major, and when the next comes. */
export function sayChanges(changes: readonly PlannedChange[], scene: Scene): string {
  const { say } = scene.speech;
  const count = changes.length;
  const major = changes.filter(({ isMajor }) => isMajor).length;
  const counted = major === 0 ? say('fold.changes', { count }) : say('fold.changesMajor', { count, major });
  const date = sayNext(changes, scene);
  return date === '' ? counted : `${counted} · ${say('changes.next', { date })}`;
}

/** When the next of them comes; nothing of what is under way or overdue. */
function sayNext(changes: readonly PlannedChange[], { now, reader, speech, times }: Scene): string {
  const ahead = changes.filter((change) => !isOverdue(change, now) && !isUnderWay(change, now));
  const dated = ahead.flatMap((change) => {
    const at = findNextDate(change, now);
    return at === undefined ? [] : [{ at, change }];
  });
  const [next] = dated.toSorted((a, b) => a.at - b.at);
  if (!next) return '';
  const day = sayDay(next.at);
  // Maintenance has an hour; an announcement has a day.
  const hasHour = next.change.category === 'plannedMaintenance';
  return hasHour ? speech.say('time.dayClock', { day, clock: times.clock(next.at) }) : day;

  function sayDay(at: EpochMs): string {
    const today = dayAt(now, reader.timeZone);
    const days = [0, 1].find((count) => compareDays(addDays(today, count), dayAt(at, reader.timeZone)) === 0);
    if (days === undefined) return times.date(at, now);
    return new Intl.RelativeTimeFormat(LOCALES[speech.language], { numeric: 'auto' }).format(days, 'day');
  }
}

function isUnderWay({ category, startsAt }: PlannedChange, now: EpochMs): boolean {
  return category === 'plannedMaintenance' && startsAt !== undefined && startsAt <= now;
}
