import { describe, expect, it } from 'vitest';
import { addNote } from '../../src/requests/add-note.ts';
import type { Change, Job, Step } from '../../src/requests/change.ts';
import { editDraft } from '../../src/requests/edit-draft.ts';
import { raise } from '../../src/requests/raise.ts';
import { recordTicket } from '../../src/requests/record-ticket.ts';
import { remind, remindAt } from '../../src/requests/remind.ts';
import { reopen } from '../../src/requests/reopen.ts';
import {
  isOpen,
  nameTicket,
  ROUTES,
  SEVERITIES,
  type ServiceRequest,
  STATES,
  TROUBLE_CODES,
} from '../../src/requests/request.ts';
import { reroute, retryRoute } from '../../src/requests/reroute.ts';
import { resolve } from '../../src/requests/resolve.ts';
import { setSeverity } from '../../src/requests/set-severity.ts';
import { setState } from '../../src/requests/set-state.ts';
import { canStep } from '../../src/requests/steps.ts';
import { take } from '../../src/requests/take.ts';
import { isLastingTrouble, type Rule } from '../../src/requests/take-step.ts';
import {
  routeFailed,
  secondTicketFound,
  ticketCreated,
  ticketRead,
  vendorRefused,
} from '../../src/requests/vendor-answers.ts';
import { createSeededRandom, pick } from '../support/generate-customers.ts';
import { AZURE_CONTENT, HOUR_MS, makeDraft, OPENED_AT, PEOPLE, stepOf } from '../support/requests.ts';

type Make = (random: () => number, now: number) => Rule;

const maybe = (random: () => number) => random() < 0.5;
const anyone = (random: () => number) => pick([PEOPLE.adele, PEOPLE.megan, PEOPLE.alex], random);

/** What may happen to a request at any time, by people, by the vendor, by jobs that come late, and by the bot. */
const EVENTS: Readonly<Record<string, Make>> = {
  edit: (random, now) =>
    editDraft(
      {
        route: pick(ROUTES, random),
        title: pick(['', 'Mail', 'VM'], random),
        severity: pick(SEVERITIES, random),
      },
      anyone(random),
      now,
    ),
  raise: (random, now) => raise(anyone(random), now),
  take: (random, now) => take(anyone(random), now),
  note: (random, now) => {
    const key = pick(['a', 'b', 'c', 'd', 'e'], random);
    return addNote(
      { text: pick(['', 'Still down.'], random), toVendor: maybe(random), key, id: `id-${key}` },
      now,
    );
  },
  severity: (random, now) => setSeverity(pick(SEVERITIES, random), now),
  resolve: (random, now) => resolve({ closeTicket: maybe(random) }, now),
  reopen: (_, now) => reopen(now),
  state: (random, now) => setState(pick(STATES, random), now),
  ticket: (random, now) =>
    recordTicket({ number: pick(['bad', 'INC-1', 'INC-2'], random), confirmed: maybe(random) }, now),
  reroute: (random, now) => reroute(pick(ROUTES, random), now),
  retry: (_, now) => retryRoute(now),
  read: (random, now) => {
    const ticket = {
      number: maybe(random) ? undefined : '2611',
      status: pick(['Open', 'Open', 'Closed', ''], random),
      severity: pick(SEVERITIES, random),
      modifiedAt: random() < 0.3 ? undefined : pick([now - HOUR_MS, now], random),
    };
    const messages = ['3', '2', '1'].slice(Math.floor(random() * 4)).map((id) => ({
      ...{ id, isFromVendor: id !== '2', text: `Message ${id}`, at: now },
    }));
    return ticketRead(ticket, messages, now, { awaits: maybe(random) ? [] : ['setStatus'] });
  },
  failFollowing: (random, now) => routeFailed(pick(TROUBLE_CODES, random), 'Azure said no.', now),
  refuse: (random, now) => vendorRefused(pick(['note', 'severity', 'status'], random), 'Azure said no.', now),
  second: (random, now) => secondTicketFound('2612', maybe(random) ? '' : 'Azure said no.', now),
  remind: (_, now) => remind(now),
};

/** Events that may tell the same twice: each job that is refused is refused for itself, and so is each second ticket. */
const REPEATABLE = ['refuse', 'second'];

/** What the job that creates the ticket does at one attempt, as its worker does it; undefined: nothing, it is done. */
function attemptTicket(request: ServiceRequest, random: () => number, now: number) {
  const isAwaited = request.route === 'azureSupport' && isOpen(request);
  if (!isAwaited && maybe(random)) return { rule: undefined, isDone: true };
  const outcome = isAwaited ? pick(['created', 'unreachable', 'plan'] as const, random) : 'created';
  if (outcome !== 'created') {
    return { rule: routeFailed(outcome, 'Azure said no.', now), isDone: outcome === 'plan' };
  }
  const ticket = {
    number: maybe(random) ? undefined : '2611',
    status: 'Open',
    severity: undefined,
    modifiedAt: now,
  };
  return { rule: ticketCreated(ticket, now), isDone: true };
}

/** What the changes alone tell of a request. */
function replay(told: Partial<ServiceRequest> & { number?: number | undefined }, change: Change) {
  switch (change.kind) {
    case 'raised':
      return { ...told, state: 'raised' as const, route: change.route };
    case 'state':
      expect(change.from).toBe(told.state);
      return { ...told, state: change.to };
    case 'severity':
      expect(change.from).toBe(told.severity);
      return { ...told, severity: change.to };
    case 'rerouted':
      expect(change.from).toBe(told.route);
      return { ...told, route: change.to };
    default:
      return told;
  }
}

