import type { IncomingMessage } from 'node:http';
import type { BodyRoom } from './body-room.ts';
import { mendJson } from './check-json.ts';

/** A body as JSON, or the answer to whoever sent something else. */
export type JsonBody =
  | { readonly ok: true; readonly value: unknown }
  | { readonly ok: false; readonly status: 400 | 408 | 413 | 429; readonly error: string };

export interface JsonBounds {
  readonly maxBytes: number;
  /** Longest time for all of it to arrive, in milliseconds. */
  readonly maxMs: number;
  /** Shared by all who send. */
  readonly room: BodyRoom;
}

/**
 * Reads at most `maxBytes` of a body, for at most `maxMs` milliseconds, and no byte beyond that: restify's own reader goes on to the end of
 * a body that is too large. The JSON is UTF-8, with or without a byte order mark, and fit to be worked with (see `mendJson`). Never throws;
 * the error repeats nothing of the body.
 */
export async function readJson(
  req: IncomingMessage,
  { maxBytes, maxMs, room }: JsonBounds,
): Promise<JsonBody> {
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
      if (size + chunk.length > maxBytes)
        return { ok: false, status: 413, error: `The body is larger than ${maxBytes} bytes.` };
      if (!room.take(chunk.length))
        return { ok: false, status: 429, error: 'Too much is being sent. Try again in a few seconds.' };
      size += chunk.length;
      chunks.push(chunk);
    }
    const value = parse(Buffer.concat(chunks));
    return mendJson(value)
      ? { ok: true, value }
      : { ok: false, status: 400, error: 'The body is nested too deep, too large or has reserved keys.' };
  } catch {
    return late
      ? { ok: false, status: 408, error: 'The body took too long.' }
      : { ok: false, status: 400, error: 'The body is not valid JSON in UTF-8.' };
  } finally {
    clearTimeout(timer);
    room.give(size);
  }
}

/** Throws on anything that is not UTF-8, and on anything that is not JSON. */
function parse(bytes: Buffer): unknown {
  return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
}
