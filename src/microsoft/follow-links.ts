/** A page as it was read: its rows, and the address of the next one where there is one. */
export interface LinkedPage<T> {
  readonly rows: readonly T[];
  readonly next: string | undefined;
}

interface Collection<T> {
  /** Reads the first page, or the one a link leads to. */
  readonly readPage: (link: string | undefined) => Promise<LinkedPage<T>>;
  /** Where all pages lie. */
  readonly origin: string;
  readonly maxPages: number;
  readonly refuse: (what: string) => Error;
}

/**
 * All rows of a collection, page after page. A next link is followed to the letter, and only on this origin: any other host would be
 * handed the token. Throws what `refuse` makes; half a list is never returned.
 */
export async function followLinks<T>({ readPage, origin, maxPages, refuse }: Collection<T>): Promise<T[]> {
  const rows: T[] = [];
  const seen = new Set<string>();
  let link: string | undefined;
  for (let number = 1; number <= maxPages; number += 1) {
    const page = await readPage(link);
    for (const row of page.rows) rows.push(row);
    link = page.next;
    if (link === undefined) return rows;
    if (!staysOn(origin, link)) throw refuse('the next page lies on another host');
    if (seen.has(link)) throw refuse('the pages go round in a circle');
    seen.add(link);
  }
  throw refuse(`the collection has more than ${maxPages} pages`);
}

/** Whether a link leads to this origin and nowhere else. */
export function staysOn(origin: string, link: string): boolean {
  return URL.canParse(link) && new URL(link).origin === origin;
}
