/** Names, titles, posts and descriptions: what Microsoft passes on of what people somewhere wrote. */
const TOLD: ReadonlySet<string> = new Set([
  ...['companyName', 'friendlyName', 'offerName', 'title', 'service', 'feature', 'featureGroup'],
  ...[
    'impactDescription',
    'content',
    'summary',
    'header',
    'description',
    'impactedService',
    'impactedRegion',
  ],
  ...['subscriptionName', 'problemClassificationName', 'displayName', 'text'],
]);

/** `fetch` whose answers from Microsoft end every text from outside with `text`. People and their groups stay who they are. */
export function tellHostile(text: string): typeof fetch {
  return async (input, init) => {
    const answer = await fetch(input, init);
    const url = String(input);
    const isJson = answer.headers.get('content-type')?.includes('json') ?? false;
    if (!isJson || !answer.ok || /\/(?:users|groups|oauth2)\//.test(`${url}/`)) return answer;
    const body = JSON.stringify(await answer.json(), (key, value) =>
      TOLD.has(key) && typeof value === 'string' ? `${value} ${text}` : value,
    );
    const headers = new Headers(answer.headers);
    headers.delete('content-length');
    return new Response(body, { status: answer.status, headers });
  };
}
