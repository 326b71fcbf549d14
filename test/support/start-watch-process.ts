import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { dirname, join } from 'node:path';
import { createInterface } from 'node:readline';
import type { WatchErrand } from './watch-and-post.ts';

const CHILD = new URL('watch-and-post.ts', import.meta.url).pathname;

/** A process of `watch-and-post.ts`. */
export interface WatchProcess {
  /** It begins to work; resolves when it does. */
  begin(): Promise<void>;
  /** Resolves when nothing more happens and everything is shown. Rejects when it ends before, or after `ms` milliseconds. */
  finish(ms: number): Promise<void>;
  /** SIGKILL; resolves when it is gone. */
  kill(): Promise<void>;
}

/** Loaded, and waiting for `begin`: loading takes most of a start. */
export function startWatchProcess(errand: WatchErrand): WatchProcess {
  const child = spawn(process.execPath, [CHILD, JSON.stringify(errand)], {
    stdio: ['pipe', 'pipe', 'inherit'],
    // Compiled once, not with every start.
    env: { ...process.env, NODE_COMPILE_CACHE: join(dirname(errand.estate), 'compiled') },
  });
  const said = new Set<string>();
  const lines = createInterface({ input: child.stdout });
  lines.on('line', (line) => {
    said.add(line);
    lines.emit(`said ${line}`);
  });
  child.stdin.on('error', () => {});

  async function hear(line: string, ms: number): Promise<void> {
    if (said.has(line)) return;
    const ended = new AbortController();
    const { signal } = ended;
    try {
      await Promise.race([
        once(lines, `said ${line}`, { signal: AbortSignal.any([signal, AbortSignal.timeout(ms)]) }),
        once(child, 'close', { signal }).then(() => {
          if (!said.has(line)) throw new Error(`The process ended before it was ${line}.`);
        }),
      ]);
    } finally {
      ended.abort();
    }
  }

  return {
    async begin() {
      child.stdin.write('go\n');
      await hear('ready', 30_000);
    },
    finish: (ms) => hear('done', ms),
    async kill() {
      child.kill('SIGKILL');
      if (!isGone(child)) await once(child, 'exit');
    },
  };
}

const isGone = ({ exitCode, signalCode }: ChildProcess) => exitCode !== null || signalCode !== null;
