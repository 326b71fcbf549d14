import { readFileSync } from 'node:fs';
import { setTimeout as wait } from 'node:timers/promises';
import { ConfigError, readConfig } from '../config.ts';
import { runDoctor } from './doctor.ts';
import type { Finding } from './examine.ts';
import { isWell, printFindings, toJson } from './print-findings.ts';

/** `npm run doctor`: exit codes 0: nothing to mend, 1: something is. `--json`: for programs. */
async function main(): Promise<void> {
  const findings = await examine();
  process.stdout.write(process.argv.includes('--json') ? toJson(findings) : printFindings(findings));
  // Whatever still hangs was given up.
  process.exit(isWell(findings) ? 0 : 1);
}

async function examine(): Promise<readonly Finding[]> {
  try {
    const config = readConfig(process.env, (path) => readFileSync(path, 'utf8'));
    return await runDoctor(config, {
      clock: Date.now,
      sleep: (ms, signal) => wait(ms, undefined, signal ? { signal } : {}),
      random: Math.random,
      fetch: (input, init) => fetch(input, init),
      nodeVersion: process.versions.node,
    });
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    return error.problems.map(({ variable, message }, at) => ({
      ...{ topic: 'Configuration', name: variable, status: 'failed', says: message, tookMs: 0 },
      // Each says what to do; this goes for all of them.
      ...(at < error.problems.length - 1
        ? {}
        : { mend: 'the files in env/ show what each way of running needs' }),
    }));
  }
}

await main();
