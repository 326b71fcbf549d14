import { Buffer } from 'node:buffer';

/** The largest body read, in bytes: a thousand issues with long posts stay far below. */
export const MAX_BODY_BYTES = 32 * 1024 * 1024;

/** The body is larger than we are willing to hold. */
export class BodyTooLargeError extends Error {}

/** Reads a body, and stops as soon as it grows beyond `maxBytes`. Throws `BodyTooLargeError`, or what the stream throws. */
export async function readBody(response: Response, maxBytes: number): Promise<Buffer> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of readChunks(response, maxBytes)) chunks.push(chunk);
  return Buffer.concat(chunks);
}

async function* readChunks({ body }: Response, maxBytes: number): AsyncGenerator<Uint8Array> {
  if (body === null) return;
  const reader = body.getReader();
  let size = 0;
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return;
    size += value.byteLength;
    if (size > maxBytes) {
      await reader.cancel();
      throw new BodyTooLargeError(`The body is larger than ${maxBytes} bytes`);
    }
    yield value;
  }
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
