import type { CloudName } from '../../clouds.ts';
import { ReadError } from '../../errors.ts';
import type { Incident } from '../../health/incident.ts';
import type { GraphErrand, ReadPage } from './graph-client.ts';
import { GraphRefusal } from './graph-error.ts';
import { readIssue } from './issue-row.ts';

/** Reads one issue by its id; undefined when the tenant does not have it. Throws `ReadError`. */
export type FindIncident = (errand: GraphErrand, id: string) => Promise<Incident | undefined>;

/** https://learn.microsoft.com/graph/api/servicehealthissue-get */
export function createFindIncident(cloud: CloudName, issues: string, readPage: ReadPage): FindIncident {
  return async (errand, id) => {
    if (!isIssueId(id)) return undefined;
    let row: unknown;
    try {
      row = await readPage(errand, { path: `${issues}/${encodeURIComponent(id)}` }, {});
    } catch (error) {
      if (error instanceof GraphRefusal && error.code === 'notFound') return undefined;
      throw error;
    }
    const issue = readIssue(row);
    if (issue) return issue;
    throw new ReadError('invalidAnswer', `Microsoft Graph (${cloud}): the issue cannot be understood`);
  };
}

/** Nothing and dots would, in a path, ask for something else than an issue. */
export function isIssueId(id: string): boolean {
  return !/^\.{0,2}$/.test(id);
}
