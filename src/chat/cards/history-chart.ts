import type { CustomerHistory, WeekTally } from '../../health/history.ts';
import type { EpochMs } from '../../time.ts';
import type { MessageKey } from '../languages/speech.ts';
import { LOCALES } from '../languages/speech.ts';
import type { Scene } from './scene.ts';

const HOUR_MS = 3_600_000;
/** As many bars as a phone shows with a label each. */
const MOST_BARS = 14;
/** Up to here a bar has room for a day and a month. */
const MOST_LONG_LABELS = 6;

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

/**
 * The bars of a history, and the same figures as rows for clients that draw no charts: hours affected, or incidents where no hours are
 * dated; nothing where there is neither. Where there are more weeks than a phone can show, several make one bar.
 */
export function presentChart({ weeks, unit }: CustomerHistory, scene: Scene) {
  const { reader, speech } = scene;
  const measure = weeks.some(({ affectedMs }) => affectedMs > 0) ? 'hours' : 'incidents';
  const size = Math.ceil(weeks.length / MOST_BARS);
  const bars = group(weeks, size).map(({ from, incidents, affectedMs }) => ({
    from,
    value: measure === 'hours' ? roundHours(affectedMs) : incidents,
  }));
  if (!bars.some(({ value }) => value > 0)) return [];
  const first = bars[0]?.from ?? 0;
  const last = bars.at(-1)?.from ?? first;
  const what = speech.say(FROM[unit]);
  const label = createLabels(unit, bars.length, scene);
  const names = new Intl.DateTimeFormat(LOCALES[speech.language], {
    timeZone: reader.timeZone,
    ...NAMES[unit],
  });
  const name = (at: EpochMs) => names.format(at);
  const number = new Intl.NumberFormat(LOCALES[speech.language]);
  return [
    {
      title: speech.say(TITLES[unit][measure], { count: size }),
      xTitle: speech.say('history.axis', {
        what,
        from: name(first),
        to: name(last),
      }),
      yTitle: speech.say(`history.${measure}`),
      // Above narrow bars the figures would be cut off; a client shows them when a bar is touched.
      showValues: bars.length <= MOST_LONG_LABELS,
      bars: bars.map(({ from, value }) => ({ x: label(from), y: value })),
      from: what,
      rows: bars.map(({ from, value }) => ({ from: name(from), value: number.format(value) })),
    },
  ];
}

/** One decimal is enough; what is more than nothing must not look like nothing. */
function roundHours(ms: number): number {
  return ms > 0 ? Math.max(0.1, Math.round((ms / HOUR_MS) * 10) / 10) : 0;
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
 * Names bars: by day and month where there is room, else by the number alone. A chart takes bars of one name for one bar, so a number
 * that comes again in another month is told apart by a mark nobody sees.
 */
function createLabels(unit: Unit, count: number, { reader, speech }: Scene): (from: number) => string {
  const isLong = count <= MOST_LONG_LABELS;
  const options: Intl.DateTimeFormatOptions =
    unit === 'month'
      ? { month: isLong ? 'short' : 'numeric' }
      : isLong
        ? { day: 'numeric', month: 'short' }
        : { day: 'numeric' };
  const format = new Intl.DateTimeFormat(LOCALES[speech.language], { timeZone: reader.timeZone, ...options });
  const seen = new Map<string, number>();
  return (from) => {
    const text = isLong
      ? format.format(from)
      : (format.formatToParts(from).find(({ type }) => type === 'day' || type === 'month')?.value ?? '');
    const times = seen.get(text) ?? 0;
    seen.set(text, times + 1);
    return text + '\u200b'.repeat(times);
  };
}
