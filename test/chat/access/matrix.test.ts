import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { CLOUD_NAMES, type CloudName } from '../../../src/clouds.ts';
import { SANDBOX_ACCOUNTS } from '../../../src/sandbox/accounts.ts';
import { createSandbox, type Sandbox } from '../../../src/sandbox/sandbox.ts';
import { isPermitted } from '../../../src/staff/permissions.ts';
import type { Person } from '../../../src/staff/person.ts';
import { ROLES, type Role } from '../../../src/staff/role.ts';
import { type FakeTeams, startFakeTeams } from '../../support/fake-teams.ts';
import { pressCard } from '../../support/press-card.ts';
import { readCardText } from '../../support/read-card.ts';
import { type Deed, listDeeds, makeStranger, type Target } from '../../support/rights-matrix.ts';
import { type RunningBot, startBot } from '../../support/start-bot.ts';

// Every command and every button, for every role, in both clouds, about a customer of ours, a stranger, and a customer whom only others may
// see: the whole bot over HTTP, held against the table of permissions.

const HIDDEN_GROUP = '5c09e000-0000-4000-8000-0000000000aa';
const OWN = { global: 'fabrikam.com', china: 'qinghe.partner.onmschina.cn' } as const;
const HIDDEN = { global: 'northwindtraders.com', china: 'yunshantea.partner.onmschina.cn' } as const;
const HIDDEN_NAMES = ['Northwind', '云山茶业', HIDDEN.global, HIDDEN.china];

let sandbox: Sandbox;
let bot: RunningBot;
let teams: FakeTeams;
let own: Record<CloudName, Target>;
let hidden: Record<CloudName, Target>;

const makePerson = (word: string): Person => ({
  ...{ objectId: `matrix-${word}`, account: `29:${word}`, name: word },
});
const KEEPER = makePerson('keeper');
const personOf = (role: Role | 'none') => makePerson(role.toLowerCase());

beforeAll(async () => {
  sandbox = createSandbox({ clock: Date.now });
  const { url } = await sandbox.start();
  for (const role of ROLES) sandbox.people.set({ ...inEntra(personOf(role)), roles: [role] });
  sandbox.people.set({ ...inEntra(personOf('none')), roles: [] });
  const group = { id: HIDDEN_GROUP, name: 'Keepers' };
  sandbox.people.set({ ...inEntra(KEEPER), roles: ['adminAgent', 'salesAgent'], groups: [group] });
  bot = await startBot({
    upstream: { url, accounts: SANDBOX_ACCOUNTS },
    env: {
      STAFF_SCOPES: JSON.stringify({ [HIDDEN_GROUP]: Object.values(HIDDEN) }),
      MESSAGES_PER_MINUTE: '1000000',
    },
  });
  teams = await startFakeTeams(bot.url);
  own = await prepare(OWN);
  hidden = await prepare(HIDDEN);
}, 120_000);

afterAll(async () => {
  await teams.stop();
  await bot.stop();
  await sandbox.stop();
});

const inEntra = ({ objectId = '', name }: Person) => ({ objectId, name });

let conversations = 0;
const openConversation = (person: Person) => {
  conversations += 1;
  return { person, conversationId: `matrix-${conversations}`, replyTo: 'card' };
};

async function prepare(domains: Record<CloudName, string>): Promise<Record<CloudName, Target>> {
  return {
    global: await prepareTarget('global', domains.global),
    china: await prepareTarget('china', domains.china),
  };
}

/** A request that was sent for the customer, and a form that is open. */
async function prepareTarget(cloud: CloudName, domain: string): Promise<Target> {
  const tenantId = sandbox.tenants.find(cloud, domain)?.tenantId ?? '';
  const at = openConversation(KEEPER);
  const [form] = await teams.ask(`request for ${domain}`, at);
  let card: unknown = form?.attachments?.[0]?.content;
  const typed = { title: 'Mail does not arrive', category: 'performance' };
  ({ card } = await pressCard(teams, card, 'edit-request', { ...at, typed, where: { to: 'how' } }));
  const contact = { firstName: 'Alex', lastName: 'Wilber', email: 'alex@partner.example', phone: '+33 1 23' };
  ({ card } = await pressCard(teams, card, 'edit-request', {
    ...{ ...at, typed: { ...contact, severity: 'B' }, where: { to: 'look' } },
  }));
  const sent = await pressCard(teams, card, 'send-request', at);
  const number = Number(/SR-(\d+)/.exec(readCardText(sent.card))?.[1]);
  const other = openConversation(KEEPER);
  const [open] = await teams.ask(`request for ${domain}`, other);
  const id = /"form":"([0-9a-f-]{36})"/.exec(JSON.stringify(open))?.[1] ?? '';
  expect(number, `a request for ${domain}`).toBeGreaterThan(1_000);
  expect(id, `a form for ${domain}`).not.toBe('');
  return { cloud, tenantId, request: number, form: id };
}

