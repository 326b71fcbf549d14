/** The largest body read, in bytes: a thousand issues with long posts stay far below. */
export const MAX_BODY_BYTES = 32 * 1024 * 1024;

/** The body is larger than we are willing to hold. */
export class BodyTooLargeError extends Error {}

/** Reads a body as UTF-8 text and stops as soon as it grows beyond `maxBytes`. Throws `BodyTooLargeError`, or what the stream throws. */
export async function readBody(response: Response, maxBytes: number): Promise<string> {
  const { body } = response;
  if (body === null) return '';
  const decoder = new TextDecoder();
  const reader = body.getReader();
  let size = 0;
  let text = '';
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return text + decoder.decode();
    size += value.byteLength;
    if (size > maxBytes) {
      await reader.cancel();
      throw new BodyTooLargeError(`The body is larger than ${maxBytes} bytes`);
    }
    text += decoder.decode(value, { stream: true });
  }
}