function checkJob(job: Job, before: ServiceRequest, { route, ticket, state }: ServiceRequest): void {
  const leavesAzure = before.route === 'azureSupport' && route !== 'azureSupport';
  // What may be left there is looked for.
  if (leavesAzure) {
    expect(job.kind).toBe('createTicket');
    return;
  }
  expect(route, job.kind).toBe('azureSupport');
  expect(ticket !== undefined, job.kind).toBe(job.kind !== 'createTicket');
  if (job.kind === 'createTicket' || job.kind === 'followTicket')
    expect(isOpen({ state }), job.kind).toBe(true);
}

function checkStep(before: ServiceRequest, { request, changes, jobs }: Step, now: number): void {
  expect(request.version).toBe(before.version);
  expect(request.number).toBe(before.number);
  expect(request.form).toBe(before.form);
  expect(changes.length === 0).toBe(before.state === 'draft' && request.state === 'draft');
  for (const change of changes) {
    if (change.kind === 'state') expect(canStep(change.from, change.to)).toBe(true);
    if (change.kind === 'ticket') expect(request.ticket?.number).toBe(change.number);
  }
  if (request.ticket?.number !== before.ticket?.number) {
    const previous = before.ticket?.number;
    const isLeft = changes.some((change) => change.kind === 'rerouted' && change.previous === previous);
    expect(isLeft || changes.some(({ kind }) => kind === 'ticket')).toBe(true);
    expect(request.ticket !== undefined || previous === undefined || isLeft).toBe(true);
  }
  if (before.route === 'azureSupport' && before.trouble === undefined && before.state !== 'draft') {
    expect(request.route, 'its ticket is there or on its way').toBe('azureSupport');
  }
  if (request.state === 'withVendor' || request.state === 'waitingForUs') {
    expect(request.route === 'portal' || request.ticket !== undefined, 'a vendor can have it').toBe(true);
  }
  if (request.takenBy !== before.takenBy) expect(changes).toContainEqual({ kind: 'taken' });
  if (request.trouble !== undefined && request.trouble !== before.trouble) {
    expect(changes.some(({ kind }) => kind === 'trouble')).toBe(true);
  }
  for (const job of jobs) checkJob(job, before, request);
  if (changes.some(({ kind }) => kind === 'reminded')) {
    expect(isOpen(request)).toBe(true);
    expect(request.changedAt).toBe(before.changedAt);
    expect(request.reminders).toBeGreaterThan(before.reminders);
  } else {
    expect(request.changedAt).toBe(now);
    expect(request.reminders).toBe(0);
  }
  if (!isOpen(request)) {
    expect(request.trouble === undefined || isLastingTrouble(request)).toBe(true);
    expect(remindAt(request)).toBeUndefined();
  }
}

/** A hundred events by chance; tells which kinds led to a step. */
function live(seed: number): Set<string> {
  const random = createSeededRandom(seed);
  const happened = new Set<string>();
  let now = OPENED_AT;
  let request = makeDraft({ ...(random() < 0.7 && AZURE_CONTENT), route: pick(ROUTES, random) });
  let told: Partial<ServiceRequest> = request;
  let isCreating = false;
  let vendorNotes = 0;

  function apply(name: string, rule: Rule): void {
    const before = structuredClone(request);
    const decision = rule(request);
    expect(rule(request)).toEqual(decision);
    expect(request).toEqual(before);
    if (decision === 'same' || 'refused' in decision) return;
    const step = stepOf(decision);
    checkStep(request, step, now);
    happened.add(name);
    const wasDraft = request.state === 'draft';
    request = step.request;
    told = step.changes.reduce(
      replay,
      wasDraft ? { ...request, state: 'draft', route: request.route } : told,
    );
    expect([told.state, told.severity, told.route]).toEqual([request.state, request.severity, request.route]);
    if (step.jobs.some(({ kind }) => kind === 'createTicket')) isCreating = true;
    vendorNotes += step.changes.filter(({ kind }) => kind === 'vendorNote').length;
    if (!REPEATABLE.includes(name)) expect('changes' in Object(rule(request)), name).toBe(false);
  }

  for (let count = 0; count < 100; count += 1) {
    now += Math.floor(random() * 6 * HOUR_MS);
    if (isCreating && random() < 0.3) {
      const { rule, isDone } = attemptTicket(request, random, now);
      isCreating = !isDone;
      if (rule) apply('attempt', rule);
    } else {
      // Few moments allow another attempt, so it is tried more often than the rest.
      const name = pick([...Object.keys(EVENTS), 'retry', 'retry'], random);
      const make = EVENTS[name];
      if (make) apply(name, make(random, now));
    }
    const { route, ticket, trouble } = request;
    const waits =
      route === 'azureSupport' && isOpen(request) && ticket === undefined && trouble === undefined;
    if (waits) expect(isCreating, 'a request waits for a ticket that nobody creates').toBe(true);
    expect(ticket?.number).not.toBe('bad');
  }
  // Two of the three messages are the vendor's, and each is told once.
  expect(vendorNotes).toBeLessThanOrEqual(2);
  expect(nameTicket(request)).toHaveLength(51);
  return happened;
}

describe('whatever happens to a request', () => {
  const seeds = [1, 1042, 20_261_121];

  it.each(
    seeds,
  )('its states, changes, jobs and reminders hold together (60 lives from seed %i on)', (first) => {
    const happened = new Set<string>();
    for (let seed = first; seed < first + 60; seed += 1) {
      try {
        for (const name of live(seed)) happened.add(name);
      } catch (error) {
        throw new Error(`seed ${seed}`, { cause: error });
      }
    }
    expect([...happened].sort()).toEqual([...Object.keys(EVENTS), 'attempt'].sort());
  });
});