async function carryOut({ ask }: Deed, person: Person): Promise<string> {
  const at = openConversation(person);
  if ('text' in ask) {
    const [activity] = await teams.ask(ask.text, at);
    return readCardText(activity?.attachments?.[0]?.content ?? {});
  }
  const answer = await teams.press(ask.verb, ask.data, at);
  return answer.status === 200 ? readCardText(answer.card) : `status ${answer.status}`;
}

const isRefused = (text: string) => /another role\./.test(text.split('\n')[0] ?? text.slice(0, 200));
const isShutOut = (text: string) => /^\S*\s?You need a role/.test(text);
/** Two targets told apart by nothing but what was asked with. */
const neutralise = (text: string, { tenantId, request, form }: Target) =>
  text
    .replaceAll(tenantId, 'ID')
    .replaceAll(tenantId.toLowerCase(), 'ID')
    .replaceAll(`${request}`, 'NUMBER')
    .replaceAll(form, 'FORM')
    .replace(/\d{1,2}:\d\d/g, 'TIME');

describe.each(CLOUD_NAMES)('in the cloud %s', (cloud) => {
  it.each(
    ROLES,
  )('a person whose only role is %s may do what the table says, for a customer of ours', async (role) => {
    const wrong: string[] = [];
    for (const deed of listDeeds(own[cloud])) {
      const text = await carryOut(deed, personOf(role));
      const may = isPermitted([role], deed.permission, deed.isAbout ? cloud : undefined);
      if (isRefused(text) === may)
        wrong.push(`${deed.name}: ${may ? 'refused' : 'let in'}: ${text.slice(0, 120)}`);
      if (HIDDEN_NAMES.some((name) => text.includes(name)))
        wrong.push(`${deed.name} tells of a hidden customer`);
    }
    expect(wrong).toEqual([]);
  }, 120_000);

  it.each(ROLES)('a hidden customer is a stranger to a person whose only role is %s', async (role) => {
    const wrong: string[] = [];
    const stranger = makeStranger(hidden[cloud]);
    const asked = listDeeds(hidden[cloud]);
    for (const [at, deed] of listDeeds(stranger).entries()) {
      const same = asked[at];
      if (!same || !deed.isAbout) continue;
      const expected = neutralise(await carryOut(deed, personOf(role)), stranger);
      const found = neutralise(await carryOut(same, personOf(role)), hidden[cloud]);
      if (found !== expected) wrong.push(`${deed.name}: ${found.slice(0, 160)} | ${expected.slice(0, 160)}`);
      if (HIDDEN_NAMES.some((name) => found.includes(name))) wrong.push(`${deed.name} names it`);
    }
    expect(wrong).toEqual([]);
  }, 120_000);

  it('nobody without a role gets anything', async () => {
    const wrong: string[] = [];
    for (const target of [own[cloud], hidden[cloud]])
      for (const deed of listDeeds(target)) {
        const text = await carryOut(deed, personOf('none'));
        if (!isShutOut(text)) wrong.push(`${deed.name}: ${text.slice(0, 120)}`);
      }
    expect(wrong).toEqual([]);
  }, 120_000);

  it('whoever is of the group sees the customer that is hidden from others', async () => {
    const [health] = await teams.ask(`health for ${hidden[cloud].tenantId}`, openConversation(KEEPER));
    expect(
      HIDDEN_NAMES.some((name) => readCardText(health?.attachments?.[0]?.content ?? {}).includes(name)),
    ).toBe(true);
  });
});
