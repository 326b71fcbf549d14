import { Agent, request } from 'node:http';

/** Sends activities one after another over one kept connection, and times each. */
export interface Asker {
  /** Milliseconds until the whole answer was read. Throws on any status but 200. */
  ask(text: string): Promise<number>;
  close(): void;
}

export function createAsker(url: string): Asker {
  const agent = new Agent({ keepAlive: true, maxSockets: 1 });
  const ask = (text: string) =>
    new Promise<number>((resolve, reject) => {
      const body = JSON.stringify(makeActivity(text));
      const start = performance.now();
      const headers = { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) };
      const req = request(`${url}/api/messages`, { method: 'POST', agent, headers }, (res) => {
        let bytes = 0;
        res.on('data', (chunk: Buffer) => {
          bytes += chunk.length;
        });
        res.on('end', () => {
          if (res.statusCode === 200 && bytes > 0) resolve(performance.now() - start);
          else reject(new Error(`The bot answered ${res.statusCode} with ${bytes} bytes.`));
        });
      });
      req.on('error', reject);
      req.end(body);
    });
  return { ask, close: () => agent.destroy() };
}

function makeActivity(text: string): object {
  return {
    type: 'message',
    id: '1',
    channelId: 'msteams',
    serviceUrl: 'http://127.0.0.1:1/',
    deliveryMode: 'expectReplies',
    from: { id: '29:a', name: 'Adele', aadObjectId: '00000000-0000-4000-8000-000000000001' },
    recipient: { id: '28:bot', name: 'Partner Health' },
    conversation: { id: 'c', conversationType: 'personal' },
    locale: 'en-US',
    localTimezone: 'Europe/Paris',
    text,
  };
}

/** The value below which `share` (0 to 1) of the figures lie. */
export function percentile(figures: readonly number[], share: number): number {
  const sorted = [...figures].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
}

/** `p50 1.23 ms, p95 4.56 ms`. */
export function describe(figures: readonly number[]): string {
  return `p50 ${percentile(figures, 0.5).toFixed(2)} ms, p95 ${percentile(figures, 0.95).toFixed(2)} ms`;
}
