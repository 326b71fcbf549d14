import { fileURLToPath } from 'node:url';
import type { Variables } from './variables.ts';

/** Where the bot keeps what it has seen. `url` may hold a password: never shown or logged. */
export type Database =
  | { readonly kind: 'sqlite'; readonly path: string; readonly isDefault: boolean }
  | { readonly kind: 'postgres'; readonly url: string };

const DEFAULT_SQLITE_PATH = '.data/partner-health.db';

/** Reads `DATABASE_URL`; what is wrong with it is noted. */
export function readDatabase(read: Variables): Database {
  const text = read.get('DATABASE_URL');
  if (text === undefined) return { kind: 'sqlite', path: DEFAULT_SQLITE_PATH, isDefault: true };
  const path = /^file:./i.test(text) ? readFilePath(text) : undefined;
  if (path) return { kind: 'sqlite', path, isDefault: false };
  if (/^postgres(ql)?:\/\/./i.test(text) && URL.canParse(text)) return { kind: 'postgres', url: text };
  read.problem(
    'DATABASE_URL',
    'must be file:PATH for an SQLite file or postgres://… for PostgreSQL; leave it unset for .data/partner-health.db.',
  );
  return { kind: 'sqlite', path: DEFAULT_SQLITE_PATH, isDefault: true };
}

/** `file:data.db` and `file:/var/data.db` as written, `file:///var/data.db` as the URL it is; undefined when that is none. */
function readFilePath(text: string): string | undefined {
  const path = text.slice('file:'.length);
  if (!path.startsWith('//')) return path;
  try {
    return fileURLToPath(text);
  } catch {
    return undefined;
  }
}
