import { Buffer } from 'node:buffer';

/** A collection in JSON whose rows are not understood yet. */
export interface SplitRows {
  /** The bytes of each row, which is an object. */
  readonly rows: readonly Buffer[];
  /** Everything around them: the same collection, empty. */
  readonly rest: Buffer;
}

const [QUOTE, BACKSLASH, COMMA, COLON] = [0x22, 0x5c, 0x2c, 0x3a] as const;
const [OPEN_LIST, CLOSE_LIST, OPEN, CLOSE] = [0x5b, 0x5d, 0x7b, 0x7d] as const;
const VALUE = Buffer.from('"value"');
/** Bytes beyond the last one. */
const END = -1;

/**
 * Finds the rows of a Graph collection without parsing any: customers have the same ones, and a row whose bytes are known costs a tenth of
 * one that is parsed. undefined: it does not look like a list of objects, and whether it is one is for a parser to say. Bytes of UTF-8 that
 * belong to no ASCII character are never mistaken for one.
 */
export function splitRows(body: Buffer): SplitRows | undefined {
  const begin = findList(body);
  if (begin === undefined) return undefined;
  const rows: Buffer[] = [];
  for (let at = begin; ; ) {
    at = skipSpace(body, at);
    if (body[at] === CLOSE_LIST && rows.length === 0) return { rows, rest: body };
    if (body[at] !== OPEN) return undefined;
    const end = skipNested(body, at);
    if (end === END) return undefined;
    rows.push(body.subarray(at, end));
    at = skipSpace(body, end);
    if (body[at] === CLOSE_LIST) {
      return { rows, rest: Buffer.concat([body.subarray(0, begin), body.subarray(at)]) };
    }
    if (body[at] !== COMMA) return undefined;
    at += 1;
  }
}

/** Where the first row is, of the list that is the outermost object's `value`. */
function findList(body: Buffer): number | undefined {
  for (let at = body.indexOf(OPEN) + 1; at > 0 && at < body.length; ) {
    const byte = body[at];
    if (byte === QUOTE) {
      const end = skipString(body, at);
      const colon = skipSpace(body, end);
      const isValue = end - at === VALUE.length && VALUE.equals(body.subarray(at, end));
      at = colon;
      if (!isValue || body[colon] !== COLON) continue;
      const list = skipSpace(body, colon + 1);
      return body[list] === OPEN_LIST ? list + 1 : undefined;
    }
    if (byte === OPEN || byte === OPEN_LIST) {
      at = skipNested(body, at);
      if (at === END) return undefined;
    } else {
      at += 1;
    }
  }
  return undefined;
}

/** Behind the object or list that begins here; `END` where it has no end. */
function skipNested(body: Buffer, from: number): number {
  let depth = 0;
  for (let at = from; at < body.length; at += 1) {
    const byte = body[at];
    if (byte === QUOTE) at = skipString(body, at) - 1;
    else if (byte === OPEN || byte === OPEN_LIST) depth += 1;
    else if (byte === CLOSE || byte === CLOSE_LIST) {
      depth -= 1;
      if (depth === 0) return at + 1;
    }
  }
  return END;
}

/** Behind the text that begins here. */
function skipString(body: Buffer, from: number): number {
  for (let at = from + 1; at < body.length; at += 1) {
    const byte = body[at];
    if (byte === QUOTE) return at + 1;
    if (byte === BACKSLASH) at += 1;
  }
  return body.length;
}

function skipSpace(body: Buffer, from: number): number {
  let at = from;
  while (isSpace(body[at])) at += 1;
  return at;
}

function isSpace(byte: number | undefined): boolean {
  return byte === 0x20 || byte === 0x0a || byte === 0x0d || byte === 0x09;
}
