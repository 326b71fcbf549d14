/** Which part of a list is asked for. */
export interface Page {
  readonly offset: number;
  readonly limit: number;
}

/** Most items of one answer. */
const MOST = 1_000;

/** A page that any database understands, whatever was asked for. */
export function readPage({ offset, limit }: Page): Page {
  return { offset: bound(offset, Number.MAX_SAFE_INTEGER), limit: bound(limit, MOST) };
}

function bound(value: number, most: number): number {
  return Number.isNaN(value) ? 0 : Math.max(0, Math.min(most, Math.floor(value)));
}
