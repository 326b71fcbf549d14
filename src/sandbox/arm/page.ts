import type { SandboxRequest } from '../exchange.ts';
import { ArmFailure } from './errors.ts';

/** Part of a listing, and where it goes on. */
export interface Page<T> {
  readonly value: readonly T[];
  readonly nextLink?: string;
}

/** The page of `all` that the request's `$skipToken` asks for, with at most `size` rows. */
export function cutPage<T>(request: SandboxRequest, all: readonly T[], size: number): Page<T> {
  const { query } = request;
  const offset = readSkipToken(query.get('$skipToken') ?? query.get('$skiptoken'));
  const end = offset + size;
  return { value: all.slice(offset, end), ...(end < all.length && { nextLink: nextLink(request, end) }) };
}

function nextLink({ host, path, query }: SandboxRequest, offset: number): string {
  const options = [...query]
    .filter(([name]) => name.toLowerCase() !== '$skiptoken')
    .map(([name, value]) => `${name}=${encodeURIComponent(value)}`);
  const token = encodeURIComponent(Buffer.from(`skip:${offset}`).toString('base64'));
  return `https://${host}${path}?${[...options, `$skipToken=${token}`].join('&')}`;
}

function readSkipToken(token: string | null): number {
  if (token === null) return 0;
  const offset = /^skip:(\d{1,6})$/.exec(Buffer.from(token, 'base64').toString('utf8'))?.[1];
  if (offset === undefined) throw new ArmFailure(400, 'InvalidSkipToken', 'The $skipToken is not valid.');
  return Number(offset);
}
