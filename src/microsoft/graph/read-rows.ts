import { z } from 'zod';
import { CLOUDS, type CloudName } from '../../clouds.ts';
import { ReadError } from '../../errors.ts';
import type { GraphErrand, GraphPage, ReadPage } from './graph-client.ts';

/** Pages read at most: 5,000 rows even where Graph does not heed the page size asked for. */
export const MAX_PAGES = 50;

const page = z.object({
  value: z.array(z.unknown()),
  '@odata.nextLink': z.string().nullish(),
});

interface Question {
  readonly cloud: CloudName;
  readonly readPage: ReadPage;
  readonly errand: GraphErrand;
  readonly first: GraphPage;
  readonly headers: Readonly<Record<string, string>>;
}

/**
 * All rows of a Graph collection, page after page. A next link is followed to the letter, and only on this cloud's Graph: any
 * other host would be handed the token. Throws `ReadError`; half a list is never returned.
 */
export async function readRows({ cloud, readPage, errand, first, headers }: Question): Promise<unknown[]> {
  const rows: unknown[] = [];
  const seen = new Set<string>();
  let next: GraphPage = first;
  for (let number = 1; number <= MAX_PAGES; number += 1) {
    const parsed = page.safeParse(await readPage(errand, next, headers));
    if (!parsed.success) throw refuse(cloud, 'the answer is not a collection');
    rows.push(...parsed.data.value);
    const link = parsed.data['@odata.nextLink'];
    if (!link) return rows;
    if (!staysOn(CLOUDS[cloud].graph, link)) throw refuse(cloud, 'the next page lies on another host');
    if (seen.has(link)) throw refuse(cloud, 'the pages go round in a circle');
    seen.add(link);
    next = { link };
  }
  throw refuse(cloud, `the collection has more than ${MAX_PAGES} pages`);
}

function staysOn(origin: string, link: string): boolean {
  return URL.canParse(link) && new URL(link).origin === origin;
}

function refuse(cloud: CloudName, what: string): ReadError {
  return new ReadError('invalidAnswer', `Microsoft Graph (${cloud}): ${what}`);
}
