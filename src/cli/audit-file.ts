import { createReadStream } from 'node:fs';
import { createInterface } from 'node:readline';
import type { ChainLine } from '../staff/audit-chain.ts';

/**
 * The format of an export: UTF-8, one line an entry, oldest first, each a JSON object with these names in this order and without blanks:
 * `{"sequence":1,"previousHash":"…","hash":"…","entry":{…}}`. The hash is the SHA-256, in small hexadecimal digits, of `previousHash`, a line
 * break, `sequence`, a line break and the text of `entry` exactly as it stands in the line. `previousHash` of line 1 is the SHA-256 of nothing.
 * An entry that is no JSON object of one line was damaged in the database; it stands there as a JSON string.
 */
export function writeFileLine({ sequence, text, previousHash, hash }: ChainLine): string {
  const entry = isObject(text) ? text : JSON.stringify(text);
  return `{"sequence":${sequence},"previousHash":${JSON.stringify(previousHash)},"hash":${JSON.stringify(hash)},"entry":${entry}}\n`;
}

const LINE =
  /^\{"sequence":(-?\d{1,16}),"previousHash":"([^"\\]*)","hash":"([^"\\]*)","entry":(\{.*\}|".*")\}$/;

/** undefined: not a line of an export. */
export function readFileLine(line: string): ChainLine | undefined {
  const [, sequence, previousHash, hash, text] = LINE.exec(line) ?? [];
  if (sequence === undefined || previousHash === undefined || hash === undefined || text === undefined)
    return undefined;
  return { sequence: Number(sequence), previousHash, hash, text };
}

/** The lines of a file, one after the other. What `npm run` writes before them, and empty lines, are passed over. Throws Node's errors. */
export async function* readFileLines(path: string): AsyncGenerator<ChainLine | undefined> {
  let hasBegun = false;
  const lines = createInterface({
    input: createReadStream(path, 'utf8'),
    crlfDelay: Number.POSITIVE_INFINITY,
  });
  for await (const line of lines) {
    if (line === '' || (!hasBegun && line.startsWith('> '))) continue;
    hasBegun = true;
    yield readFileLine(line);
  }
}

function isObject(text: string): boolean {
  if (/[\r\n\u2028\u2029]/.test(text)) return false;
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null && !Array.isArray(value);
  } catch {
    return false;
  }
}
