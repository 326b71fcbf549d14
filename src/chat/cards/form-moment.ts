import { LOCALES } from '../languages/speech.ts';
import { dayAt } from '../period/calendar.ts';
import { type FormScene, labelField } from './form-fields.ts';

/**
 * The inputs for since when: day and time on the clocks of whoever opened the form, which is how they are read when they come back. The
 * zone is named.
 */
export function makeMoment(form: FormScene) {
  const { view, scene } = form;
  const { startedAt, reader } = view.draft;
  const { say, language } = scene.speech;
  const zone = nameZoneAt(startedAt ?? scene.now, reader.timeZone, LOCALES[language]);
  const { day, clock } =
    startedAt === undefined ? { day: '', clock: '' } : splitMoment(startedAt, reader.timeZone);
  return {
    dateLabel: labelField('startedAt', say('form.date'), form),
    date: day,
    timeLabel: say('form.time', { zone }),
    time: clock,
  };
}

function splitMoment(at: number, timeZone: string) {
  const { year, month, day } = dayAt(at, timeZone);
  const clock = new Intl.DateTimeFormat('en-GB', {
    timeZone,
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  });
  return {
    day: [pad(year, 4), pad(month, 2), pad(day, 2)].join('-'),
    clock: clock.format(at),
  };
}

function pad(part: number, width: number): string {
  return String(part).padStart(width, '0');
}

function nameZoneAt(at: number, timeZone: string, locale: string): string {
  const parts = new Intl.DateTimeFormat(locale, { timeZone, timeZoneName: 'short' }).formatToParts(at);
  return parts.find(({ type }) => type === 'timeZoneName')?.value ?? timeZone;
}
