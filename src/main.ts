import { readFileSync } from 'node:fs';
import { pino } from 'pino';
import { createApp } from './app.ts';
import { ConfigError, readConfig } from './config.ts';
import { describeError } from './log.ts';
import { type Playground, startPlayground } from './playground.ts';
import { createSurroundings } from './surroundings.ts';

const PLAYGROUND_PORT = 56_150;
const PLAYGROUND_START_MS = 20_000;
/** Longest time from being asked to stop to the end of the process, in milliseconds. */
const STOP_MS = 10_000;

/** Exit codes: 0 stopped on request, 1 could not start or crashed, 2 the configuration is wrong. */
async function main(): Promise<void> {
  const config = readConfigOrExit();
  const log = pino({ level: config.logLevel });
  for (const warning of config.warnings) log.warn(warning);

  const app = createApp(config, createSurroundings(log));
  const stopped = new AbortController();
  let playground: Promise<Playground | undefined> | undefined;
  let stopping = false;
  const stop = async (code: number) => {
    if (stopping) return;
    stopping = true;
    stopped.abort();
    setTimeout(() => {
      log.error({}, 'Not everything stopped in time.');
      process.exit(code);
    }, STOP_MS);
    await Promise.allSettled([app.stop(), playground?.then((started) => started?.stop())]);
    process.exit(code);
  };
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => void stop(0));
  process.once('uncaughtException', (error) => {
    log.fatal(describeError(error), 'Unforeseen error: the bot stops.');
    void stop(1);
  });

  let url: string;
  try {
    url = await app.start();
  } catch (error) {
    print(explainStart(error, config.port));
    return stop(1);
  }
  log.info(
    { url, sandbox: config.sandbox, signed: config.identity !== undefined },
    'Partner Health listens.',
  );
  // The Playground signs nothing, so a bot with an identity would refuse it.
  if (!config.sandbox || config.identity) return;
  let started: Playground | undefined;
  try {
    playground = startPlayground({
      endpoint: `${url}/api/messages`,
      port: PLAYGROUND_PORT,
      person: config.staff.playgroundPerson,
      signal: AbortSignal.any([stopped.signal, AbortSignal.timeout(PLAYGROUND_START_MS)]),
    });
    started = await playground;
  } catch (error) {
    if (stopping) return;
    log.warn(describeError(error), 'The Playground could not be started; the bot runs without it.');
  }
  print(
    started
      ? `\nPartner Health runs on sandbox data.\nOpen ${started.url} and type: health for Contoso\n`
      : `\nPartner Health runs on sandbox data at ${url}/api/messages.\nThe Microsoft 365 Agents Playground is not installed: run npm ci with development dependencies.\n`,
  );
}

function readConfigOrExit() {
  try {
    return readConfig(process.env, (path) => readFileSync(path, 'utf8'));
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    print(
      `Partner Health cannot start.\n${error.message}\nThe files in env/ show what each way of running needs.`,
    );
    process.exit(2);
  }
}

function explainStart(error: unknown, port: number): string {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  if (code === 'EADDRINUSE')
    return `Partner Health cannot start: PORT ${port} is in use. Stop the other program or set PORT to another.`;
  if (code === 'EACCES')
    return `Partner Health cannot start: PORT ${port} needs more rights. Set PORT to one above 1023.`;
  return `Partner Health cannot start: ${error instanceof Error ? error.message : String(error)}`;
}

function print(text: string): void {
  process.stderr.write(`${text}\n`);
}

await main();
