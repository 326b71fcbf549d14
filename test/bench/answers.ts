import { generateCustomers } from '../support/generate-customers.ts';
import { type PlainMicrosoft, startPlainMicrosoft } from '../support/plain-microsoft.ts';
import { createAsker, describe, percentile } from './measure.ts';
import { readResidentMegabytes, startProcess } from './processes.ts';

const ROUNDS = 40;
const PER_ROUND = 50;
const WARM_UP = 300;

/** Warm `health for X` (25 services, 5 incidents, 4 Azure subscriptions) beside the echo bot, in turn, in one run. */
export async function benchWarmAnswer(): Promise<string[]> {
  const microsoft = await startPlainMicrosoft({ subscriptions: 4 });
  const echo = await startProcess('test/bench/echo-bot.ts');
  const bot = await startReadyBot(microsoft);
  const askEcho = createAsker(echo.url);
  const askBot = createAsker(bot.url);
  const figures: { echo: number[]; bot: number[] } = { echo: [], bot: [] };
  try {
    for (let at = 0; at < WARM_UP; at += 1) {
      await askEcho.ask('health for Contoso');
      await askBot.ask('health for Contoso');
    }
    for (let round = 0; round < ROUNDS; round += 1) {
      for (let at = 0; at < PER_ROUND; at += 1) figures.echo.push(await askEcho.ask('health for Contoso'));
      for (let at = 0; at < PER_ROUND; at += 1) figures.bot.push(await askBot.ask('health for Contoso'));
    }
  } finally {
    askEcho.close();
    askBot.close();
    await Promise.all([echo.stop(), bot.stop(), microsoft.stop()]);
  }
  const ratio = (share: number) =>
    (percentile(figures.bot, share) / percentile(figures.echo, share)).toFixed(2);
  return [
    `echo bot:            ${describe(figures.echo)}`,
    `warm health for X:   ${describe(figures.bot)}`,
    `ratio:               ${ratio(0.5)} at p50 (target 2), ${ratio(0.95)} at p95 (target 2.5)`,
  ];
}

/** First questions about customers nobody asked about, with 300 ms before every answer of Microsoft's. */
export async function benchColdAnswer(): Promise<string[]> {
  return [
    // The longest chain: sign in to the customer's tenant, then the three readings side by side.
    await timeCold('cold health for X, 300 ms upstream, chain of 2 calls', { chain: 2, subscriptions: 0 }),
    // Partner Center tells the plan, then its subscriptions; then comes the sign-in for Azure, and all events side by side.
    await timeCold('the same with four Azure subscriptions, chain of 4 calls', {
      chain: 4,
      subscriptions: 4,
    }),
  ];
}

async function timeCold(
  name: string,
  { chain, subscriptions }: { readonly chain: number; readonly subscriptions: number },
): Promise<string> {
  const latencyMs = 300;
  const customers = makeCustomers(60);
  const microsoft = await startPlainMicrosoft({ customers, latencyMs, subscriptions });
  // Customers are read only when asked about: else the sign-ins would be done before.
  const bot = await startReadyBot(microsoft, { POLL_SECONDS: '0' });
  const asker = createAsker(bot.url);
  const figures: number[] = [];
  try {
    await asker.ask(`health for ${customers[0]?.domain}`);
    for (const { domain } of customers.slice(1)) figures.push(await asker.ask(`health for ${domain}`));
  } finally {
    asker.close();
    await Promise.all([bot.stop(), microsoft.stop()]);
  }
  return `${name}: ${describe(figures)} (target ${chain * latencyMs + 60} ms)`;
}

/** Start-up and resident memory with 10,000 customers. */
export async function benchProcess(): Promise<string[]> {
  const customers = makeCustomers(10_000);
  const microsoft = await startPlainMicrosoft({ customers });
  const start = performance.now();
  const bot = await startBot(microsoft);
  const listening = performance.now() - start;
  await waitUntilReady(bot.url);
  const ready = performance.now() - start;
  const asker = createAsker(bot.url);
  try {
    const idle = readResidentMegabytes(bot.pid);
    for (const { domain } of customers.slice(0, 500)) await asker.ask(`health for ${domain}`);
    const busy = readResidentMegabytes(bot.pid);
    return [
      `start-up: listening after ${listening.toFixed(0)} ms, ready with 10,000 customers after ${ready.toFixed(0)} ms (target 2,000 ms)`,
      `resident memory with 10,000 customers: ${idle?.toFixed(0)} MB idle, ${busy?.toFixed(0)} MB after 500 cold answers (target 200 MB)`,
    ];
  } finally {
    asker.close();
    await Promise.all([bot.stop(), microsoft.stop()]);
  }
}

function makeCustomers(count: number) {
  return generateCustomers(count, 1).map(({ tenantId, name }, at) => ({
    id: tenantId,
    name,
    domain: `bench${at}.example`,
  }));
}

async function startReadyBot(microsoft: PlainMicrosoft, env: Readonly<Record<string, string>> = {}) {
  const bot = await startBot(microsoft, env);
  await waitUntilReady(bot.url);
  return bot;
}

async function waitUntilReady(url: string) {
  while ((await fetch(`${url}/readyz`)).status !== 200)
    await new Promise((resolve) => setTimeout(resolve, 5));
}

function startBot({ url, accounts }: PlainMicrosoft, env: Readonly<Record<string, string>> = {}) {
  const [account] = accounts;
  const secret = account?.credential.kind === 'secret' ? account.credential.secret : '';
  return startProcess('src/main.ts', {
    MICROSOFT_UPSTREAM: url,
    PARTNER_GLOBAL_TENANT_ID: account?.tenantId ?? '',
    PARTNER_GLOBAL_CLIENT_ID: account?.clientId ?? '',
    PARTNER_GLOBAL_CLIENT_SECRET: secret,
    ...env,
  });
}
