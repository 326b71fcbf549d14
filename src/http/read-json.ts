import type { IncomingMessage } from 'node:http';

/** A body as JSON, or the answer to whoever sent something else. */
export type JsonBody =
  | { readonly ok: true; readonly value: unknown }
  | { readonly ok: false; readonly status: 400 | 408 | 413; readonly error: string };

/**
 * Reads at most `maxBytes` of a body, for at most `maxMs` milliseconds, and no byte beyond that: restify's own reader goes on to the end of
 * a body that is too large. Never throws; the error repeats nothing of the body.
 */
export async function readJson(req: IncomingMessage, maxBytes: number, maxMs: number): Promise<JsonBody> {
  const chunks: Buffer[] = [];
  let size = 0;
  let late = false;
  const timer = setTimeout(() => {
    late = true;
    req.pause();
    req.emit('error', new Error('The body took too long.'));
  }, maxMs);
  try {
    for await (const chunk of req.iterator({ destroyOnReturn: false })) {
      if (!Buffer.isBuffer(chunk)) continue;
      size += chunk.length;
      if (size > maxBytes)
        return { ok: false, status: 413, error: `The body is larger than ${maxBytes} bytes.` };
      chunks.push(chunk);
    }
    return { ok: true, value: JSON.parse(Buffer.concat(chunks).toString('utf8')) };
  } catch {
    return late
      ? { ok: false, status: 408, error: 'The body took too long.' }
      : { ok: false, status: 400, error: 'The body is not valid JSON.' };
  } finally {
    clearTimeout(timer);
  }
}
