import type { Buffer } from 'node:buffer';
import { hash } from 'node:crypto';
import { LRUCache } from 'lru-cache';
import type { Incident } from '../../health/incident.ts';
import { sizeOfIncident } from '../../health/sizes.ts';
import { isRecord, readOptionalText } from '../fields.ts';
import { parseJson } from '../policy/read-body.ts';
import { readIssue } from './issue-row.ts';
import { splitRows } from './split-rows.ts';

/** A page of issues as it was understood; undefined for a row that cannot be. */
export interface IssuePage {
  readonly rows: readonly (Incident | undefined)[];
  readonly next: string | undefined;
}

/**
 * Understands pages of issues, with what was understood before. Hardly ever does anything change for a customer between two rounds: a body
 * that is byte for byte what it was is not looked at again. And customers have the same issues: each is kept once for all of them, and a
 * row that is byte for byte one that was read for anybody is not parsed.
 */
export interface IssuePages {
  /** The page this body brings for the tenant; undefined: it is no collection in JSON. */
  read(tenantId: string, body: Buffer): IssuePage | undefined;
}

const MOST_TENANTS = 20_000;
/** What issues may take in all, in characters: some 2,000 with all their posts. */
const MOST_CHARACTERS = 12_000_000;

interface KeptPage {
  /** SHA-256 of the body: 0.12 ms for 200 KB, where parsing takes ten times that. */
  readonly digest: string;
  readonly page: IssuePage;
}

/** An issue as it was read last. */
interface KeptIssue {
  readonly issue: Incident;
  /** Of the bytes of its row. */
  readonly digest: string;
}

export function createIssuePages(mostCharacters = MOST_CHARACTERS): IssuePages {
  const kept = new LRUCache<string, KeptPage>({ max: MOST_TENANTS });
  const byId = new Map<string, KeptIssue>();
  /** The same ones by the digest of their row. */
  const byRow = new Map<string, Incident>();
  let characters = 0;

  /** The same issue as it is kept, where it says the same in every word. */
  function share(read: Incident, digest: string): Incident {
    const known = byId.get(read.id);
    const isKnown = known !== undefined && isSame(known.issue, read);
    const issue = isKnown ? known.issue : read;
    if (!isKnown) characters += sizeOfIncident(issue);
    // One row an issue, so that rows whose bytes are never the same again do not pile up.
    if (known !== undefined) byRow.delete(known.digest);
    byId.set(issue.id, { issue, digest });
    byRow.set(digest, issue);
    return issue;
  }

  function understandRow(json: unknown, digest: string): Incident | undefined {
    const issue = readIssue(json);
    return issue && share(issue, digest);
  }

  function understandKnown(body: Buffer): IssuePage | undefined {
    const split = splitRows(body);
    const around = split && parseJson(split.rest);
    // Else the list is there twice, or not where it was looked for.
    if (split === undefined || !isCollection(around) || around.value.length > 0) return undefined;
    const rows: (Incident | undefined)[] = [];
    for (const row of split.rows) {
      const digest = digestOf(row);
      const known = byRow.get(digest);
      const json = known === undefined ? parseJson(row) : undefined;
      if (known === undefined && json === undefined) return undefined;
      rows.push(known ?? understandRow(json, digest));
    }
    return { rows, next: readNext(around) };
  }

  function understand(body: Buffer): IssuePage | undefined {
    const json = parseJson(body);
    if (!isCollection(json)) return undefined;
    return {
      rows: json.value.map((row) => understandRow(row, digestOf(JSON.stringify(row)))),
      next: readNext(json),
    };
  }

  return {
    read(tenantId, body) {
      const digest = digestOf(body);
      const found = kept.get(tenantId);
      if (found?.digest === digest) return found.page;
      const page = understandKnown(body) ?? understand(body);
      if (page === undefined) return undefined;
      // What was kept of one and is held by nobody any more cannot be told apart: everything begins anew.
      if (characters > mostCharacters) {
        kept.clear();
        byId.clear();
        byRow.clear();
        characters = 0;
      }
      kept.set(tenantId, { digest, page });
      return page;
    },
  };
}

function isCollection(
  json: unknown,
): json is Readonly<Record<string, unknown>> & { readonly value: readonly unknown[] } {
  return isRecord(json) && Array.isArray(json.value);
}

function readNext(json: Readonly<Record<string, unknown>>): string | undefined {
  return readOptionalText(json['@odata.nextLink']);
}

function digestOf(bytes: Uint8Array | string): string {
  return hash('sha256', bytes, 'base64');
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
