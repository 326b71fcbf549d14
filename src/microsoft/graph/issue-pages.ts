import { hash } from 'node:crypto';
import { LRUCache } from 'lru-cache';
import type { Incident } from '../../health/incident.ts';
import { sizeOfIncident } from '../../health/sizes.ts';
import { isRecord, readOptionalText } from '../fields.ts';
import { readIssue } from './issue-row.ts';

/** A page of issues as it was understood; undefined for a row that cannot be. */
export interface IssuePage {
  readonly rows: readonly (Incident | undefined)[];
  readonly next: string | undefined;
}

/**
 * Pages of issues as they were last read, one a tenant. Hardly ever does anything change for a customer between two rounds: a body that is
 * byte for byte what it was is not parsed again. And customers have the same issues: each is kept once for all of them.
 */
export interface IssuePages {
  /** The page this body brought when the tenant's was last read; undefined: it was another. */
  find(tenantId: string, body: Uint8Array): IssuePage | undefined;
  /** Understands the JSON of a body; undefined: it is no collection. */
  understand(tenantId: string, body: Uint8Array, json: unknown): IssuePage | undefined;
}

const MOST_TENANTS = 20_000;
/** What issues may take in all, in characters: some 2,000 with all their posts. */
const MOST_CHARACTERS = 12_000_000;

interface Kept {
  /** SHA-256 of the body: 0.12 ms for 200 KB, where parsing takes ten times that. */
  readonly digest: string;
  readonly page: IssuePage;
}

export function createIssuePages(mostCharacters = MOST_CHARACTERS): IssuePages {
  const kept = new LRUCache<string, Kept>({ max: MOST_TENANTS });
  /** As they were read last, by id. */
  const shared = new Map<string, Incident>();
  let characters = 0;

  /** The same issue as it is kept, where it says the same in every word. */
  function share(issue: Incident): Incident {
    const known = shared.get(issue.id);
    if (known !== undefined && isSame(known, issue)) return known;
    shared.set(issue.id, issue);
    characters += sizeOfIncident(issue);
    return issue;
  }

  return {
    find(tenantId, body) {
      const found = kept.get(tenantId);
      return found !== undefined && found.digest === digestOf(body) ? found.page : undefined;
    },
    understand(tenantId, body, json) {
      if (!isRecord(json) || !Array.isArray(json.value)) return undefined;
      const next = readOptionalText(json['@odata.nextLink']);
      const rows = json.value.map((row) => {
        const issue = readIssue(row);
        return issue && share(issue);
      });
      // What was kept of one and is held by nobody any more cannot be told apart: everything begins anew.
      if (characters > mostCharacters) {
        kept.clear();
        shared.clear();
        characters = 0;
      }
      const page = { rows, next };
      kept.set(tenantId, { digest: digestOf(body), page });
      return page;
    },
  };
}

function digestOf(body: Uint8Array): string {
  return hash('sha256', body, 'base64');
}

/** All that `readIssue` reads but the posts. */
const FIELDS = [
  ...(['id', 'source', 'kind', 'origin', 'title', 'service', 'feature', 'impact', 'status'] as const),
  ...(['isResolved', 'startedAt', 'endedAt', 'updatedAt'] as const),
] satisfies readonly (keyof Incident)[];

function isSame(one: Incident, other: Incident): boolean {
  return (
    FIELDS.every((field) => one[field] === other[field]) &&
    one.posts.length === other.posts.length &&
    one.posts.every(({ at, html }, index) => {
      const post = other.posts[index];
      return at === post?.at && html === post?.html;
    })
  );
}
