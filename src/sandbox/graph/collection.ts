import { readHeader, type SandboxRequest } from '../exchange.ts';
import { GraphFailure } from './errors.ts';
import { compare, type Entity, readFilter, readProperty } from './filter.ts';

/** What may be asked of a collection. */
export interface CollectionRules {
  readonly properties: ReadonlySet<string>;
  /** Navigation properties that `$expand` accepts. */
  readonly expandable?: readonly string[];
  /** A greater `$top` is refused. Left out: it is cut to what a page holds. */
  readonly maxTop?: number;
  /** Pages are linked by an opaque `$skiptoken` rather than `$skip`. */
  readonly byToken?: boolean;
}

/** Entities in a fixed order; they may be made when they are looked at. */
export interface EntityList {
  readonly length: number;
  at(index: number): Entity | undefined;
}

export interface CollectionPage {
  readonly rows: readonly unknown[];
  readonly count: number | undefined;
  readonly nextLink: string | undefined;
  /** Page size in effect, when the caller asked for one with `Prefer`. */
  readonly preferred: number | undefined;
}

/** Service communications: "default 100, maximum 1,000 entries in a page". */
const DEFAULT_PAGE = 100;
const MAX_PAGE = 1000;
const KNOWN_OPTIONS = new Set([
  '$filter',
  '$orderby',
  '$top',
  '$skip',
  '$select',
  '$expand',
  '$count',
  '$skiptoken',
]);

/** Applies OData's query options to entities; the link to the next page carries the original host. Refuses with 400. */
export function queryCollection(
  request: SandboxRequest,
  entities: EntityList,
  rules: CollectionRules,
): CollectionPage {
  const { query } = request;
  for (const name of query.keys()) {
    if (name.startsWith('$') && !KNOWN_OPTIONS.has(name.toLowerCase())) {
      throw new GraphFailure(400, 'BadRequest', `The query parameter '${name}' is not supported.`);
    }
  }
  const expand = query.get('$expand');
  if (expand !== null && !rules.expandable?.includes(expand)) {
    throw new GraphFailure(
      400,
      'BadRequest',
      `Parsing OData Select and Expand failed: Could not find a property named '${expand}'.`,
    );
  }
  const kept = arrange(entities, query, rules);

  const wanted = /odata\.maxpagesize\s*=\s*(\d+)/i.exec(readHeader(request.headers, 'prefer') ?? '')?.[1];
  const preferred = wanted === undefined ? undefined : Math.min(MAX_PAGE, Math.max(1, Number(wanted)));
  const top = readCount(query, '$top');
  if (top === 0) throw new GraphFailure(400, 'BadRequest', "Invalid value '0' for $top.");
  if (top !== undefined && rules.maxTop !== undefined && top > rules.maxTop) {
    throw new GraphFailure(
      400,
      'BadRequest',
      `The limit of '${rules.maxTop}' for Top query has been exceeded. The value from the incoming request is '${top}'.`,
    );
  }
  const size = Math.min(MAX_PAGE, top ?? preferred ?? DEFAULT_PAGE);
  const skip = rules.byToken ? readSkipToken(query) : (readCount(query, '$skip') ?? 0);
  const end = Math.min(kept.length, skip + size);
  const rows = Array.from({ length: Math.max(0, end - skip) }, (_, index) => kept.at(skip + index) ?? {});
  return {
    rows: rows.map((row) => select(row, query.get('$select'), rules)),
    count: query.get('$count') === 'true' ? kept.length : undefined,
    nextLink: end < kept.length ? nextLink(request, end, rules) : undefined,
    preferred,
  };
}

/** What `$filter` lets pass, in the order of `$orderby`. Without either nothing is made that the page does not show. */
function arrange(entities: EntityList, query: URLSearchParams, rules: CollectionRules): EntityList {
  const [filter, orderBy] = [query.get('$filter'), query.get('$orderby')];
  if (filter === null && orderBy === null) return entities;
  const fits = filter === null ? undefined : readFilter(filter, rules.properties);
  const kept: Entity[] = [];
  for (let index = 0; index < entities.length; index += 1) {
    const entity = entities.at(index);
    if (entity && (!fits || fits(entity))) kept.push(entity);
  }
  sortRows(kept, orderBy, rules);
  return kept;
}

function readCount(query: URLSearchParams, name: string): number | undefined {
  const text = query.get(name);
  if (text === null) return undefined;
  if (!/^\d{1,9}$/.test(text))
    throw new GraphFailure(400, 'BadRequest', `Invalid value '${text}' for ${name}.`);
  return Number(text);
}

function sortRows(rows: Entity[], orderBy: string | null, { properties }: CollectionRules): void {
  if (orderBy === null) return;
  const found = /^\s*(\w+)(?:\s+(asc|desc))?\s*$/i.exec(orderBy);
  const name = found?.[1] ?? '';
  if (!properties.has(name))
    throw new GraphFailure(400, 'BadRequest', `Invalid $orderby clause: '${orderBy}'.`);
  const sign = found?.[2]?.toLowerCase() === 'desc' ? -1 : 1;
  rows.sort((a, b) => sign * (compare(readProperty(a, name), readProperty(b, name)) || 0));
}

function select(row: Entity, text: string | null, { properties }: CollectionRules): unknown {
  if (text === null) return row;
  const names = text.split(',').map((name) => name.trim());
  const unknown = names.find((name) => !properties.has(name) && readProperty(row, name) === undefined);
  if (unknown !== undefined) {
    throw new GraphFailure(
      400,
      'BadRequest',
      `Parsing OData Select and Expand failed: Could not find a property named '${unknown}'.`,
    );
  }
  return Object.fromEntries(Object.entries(row).filter(([key]) => key === 'id' || names.includes(key)));
}

function nextLink(request: SandboxRequest, skip: number, { byToken }: CollectionRules): string {
  const options = [...request.query]
    .filter(([name]) => name !== '$skip' && name.toLowerCase() !== '$skiptoken')
    .map(([name, value]) => `${name}=${encodeURIComponent(value)}`);
  const place = byToken ? `$skiptoken=${Buffer.from(`at:${skip}`).toString('base64url')}` : `$skip=${skip}`;
  return `https://${request.host}${request.path}?${[...options, place].join('&')}`;
}

function readSkipToken(query: URLSearchParams): number {
  const token = query.get('$skiptoken') ?? query.get('$skipToken');
  if (token === null) return 0;
  const place = /^at:(\d{1,9})$/.exec(Buffer.from(token, 'base64url').toString('utf8'))?.[1];
  if (place === undefined) throw new GraphFailure(400, 'BadRequest', 'The $skiptoken is not valid.');
  return Number(place);
}
