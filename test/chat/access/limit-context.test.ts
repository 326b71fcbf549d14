import { describe, expect, it } from 'vitest';
import { limitContext } from '../../../src/chat/access/limit-context.ts';
import { planCommand } from '../../../src/chat/commands/answer-command.ts';
import type { ChatContext } from '../../../src/chat/context.ts';
import type { Customer } from '../../../src/customers/customer.ts';
import type { StaffAccess } from '../../../src/staff/admission.ts';
import type { AuditEntry } from '../../../src/staff/audit.ts';
import { NotAllowed } from '../../../src/staff/not-allowed.ts';
import { isPermitted, type Permission } from '../../../src/staff/permissions.ts';
import { ROLES } from '../../../src/staff/role.ts';
import { createScopes } from '../../../src/staff/scopes.ts';
import { SILENT_TURN } from '../../support/chat-context.ts';
import { createSeededRandom, pick } from '../../support/generate-customers.ts';
import { makeIncident } from '../../support/incidents.ts';
import { type LimitedWorld, openLimitedWorld } from '../../support/limited-world.ts';
import { makeConversation } from '../../support/request-cards.ts';
import { makeDraft, PEOPLE } from '../../support/requests.ts';
import { makeAccess } from '../../support/staff-access.ts';
import { START } from '../../support/test-store.ts';
import { ALL, goOn, makeChannel, makeIncidentState } from '../../support/watch-subjects.ts';

const SEEDS = Array.from({ length: 8 }, (_, at) => 660_001 + at);
const READER = { language: 'en', timeZone: 'UTC' } as const;
const SIGNAL = new AbortController().signal;
const PAGE = { offset: 0, limit: 50 };
const CHANNEL = makeChannel();

const turnThat = (touch: (tenantId: string) => void): ChatContext['turn'] => ({
  ...SILENT_TURN,
  touch: ({ tenantId }) => touch(tenantId),
});

/** A word that stands nowhere else. */
function coin(random: () => number): string {
  return Array.from({ length: 9 }, () => pick([...'bcdfghjklmnpqrstvwxz'], random)).join('');
}

function makeCustomer(random: () => number): Customer {
  const word = coin(random);
  const cloud = random() < 0.3 ? 'china' : 'global';
  return { cloud, tenantId: `t-${coin(random)}`, name: `Firm ${word}`, domain: `${coin(random)}.example` };
}

/** Everything goes on at some of them: incidents, changes, requests, watches and living cards. */
async function fill(
  { context, store, estate }: LimitedWorld,
  customers: readonly Customer[],
  random: () => number,
) {
  const some = () => customers.filter(() => random() < 0.3);
  const ids = Array.from({ length: 8 }, (_, at) => `EX70000${at}`);
  const having = new Map(ids.map((id) => [id, some()]));
  for (const customer of customers) {
    const incidents = ids
      .filter((id) => having.get(id)?.includes(customer))
      .map((id) => makeIncident({ id }));
    const unread =
      random() < 0.3 ? [{ part: 'changes', code: 'forbidden', retryAt: undefined } as const] : [];
    const changes = undefined;
    estate.note({ customer, triedAt: START, incidents, azureIncidents: [], changes, unread });
    await store.archive.record(customer, incidents, START);
  }
  const forms: string[] = [];
  for (const customer of some()) {
    const { form } = await store.requests.open(makeDraft({ form: crypto.randomUUID(), customer }));
    forms.push(form);
    if (random() < 0.8) await context.requests.desk.send(form, PEOPLE.adele);
  }
  for (let at = 0; at < 6; at += 1) {
    const conversation = pick([CHANNEL, makeChannel(`other ${at}`)], random);
    const own = some().map(({ cloud, tenantId }) => ({ cloud, tenantId }));
    const rule = { ...ALL, customers: own.length > 0 && random() < 0.7 ? own : undefined };
    await store.watch.add(conversation, rule, { reader: READER, by: PEOPLE.adele, at: START });
  }
  for (const [id, hit] of having) {
    for (const cloud of ['global', 'china'] as const) {
      const hits = new Map(
        hit.filter((one) => one.cloud === cloud).map(({ tenantId }) => [tenantId, undefined]),
      );
      const next = makeIncidentState({ incident: makeIncident({ id }) });
      await goOn(store.watch, { key: { kind: 'incident', cloud, id }, next, hits });
    }
    await store.watch.cards.place(CHANNEL, [{ kind: 'incident', cloud: 'global', id }]);
  }
  const about = some().slice(0, 20);
  const entry: AuditEntry = {
    ...{ at: START, correlation: 'c', person: undefined, roles: [], place: undefined, action: 'command:x' },
    customers: about.map(({ cloud, tenantId }) => ({ cloud, tenantId })),
    ...{ customerCount: about.length, subject: undefined, decision: 'allowed', outcome: 'done' },
    ...{ reason: undefined, reference: undefined },
  };
  await store.audit.append([entry]);
  return { ids, forms };
}

