import { type ChildProcess, spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

export interface BotProcess {
  readonly url: string;
  readonly pid: number;
  stop(): Promise<void>;
}

/** The flags that `npm start` gives Node: what is measured runs as users run it. `BENCH_FLAGS`: others, to try them out. */
export function readStartFlags(): string[] {
  const { scripts } = JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8'));
  return String(process.env.BENCH_FLAGS ?? scripts.start)
    .split(' ')
    .filter((word) => word.startsWith('--') && !word.startsWith('--env-file'));
}

/** Starts a program of the project as its own process, and waits until it prints a JSON line with its `url`. */
export async function startProcess(
  file: string,
  env: Readonly<Record<string, string>> = {},
  flags: readonly string[] = file === 'src/main.ts' ? readStartFlags() : [],
): Promise<BotProcess> {
  const path = fileURLToPath(new URL(`../../${file}`, import.meta.url));
  const child = spawn(process.execPath, [...flags, path], {
    env: { PATH: process.env.PATH ?? '', PORT: '0', DATABASE_URL: 'file::memory:', ...env },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const url = await readUrl(child);
  return {
    url,
    pid: child.pid ?? 0,
    stop: () =>
      new Promise((resolve) => {
        child.once('exit', () => resolve());
        child.kill();
      }),
  };
}

async function readUrl(child: ChildProcess): Promise<string> {
  if (!child.stdout) throw new Error('The process has no output.');
  for await (const line of createInterface({ input: child.stdout })) {
    const url = line.startsWith('{') ? JSON.parse(line).url : undefined;
    if (typeof url === 'string') {
      child.stdout.resume();
      return url;
    }
  }
  throw new Error(`The process ended with code ${child.exitCode} before it listened.`);
}

/** Resident memory in megabytes; undefined where the system does not tell. */
export function readResidentMegabytes(pid: number): number | undefined {
  try {
    const kilobytes = /^VmRSS:\s+(\d+) kB/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1];
    return kilobytes === undefined ? undefined : Number(kilobytes) / 1024;
  } catch {
    return undefined;
  }
}

const TICKS_A_SECOND = 100;

/** Processor time used so far by all threads of a process, in milliseconds, to 10 of them; NaN where the system does not tell. */
export function readCpuMs(pid: number): number {
  try {
    // The name of the program, in brackets, may hold anything; after it come the state and numbers.
    const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ').at(-1)?.split(' ') ?? [];
    return ((Number(fields[11]) + Number(fields[12])) * 1_000) / TICKS_A_SECOND;
  } catch {
    return Number.NaN;
  }
}
