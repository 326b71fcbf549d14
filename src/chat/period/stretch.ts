/** What time is counted in. */
export type Unit = 'hour' | 'day' | 'week' | 'month' | 'quarter' | 'year';

/** A day, week, month … that words point at, before anybody asked what day it is today. */
export type Point =
  /** A date, perhaps half of one: `March`, `1 March`, `2026`, `March last year`, `the 5th of last month`. */
  | {
      readonly at: 'date';
      readonly year?: number | undefined;
      readonly yearsBack?: number;
      readonly month?: number | undefined;
      readonly monthsBack?: number;
      readonly day?: number | undefined;
    }
  /** 0 is Monday. `weeksBack` undefined: the latest, today included; 0: of this week. */
  | { readonly at: 'weekday'; readonly weekday: number; readonly weeksBack?: number | undefined }
  /** The unit that holds today (0), the one before (1), the next (-1): `today`, `last week`, `next month`. */
  | { readonly at: 'unit'; readonly unit: Unit; readonly back: number }
  /** Saturday and Sunday: the latest that began, or the latest that is over. */
  | { readonly at: 'weekend'; readonly isOver: boolean }
  | { readonly at: 'ago'; readonly count: number; readonly unit: Unit };

/** A stretch of time as words say it. */
export type Stretch =
  | { readonly span: 'last'; readonly count: number; readonly unit: Unit }
  | { readonly span: 'since'; readonly point: Point }
  | { readonly span: 'within'; readonly point: Point }
  | { readonly span: 'between'; readonly from: Point; readonly to: Point };

/** What a shape's places held, already read. */
export interface Found {
  readonly count?: number | undefined;
  readonly unit?: Unit | undefined;
  readonly year?: number | undefined;
  readonly month?: number | undefined;
  readonly day?: number | undefined;
  readonly weekday?: number | undefined;
  readonly point?: Point | undefined;
  readonly end?: Point | undefined;
}

/** A shape and what it means; undefined: not this. */
export type Rule<T> = readonly [shape: string, build: (found: Found) => T | undefined];

/** `30 days` */
export const last = ({ count, unit }: Found): Stretch | undefined =>
  unit && { span: 'last', count: count ?? 1, unit };

export const lastOf = (count: number, unit: Unit) => (): Stretch => ({ span: 'last', count, unit });

export const since = ({ point }: Found): Stretch | undefined => point && { span: 'since', point };

export const within = ({ point }: Found): Stretch | undefined => point && { span: 'within', point };

/** `from March` goes on until now, `from last week` is that week. */
export const from = ({ point }: Found): Stretch | undefined =>
  point && { span: point.at === 'unit' ? 'within' : 'since', point };

export const between = ({ point, end }: Found): Stretch | undefined =>
  point && end && { span: 'between', from: point, to: end };

/** `1 to 15 October`, `March 1 to 5`: one end has only its day and takes the month of the other. */
export const betweenDays = ({ point, end, day }: Found): Stretch | undefined => {
  const full = point ?? end;
  if (full?.at !== 'date' || full.day === undefined || day === undefined) return undefined;
  const other = { ...full, day };
  return { span: 'between', from: point ?? other, to: end ?? other };
};

export const date = ({ year, month, day }: Found): Point => ({ at: 'date', year, month, day });

export const dateOfYearsBack =
  (yearsBack: number) =>
  ({ month, day }: Found): Point => ({ at: 'date', yearsBack, month, day });

export const dateOfMonthsBack =
  (monthsBack: number) =>
  ({ day }: Found): Point => ({ at: 'date', monthsBack, day });

export const unitBack =
  (back: number, named?: Unit) =>
  ({ unit = named }: Found): Point | undefined =>
    unit && { at: 'unit', unit, back };

export const weekdayBack =
  (weeksBack?: number) =>
  ({ weekday }: Found): Point | undefined =>
    weekday === undefined ? undefined : { at: 'weekday', weekday, weeksBack };

export const weekend = (): Point => ({ at: 'weekend', isOver: false });

export const weekendOver = (): Point => ({ at: 'weekend', isOver: true });

/** `since the beginning of the year` */
export const sinceUnit =
  (named?: Unit) =>
  ({ unit = named }: Found): Stretch | undefined =>
    unit && { span: 'since', point: { at: 'unit', unit, back: 0 } };

export const ago = ({ count, unit }: Found): Point | undefined =>
  unit && count !== undefined ? { at: 'ago', count, unit } : undefined;
