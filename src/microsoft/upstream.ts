/**
 * Where a request to a Microsoft URL really goes. With an upstream: `{upstream}/{original host}{path}?{query}`, the contract of
 * `MICROSOFT_UPSTREAM`; without: unchanged.
 */
export function toUpstream(url: string, upstream: string | undefined): string {
  if (upstream === undefined) return url;
  const { host, pathname, search } = new URL(url);
  return `${upstream.replace(/\/+$/, '')}/${host}${pathname}${search}`;
}
