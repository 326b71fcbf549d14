import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as wait } from 'node:timers/promises';
import type { Database } from '../../src/database.ts';
import { createMicrosoft } from '../../src/microsoft/microsoft.ts';
import { SANDBOX_ACCOUNTS } from '../../src/sandbox/accounts.ts';
import { createSandbox } from '../../src/sandbox/sandbox.ts';
import { openStore } from '../../src/store/open-store.ts';
import { createSeededRandom } from './generate-customers.ts';
import { createKeptLog } from './kept-log.ts';
import type { Errand } from './raise-requests.ts';

const CHILD = new URL('raise-requests.ts', import.meta.url).pathname;

export interface StormOptions {
  readonly database: Database;
  readonly forms: number;
  readonly kills: number;
  readonly seed: number;
  /** How long Azure takes to create a ticket, in milliseconds. */
  readonly createMs: number;
  /** A kill comes at a random moment within so many milliseconds after a start. */
  readonly killWithinMs: number;
}

/** What was found when the storm was over. */
export interface StormResult {
  readonly kills: number;
  /** Requests in the store, their different numbers and their different forms. */
  readonly requests: number;
  readonly numbers: number;
  /** Requests without a ticket number. */
  readonly withoutTicket: number;
  /** Tickets at Azure, and the most creations that one name saw. */
  readonly tickets: number;
  readonly mostCreations: number;
  /** Different ticket numbers that requests hold. */
  readonly ticketNumbers: number;
  /** Work that is left and should not be. */
  readonly jobsLeft: number;
}

/** Kills a process that raises requests over a slow Azure route, again and again, and then lets it finish. */
export async function runKillStorm(options: StormOptions): Promise<StormResult> {
  const random = createSeededRandom(options.seed);
  const sandbox = createSandbox({ clock: Date.now, support: { createMs: options.createMs } });
  const { url } = await sandbox.start();
  try {
    const errand = {
      ...(await chooseErrand(url)),
      ...{ database: options.database, forms: makeForms(options.forms, random) },
    };
    for (let kill = 0; kill < options.kills; kill += 1) {
      const child = start(errand);
      await wait(random() * options.killWithinMs);
      child.kill('SIGKILL');
      if (child.exitCode === null && child.signalCode === null) await once(child, 'exit');
    }
    await finish(start(errand));
    return await inspect(options, errand, sandbox.support.listTickets());
  } finally {
    await sandbox.stop();
  }
}

/** A customer of the sandbox with a subscription that takes tickets, and the first service and problem of Azure's lists. */
async function chooseErrand(upstream: string): Promise<Omit<Errand, 'database' | 'forms'>> {
  const microsoft = createMicrosoft({
    ...{
      accounts: SANDBOX_ACCOUNTS,
      upstream,
      fetch: globalThis.fetch,
      clock: Date.now,
      random: Math.random,
    },
    sleep: (ms) => wait(ms),
  });
  const signal = AbortSignal.timeout(20_000);
  const source = microsoft.customerSources.find(({ cloud }) => cloud === 'global');
  const customers = (await source?.listCustomers(signal)) ?? [];
  const customer = customers.find(({ name }) => /contoso/i.test(name));
  if (!customer) throw new Error('The sandbox has no Contoso.');
  const { subscriptions } = await microsoft.azureHealth.readEvents(customer, 0, signal);
  const [subscription] = subscriptions;
  const [service] = await microsoft.azureSupport.listServices(customer, signal);
  const [problem] = await microsoft.azureSupport.listProblems(customer, service?.id ?? '', signal);
  if (!subscription || !service || !problem)
    throw new Error('The sandbox has no Azure to raise requests about.');
  return {
    upstream,
    customer,
    subscriptionId: subscription.id,
    serviceId: service.id,
    problemId: problem.id,
    leaseMs: 2_000,
  };
}

function makeForms(count: number, random: () => number): string[] {
  const hex = (length: number) =>
    Array.from({ length }, () => Math.floor(random() * 16).toString(16)).join('');
  return Array.from({ length: count }, () => `${hex(8)}-${hex(4)}-4${hex(3)}-a${hex(3)}-${hex(12)}`);
}

function start(errand: Errand): ChildProcess {
  return spawn(process.execPath, [CHILD, JSON.stringify(errand)], { stdio: ['ignore', 'pipe', 'inherit'] });
}

async function finish(child: ChildProcess): Promise<void> {
  const [code] = await once(child, 'exit');
  if (code !== 0) throw new Error(`The last process ended with ${code}.`);
}

async function inspect(
  { database, kills }: StormOptions,
  { forms }: Errand,
  tickets: readonly { readonly name: string; readonly created: number }[],
): Promise<StormResult> {
  const store = await openStore({
    ...{
      database,
      accounts: SANDBOX_ACCOUNTS,
      clock: Date.now,
      sleep: (ms: number) => wait(ms),
      log: createKeptLog(),
    },
  });
  try {
    const { requests, total } = await store.requests.list({}, { offset: 0, limit: 10 * forms.length });
    // Following a ticket goes on as long as its request is open.
    const { jobs } = await store.requests.count();
    return {
      kills,
      requests: total,
      numbers: new Set(requests.map(({ number }) => number)).size,
      withoutTicket: requests.filter(({ ticket }) => ticket === undefined).length,
      tickets: tickets.length,
      mostCreations: Math.max(0, ...tickets.map(({ created }) => created)),
      ticketNumbers: new Set(requests.map(({ ticket }) => ticket?.number)).size,
      jobsLeft: jobs - total,
    };
  } finally {
    await store.close();
  }
}
