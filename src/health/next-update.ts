import type { EpochMs } from '../time.ts';

const LABEL = /next\s+update(?:\s+(?:by|due|expected))?\s*[:：]\s*/gi;

/** How much after the label is looked at, in characters; a moment takes about 50. */
const REACH = 120;

const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];

const MONTH =
  '(?<month>jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\\.?';
const DAY = '(?<day>\\d{1,2})(?:st|nd|rd|th)?';
const YEAR = '(?<year>\\d{4})';
const DATES = [
  `${MONTH}\\s*${DAY}\\s*,?\\s*${YEAR}`,
  `${DAY}\\s+${MONTH}\\s*,?\\s*${YEAR}`,
  `${YEAR}-(?<monthNumber>\\d{2})-(?<day>\\d{2})`,
];
const WEEKDAY = '(?:(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?\\.?\\s*,?\\s*)?';
const TIME = '(?<hour>\\d{1,2})(?::(?<minute>\\d{2})(?::\\d{2})?)?\\s*(?<half>[ap]\\.?m\\b\\.?)?';
// What follows must not make another zone of it: `UTC+2`, `UTC-08:00`.
const ZONE = '\\s*\\(?(?:utc|gmt|z)\\b\\)?(?!\\s?[+−-]\\s?\\d)';

const FORMS = DATES.flatMap((date) => [
  new RegExp(`^${WEEKDAY}${date}\\s*,?\\s*(?:at\\s+|t(?=\\d))?${TIME}${ZONE}`, 'i'),
  new RegExp(`^${TIME}${ZONE}\\s*,?\\s*(?:on\\s+)?${WEEKDAY}${date}(?!\\d)`, 'i'),
]);

/**
 * When Microsoft says in a post that its next update comes: `Next update by: Thursday, November 21, 2026, at 4:00 PM UTC` and its
 * natural variants; of several the last stands. Never guesses: without a whole date, a time and UTC it is undefined. `postText` is a post
 * as `readableText` gives it. The weekday is not compared, and the year is taken as written, though Microsoft mistypes both at times.
 */
export function readNextUpdate(postText: string): EpochMs | undefined {
  const label = [...postText.matchAll(LABEL)].at(-1);
  if (!label) return undefined;
  const start = label.index + label[0].length;
  const words = postText
    .slice(start, start + REACH)
    .replaceAll(/\s+/g, ' ')
    .trim();
  for (const form of FORMS) {
    const groups = form.exec(words)?.groups;
    if (groups) return readMoment(groups);
  }
  return undefined;
}

function readMoment(groups: Readonly<Record<string, string | undefined>>): EpochMs | undefined {
  const year = Number(groups.year);
  const day = Number(groups.day);
  const month = groups.monthNumber
    ? Number(groups.monthNumber) - 1
    : MONTHS.indexOf((groups.month ?? '').slice(0, 3).toLowerCase());
  const hour = readHour(groups);
  const minute = Number(groups.minute ?? 0);
  if (hour === undefined || minute > 59) return undefined;
  const at = new Date(Date.UTC(year, month, day, hour, minute));
  // The thirtieth of February would be taken for the second of March.
  const isDate = at.getUTCFullYear() === year && at.getUTCMonth() === month && at.getUTCDate() === day;
  return isDate ? at.getTime() : undefined;
}

function readHour({ hour, minute, half }: Readonly<Record<string, string | undefined>>): number | undefined {
  const told = Number(hour);
  if (half === undefined) return minute === undefined || told > 23 ? undefined : told;
  if (told < 1 || told > 12) return undefined;
  return (told % 12) + (half.toLowerCase().startsWith('p') ? 12 : 0);
}
