import { setTimeout as wait } from 'node:timers/promises';
import type { Links } from './chat/cards/card.ts';
import { createCards } from './chat/cards/cards.ts';
import { createCardRenderer } from './chat/cards/render.ts';
import { createChat } from './chat/chat.ts';
import { createLanguages } from './chat/languages/languages.ts';

import { CLOUDS } from './clouds.ts';
import type { Config } from './config.ts';
import { createCustomerDirectory } from './customers/directory.ts';
import type { CustomerDirectory } from './customers/ports.ts';
import { createReportReader } from './health/report-reader.ts';
import { createHttpServer } from './http/server.ts';
import type { Log } from './log.ts';
import { createMetrics } from './metrics.ts';
import { createMicrosoft } from './microsoft/microsoft.ts';
import type { PartnerAccount } from './partner-account.ts';
import { TeamsAdapter } from './teams/adapter.ts';
import { createTeamsBot } from './teams/bot.ts';
import type { Clock, Random, Sleep } from './time.ts';

/** What the app takes from its surroundings; tests replace them one by one. */
export interface Surroundings {
  readonly log: Log;
  readonly clock: Clock;
  readonly sleep: Sleep;
  readonly random: Random;
  readonly fetch: typeof fetch;
}

export interface App {
  /** Starts everything and resolves with the bot's origin. Customers are loaded behind it. Rejects when the port cannot be had. */
  start(): Promise<string>;
  /** Stops within about 5 seconds: requests in hand are answered first. */
  stop(): Promise<void>;
}

/** The surroundings of a real process. */
export function createSurroundings(log: Log): Surroundings {
  return {
    log,
    clock: Date.now,
    sleep: (ms, signal) => wait(ms, undefined, signal ? { signal } : {}),
    random: Math.random,
    fetch: (input, init) => fetch(input, init),
  };
}

/** Puts the bot together from its configuration. */
export function createApp(config: Config, { log, clock, sleep, random, fetch }: Surroundings): App {
  const stops: (() => Promise<unknown>)[] = [];

  async function findUpstream() {
    if (!config.sandbox) return { accounts: config.accounts, upstream: config.upstream };
    // Loaded only where it is used: a bot in production carries no simulation.
    const { createSandbox } = await import('./sandbox/sandbox.ts');
    const { SANDBOX_ACCOUNTS } = await import('./sandbox/accounts.ts');
    const sandbox = createSandbox({ clock, random });
    const { url } = await sandbox.start();
    stops.push(() => sandbox.stop());
    return { accounts: SANDBOX_ACCOUNTS, upstream: url };
  }

  return {
    async start() {
      const { accounts, upstream } = await findUpstream();
      const metrics = createMetrics({ countCustomers: () => directory.size });
      const microsoft = createMicrosoft({
        accounts,
        upstream,
        fetch,
        clock,
        sleep,
        random,
        observe: ({ api, cloud, outcome, status, durationMs }) =>
          metrics.observeCall(api, cloud, String(status ?? outcome), durationMs),
      });
      const directory = createCustomerDirectory({ sources: microsoft.customerSources, clock, sleep, log });
      const renderer = createCardRenderer();
      const chat = createChat({
        directory,
        reports: createReportReader({ source: microsoft.serviceCommunications, clock }),
        cards: createCards({
          renderer,
          languages: createLanguages(),
          links: createLinks(accounts),
          clock,
          sandbox: config.sandbox,
        }),
        clock,
        random,
        log,
        observe: metrics.observeAnswer,
      });
      const bot = createTeamsBot({
        adapter: new TeamsAdapter(config.identity),
        chat,
        signed: config.identity !== undefined,
        log,
      });
      const http = createHttpServer({
        // Unsigned messages are taken from this machine only.
        host: config.identity ? undefined : '127.0.0.1',
        port: config.port,
        receive: bot.receive,
        findUnready: () => explainUnready(directory.states),
        renderMetrics: metrics.render,
        log,
      });
      const url = await http.start();
      stops.push(
        () => http.stop(5_000),
        () => directory.stop(),
      );
      directory.start();
      renderer.warm();
      return url;
    },
    async stop() {
      while (stops.length > 0) await stops.pop()?.();
    },
  };
}

/** Ready is a bot that has tried every account and can answer about the customers of one at least. */
function explainUnready(states: CustomerDirectory['states']): string | undefined {
  const loading = states.find(({ loadedAt, error }) => loadedAt === undefined && error === undefined);
  if (loading) return `customers of the ${loading.cloud} account are still being loaded`;
  const loaded = states.some(({ loadedAt }) => loadedAt !== undefined);
  return loaded ? undefined : 'customers of no account could be loaded';
}

function createLinks(accounts: readonly PartnerAccount[]): Links {
  const clientIds = new Map(accounts.map(({ cloud, clientId }) => [cloud, clientId]));
  return {
    serviceHealth: ({ cloud, tenantId }) => CLOUDS[cloud].links.serviceHealth(tenantId),
    fix: ({ cloud, tenantId }, code) => {
      const clientId = clientIds.get(cloud);
      const consents = code === 'noConsent' || code === 'forbidden';
      return consents && clientId !== undefined
        ? CLOUDS[cloud].links.adminConsent(tenantId, clientId)
        : undefined;
    },
  };
}
