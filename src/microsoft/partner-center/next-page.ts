import { z } from 'zod';

/**
 * What leads to the next page: a token sent along as `MS-ContinuationToken`, or failing that an address. A `loose` token came without
 * a link: it may be no more than an echo of ours, so one met before is an end, not a fault.
 */
export type NextPage = { readonly token: string; readonly loose: boolean } | { readonly uri: string };

// It is sent back in a header: anything but visible characters would make fetch quote it in its error.
const token = z.string().regex(/^[\x20-\x7e]+$/);

const page = z.object({
  continuationToken: token.optional().catch(undefined),
  links: z
    .object({
      next: z
        .object({
          uri: z.string().optional().catch(undefined),
          headers: z.array(z.object({ key: z.string(), value: token })).catch([]),
        })
        .optional()
        .catch(undefined),
    })
    .optional()
    .catch(undefined),
});

/**
 * Finds the way to the next page. Documented is `links.next.headers`; a response header and a body field are understood too.
 * undefined: this was the last page.
 */
export function readNextPage(body: unknown, headers: Headers): NextPage | undefined {
  const { links, continuationToken } = page.safeParse(body).data ?? {};
  const next = links?.next;
  const linked = next?.headers.find(({ key }) => key.toLowerCase() === 'ms-continuationtoken')?.value;
  if (linked !== undefined) return { token: linked, loose: false };
  const loose = continuationToken ?? token.safeParse(headers.get('ms-continuationtoken')).data;
  if (loose !== undefined) return { token: loose, loose: true };
  return next?.uri ? { uri: next.uri } : undefined;
}

/**
 * The address behind a `links.next.uri` without a token. The documented samples are malformed (`?size=2?seekOperation=Next`) and leave
 * out `/v1`. undefined when it would leave the origin, which must not be handed the token.
 */
export function resolveNextUri(origin: string, uri: string): string | undefined {
  const [path = '', ...queries] = uri.split('?');
  const repaired = queries.length === 0 ? path : `${path}?${queries.join('&')}`;
  if (!URL.canParse(repaired, origin)) return undefined;
  const url = new URL(repaired, origin);
  if (url.origin !== origin) return undefined;
  if (!/^\/v\d/.test(url.pathname)) url.pathname = `/v1${url.pathname}`;
  return url.href;
}
