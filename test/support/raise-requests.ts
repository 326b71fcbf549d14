import { randomUUID } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import { z } from 'zod';
import { createMicrosoft } from '../../src/microsoft/microsoft.ts';
import { createRequestDesk } from '../../src/requests/desk.ts';
import { createRequestWorkers } from '../../src/requests/start-workers.ts';
import { SANDBOX_ACCOUNTS } from '../../src/sandbox/accounts.ts';
import { openStore } from '../../src/store/open-store.ts';
import { createKeptLog } from './kept-log.ts';
import { AZURE_FIELDS, CONTACT, PEOPLE } from './requests.ts';

/** What the process is told, as JSON in its first argument. */
export const ERRAND = z.object({
  database: z.union([
    z.object({ kind: z.literal('sqlite'), path: z.string(), isDefault: z.boolean() }),
    z.object({ kind: z.literal('postgres'), url: z.string() }),
  ]),
  upstream: z.string(),
  /** UUIDs of forms: each is to become one request, and one ticket. */
  forms: z.array(z.string()),
  customer: z.object({
    cloud: z.enum(['global', 'china']),
    tenantId: z.string(),
    name: z.string(),
    domain: z.string(),
  }),
  subscriptionId: z.string(),
  serviceId: z.string(),
  problemId: z.string(),
  leaseMs: z.number(),
});
export type Errand = z.output<typeof ERRAND>;

/**
 * A process that raises every form that is not raised yet, carries requests over the Azure route, and prints `done` when each has its ticket. It
 * may be killed at any moment and started again.
 */
async function main(errand: Errand): Promise<void> {
  const clock = Date.now;
  const sleep = (ms: number, signal?: AbortSignal) => wait(ms, undefined, signal ? { signal } : {});
  const world = { clock, sleep, random: Math.random, fetch: globalThis.fetch };
  const log = createKeptLog();
  const microsoft = createMicrosoft({ ...world, accounts: SANDBOX_ACCOUNTS, upstream: errand.upstream });
  const { requests: store, close } = await openStore({
    ...{ database: errand.database, accounts: SANDBOX_ACCOUNTS, clock, sleep, log },
  });
  const workers = createRequestWorkers({
    ...{
      ...world,
      log,
      store,
      azureSupport: microsoft.azureSupport,
      webhook: undefined,
      owner: randomUUID(),
    },
    messenger: { post: refuse, update: refuse },
    draw: { card: refuse, told: () => undefined },
    timings: { everyMs: 50, jobDeadlineMs: errand.leaseMs - 200, jobLeaseMs: errand.leaseMs },
  });
  const desk = createRequestDesk({ store, clock, randomUUID, wake: () => workers.wake() });
  workers.start();
  // In another order each time, so that a kill meets each form at another moment.
  const shuffled = errand.forms
    .map((form) => ({ form, at: Math.random() }))
    .sort((a, b) => a.at - b.at)
    .map(({ form }) => form);
  for (const form of shuffled) {
    const { customer, subscriptionId, serviceId, problemId } = errand;
    await desk.openForm({
      ...{ form, customer, raisedBy: PEOPLE.adele, reader: { language: 'en', timeZone: 'Europe/Paris' } },
      content: {
        ...{
          service: { name: 'Azure', isAzure: true },
          category: 'performance',
          severity: 'B',
          route: 'azureSupport',
        },
        ...{
          title: `Machine ${form.slice(0, 8)} cannot be reached`,
          description: 'Since this morning.',
          contact: CONTACT,
        },
        azure: { ...AZURE_FIELDS, subscriptionId, serviceId, problemId },
      },
    });
    const sent = await desk.send(form, PEOPLE.adele);
    if (sent.kind === 'refused' || sent.kind === 'unknown')
      throw new Error(`Not sent: ${JSON.stringify(sent)}`);
    await wait(Math.random() * 10);
  }
  for (;;) {
    const { total } = await store.list({ states: ['raised'] }, { offset: 0, limit: 1 });
    if (total === 0) break;
    await wait(50);
  }
  process.stdout.write('done\n');
  await workers.stop();
  await close();
}

function refuse(): Promise<never> {
  return Promise.reject(new Error('There are no cards here.'));
}

if (import.meta.main) await main(ERRAND.parse(JSON.parse(process.argv[2] ?? '{}')));
