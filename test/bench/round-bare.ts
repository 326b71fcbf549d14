import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { setTimeout as wait } from 'node:timers/promises';

/**
 * What reading costs at the least: asks for the paths it is sent, evenly spread over `tookMs`, and parses the answers. Answers with the
 * processor time that took, in milliseconds. */
const server = createServer(async (req, res) => {
  const { upstream, requests, tookMs } = JSON.parse(await text(req));
  const startedAt = performance.now();
  const before = process.cpuUsage();
  const reading: Promise<void>[] = [];
  for (const [at, request] of requests.entries()) {
    const left = startedAt + (at * tookMs) / requests.length - performance.now();
    if (left > 0) await wait(left);
    reading.push(read(upstream, request));
  }
  await Promise.all(reading);
  const { user, system } = process.cpuUsage(before);
  res.end(String((user + system) / 1_000));
});

async function read(upstream: string, request: string): Promise<void> {
  const [path = '', tenantId = ''] = request.split(' ');
  const headers = { authorization: `Bearer token.${tenantId}.${'x'.repeat(1_800)}` };
  const response = await fetch(`${upstream}${path}`, { headers });
  JSON.parse(await response.text());
}

server.listen(0, '127.0.0.1', () => {
  const { port } = server.address() as AddressInfo;
  process.stdout.write(`${JSON.stringify({ url: `http://127.0.0.1:${port}` })}\n`);
});
