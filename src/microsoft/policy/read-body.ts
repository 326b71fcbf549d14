import { Buffer } from 'node:buffer';

/** The largest body read, in bytes: a thousand issues with long posts stay far below. */
export const MAX_BODY_BYTES = 32 * 1024 * 1024;

/** The body is larger than we are willing to hold. */
export class BodyTooLargeError extends Error {}

/**
 * Reads a body and hands it to `take`, which must not keep it nor any part of it: the memory is used again for the next one. Stops as soon
 * as it grows beyond `maxBytes`. Throws `BodyTooLargeError`, what the stream throws, or what `take` does.
 */
export async function readBody<T>(
  { body }: Response,
  maxBytes: number,
  take: (body: Buffer) => T,
): Promise<T> {
  if (body === null) return take(Buffer.alloc(0));
  const chunks: Uint8Array[] = [];
  const reader = body.getReader();
  let size = 0;
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return take(joinChunks(chunks, size));
    size += value.byteLength;
    if (size > maxBytes) {
      await reader.cancel();
      throw new BodyTooLargeError(`The body is larger than ${maxBytes} bytes`);
    }
    chunks.push(value);
  }
}

/** Larger bodies get memory of their own. */
const MOST_SHARED = 1024 * 1024;
/** Grows to what is needed. A buffer for each body makes the old generation be collected that much more often: its memory counts as its. */
let shared = Buffer.alloc(0);

function joinChunks(chunks: readonly Uint8Array[], size: number): Buffer {
  if (size > MOST_SHARED) return Buffer.concat(chunks, size);
  if (shared.length < size) shared = Buffer.alloc(Math.min(MOST_SHARED, 2 * size));
  let at = 0;
  for (const chunk of chunks) {
    shared.set(chunk, at);
    at += chunk.byteLength;
  }
  return shared.subarray(0, size);
}

/** Parses a body as JSON in UTF-8, with or without a byte order mark; undefined: it is none. */
export function parseJson(body: Buffer): unknown {
  // All at once: decoding piece by piece, and joining the pieces, takes twice the time.
  const text = body.toString('utf8');
  try {
    return JSON.parse(text.startsWith('\uFEFF') ? text.slice(1) : text);
  } catch {
    return undefined;
  }
}
