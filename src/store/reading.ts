import { hash } from 'node:crypto';
import type { AzureSubscription } from '../health/azure.ts';
import type { Incident, Post } from '../health/incident.ts';
import { sizeOfIncident, sum } from '../health/sizes.ts';
import { joinSubscriptions } from './columns.ts';

/** Longest id that can be one, in UTF-16 units; Microsoft's are below 20. */
const ID_LENGTH = 100;
const DIGEST_LENGTH = 22;

/** One incident as it was read for one customer. */
export interface Reading {
  readonly key: string;
  /** Digest of everything that was read: equal marks, equal readings. */
  readonly mark: string;
  readonly state: Incident;
  readonly posts: readonly Post[];
  /** Undefined for an incident that is not of Azure. */
  readonly subscriptions: readonly AzureSubscription[] | undefined;
}

/** What makes an incident one: its id, whatever its case. Undefined for a text that cannot be an id. */
export function incidentKey(id: string): string | undefined {
  return id !== '' && id.length <= ID_LENGTH && !/[\s\0]/.test(id)
    ? id.toUpperCase().toWellFormed()
    : undefined;
}

/** Incidents of one id, as they were read for one customer. */
export interface SameIncidents {
  readonly key: string;
  readonly same: readonly Incident[];
}

/**
 * The incidents of one reading, each id once, sorted by key so that several writers take the rows in the same order. Those without a
 * usable id are left out.
 */
export function groupById(incidents: readonly Incident[]): readonly SameIncidents[] {
  const byKey = Map.groupBy(incidents, ({ id }) => incidentKey(id));
  return [...byKey]
    .flatMap(([key, same]) => (key === undefined ? [] : { key, same }))
    .sort((one, other) => (one.key < other.key ? -1 : 1));
}

/** So much is taken in at a time: incidents, and characters of their texts. */
const PIECE_INCIDENTS = 50;
const PIECE_LENGTH = 500_000;

/** Pieces that are written within some 50 ms each, in the order given. */
export function inBearablePieces(groups: readonly SameIncidents[]): SameIncidents[][] {
  const pieces: SameIncidents[][] = [];
  let length = 0;
  for (const group of groups) {
    const size = sum(group.same, sizeOfIncident);
    const piece = pieces.at(-1);
    if (piece && piece.length < PIECE_INCIDENTS && length + size <= PIECE_LENGTH) {
      piece.push(group);
      length += size;
    } else {
      pieces.push([group]);
      length = size;
    }
  }
  return pieces;
}

/** A short text that differs wherever the content does. */
export function digest(content: unknown): string {
  return hash('sha256', JSON.stringify(content), 'base64url').slice(0, DIGEST_LENGTH);
}

/** Undefined for none. */
export function prepareReading({ key, same }: SameIncidents): Reading | undefined {
  const [first, ...rest] = same;
  if (first === undefined) return undefined;
  const scopes = same.flatMap(({ azure }) => azure ?? []);
  return {
    key,
    mark: rest.length === 0 ? markOf(first) : digest(same.map(listContent)),
    state: rest.reduce((best, next) => (isLater(next, best) ? next : best), first),
    posts: same.flatMap(({ posts }) => posts),
    subscriptions:
      scopes.length === 0
        ? undefined
        : scopes.reduce<readonly AzureSubscription[]>(
            (joined, scope) => joinSubscriptions(joined, scope.subscriptions),
            [],
          ),
  };
}

/** The microsoft folder gives thousands of customers the very same incident, with all its posts: it is digested once for all of them. */
const marks = new WeakMap<Incident, string>();

function markOf(incident: Incident): string {
  const known = marks.get(incident);
  if (known !== undefined) return known;
  const mark = digest([listContent(incident)]);
  marks.set(incident, mark);
  return mark;
}

function isLater(one: Incident, other: Incident): boolean {
  if (one.source !== other.source) return one.source === 'microsoft365';
  const ahead = (one.updatedAt ?? -1) - (other.updatedAt ?? -1);
  return ahead > 0 || (ahead === 0 && one.isResolved && !other.isResolved);
}

// As lists: two readers of the same incident may put its fields in another order.
function listContent(incident: Incident): readonly unknown[] {
  const { azure } = incident;
  return [
    ...[incident.id, incident.source, incident.kind, incident.origin, incident.title, incident.service],
    ...[incident.feature, incident.impact, incident.status, incident.isResolved],
    ...[incident.startedAt, incident.endedAt, incident.updatedAt],
    incident.posts.map(({ at, html }) => [at, html]),
    azure && [azure.services, azure.regions, azure.subscriptions.map(({ id, name }) => [id, name])],
    azure && [azure.externalId, azure.isCritical],
  ];
}
