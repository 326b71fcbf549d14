import type { IncomingMessage } from 'node:http';

/** The sandbox reads no longer bodies than this. */
const MAX_BODY_BYTES = 256 * 1024;

/** The body as text; undefined when it is too long (the rest is then left unread). */
export async function readBody(message: IncomingMessage): Promise<string | undefined> {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of message) {
    const bytes = Buffer.from(chunk);
    length += bytes.length;
    if (length > MAX_BODY_BYTES) return undefined;
    chunks.push(bytes);
  }
  return Buffer.concat(chunks).toString('utf8');
}