/** Asks everything there is to ask, of every customer too; whatever comes back, errors as well. */
async function askAll(
  limited: ChatContext,
  customers: readonly Customer[],
  { ids, forms }: { readonly ids: readonly string[]; readonly forms: readonly string[] },
): Promise<readonly (readonly [string, unknown])[]> {
  const { directory, estate, incidents, reports, histories, serviceLinks, requests, watch, audit } = limited;
  const { desk, azureSupport, partnerCenter } = requests;
  const answers: [string, unknown][] = [];
  const ask = async (what: string, question: () => unknown) => {
    try {
      answers.push([what, await question()]);
    } catch (error) {
      answers.push([what, error instanceof Error ? [error.message, error.stack?.split('\n')[0]] : error]);
    }
  };
  await ask('directory', () => [directory.size, directory.customers, directory.list('firm', PAGE)]);
  for (const { name, domain, tenantId } of customers)
    for (const text of [name, domain, tenantId, name.slice(0, 8), `${name.slice(0, -1)}q`])
      await ask('search', () => [
        [directory.search(text), directory.findNamed(text), directory.list(text, PAGE)],
      ]);
  await ask('estate', () => [estate.overview(), estate.access(), estate.maintenance(), estate.coverage]);
  await ask('estate', () => estate.listOpenIds());
  for (const id of [...ids, 'EX700099']) {
    await ask('estate', () => [estate.findOpen(id), estate.listCustomersOf('global', id)]);
    await ask('incident', () => incidents.find(id));
    const key = { kind: 'incident', cloud: 'global', id } as const;
    await ask('subject', () => watch.store.load([key, { ...key, cloud: 'china' }]));
    await ask('card', () => watch.store.cards.find(CHANNEL, key));
  }
  for (const customer of customers) {
    await ask('get', () => directory.get(customer));
    await ask('incident of', () => incidents.find('EX700001', { customer }));
    await ask('report', () => reports.read(customer));
    await ask('history', () => histories.read(customer, { since: 0, until: START }, { timeZone: 'UTC' }));
    await ask('links', () => serviceLinks.list(customer));
    await ask('requests of', () => desk.list({ customer }, PAGE));
    await ask('subscriptions', () => azureSupport.listSubscriptions(customer, SIGNAL));
    await ask('services', () => azureSupport.listServices(customer, SIGNAL));
    await ask('problems', () => azureSupport.listProblems(customer, 'v', SIGNAL));
    await ask('vendor', () => partnerCenter.list(customer, SIGNAL));
    await ask('vendor', () => partnerCenter.get(customer, 'p-1', SIGNAL));
    await ask('audit', () => audit.list({ customer }, PAGE));
  }
  await ask('audit', () => audit.list({}, PAGE));
  await ask('requests', () => desk.list({}, PAGE));
  for (const form of forms)
    await ask('form', () => Promise.all([desk.find({ form }), desk.listChanges({ form }, PAGE)]));
  for (let number = 1_001; number < 1_020; number += 1) await ask('request', () => desk.find({ number }));
  await ask('watches', () => Promise.all([watch.store.list(CHANNEL), watch.store.listPlaces()]));
  await ask('status', () => watch.readStatus());
  const said = { conversation: CHANNEL, person: PEOPLE.adele, reader: READER, hasAttachment: false };
  for (const text of [
    'customers',
    'overview',
    'access',
    'maintenance',
    'requests',
    'my requests',
    'watches',
    'status',
    'watch',
    'help',
    'watch all',
    'incident EX700001',
    'incident EX700099',
    'firm',
  ])
    await ask(text, async () => (await planCommand({ ...said, text }, limited)).answer());
  return answers;
}

/** As text, whatever it is made of. */
function serialise(answer: unknown): string {
  return JSON.stringify([answer], (_key, value) =>
    value instanceof Map || value instanceof Set ? [...value] : value,
  );
}

