import { z } from 'zod';
import { CLOUDS, type CloudName } from '../../clouds.ts';
import { ReadError } from '../../errors.ts';
import { followLinks, type LinkedPage } from '../follow-links.ts';
import type { GraphErrand, GraphPage, ReadPage } from './graph-client.ts';

/** Pages read at most by default: 5,000 rows even where Graph does not heed the page size asked for. */
const MAX_PAGES = 50;

const page = z.object({
  value: z.array(z.unknown()),
  '@odata.nextLink': z.string().nullish(),
});

/** Which collection, in which tenant and until when. */
export interface Question {
  readonly cloud: CloudName;
  readonly readPage: ReadPage;
  readonly errand: GraphErrand;
  readonly first: GraphPage;
  readonly headers?: Readonly<Record<string, string>>;
  readonly maxPages?: number;
}

/** All rows of a Graph collection, page after page. Throws `ReadError`; half a list is never returned. */
export function readRows(question: Question): Promise<unknown[]> {
  const { readPage, errand, headers = {} } = question;
  return followPages(question, async (link) => {
    const parsed = page.safeParse(await readPage(errand, link, headers));
    return parsed.data && { rows: parsed.data.value, next: parsed.data['@odata.nextLink'] || undefined };
  });
}

/** Goes through a Graph collection as `readRows`; `readPage` gives undefined for what is no collection. */
export function followPages<T>(
  { cloud, first, maxPages = MAX_PAGES }: Pick<Question, 'cloud' | 'first' | 'maxPages'>,
  readPage: (page: GraphPage) => Promise<LinkedPage<T> | undefined>,
): Promise<T[]> {
  const refuse = (what: string) => new ReadError('invalidAnswer', `Microsoft Graph (${cloud}): ${what}`);
  return followLinks({
    origin: CLOUDS[cloud].graph,
    maxPages,
    refuse,
    async readPage(link) {
      const read = await readPage(link === undefined ? first : { link });
      if (read === undefined) throw refuse('the answer is not a collection');
      return read;
    },
  });
}
