import { Buffer } from 'node:buffer';
import type { AzureScope, Incident } from '../incident.ts';
import type { PlannedChange } from '../planned-change.ts';

/** Longest HTML kept of an incident's newest post and of a planned change, in characters. */
const LONGEST_POST = 8_000;
const LONGEST_CHANGE = 20_000;

/**
 * What is kept of an incident for all customers: the newest post only, and no subscriptions, for those belong to the one customer it was
 * read for.
 */
export function slimIncident(incident: Incident): Incident {
  const { id, source, kind, origin, title, service, feature, impact, status, isResolved } = incident;
  const { startedAt, endedAt, updatedAt, azure } = incident;
  return {
    ...{ id, source, kind, origin, title, service, feature, impact, status, isResolved },
    ...{ startedAt, endedAt, updatedAt, azure: hideSubscriptions(azure) },
    posts: incident.posts.slice(0, 1).map(({ at, html }) => ({ at, html: cutPost(html) })),
  };
}

/** What is kept of a planned change for all customers. */
export function slimChange(change: PlannedChange): PlannedChange {
  return { ...change, html: cut(change.html, LONGEST_CHANGE), azure: hideSubscriptions(change.azure) };
}

/** What an Azure event hits, without telling one customer's subscriptions to others. */
export function hideSubscriptions(azure: AzureScope | undefined): AzureScope | undefined {
  return azure && { ...azure, subscriptions: [] };
}

/** What is being done stands at the end of a post, behind whatever tables it holds: of a long one that is kept before the rest. */
function cutPost(html: string): string {
  if (html.length <= LONGEST_POST) return html;
  const status = html.search(/(?:current|final) status\s*:/i);
  return cut(status < 0 ? html : html.slice(status), LONGEST_POST);
}

/** A copy: a slice would keep the whole text in memory. */
function cut(text: string, most: number): string {
  return text.length <= most ? text : Buffer.from(text.slice(0, most)).toString();
}