describe.each(SEEDS)('whoever does not see all customers (seed %i)', (seed) => {
  it('learns of no other that it exists, whatever they ask', async () => {
    const random = createSeededRandom(seed);
    const customers = Array.from({ length: 14 }, () => makeCustomer(random));
    const scopes = createScopes(
      ['group-a', 'group-b'].map((group) => ({
        group,
        customers: customers
          .filter(() => random() < 0.35)
          .map(({ tenantId, domain }) => (random() < 0.5 ? tenantId : domain)),
      })),
    );
    const own = scopes.sightOf(pick([['group-a'], ['group-b'], []], random));
    // Who is in a group may see everybody; who is in none does not.
    const sight = customers.every((customer) => own.sees(customer)) ? scopes.sightOf([]) : own;
    const hidden = customers.filter((customer) => !sight.sees(customer));
    const world = await openLimitedWorld(customers);
    try {
      const filled = await fill(world, customers, random);
      const access: StaffAccess = { ...makeAccess(), ...sight };
      const touched = new Set<string>();
      const limited = limitContext(
        { ...world.context, access, turn: turnThat((id) => touched.add(id)) },
        access,
      );
      for (const [what, answer] of await askAll(limited, customers, filled)) {
        const text = serialise(answer).toLowerCase();
        for (const { name, domain, tenantId } of hidden)
          for (const word of [name.toLowerCase(), domain, tenantId])
            if (text.includes(word)) expect.fail(`${what} tells of ${word}: ${text.slice(0, 2_000)}`);
      }
      expect(limited.directory.size).toBe(customers.length - hidden.length);
      expect((await limited.watch.readStatus()).reading.total).toBe(limited.directory.size);
      expect(await limited.audit.list({}, PAGE)).toEqual({ lines: [], total: 0 });
      expect(hidden.filter(({ tenantId }) => touched.has(tenantId))).toEqual([]);
      expect(hidden.length).toBeGreaterThan(0);
    } finally {
      await world.close();
    }
  });
});

describe('a context of somebody who sees all customers', () => {
  it('is the very same but for what they may do', async () => {
    const random = createSeededRandom(1);
    const customers = [makeCustomer(random)];
    const world = await openLimitedWorld(customers);
    try {
      const access = makeAccess();
      const limited = limitContext({ ...world.context, access }, access);
      expect(limited.directory).toBe(world.context.directory);
      expect(limited.estate).toBe(world.context.estate);
    } finally {
      await world.close();
    }
  });
});

const GLOBAL: Customer = { cloud: 'global', tenantId: 'g', name: 'Contoso', domain: 'contoso.com' };
const CHINA: Customer = { cloud: 'china', tenantId: 'c', name: 'Keji', domain: 'keji.cn' };
const ACTS: readonly [string, Permission, (context: ChatContext, customer: Customer) => Promise<unknown>][] =
  [
    ['read a report', 'readHealth', ({ reports }, customer) => reports.read(customer)],
    [
      ...(['read a history', 'readHealth'] as const),
      ({ histories }, customer) => histories.read(customer, { since: 0, until: 1 }, { timeZone: 'UTC' }),
    ],
    ['find an incident', 'readHealth', ({ incidents }, customer) => incidents.find('EX1', { customer })],
    [
      ...(['list subscriptions', 'raiseRequest'] as const),
      ({ requests }, customer) => requests.azureSupport.listSubscriptions(customer, SIGNAL),
    ],
    [
      ...(['list services', 'raiseRequest'] as const),
      ({ requests }, customer) => requests.azureSupport.listServices(customer, SIGNAL),
    ],
    [
      ...(['list problems', 'raiseRequest'] as const),
      ({ requests }, customer) => requests.azureSupport.listProblems(customer, 'v', SIGNAL),
    ],
    [
      ...(['list what Partner Center has', 'readRequests'] as const),
      ({ requests }, customer) => requests.partnerCenter.list(customer, SIGNAL),
    ],
    [
      ...(['read what Partner Center has', 'readRequests'] as const),
      ({ requests }, customer) => requests.partnerCenter.get(customer, 'p', SIGNAL),
    ],
    [
      ...(['add a note there', 'workOnRequest'] as const),
      ({ requests }, customer) =>
        requests.annotate(customer, 'p', { text: 'Note.', by: PEOPLE.adele }, SIGNAL),
    ],
    [
      ...(['watch a customer', 'setWatch'] as const),
      ({ watch }, customer) =>
        watch.store.add(
          makeConversation(),
          { ...ALL, customers: [customer] },
          { reader: READER, by: PEOPLE.adele, at: START },
        ),
    ],
    ['read the audit trail', 'readAudit', ({ audit }, customer) => audit.list({ customer }, PAGE)],
  ];

describe.each([GLOBAL, CHINA])('of a customer in the $cloud cloud', (customer) => {
  it.each(
    ACTS.flatMap(([act, permission, run]) => ROLES.map((role) => ({ act, permission, run, role }))),
  )('a $role may, or may not, $act', async ({ permission, run, role }) => {
    const world = await openLimitedWorld([GLOBAL, CHINA]);
    try {
      const access = makeAccess({ roles: [role] });
      const touched: string[] = [];
      const limited = limitContext(
        { ...world.context, access, turn: turnThat((id) => touched.push(id)) },
        access,
      );
      const acting = run(limited, customer);
      if (isPermitted([role], permission, customer.cloud)) await acting;
      else await expect(acting).rejects.toEqual(new NotAllowed(permission, customer.cloud));
      // Who reads the trail opens no data of the customer.
      expect(touched).toEqual(permission === 'readAudit' ? [] : [customer.tenantId]);
    } finally {
      await world.close();
    }
  });
});
