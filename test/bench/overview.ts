import { pathToFileURL } from 'node:url';
import { planCommand } from '../../src/chat/commands/answer-command.ts';
import { type Customer, customerKey } from '../../src/customers/customer.ts';
import { indexCustomers } from '../../src/customers/index-customers.ts';
import type { Conversation } from '../../src/delivery/conversation.ts';
import { createEstate, type KeptEstate } from '../../src/health/estate/estate.ts';
import type { Incident } from '../../src/health/incident.ts';
import type { UnreadPart } from '../../src/health/unread-part.ts';
import { makeContext } from '../support/chat-context.ts';
import { createSeededRandom, generateCustomers } from '../support/generate-customers.ts';
import { makeIncident } from '../support/incidents.ts';
import { makeCards } from '../support/make-cards.ts';
import { describe } from './measure.ts';

const SEED = 20_263;
const CUSTOMERS = 10_000;
const INCIDENTS = 300;
const QUESTIONS = 500;
const WARM_UP = 100;
const NOW = Date.UTC(2026, 10, 21, 10);
const CONVERSATION: Conversation = {
  ...{ id: 'bench', thread: undefined, kind: 'personal', serviceUrl: 'https://bench.example' },
  ...{ channel: 'msteams', bot: '28:bot', tenantId: undefined, name: '' },
};

/** Measures the estate at 10,000 customers and 300 open incidents, of which a few hit thousands and most dozens. */
export async function benchEstate(): Promise<string[]> {
  const before = usedMegabytes();
  const customers = listByName();
  const states = (['global', 'china'] as const).map((cloud) => ({ cloud, loadedAt: NOW, error: undefined }));
  const directory = { customers, states };
  const listed = usedMegabytes();
  const relationships = expireSome(customers.map(customerKey));
  const estate = createEstate({ directory, relationships, clock: () => NOW });
  const noteMs = noteAll(estate, customers);
  const after = usedMegabytes();
  const answers = await timeAnswers(estate);
  const widest = estate.overview().incidents.toSorted((a, b) => b.customers - a.customers)[0];
  const hits = widest?.customers ?? 0;
  return [
    `estate of ${CUSTOMERS.toLocaleString('en')} customers and ${INCIDENTS} open incidents (the widest hits ${hits}): built in ${noteMs.toFixed(0)} ms`,
    `  the answer to “overview”, card included: ${describe(answers)} (target p95 20 ms)`,
    `  of it, looking: ${describe(time(() => estate.overview()))}`,
    `  access: ${describe(time(() => estate.access()))}`,
    `  customers of the widest incident: ${describe(time(() => estate.listCustomersOf(widest?.cloud ?? 'global', widest?.incident.id ?? '')))}`,
    before === undefined || listed === undefined || after === undefined
      ? '  memory: run with --expose-gc to measure it'
      : `  memory: ${(after - listed).toFixed(1)} MB, and ${(listed - before).toFixed(1)} MB for the list of customers`,
  ];
}

/** From the words to the card; Teams' part, the same for every answer, is left out. */
async function timeAnswers(estate: KeptEstate): Promise<number[]> {
  const unused = () => {
    throw new Error('An overview asks nobody else.');
  };
  const context = {
    ...makeContext(),
    estate,
    cards: makeCards({ clock: () => NOW }),
    directory: {
      ...{ size: CUSTOMERS, customers: [], states: [], search: unused, get: unused, list: unused },
      ...{ findNamed: () => [], whenLoaded: unused, start: unused, stop: unused, limitTo: unused },
    },
    clock: () => NOW,
  };
  const reader = { language: 'en', timeZone: 'Europe/Paris' } as const;
  const message = {
    text: 'overview',
    hasAttachment: false,
    person: { objectId: undefined, account: '29:bench', name: '' },
    conversation: CONVERSATION,
    reader,
  };
  const times: number[] = [];
  for (let question = -WARM_UP; question < QUESTIONS; question += 1) {
    const start = performance.now();
    const { summary } = await (await planCommand(message, context)).answer();
    if (question >= 0) times.push(performance.now() - start);
    if (!/customers affected/.test(summary)) throw new Error(`The overview says: ${summary}`);
  }
  return times;
}

