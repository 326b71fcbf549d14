import type { Scene } from './scene.ts';

/** One page of a list: which entries, and the offsets of its neighbours. */
export interface Page<T> {
  readonly items: readonly T[];
  readonly from: number;
  readonly total: number;
  readonly previous: number | undefined;
  readonly next: number | undefined;
}

/** Cuts a page out. An offset beyond the end (an old button, a shorter list) gives the last page. */
export function cutPage<T>(all: readonly T[], offset: number, size: number): Page<T> {
  const from =
    offset < all.length ? Math.max(0, offset) : Math.max(0, (Math.ceil(all.length / size) - 1) * size);
  return describePage(all.slice(from, from + size), from, all.length, size);
}

/** A page that was cut elsewhere. */
export function describePage<T>(items: readonly T[], from: number, total: number, size: number): Page<T> {
  return {
    items,
    from,
    total,
    previous: from > 0 ? Math.max(0, from - size) : undefined,
    next: from + items.length < total && items.length > 0 ? from + items.length : undefined,
  };
}

/** `11–20 of 200`, or nothing where one page holds all. */
export function sayRange({ items, from, total, previous, next }: Page<unknown>, { speech }: Scene): string {
  if (previous === undefined && next === undefined) return '';
  return speech.say('page.range', { from: from + 1, to: from + items.length, total });
}

/** The buttons to the neighbouring pages; `refer` makes the data of one. */
export function turnPage<D>(
  page: Page<unknown>,
  { speech: { say } }: Scene,
  refer: (offset: number) => D,
): { readonly title: string; readonly data: D }[] {
  const { previous, next } = page;
  return [
    ...(previous === undefined ? [] : [{ title: say('button.previous'), data: refer(previous) }]),
    ...(next === undefined ? [] : [{ title: say('button.next'), data: refer(next) }]),
  ];
}
