import { describe, expect, it } from 'vitest';
import { BodyTooLargeError, createReadBody, parseJson } from '../../../src/microsoft/policy/read-body.ts';

const MOST = 4 * 1024 * 1024;

/** A body that arrives in pieces of so many bytes. */
function pour(text: string, piece: number): Response {
  const bytes = Buffer.from(text);
  let at = 0;
  return new Response(
    new ReadableStream({
      pull(controller) {
        if (at >= bytes.length) return controller.close();
        controller.enqueue(bytes.subarray(at, at + piece));
        at += piece;
      },
    }),
  );
}

describe('a body', () => {
  it.each([
    1, 7, 100_000,
  ])('is whole, whatever its pieces and whatever was read before (%d)', async (piece) => {
    const readBody = createReadBody();
    for (const length of [0, 3_000, 10, 5_000]) {
      const text = JSON.stringify({ text: '한é'.repeat(length / 5) });
      expect(await readBody(pour(text, piece), MOST, parseJson)).toEqual(JSON.parse(text));
    }
  });

  it('may be empty, or none', async () => {
    const readBody = createReadBody();
    const lengthOf = (response: Response) => readBody(response, MOST, ({ length }) => length);
    expect(await lengthOf(new Response(null, { status: 204 }))).toBe(0);
    expect(await lengthOf(pour('', 1))).toBe(0);
  });

  it('is empty afterwards for whoever kept it, or a part of it: the next one is not seen through it', async () => {
    const readBody = createReadBody();
    const kept: Buffer[] = [];
    const keep = (body: Buffer) => void kept.push(body, body.subarray(2, 5));
    await readBody(pour('of the first customer', 4), MOST, keep);
    await expect(
      readBody(pour('of the second', 4), MOST, (body) => {
        keep(body);
        throw new Error('not understood');
      }),
    ).rejects.toThrow('not understood');
    const texts = await readBody(pour('of the third, which is longer than both', 4), MOST, (body) => {
      return [...kept.map(String), String(body)];
    });
    expect(texts).toEqual(['', '', '', '', 'of the third, which is longer than both']);
  });

  it('of several at once are not mixed up', async () => {
    const readBody = createReadBody();
    const texts = Array.from({ length: 20 }, (_, at) => String(at).repeat(1_000 + at * 100));
    const read = await Promise.all(texts.map((text, at) => readBody(pour(text, 50 + at), MOST, String)));
    expect(read).toEqual(texts);
  });

  it('larger than what is shared is read all the same, and no further than allowed', async () => {
    const readBody = createReadBody();
    const text = 'x'.repeat(3 * 1024 * 1024);
    expect(await readBody(pour(text, 65_536), MOST, ({ length }) => length)).toBe(text.length);
    await expect(readBody(pour(text, 65_536), 1_000, String)).rejects.toBeInstanceOf(BodyTooLargeError);
  });
});
