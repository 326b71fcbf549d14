import { createHmac } from 'node:crypto';
import { z } from 'zod';

/** Where a listing goes on. */
export interface Continuation {
  readonly offset: number;
  readonly size: number;
  readonly filter: string | null;
}

const CONTINUATION = z.object({
  offset: z.number().int(),
  size: z.number().int(),
  filter: z.string().nullable(),
});

/** Continuation tokens: they carry size and filter, for later pages are asked for with nothing but the token. */
export interface Continuations {
  write(continuation: Continuation): string;
  /** Undefined for a text that this sandbox did not write. */
  read(token: string): Continuation | undefined;
}

export function createContinuations(key: Buffer): Continuations {
  const sign = (text: string) => createHmac('sha256', key).update(text).digest('base64');
  return {
    write(continuation) {
      const text = Buffer.from(JSON.stringify(continuation)).toString('base64');
      return `${text},${sign(text)}`;
    },
    read(token) {
      const [text = '', signature] = token.split(',');
      if (signature !== sign(text)) return undefined;
      return CONTINUATION.safeParse(JSON.parse(Buffer.from(text, 'base64').toString('utf8'))).data;
    },
  };
}
