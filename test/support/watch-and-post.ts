import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { flushCompileCache } from 'node:module';
import { z } from 'zod';
import { createPacedMessenger } from '../../src/delivery/pace-messages.ts';
import { createEstate } from '../../src/health/estate/estate.ts';
import { createKeeper } from '../../src/health/keep-incidents.ts';
import { createMetrics } from '../../src/metrics.ts';
import { SANDBOX_ACCOUNTS } from '../../src/sandbox/accounts.ts';
import { openStore } from '../../src/store/open-store.ts';
import { TeamsAdapter } from '../../src/teams/adapter.ts';
import { createMessenger } from '../../src/teams/messenger.ts';
import type { WatchStore } from '../../src/watch/ports.ts';
import { createWatching } from '../../src/watching.ts';
import {
  isResolved,
  listScriptedCustomers,
  readEstate,
  readEstateFile,
  type ScriptedEstate,
  toIncident,
} from './estate-script.ts';
import { createFastTime } from './fast-time.ts';
import { createKeptLog } from './kept-log.ts';
import { makeCards } from './make-cards.ts';

/** What the process is told, as JSON in its first argument. */
export const WATCH_ERRAND = z.object({
  database: z.union([
    z.object({ kind: z.literal('sqlite'), path: z.string(), isDefault: z.boolean() }),
    z.object({ kind: z.literal('postgres'), url: z.string() }),
  ]),
  /** File that tells what is so at Microsoft. */
  estate: z.string(),
  /** Time passes so many times as fast, since `since`. */
  speed: z.number(),
  since: z.number(),
  gatherMs: z.number(),
  /** False: the windows of Teams are disregarded. */
  isPaced: z.boolean(),
});
export type WatchErrand = z.output<typeof WATCH_ERRAND>;

/** From one look at what is so at Microsoft to the next, in real milliseconds. */
const LOOK_MS = 30;
const POLL_MS = 10_000;

/**
 * A process that follows incidents at customers and keeps living cards of them; everything is real but Microsoft. It loads, waits for a line on
 * its input, prints `ready` when it works, and `done` when nothing more happens and everything is shown. It may be killed at any moment.
 */
async function main(errand: WatchErrand): Promise<void> {
  // Whoever is killed cannot do so in the end.
  flushCompileCache();
  await once(process.stdin, 'data');
  const { clock, sleep } = createFastTime(errand.speed, errand.since);
  const world = { clock, sleep, random: Math.random, log: createKeptLog() };
  const store = await openStore({ ...world, database: errand.database, accounts: SANDBOX_ACCOUNTS });
  let text = readEstateFile(errand.estate);
  let told = readEstate(text);
  const customers = listScriptedCustomers(told.customers);
  const byId = new Map(customers.map((customer) => [customer.tenantId, customer]));
  const directory = {
    customers,
    states: [{ cloud: 'global', loadedAt: clock(), error: undefined }],
    get: ({ tenantId }: { readonly tenantId: string }) => byId.get(tenantId.toLowerCase()),
    whenLoaded: async () => {},
  } as const;
  const estate = createEstate({ directory, clock });
  const keeper = createKeeper({ ...world, archive: store.archive });
  const unpaced = createMessenger({ adapter: new TeamsAdapter(undefined), identity: undefined, clock });
  const watching = createWatching({
    ...{ ...world, store, estate, directory, owner: randomUUID(), countReplicas: () => 1, onSet: () => {} },
    messenger: errand.isPaced ? createPacedMessenger(unpaced, store.windows, world) : unpaced,
    answering: unpaced,
    cards: makeCards({ clock }),
    metrics: createMetrics({
      ...{ clock, countCustomers: () => customers.length, readCoverage: () => estate.coverage },
      countWaiting: () => store.requests.count(),
      ...{ countWatches: () => store.watch.count(), countReplicas: () => 1 },
    }),
    ...{ pollMs: POLL_MS, gatherMs: errand.gatherMs },
  });

  /** As a round of all customers brings it; Microsoft's list still holds what is over. */
  function read(): void {
    const triedAt = clock();
    for (const [at, customer] of customers.entries()) {
      const listed = told.incidents.filter((incident) => incident.customers.includes(at)).map(toIncident);
      const incidents = listed.filter((incident) => !incident.isResolved);
      estate.note({ customer, triedAt, incidents, azureIncidents: [], changes: undefined, unread: [] });
      keeper.keep(customer, listed, triedAt);
    }
  }
  read();
  watching.start();
  process.stdout.write('ready\n');
  while (!(told.isFinal && (await isAllShown(store.watch, told, clock())))) {
    await sleep(LOOK_MS * errand.speed);
    const now = readEstateFile(errand.estate);
    if (now === text) continue;
    text = now;
    told = readEstate(text);
    read();
  }
  await watching.stop();
  await store.close();
  process.stdout.write('done\n');
  process.exit();
}

/** Whether the store says of every incident what Microsoft says, its people were told, and no card is behind. */
async function isAllShown(store: WatchStore, { incidents }: ScriptedEstate, now: number): Promise<boolean> {
  const { behind } = await store.count();
  if (behind > 0) return false;
  const keys = incidents.map(({ id }) => ({ kind: 'incident', cloud: 'global', id }) as const);
  const subjects = new Map((await store.load(keys)).map((subject) => [subject.key.id, subject]));
  return incidents.every((incident) => {
    const subject = subjects.get(incident.id);
    // What was over before anybody looked is followed by nobody.
    if (subject === undefined) return isResolved(incident);
    const { state, hits, dueAt } = subject;
    if (state.kind !== 'incident') return false;
    const isOver = state.phase === 'over';
    const customers = [...hits.values()].filter((leftAt) => leftAt === undefined).length;
    return (
      isOver === isResolved(incident) &&
      state.told.isOver === isOver &&
      (isOver || state.incident.updatedAt === incident.updatedAt) &&
      (isOver || (state.phase === 'open' && customers === incident.customers.length)) &&
      (dueAt === undefined || isOver || dueAt > now + 3_600_000)
    );
  });
}

if (import.meta.main) await main(WATCH_ERRAND.parse(JSON.parse(process.argv[2] ?? '{}')));
