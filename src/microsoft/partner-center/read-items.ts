import type { CloudName } from '../../clouds.ts';
import { ReadError } from '../../errors.ts';
import type { Collection, CollectionErrand, ReadCollectionPage } from './collection-page.ts';
import type { NextPage } from './next-page.ts';

/** 100,000 rows even where no more than 50 come on a page. */
const MAX_PAGES = 2_000;

/** All items of a collection, page after page. Throws `ReadError`: pages without an end are `invalidAnswer`. */
export type ReadItems = (collection: Collection, errand: CollectionErrand) => Promise<unknown[]>;

export function createReadItems(cloud: CloudName, readPage: ReadCollectionPage): ReadItems {
  return async (collection, errand) => {
    const items: unknown[] = [];
    const seen = new Set<string>();
    let next: NextPage | undefined;
    for (let number = 1; number <= MAX_PAGES; number += 1) {
      const page = await readPage(collection, next, errand);
      for (const item of page.items) items.push(item);
      next = page.next;
      if (next === undefined) return items;
      const loose = 'token' in next && next.loose;
      const mark = 'token' in next ? next.token : next.uri;
      if (loose && (page.items.length === 0 || seen.has(mark))) return items;
      if (seen.has(mark)) throw refuseAnswer(cloud, 'the pages go round in a circle');
      seen.add(mark);
    }
    throw refuseAnswer(cloud, `the list has more than ${MAX_PAGES} pages`);
  };
}

/** An answer of Partner Center that cannot be used. */
export function refuseAnswer(cloud: CloudName, what: string): ReadError {
  return new ReadError('invalidAnswer', `Partner Center (${cloud}): ${what}`);
}
