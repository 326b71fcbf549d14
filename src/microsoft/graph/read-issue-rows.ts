import type { Incident } from '../../health/incident.ts';
import { parseJson } from '../policy/read-body.ts';
import type { IssuePage, IssuePages } from './issue-pages.ts';
import { followPages, type Question } from './read-rows.ts';

/**
 * All issues of a collection, page after page, as `readRows`; undefined for one that cannot be understood. What a tenant's answer brought
 * is kept in `pages`, and used again where the next answer is the same.
 */
export function readIssueRows(
  question: Question & { readonly pages: IssuePages },
): Promise<(Incident | undefined)[]> {
  const { readPage, errand, headers = {}, pages } = question;
  const { tenantId } = errand;
  return followPages(question, async (page) => {
    const read: { page?: IssuePage | undefined } = {};
    const parse = (body: Buffer): unknown => {
      read.page = pages.read(tenantId, body);
      // Not the JSON: the promises it would go through outlive it in the old generation, and keep all of it until that is collected.
      return read.page ?? parseJson(body);
    };
    await readPage({ ...errand, parse }, page, headers);
    return read.page;
  });
}
