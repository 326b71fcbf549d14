import { createApp } from '../../src/app.ts';
import { type Environment, readConfig } from '../../src/config.ts';
import type { PartnerAccount } from '../../src/partner-account.ts';
import { createSurroundings, type Surroundings } from '../../src/surroundings.ts';
import { createKeptLog, type LogLine } from './kept-log.ts';

export interface RunningBot {
  readonly url: string;
  readonly logLines: readonly LogLine[];
  stop(): Promise<void>;
}

export interface StartBotOptions {
  readonly env?: Environment;
  /** What stands in for Microsoft; without it the bot runs on its own sandbox. */
  readonly upstream?: { readonly url: string; readonly accounts: readonly PartnerAccount[] };
  readonly surroundings?: Partial<Surroundings>;
  /** Default true: resolve only when customers are loaded. */
  readonly untilReady?: boolean;
}

/** Starts the whole bot on a free port, as `main.ts` would. */
export async function startBot(options: StartBotOptions = {}): Promise<RunningBot> {
  const env = {
    PORT: '0',
    DATABASE_URL: 'file::memory:',
    // Nothing is read unasked, so that a test counts its own readings alone.
    POLL_SECONDS: '0',
    ...toEnvironment(options.upstream),
    ...options.env,
  };
  const log = createKeptLog();
  const config = readConfig(env, () => '');
  const app = createApp(config, { ...createSurroundings(log), ...options.surroundings });
  const url = await app.start();
  if (options.untilReady !== false) await waitUntilReady(url);
  return { url, logLines: log.lines, stop: () => app.stop() };
}

/** Resolves when `/readyz` answers 200; rejects after 10 seconds. */
export async function waitUntilReady(url: string): Promise<void> {
  const deadline = AbortSignal.timeout(10_000);
  while ((await fetch(`${url}/readyz`, { signal: deadline })).status !== 200) {
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
}

export function toEnvironment(upstream: StartBotOptions['upstream']): Environment {
  if (!upstream) return {};
  const accounts = upstream.accounts.flatMap(({ cloud, tenantId, clientId, credential }) => {
    const prefix = `PARTNER_${cloud.toUpperCase()}_`;
    return [
      [`${prefix}TENANT_ID`, tenantId],
      [`${prefix}CLIENT_ID`, clientId],
      [`${prefix}CLIENT_SECRET`, credential.kind === 'secret' ? credential.secret : ''],
    ];
  });
  return { MICROSOFT_UPSTREAM: upstream.url, ...Object.fromEntries(accounts) };
}
