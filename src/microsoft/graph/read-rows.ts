import { z } from 'zod';
import { CLOUDS, type CloudName } from '../../clouds.ts';
import { ReadError } from '../../errors.ts';
import { followLinks } from '../follow-links.ts';
import type { GraphErrand, GraphPage, ReadPage } from './graph-client.ts';

/** Pages read at most by default: 5,000 rows even where Graph does not heed the page size asked for. */
const MAX_PAGES = 50;

const page = z.object({
  value: z.array(z.unknown()),
  '@odata.nextLink': z.string().nullish(),
});

interface Question {
  readonly cloud: CloudName;
  readonly readPage: ReadPage;
  readonly errand: GraphErrand;
  readonly first: GraphPage;
  readonly headers?: Readonly<Record<string, string>>;
  readonly maxPages?: number;
}

/** All rows of a Graph collection, page after page. Throws `ReadError`; half a list is never returned. */
export function readRows(question: Question): Promise<unknown[]> {
  const { cloud, readPage, errand, first, headers = {}, maxPages = MAX_PAGES } = question;
  const refuse = (what: string) => new ReadError('invalidAnswer', `Microsoft Graph (${cloud}): ${what}`);
  return followLinks({
    origin: CLOUDS[cloud].graph,
    maxPages,
    refuse,
    async readPage(link) {
      const parsed = page.safeParse(await readPage(errand, link === undefined ? first : { link }, headers));
      if (!parsed.success) throw refuse('the answer is not a collection');
      return { rows: parsed.data.value, next: parsed.data['@odata.nextLink'] || undefined };
    },
  });
}
