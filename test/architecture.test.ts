import { readdirSync, readFileSync } from 'node:fs';
import { dirname, relative, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const SRC = resolve(ROOT, 'src');

interface SourceFile {
  /** Path below `src`, with `/`. */
  readonly path: string;
  /** First folder below `src`; the file's own name for files of `src` itself. */
  readonly room: string;
  readonly text: string;
  readonly imports: readonly string[];
}

function readSource(): SourceFile[] {
  return readdirSync(SRC, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith('.ts'))
    .map((entry) => {
      const file = resolve(entry.parentPath, entry.name);
      const path = relative(SRC, file).replaceAll('\\', '/');
      const text = readFileSync(file, 'utf8');
      const imports = [...text.matchAll(/(?:from|import)\s*\(?\s*'([^']+)'/g)].flatMap(
        ([, target]) => target ?? [],
      );
      return {
        path,
        room: path.split('/')[0] ?? path,
        text,
        imports: imports.map((target) =>
          target.startsWith('.')
            ? `src/${relative(SRC, resolve(dirname(file), target)).replaceAll('\\', '/')}`
            : target,
        ),
      };
    });
}

const FILES = readSource();

/** The rooms each room may import from, besides itself and the shared words in files of `src` itself. */
const MAY_IMPORT: Readonly<Record<string, readonly string[]>> = {
  teams: ['chat', 'delivery', 'staff', 'work'],
  http: ['health'],
  chat: ['customers', 'health', 'watch', 'requests', 'delivery', 'staff', 'work'],
  health: ['customers', 'work'],
  requests: ['customers', 'delivery', 'staff', 'work'],
  watch: ['customers', 'health', 'delivery', 'staff', 'work'],
  delivery: ['work'],
  work: [],
  staff: ['work'],
  customers: ['work'],
  microsoft: ['customers', 'health', 'requests', 'staff', 'work'],
  store: ['customers', 'health', 'watch', 'requests', 'delivery', 'staff', 'work'],
  sandbox: ['health'],
};
const SHARED = [
  'bot-identity.ts',
  'clouds.ts',
  'database.ts',
  'errors.ts',
  'time.ts',
  'log.ts',
  'correlation.ts',
  'partner-account.ts',
  'reader.ts',
  'secrets.ts',
];
/** Who may import which package. */
const PACKAGES: Readonly<Record<string, readonly string[]>> = {
  botbuilder: ['teams'],
  botframework: ['teams'],
  restify: ['http'],
  '@azure/msal-node': ['microsoft'],
  '@microsoft/microsoft-graph-client': ['microsoft'],
  'adaptivecards-templating': ['chat'],
  'prom-client': ['metrics.ts'],
  pino: ['main.ts', 'sandbox'],
  kysely: ['store'],
  pg: ['store'],
  'node:sqlite': ['store'],
  'windows-iana': ['microsoft'],
  jose: ['teams', 'sandbox'],
};

/** The rooms that own a package: by its name, or as a part or a sibling of it (`botbuilder-core`, `restify/lib/…`). */
function ownersOf(target: string): readonly string[] {
  const owner = Object.keys(PACKAGES).find(
    (name) => target === name || target.startsWith(`${name}-`) || target.startsWith(`${name}/`),
  );
  return (owner === undefined ? undefined : PACKAGES[owner]) ?? [];
}

describe('the house', () => {
  it('lets dependencies point one way only', () => {
    const broken = FILES.filter(({ room }) => room in MAY_IMPORT).flatMap(({ path, room, imports }) =>
      imports
        .filter((target) => target.startsWith('src/'))
        .map((target) => target.slice(4))
        .filter((target) => {
          const to = target.split('/')[0] ?? '';
          const shared = SHARED.includes(to);
          return to !== room && !shared && !MAY_IMPORT[room]?.includes(to);
        })
        .map((target) => `${path} imports ${target}`),
    );
    expect(broken).toEqual([]);
  });

  it('keeps each framework in its own room', () => {
    const broken = FILES.flatMap(({ path, room, imports }) =>
      imports
        .filter((target) => !ownersOf(target).includes(room) && ownersOf(target).length > 0)
        .map((target) => `${path} imports ${target}`),
    );
    expect(broken).toEqual([]);
  });

  it('imports no folder of Node that talks to the network from the domain', () => {
    const broken = FILES.filter(({ room }) =>
      ['chat', 'health', 'customers', 'watch', 'requests', 'delivery', 'staff', 'work'].includes(room),
    ).flatMap(({ path, imports }) =>
      imports
        .filter((target) => /^node:(http|https|net|tls|dgram)/.test(target))
        .map((target) => `${path} imports ${target}`),
    );
    expect(broken).toEqual([]);
  });

  it('keeps files small: none over 300 lines, half of them under 80', () => {
    const lengths = FILES.map(({ path, text }) => ({ path, lines: text.split('\n').length }));
    expect(lengths.filter(({ lines }) => lines > 301)).toEqual([]);
    const median = lengths.map(({ lines }) => lines).sort((a, b) => a - b)[Math.floor(lengths.length / 2)];
    expect(median).toBeLessThanOrEqual(80);
  });

  it('reads the clock, chance and the environment only at the edge', () => {
    const edge = ['main.ts', 'app.ts', 'audit.ts', 'doctor/main.ts', 'playground.ts', 'sandbox/main.ts'];
    const broken = FILES.filter(({ path }) => !edge.includes(path))
      .filter(({ text }) =>
        /\b(Date\.now\(|Math\.random\(|process\.env|new Date\(\))/.test(
          text.replaceAll(/\/\*[\s\S]*?\*\//g, ''),
        ),
      )
      .map(({ path }) => path);
    expect(broken).toEqual([]);
  });
});
