import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { setTimeout as wait } from 'node:timers/promises';
import { CLOUD_NAMES } from '../clouds.ts';
import type { Clock, EpochMs, Random, Sleep } from '../time.ts';
import { SANDBOX_ACCOUNTS } from './accounts.ts';
import { createArm } from './arm/arm.ts';
import { createSimulatedAzure, EVENT_STORIES } from './azure/azure-events.ts';
import { type BotFrameworkControl, createSimulatedBotFramework } from './bot-framework/bot-framework.ts';
import { answerControl } from './control.ts';
import { createFaults, type Faults } from './faults/faults.ts';
import { createGraph } from './graph/graph.ts';
import { createSimulatedHealth, STORIES } from './health/service-health.ts';
import { createStoryBook, type StoryBook } from './health/story-book.ts';
import { answerMicrosoft } from './microsoft.ts';
import { createContinuations } from './partner-center/continuation.ts';
import { createPartnerCenter } from './partner-center/partner-center.ts';
import { createPeopleBook, type PeopleBook } from './people/people-book.ts';
import { createRequestLog, type RequestLog } from './request-log.ts';
import { createSandboxServer } from './server.ts';
import { createRefreshTokens } from './sign-in/refresh-tokens.ts';
import { createSignIn } from './sign-in/sign-in.ts';
import { createTokens } from './sign-in/tokens.ts';
import { createSimulatedSupport, type SupportControl } from './support/control.ts';
import type { SettingsChange } from './support/settings.ts';
import { createTenants, type Tenants } from './tenants/tenants.ts';

export interface SandboxOptions {
  /** The instant of every date the sandbox gives, and of its windows and expiries. */
  readonly clock: Clock;
  /** For request ids. Default `Math.random`. */
  readonly random?: Random;
  /** How latency is waited for. Default: a timer. */
  readonly sleep?: Sleep;
  /** Generated customers besides the named ones. Default 0. */
  readonly customers?: number;
  /** Which generated customers. Default 1. */
  readonly seed?: number;
  /** Milliseconds before every answer of a simulated host. Default 0. */
  readonly latencyMs?: number;
  /** Milliseconds that Graph takes longer for the customer whose answers are slow. Default 5000. */
  readonly slowCustomerMs?: number;
  /** Default 0: any free port. */
  readonly port?: number;
  /** How many requests the log keeps. Default 10,000. */
  readonly logLimit?: number;
  /** How Azure Support behaves at first. */
  readonly support?: SettingsChange;
  /** When the scenario begins. Default: now, by the clock. */
  readonly start?: EpochMs;
}

/** A simulated Microsoft cloud on 127.0.0.1. */
export interface Sandbox {
  /** Listens; `url` is the value for `MICROSOFT_UPSTREAM`. Rejects when the port is taken. */
  start(port?: number): Promise<{ readonly url: string }>;
  /** Closes every connection. */
  stop(): Promise<void>;
  readonly faults: Faults;
  readonly requests: RequestLog;
  /** Milliseconds before every answer; can be changed at any time. */
  readonly latency: { get(): number; set(ms: number): void };
  readonly tenants: Tenants;
  /** Azure Support: its settings, and the tickets made. */
  readonly support: SupportControl;
  /** The channel of a bot with the sandbox's app id. */
  readonly botFramework: BotFrameworkControl;
  /** What happens in Microsoft 365; more can be told at any time. */
  readonly stories: StoryBook;
  /** The people of the partner's tenants; more can be added at any time. */
  readonly people: PeopleBook;
}

export function createSandbox(options: SandboxOptions): Sandbox {
  const { clock, random = Math.random } = options;
  const start = options.start ?? clock();
  const key = randomBytes(32);
  const tenants = createTenants({
    accounts: SANDBOX_ACCOUNTS,
    generated: options.customers ?? 0,
    seed: options.seed ?? 1,
  });
  const tokens = createTokens(key, clock);
  const stories = createStoryBook(STORIES, start, clock);
  const health = createSimulatedHealth(stories, start, clock);
  const azure = createSimulatedAzure(EVENT_STORIES, start, clock);
  const continuations = createContinuations(key);
  const people = createPeopleBook();
  const faults = createFaults();
  const requests = createRequestLog(options.logLimit ?? 10_000);
  let latencyMs = options.latencyMs ?? 0;
  const latency = {
    get: () => latencyMs,
    set: (ms: number) => {
      latencyMs = ms;
    },
  };
  const shared = { tenants, tokens, start, clock, random };
  const support = createSimulatedSupport(shared, options.support);
  const refreshTokens = createRefreshTokens(key);
  const botFramework = createSimulatedBotFramework(tokens, clock);
  const microsoft = {
    apis: {
      signIn: createSignIn({ ...shared, refreshTokens, accounts: SANDBOX_ACCOUNTS }),
      graph: createGraph({ ...shared, health, people }),
      partnerCenter: createPartnerCenter({ ...shared, continuations }),
      arm: createArm({ ...shared, azure, answerSupport: support.answer }),
      botMetadata: botFramework.answerMetadata,
      botConnector: botFramework.answerConnector,
    },
    tenants,
    tokens,
    faults,
    requests,
    latencyMs: latency.get,
    slowMs: options.slowCustomerMs ?? 5000,
    clock,
    random,
    sleep: options.sleep ?? ((ms, signal) => wait(ms, undefined, { signal })),
  };
  const describe = () => ({
    startedAt: new Date(start).toISOString(),
    now: new Date(clock()).toISOString(),
    customers: Object.fromEntries(CLOUD_NAMES.map((cloud) => [cloud, tenants.count(cloud)])),
    latencyMs,
    bots: botFramework.control.describe(),
  });
  const server = createSandboxServer({
    answerMicrosoft: (request, signal) => answerMicrosoft(request, microsoft, signal),
    answerControl: (request) =>
      answerControl(request, {
        ...{ faults, requests, latency, stories, people, support: support.control, botFramework, describe },
      }),
  });
  return {
    faults,
    requests,
    latency,
    tenants,
    support: support.control,
    botFramework: botFramework.control,
    stories,
    people,
    async start(port = options.port ?? 0) {
      server.listen(port, '127.0.0.1');
      // Rejects on 'error', so a taken port is told to whoever starts.
      await once(server, 'listening');
      const address = server.address();
      const actual = typeof address === 'object' && address ? address.port : port;
      return { url: `http://127.0.0.1:${actual}` };
    },
    async stop() {
      if (!server.listening) return;
      const closed = once(server, 'close');
      server.close();
      server.closeAllConnections();
      await closed;
    },
  };
}