/** Three rounds of readings; milliseconds of the first, in which everything is new. */
function noteAll(estate: KeptEstate, customers: readonly Customer[]): number {
  const first = performance.now();
  noteRound(estate, customers, NOW - 600_000);
  const noteMs = performance.now() - first;
  for (const at of [NOW - 300_000, NOW]) noteRound(estate, customers, at);
  return noteMs;
}

/** As they arrive: every customer's incidents are objects of their own, with all their posts. */
function noteRound(estate: KeptEstate, customers: readonly Customer[], triedAt: number): void {
  const random = createSeededRandom(SEED);
  const unread: UnreadPart = { part: 'incidents', code: 'noConsent', retryAt: undefined };
  for (const customer of customers) {
    const incidents = pickIncidents(random);
    const isFailing = random() < 0.03;
    estate.note({
      customer,
      triedAt,
      incidents: isFailing ? undefined : incidents,
      azureIncidents: [],
      changes: undefined,
      unread: isFailing ? [{ ...unread }] : [],
    });
  }
}

/** Incident `n` hits 3,000 customers and fewer and fewer from there: about 60 at the middle of the list. */
function pickIncidents(random: () => number): Incident[] {
  const hit: Incident[] = [];
  for (let number = 0; number < INCIDENTS; number += 1) {
    if (random() < 0.3 / (number + 1) + 0.004) hit.push(write(number));
  }
  return hit;
}

function write(number: number): Incident {
  const html = `<p>${`We are looking at incident ${number}. `.repeat(40)}</p>`;
  return makeIncident({
    id: `EX${1_000_000 + number}`,
    kind: number % 3 === 0 ? 'incident' : 'advisory',
    status: number % 20 === 0 ? 'serviceInterruption' : 'serviceDegradation',
    startedAt: NOW - number * 600_000,
    posts: [3, 2, 1, 0].map((post) => ({ at: NOW - (4 - post) * 3_600_000, html })),
  });
}

/** One customer in a hundred has a relationship that has ended or is about to. */
function expireSome(
  keys: readonly string[],
): NonNullable<Parameters<typeof createEstate>[0]['relationships']> {
  const problems = new Map(
    keys
      .filter((_, at) => at % 100 === 0)
      .map((key, at) => {
        const state = at % 2 === 0 ? ('expired' as const) : ('expiring' as const);
        return [key, { state, endsAt: NOW + at * 1_000, id: `r-${at}` }];
      }),
  );
  return { listProblems: () => problems, unread: [] };
}

function time(ask: () => unknown): number[] {
  const times: number[] = [];
  for (let question = -WARM_UP; question < QUESTIONS; question += 1) {
    const start = performance.now();
    ask();
    if (question >= 0) times.push(performance.now() - start);
  }
  return times;
}

/** In the directory's order; without its index, whose memory is not what is measured here. */
function listByName(): readonly Customer[] {
  const building = indexCustomers(generateCustomers(CUSTOMERS, SEED));
  for (;;) {
    const step = building.next();
    if (step.done) return step.value.customers;
  }
}

function usedMegabytes(): number | undefined {
  if (globalThis.gc === undefined) return undefined;
  // What was compiled and is not used any more goes in steps.
  for (let round = 0; round < 10; round += 1) globalThis.gc();
  const { heapUsed, external } = process.memoryUsage();
  return (heapUsed + external) / 1e6;
}

if (process.argv[1] !== undefined && import.meta.url === pathToFileURL(process.argv[1]).href) {
  for (const line of await benchEstate()) process.stdout.write(`${line}\n`);
}
