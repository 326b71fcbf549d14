/** The largest body read, in bytes: a thousand issues with long posts stay far below. */
export const MAX_BODY_BYTES = 32 * 1024 * 1024;

/** The body is larger than we are willing to hold. */
export class BodyTooLargeError extends Error {}

/** Reads a body as UTF-8 text and stops as soon as it grows beyond `maxBytes`. Throws `BodyTooLargeError`, or what the stream throws. */
export async function readText(response: Response, maxBytes: number): Promise<string> {
  const decoder = new TextDecoder();
  let text = '';
  for await (const chunk of readChunks(response, maxBytes)) text += decoder.decode(chunk, { stream: true });
  return text + decoder.decode();
}

/** Reads a body as it is, bounded and failing like `readText`. */
export async function readBytes(response: Response, maxBytes: number): Promise<Uint8Array<ArrayBuffer>> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of readChunks(response, maxBytes)) {
    chunks.push(chunk);
    size += chunk.byteLength;
  }
  const bytes = new Uint8Array(size);
  let offset = 0;
  for (const chunk of chunks) {
    bytes.set(chunk, offset);
    offset += chunk.byteLength;
  }
  return bytes;
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
