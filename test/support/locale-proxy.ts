import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface LocaleProxy {
  readonly url: string;
  stop(): Promise<void>;
}

/** Stands between the Playground, which always speaks American English, and the bot, and gives the person another language. */
export async function startLocaleProxy(target: string, locale: string): Promise<LocaleProxy> {
  const server = createServer(async (req, res) => {
    let text = '';
    for await (const chunk of req) text += chunk;
    // The Playground first looks, with an empty request, whether anybody is there.
    const body = text === '' ? null : JSON.stringify({ ...JSON.parse(text), locale });
    const response = await fetch(`${target}${req.url}`, {
      method: req.method ?? 'POST',
      headers: { 'content-type': 'application/json' },
      body,
    });
    const contentType = response.headers.get('content-type') ?? 'application/json';
    res.writeHead(response.status, { 'content-type': contentType });
    res.end(await response.text());
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
