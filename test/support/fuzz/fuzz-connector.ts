import { createServer } from 'node:http';
import { STRANGERS } from './make-activity.ts';
import { findName } from './run-fuzz.ts';

/** Takes whatever the bot posts, keeps none of it, and looks at what strangers are told. */
export interface FuzzConnector {
  readonly serviceUrl: string;
  readonly posted: number;
  readonly failures: readonly string[];
  stop(): Promise<void>;
}

export async function startFuzzConnector(names: readonly string[]): Promise<FuzzConnector> {
  const secret = names.map((name) => name.toLowerCase());
  const failures: string[] = [];
  let posted = 0;
  const server = createServer(async (req, res) => {
    let body = '';
    for await (const chunk of req) body += chunk;
    posted += 1;
    if (decodeURIComponent(req.url ?? '').includes(STRANGERS)) {
      const name = findName(body, secret);
      if (name !== undefined) failures.push(`a stranger was posted “${name}”`);
    }
    res.writeHead(201, { 'content-type': 'application/json' });
    res.end(JSON.stringify({ id: `message-${posted % 50}`, activityId: `message-${posted % 50}` }));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  const port = typeof address === 'object' && address ? address.port : 0;
  return {
    serviceUrl: `http://127.0.0.1:${port}/`,
    get posted() {
      return posted;
    },
    failures,
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
