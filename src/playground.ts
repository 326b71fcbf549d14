import { spawn } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { createInterface } from 'node:readline';
import { describePlayground } from './describe-playground.ts';
import type { PlaygroundPerson } from './sandbox/people/playground-people.ts';

export interface Playground {
  /** The address to open in a browser. */
  readonly url: string;
  stop(): Promise<void>;
}

export interface PlaygroundOptions {
  /** Where the bot takes messages. */
  readonly endpoint: string;
  /** Wished port; the Playground takes another when it is busy. */
  readonly port: number;
  /** Who speaks. Default: the Playground's own choice, Alex Wilber. */
  readonly person?: PlaygroundPerson | undefined;
  /** Gives up waiting for the Playground to listen. */
  readonly signal: AbortSignal;
}

/**
 * Starts the Microsoft 365 Agents Playground, a local stand-in for Teams, beside the bot. Resolves once it listens; resolves with undefined
 * where it is not installed (it is a development dependency). Throws, and leaves nothing running, when it
 * ends or says nothing before the signal aborts.
 */
export async function startPlayground({
  endpoint,
  port,
  person,
  signal,
}: PlaygroundOptions): Promise<Playground | undefined> {
  const cli = findCli();
  if (cli === undefined) return undefined;
  // It writes its own logs into its working directory.
  const folder = await mkdtemp(join(tmpdir(), 'partner-health-playground-'));
  const configPath = join(folder, '.m365agentsplayground.yml');
  if (person) await writeFile(configPath, JSON.stringify(describePlayground(person)));
  const child = spawn(process.execPath, [cli, '-e', endpoint, '-c', 'msteams', '-p', String(port), '--dt'], {
    cwd: folder,
    env: {
      ...process.env,
      TEAMSAPPTESTER_BROWSER: 'none',
      // Whoever has a file of their own is asked for another person all the same.
      ...(person ? { M365_AGENTS_PLAYGROUND_CONFIG_PATH: configPath } : {}),
    },
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  const ended = new Promise<void>((resolve) => child.once('close', () => resolve()));
  const stop = async () => {
    child.kill();
    await ended;
    await rm(folder, { recursive: true, force: true });
  };

  const listening = Promise.withResolvers<string>();
  const lines = createInterface({ input: child.stdout });
  lines.on('line', (line) => {
    const found = /^Listening on (\d+)$/.exec(line.trim());
    if (found) listening.resolve(`http://localhost:${found[1]}`);
  });
  child.once('error', listening.reject);
  child.once('exit', (code) =>
    listening.reject(new Error(`The Playground ended at once, with code ${code}.`)),
  );
  if (signal.aborted) listening.reject(signal.reason);
  signal.addEventListener('abort', () => listening.reject(signal.reason), { once: true });
  try {
    return { url: await listening.promise, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

function findCli(): string | undefined {
  try {
    const manifest = createRequire(import.meta.url).resolve('@microsoft/m365agentsplayground/package.json');
    return join(dirname(manifest), 'cli.js');
  } catch {
    return undefined;
  }
}
