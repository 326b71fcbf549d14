import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';

/** What reading costs at the least: asks for the paths it is sent, so many side by side, and parses the answers. Answers with
 * the processor time that took, in milliseconds. */
const server = createServer(async (req, res) => {
  const { upstream, requests, sideBySide } = JSON.parse(await text(req));
  const queue = requests.values();
  const before = process.cpuUsage();
  await Promise.all(Array.from({ length: sideBySide }, () => readAll(upstream, queue)));
  const { user, system } = process.cpuUsage(before);
  res.end(String((user + system) / 1_000));
});

async function readAll(upstream: string, queue: Iterable<string>): Promise<void> {
  for (const request of queue) {
    const [path = '', tenantId = ''] = request.split(' ');
    const headers = { authorization: `Bearer token.${tenantId}.${'x'.repeat(1_800)}` };
    const response = await fetch(`${upstream}${path}`, { headers });
    JSON.parse(await response.text());
  }
}

server.listen(0, '127.0.0.1', () => {
  const { port } = server.address() as AddressInfo;
  process.stdout.write(`${JSON.stringify({ url: `http://127.0.0.1:${port}` })}\n`);
});
