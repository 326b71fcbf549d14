import type { CustomerHistory, WeekTally } from '../../health/history.ts';
import type { EpochMs } from '../../time.ts';
import type { MessageKey } from '../languages/speech.ts';
import { LOCALES } from '../languages/speech.ts';
import type { Scene } from './scene.ts';

const HOUR_MS = 3_600_000;
/** As many bars as a phone shows with a label each. */
const MOST_BARS = 14;
/** Fewer say nothing that the sums do not. */
const FEWEST_BARS = 3;
/** Up to here a bar has room for a day and a month. */
const MOST_LONG_LABELS = 6;
/** Above it tenths of an hour are noise. */
const WHOLE_FROM_HOURS = 10;

type Unit = CustomerHistory['unit'];

const TITLES: Readonly<Record<Unit, Readonly<Record<'hours' | 'incidents', MessageKey>>>> = {
  week: { hours: 'history.hoursPerWeek', incidents: 'history.incidentsPerWeek' },
  month: { hours: 'history.hoursPerMonth', incidents: 'history.incidentsPerMonth' },
};
/** How a bar is called in full. */
const NAMES: Readonly<Record<Unit, Intl.DateTimeFormatOptions>> = {
  week: { day: 'numeric', month: 'short' },
  month: { month: 'short', year: 'numeric' },
};
const FROM: Readonly<Record<Unit, MessageKey>> = { week: 'history.weekFrom', month: 'history.monthFrom' };
const AXIS: Readonly<Record<Unit, MessageKey>> = { week: 'history.weeksFrom', month: 'history.monthsFrom' };

/**
 * The bars of a history, and the same figures as rows for clients that draw no charts: hours affected, or incidents where no hours are
 * dated; nothing where there is neither, or hardly a bar. Where there are more weeks than a phone can show, several make one bar.
 */
export function presentChart({ weeks, unit }: CustomerHistory, scene: Scene) {
  const { reader, speech } = scene;
  const { say } = speech;
  const measure = weeks.some(({ affectedMs }) => affectedMs > 0) ? 'hours' : 'incidents';
  const size = Math.ceil(weeks.length / MOST_BARS);
  const bars = group(weeks, size).map(({ from, incidents, affectedMs }) => ({
    from,
    value: measure === 'hours' ? roundHours(affectedMs) : incidents,
  }));
  const [first] = bars;
  const last = bars.at(-1);
  const highest = bars.reduce((most, bar) => (bar.value > most.value ? bar : most), { from: 0, value: 0 });
  if (!first || !last || bars.length < FEWEST_BARS || highest.value === 0) return [];
  const names = new Intl.DateTimeFormat(LOCALES[speech.language], {
    timeZone: reader.timeZone,
    ...NAMES[unit],
  });
  const name = (at: EpochMs) => names.format(at);
  const number = new Intl.NumberFormat(LOCALES[speech.language]);
  const title = say(TITLES[unit][measure], { count: size });
  const label = createLabels(unit, bars.length, scene);
  return [
    {
      caption: say('history.most', {
        what: title,
        value: number.format(highest.value),
        when: name(highest.from),
      }),
      title,
      xTitle: say('history.axis', { what: say(AXIS[unit]), from: name(first.from), to: name(last.from) }),
      yTitle: say(`history.${measure}`),
      // Above narrow bars the figures would be cut off, and a client writes them with a decimal point whatever the language.
      showValues: bars.length <= MOST_LONG_LABELS && bars.every(({ value }) => isReadable(value, number)),
      bars: bars.map(({ from, value }) => ({ x: label(from), y: value })),
      from: say(FROM[unit]),
      rows: bars.map(({ from, value }) => ({ from: name(from), value: number.format(value) })),
    },
  ];
}

/** One decimal is enough; what is more than nothing must not look like nothing. */
function roundHours(ms: number): number {
  const hours = ms / HOUR_MS;
  if (hours >= WHOLE_FROM_HOURS) return Math.round(hours);
  return hours > 0 ? Math.max(0.1, Math.round(hours * 10) / 10) : 0;
}

/** Whether a figure looks the same in the reader's language as JSON writes it. */
function isReadable(value: number, number: Intl.NumberFormat): boolean {
  return Number.isInteger(value) || number.format(value) === String(value);
}

/** The newest bar is whole; the oldest may hold fewer weeks. */
function group(weeks: readonly WeekTally[], size: number): WeekTally[] {
  const groups: WeekTally[] = [];
  for (let end = weeks.length; end > 0; end -= size) {
    const some = weeks.slice(Math.max(0, end - size), end);
    const [first] = some;
    if (!first) break;
    groups.unshift({
      from: first.from,
      incidents: some.reduce((sum, { incidents }) => sum + incidents, 0),
      affectedMs: some.reduce((sum, { affectedMs }) => sum + affectedMs, 0),
    });
  }
  return groups;
}

/**
 * Names bars: months by name; weeks by day and month where there is room, else the first of each month so and the others by the day alone.
 * A chart takes bars of one name for one bar, so a name that comes again is told apart by a mark nobody sees.
 */
function createLabels(unit: Unit, count: number, { reader, speech }: Scene): (from: number) => string {
  const locale = LOCALES[speech.language];
  const zone = { timeZone: reader.timeZone };
  const month = new Intl.DateTimeFormat(locale, { ...zone, month: 'short' });
  const dayAndMonth = new Intl.DateTimeFormat(locale, { ...zone, day: 'numeric', month: 'short' });
  const day = (from: number) =>
    dayAndMonth.formatToParts(from).find(({ type }) => type === 'day')?.value ?? '';
  const seen = new Map<string, number>();
  let lastMonth = '';
  return (from) => {
    const isNewMonth = month.format(from) !== lastMonth;
    lastMonth = month.format(from);
    const isLong = count <= MOST_LONG_LABELS || isNewMonth;
    const text = unit === 'month' ? lastMonth : isLong ? dayAndMonth.format(from) : day(from);
    const times = seen.get(text) ?? 0;
    seen.set(text, times + 1);
    return text + '\u200b'.repeat(times);
  };
}
