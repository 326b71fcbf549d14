import { ArmFailure } from '../arm/errors.ts';
import { cutPage, type Page } from '../arm/page.ts';
import type { SandboxRequest } from '../exchange.ts';
import { GraphFailure } from '../graph/errors.ts';
import { readFilter } from '../graph/filter.ts';
import { badRequest } from './parse-body.ts';

/** A row as `$filter` sees it; names in small letters, for documentation and samples write them differently. */
type Row = Readonly<Record<string, string>>;

export interface Listing<T> {
  /** Rows of a page without `$top`. */
  readonly usual: number;
  /** The most that `$top` may ask for. */
  readonly most: number;
  /** What `$filter` knows of a row. */
  readonly read: (row: T) => Row;
  readonly filtered: readonly string[];
}

/** One page of rows that fit `$filter`, at most `$top`. */
export function listPage<T>(request: SandboxRequest, all: readonly T[], listing: Listing<T>): Page<T> {
  const fits = readRowFilter(request.query.get('$filter'), listing.filtered);
  return cutPage(
    request,
    all.filter((row) => fits(listing.read(row))),
    readTop(request.query.get('$top'), listing),
  );
}

/** What happens above the most is not documented: refused. */
function readTop(
  text: string | null,
  { usual, most }: { readonly usual: number; readonly most: number },
): number {
  if (text === null) return usual;
  const top = /^\d{1,4}$/.test(text) ? Number(text) : 0;
  if (top < 1 || top > most) throw badRequest([`$top must be a number from 1 to ${most}.`]);
  return top;
}

function readRowFilter(text: string | null, filtered: readonly string[]): (row: Row) => boolean {
  if (text === null || text.trim() === '') return () => true;
  try {
    const names = new RegExp(`\\b(?:${filtered.join('|')})\\b(?=\\s+(?:eq|gt|ge)\\s)`, 'gi');
    const small = text.replace(names, (name) => name.toLowerCase());
    return readFilter(small, new Set(filtered.map((name) => name.toLowerCase())));
  } catch (error) {
    if (error instanceof GraphFailure) throw new ArmFailure(400, 'InvalidFilterInQueryString', error.message);
    throw error;
  }
}
