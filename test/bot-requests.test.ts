import { setTimeout as wait } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { SANDBOX_ACCOUNTS } from '../src/sandbox/accounts.ts';
import { createSandbox, type Sandbox } from '../src/sandbox/sandbox.ts';
import {
  ALEX,
  type AskOptions,
  type FakeTeams,
  ISAIAH,
  MEGAN,
  startFakeTeams,
} from './support/fake-teams.ts';
import { type PressOptions, pressCard } from './support/press-card.ts';
import { readActions, readCardText, readLinks } from './support/read-card.ts';
import { type RunningBot, startBot } from './support/start-bot.ts';

// The whole bot over HTTP: people raise service requests and follow them.

let sandbox: Sandbox;
let upstream: string;
let bot: RunningBot;
let teams: FakeTeams;

beforeAll(async () => {
  sandbox = createSandbox({ clock: Date.now, support: { createMs: 300, engineerMs: 3_600_000 } });
  upstream = (await sandbox.start()).url;
  bot = await startBot({ upstream: { url: upstream, accounts: SANDBOX_ACCOUNTS } });
  teams = await startFakeTeams(bot.url);
});

afterEach(() => {
  sandbox.faults.clear();
  sandbox.support.set({ fail: { times: 0 }, retired: [] });
});

afterAll(async () => {
  await teams.stop();
  await bot.stop();
  await sandbox.stop();
});

const CHANNEL = '19:helpdesk@thread.tacv2';

/** Each test has a conversation of its own, whose first message holds the card that is pressed. */
let conversations = 0;
function openConversation(options: AskOptions = {}): AskOptions & { readonly replyTo: string } {
  conversations += 1;
  return {
    conversationId: `conversation-${conversations}-of-requests`,
    replyTo: `card-${conversations}`,
    ...options,
  };
}

async function ask(text: string, options?: AskOptions) {
  const [activity] = await teams.ask(text, options);
  const card = activity?.attachments?.[0]?.content ?? {};
  return { card, text: readCardText(card) };
}

async function press(card: unknown, verb: string, options?: PressOptions) {
  for (;;) {
    const answer = await pressCard(teams, card, verb, options);
    expect(answer.status).toBe(200);
    const text = readCardText(answer.card);
    // A busy machine: the answer is on its way into the message, and a second press is the same press.
    if (!text.startsWith('One moment')) return { card: answer.card, text };
    await wait(100);
  }
}

/** Waits until something behind has happened. */
async function eventually<T>(what: string, find: () => Promise<T | undefined> | T | undefined): Promise<T> {
  const deadline = performance.now() + 15_000;
  for (;;) {
    const found = await find();
    if (found !== undefined) return found;
    if (performance.now() > deadline) throw new Error(`Never seen: ${what}`);
    await wait(20);
  }
}

const CONTACT = {
  firstName: 'Alex',
  lastName: 'Vance',
  email: 'adele@partner.example',
  phone: '+33 1 23 45 67 89',
};

/** Goes through the form of a portal request, from its first step to the last look. */
async function fillPortalForm(card: unknown, at: AskOptions, typed: Readonly<Record<string, string>> = {}) {
  const how = await press(card, 'edit-request', { ...at, typed, where: { to: 'how' } });
  return press(how.card, 'edit-request', {
    ...at,
    typed: { ...CONTACT, severity: 'B' },
    where: { to: 'look' },
  });
}

async function raisePortalRequest(at: AskOptions, title = 'Mail does not arrive') {
  const form = await ask('request for Fabrikam Exchange', at);
  const look = await fillPortalForm(form.card, at, { title, category: 'performance' });
  const sent = await press(look.card, 'send-request', at);
  return { ...sent, number: readNumber(sent.text) };
}

function readNumber(text: string): number {
  const number = /SR-(\d+)/.exec(text)?.[1];
  if (number === undefined) throw new Error(`No request number in: ${text}`);
  return Number(number);
}

/** The state stands first on the card. */
const isWithVendor = (text: string) => /^\S+ With Microsoft/.test(text);

const show = (number: number, at?: AskOptions) => ask(`request SR-${number}`, at);

describe('a service request for a portal', () => {
  it('is raised from the card of an incident, prefilled, looked at and sent', async () => {
    const at = openConversation();
    const health = await ask('health for Contoso Ltd', at);
    const service = readActions(health.card).find(
      ({ verb, data }) =>
        verb === 'open-request' && 'incident' in data && /Exchange/.test(String(data.service)),
    );
    const form = await press(health.card, 'open-request', { ...at, where: service?.data ?? {} });
    expect(form.text).toContain(String(service?.data.incident));
    const look = await fillPortalForm(form.card, at);
    expect(look.text).toMatch(/portal/i);
    expect(look.text).toContain('adele@partner.example');
    const sent = await press(look.card, 'send-request', at);
    const number = readNumber(sent.text);
    expect(sent.text).toContain(String(service?.data.incident));
    const handoff = await press(sent.card, 'show-handoff', at);
    expect(readLinks(handoff.card).join()).toContain('CSDEST=Support');
    const recorded = await press(handoff.card, 'record-ticket', {
      ...at,
      typed: { ticket: '2211220030001234' },
    });
    expect(recorded.text).toContain('2211220030001234');
    expect(recorded.text).toContain('With Microsoft');
    expect((await show(number)).text).toContain('2211220030001234');
  });

  it('asks once more before it replaces a ticket number, and takes the same again for nothing', async () => {
    const at = openConversation();
    const { number, card } = await raisePortalRequest(at);
    const first = await press(card, 'record-ticket', { ...at, typed: { ticket: '1111111' } });
    const same = await press(first.card, 'record-ticket', { ...at, typed: { ticket: '1111111' } });
    expect(same.text).toContain('1111111');
    const other = await press(same.card, 'record-ticket', { ...at, typed: { ticket: '2222222' } });
    expect(other.text).toContain('1111111');
    expect((await show(number)).text).not.toContain('2222222');
    const confirmed = await press(other.card, 'record-ticket', at);
    expect(confirmed.text).toContain('2222222');
    const wrong = await press(confirmed.card, 'record-ticket', {
      ...at,
      typed: { ticket: 'no number at all!' },
    });
    expect(wrong.text).not.toContain('no number at all!');
  });

  it('keeps 20,000 characters, markup, emoji and right-to-left text as they were typed', async () => {
    const at = openConversation();
    const form = await ask('request for Fabrikam', at);
    const odd = '<b>bold</b> [link](https://evil.example) ${title} <at>All</at> 😀👩‍👩‍👧 שלום עולם \u202Eabc';
    const description = `${odd}\n${'長い説明。'.repeat(4_000)}`.slice(0, 20_000);
    const how = await press(form.card, 'edit-request', {
      ...at,
      typed: { title: odd.slice(0, 200), description, category: 'howTo' },
      where: { to: 'how' },
    });
    const look = await press(how.card, 'edit-request', {
      ...at,
      typed: { ...CONTACT, severity: 'C' },
      where: { to: 'look' },
    });
    const sent = await press(look.card, 'send-request', at);
    let page = await press(sent.card, 'show-request-text', at);
    let all = page.text;
    for (let from = 0; from < 40; from += 1) {
      const next = readActions(page.card).find(
        ({ verb, data }) => verb === 'show-request-text' && Number(data.offset) > from,
      );
      if (!next || Number(next.data.offset) !== from + 1) break;
      page = await press(page.card, 'show-request-text', { ...at, where: next.data });
      all += page.text;
    }
    // What could be taken for markup is shown with an invisible sign in it; what is kept has none.
    all = all.replaceAll(/[\u200B-\u200D\u2066-\u2069]/g, '');
    expect(all).toContain('<b>bold</b> [link](https://evil.example)');
    expect(all).toContain('שלום עולם');
    expect(all.match(/長い説明。/g)?.length ?? 0).toBeGreaterThan(3_900);
    expect(JSON.stringify(sent.card)).not.toMatch(/"text":"[^"]*\[link\]\(https:\/\/evil[^"]*","wrap/);
  });

  it('says what is missing or wrong, and keeps what was typed', async () => {
    const at = openConversation();
    const form = await ask('request for Fabrikam', at);
    const long = 'x'.repeat(20_001);
    const again = await press(form.card, 'edit-request', {
      ...at,
      typed: { title: '', description: long, category: 'billing' },
      where: { to: 'how' },
    });
    expect(again.text).toMatch(/title/i);
    expect(again.text).toMatch(/20,001|20001/);
    const shorter = await press(again.card, 'edit-request', {
      ...at,
      typed: { title: 'Invoices', description: 'Short.' },
      where: { to: 'how' },
    });
    const how = await press(shorter.card, 'edit-request', {
      ...at,
      typed: { email: 'no address' },
      where: { to: 'look' },
    });
    expect(how.text).toContain('no address');
    const forA = await press(how.card, 'edit-request', {
      ...at,
      typed: { ...CONTACT, phone: '', severity: 'A' },
      where: { to: 'look' },
    });
    expect(forA.text).toMatch(/phone/i);
  });

  it('clears a field that was emptied', async () => {
    const at = openConversation();
    const form = await ask('request for Fabrikam', at);
    const typed = { title: 'Invoices', affected: '12 people', category: 'billing', description: 'Text.' };
    const how = await press(form.card, 'edit-request', { ...at, typed, where: { to: 'how' } });
    const back = await press(how.card, 'edit-request', { ...at, where: { to: 'what' } });
    expect(back.text).toContain('12 people');
    const emptied = await press(back.card, 'edit-request', {
      ...at,
      typed: { affected: '' },
      where: { to: 'how' },
    });
    const again = await press(emptied.card, 'edit-request', { ...at, where: { to: 'what' } });
    expect(again.text).not.toContain('12 people');
    expect(again.text).toContain('Invoices');
  });

  it('belongs to who opened it', async () => {
    const at = openConversation({ conversationType: 'groupChat' });
    const form = await ask('request for Fabrikam', at);
    const foreign = await press(form.card, 'edit-request', {
      ...at,
      person: ISAIAH,
      where: { to: 'how' },
      typed: { title: 'Mine now' },
    });
    expect(foreign.text).toContain('Alex');
    expect(foreign.text).not.toContain('Mine now');
    const sent = await press(form.card, 'edit-request', {
      ...at,
      typed: { title: 'Hers', category: 'howTo' },
      where: { to: 'how' },
    });
    expect(sent.text).not.toContain('Mine now');
  });

  it('is one request however often and by whomever Send is pressed', async () => {
    const forms = await Promise.all(
      Array.from({ length: 10 }, async () => {
        const at = openConversation();
        const form = await ask('request for Fabrikam', at);
        return { at, look: await fillPortalForm(form.card, at, { title: 'Once', category: 'howTo' }) };
      }),
    );
    const presses = forms.flatMap(({ at, look }) =>
      Array.from({ length: 10 }, () => press(look.card, 'send-request', at)),
    );
    const numbers = (await Promise.all(presses)).map(({ text }) => readNumber(text));
    expect(new Set(numbers).size).toBe(10);
    for (let form = 0; form < 10; form += 1)
      expect(new Set(numbers.slice(10 * form, 10 * form + 10)).size).toBe(1);
  });

  it('names 21Vianet, its portal and its steps for a customer in China', async () => {
    const at = openConversation();
    const form = await ask('request for Fabrikam China', at);
    const look = await fillPortalForm(form.card, at, { title: 'Mail', category: 'performance' });
    const sent = await press(look.card, 'send-request', at);
    const handoff = await press(sent.card, 'show-handoff', at);
    expect(handoff.text).toContain('21Vianet');
    expect(handoff.text).not.toMatch(/admin\.microsoft\.com/);
    expect(readLinks(handoff.card).join()).toContain('partner.partnercenter.microsoftonline.cn');
  });
});

describe('a request for a customer who does not let us in', () => {
  it('is refused with what mends it, at the button and at Send; our own helpdesk may know', async () => {
    const at = openConversation();
    await ask('health for Litware', at);
    const refused = await ask('request for Litware', at);
    expect(readActions(refused.card).map(({ verb }) => verb)).not.toContain('send-request');
    expect(readLinks(refused.card).join()).toContain('adminconsent');
    const health = await ask('health for Litware', at);
    const form = await press(health.card, 'open-request', { ...at, where: { route: 'helpdesk' } });
    const look = await press(form.card, 'edit-request', {
      ...at,
      typed: { title: 'Call them back', severity: 'B' },
      where: { to: 'look' },
    });
    expect(readNumber((await press(look.card, 'send-request', at)).text)).toBeGreaterThan(1_000);
  });
});

describe('a form that is sent a day later', () => {
  let now: number;
  let later: RunningBot;
  beforeAll(async () => {
    now = Date.now();
    later = await startBot({
      upstream: { url: upstream, accounts: SANDBOX_ACCOUNTS },
      surroundings: { clock: () => now },
    });
  });
  afterAll(() => later.stop());

  it('is as good as a new one, but not where access was taken away meanwhile', async () => {
    const daily = await startFakeTeams(later.url);
    const at = openConversation();
    const fill = async (customer: string) => {
      const [activity] = await daily.ask(`request for ${customer}`, at);
      const how = await pressCard(daily, activity?.attachments?.[0]?.content, 'edit-request', {
        ...{ ...at, typed: { title: 'Mail', category: 'howTo' }, where: { to: 'how' } },
      });
      const typed = { ...CONTACT, severity: 'C' };
      return pressCard(daily, how.card, 'edit-request', { ...at, typed, where: { to: 'look' } });
    };
    const [first, second] = [await fill('Fabrikam'), await fill('A. Datum')];
    now += 86_400_000;
    expect(readCardText((await pressCard(daily, first.card, 'send-request', at)).card)).toMatch(/SR-\d+/);
    const { form } = readActions(second.card).find(({ verb }) => verb === 'send-request')?.data ?? {};
    expect(form).toBeDefined();
    sandbox.faults.add({
      ...{ host: 'graph.microsoft.com', fault: { kind: 'status', status: 403 } },
    });
    const refused = await pressCard(daily, second.card, 'send-request', at);
    expect(readLinks(refused.card).join()).toContain('adminconsent');
    expect(readCardText(refused.card)).not.toMatch(/SR-\d+/);
    await daily.stop();
  });
});

describe('the helpdesk', () => {
  const channel: AskOptions = { conversationType: 'channel', conversationId: `${CHANNEL};messageid=1` };

  it('gets each request as a living card; who raised it is told of what others do', async () => {
    expect((await ask('helpdesk here', { ...channel, person: MEGAN })).text).toMatch(/helpdesk/i);
    const at = openConversation();
    const health = await ask('health for Fabrikam', at);
    const form = await press(health.card, 'open-request', { ...at, where: { route: 'helpdesk' } });
    const look = await press(form.card, 'edit-request', {
      ...at,
      typed: { title: 'Call them back', severity: 'B' },
      where: { to: 'look' },
    });
    const sent = await press(look.card, 'send-request', at);
    const number = readNumber(sent.text);
    const findCard = () =>
      teams
        .messages()
        .find(
          (message) =>
            message.conversationId.startsWith(CHANNEL) &&
            readCardText(cardOf(message)).includes(`SR-${number}`),
        );
    const posted = await eventually('the card in the helpdesk', findCard);
    const taken = await press(cardOf(posted), 'take-request', {
      ...channel,
      person: MEGAN,
      replyTo: posted.id,
    });
    expect(taken.text).toContain('Megan');
    await eventually('the helpdesk card names who has it', () => {
      const now = findCard();
      return now && readCardText(cardOf(now)).includes('Megan') ? now : undefined;
    });
    await eventually('Alex is told', () =>
      teams.messages(at.conversationId).find((message) => readCardText(cardOf(message)).includes('Megan')),
    );
    const resolved = await press(taken.card, 'resolve-request', {
      ...channel,
      person: MEGAN,
      replyTo: posted.id,
    });
    expect(resolved.text).toContain('Resolved');
    const reopened = await press(resolved.card, 'reopen-request', {
      ...channel,
      person: ALEX,
      replyTo: posted.id,
    });
    expect(reopened.text).not.toContain('Resolved ·');
    expect((await ask('requests')).text).toContain(`SR-${number}`);
    expect((await ask('requests for Fabrikam')).text).toContain(`SR-${number}`);
    expect((await ask('my requests', { person: MEGAN })).text).toContain(`SR-${number}`);
    expect((await ask('helpdesk off', channel)).text).toMatch(/helpdesk/i);
  });
});

describe('an Azure support ticket', () => {
  async function raiseAzureRequest(customer: string, at: AskOptions, named = /./) {
    const form = await ask(`request for ${customer} Azure`, at);
    const azure = await press(form.card, 'edit-request', {
      ...at,
      typed: {
        title: 'Virtual machine cannot be reached',
        category: 'connectivity',
        description: 'Since this morning.',
      },
      where: { to: 'azure' },
    });
    const service = readChoice(azure.card, 'azureService', /virtual machine/i);
    const subscription = readChoice(azure.card, 'subscription', named);
    const problem = await press(azure.card, 'edit-request', {
      ...at,
      typed: { azureService: service, subscription },
      where: { to: 'problem' },
    });
    const how = await press(problem.card, 'edit-request', {
      ...at,
      typed: { azureProblem: readChoice(problem.card, 'azureProblem', /./) },
      where: { to: 'how' },
    });
    const look = await press(how.card, 'edit-request', {
      ...at,
      typed: { ...CONTACT, country: 'FRA', severity: 'B' },
      where: { to: 'look' },
    });
    expect(look.text).toMatch(/Azure support ticket/i);
    const sent = await press(look.card, 'send-request', at);
    return { ...sent, number: readNumber(sent.text) };
  }

  it('is opened behind, and its number, state, notes and severity come and go', async () => {
    const at = openConversation();
    const { number } = await raiseAzureRequest('Contoso Ltd', at);
    const open = await eventually('the ticket', async () => {
      const now = await show(number, at);
      return isWithVendor(now.text) ? now : undefined;
    });
    const [ticket] = sandbox.support.listTickets();
    expect(open.text).toContain(ticket?.supportTicketId);
    await eventually("Alex's own card", () =>
      teams
        .messages(at.conversationId)
        .find((message) => readCardText(cardOf(message)).includes(String(ticket?.supportTicketId))),
    );
    await press(open.card, 'set-severity', { ...at, typed: { severity: 'A' } });
    await eventually('the severity at Azure', () =>
      sandbox.support.listTickets().find(({ severity }) => severity === 'critical'),
    );
    await press(open.card, 'resolve-request', { ...at, typed: { closeTicket: 'true' } });
    await eventually('the ticket closed', () =>
      sandbox.support.listTickets().find(({ status }) => status === 'Closed'),
    );
  });

  it.each([
    ['Northwind Traders', /^Web shop/, /plan/i],
    ['Adventure Works', /./, /role/i],
  ])('that %s cannot have says why, and offers the portal', async (customer, subscription, words) => {
    const at = openConversation();
    const { number } = await raiseAzureRequest(customer, at, subscription);
    const refused = await eventually('the refusal', async () => {
      const now = await show(number, at);
      return words.test(now.text) ? now : undefined;
    });
    const handoff = await press(refused.card, 'reroute-request', { ...at, where: { route: 'portal' } });
    expect(readLinks(handoff.card).join()).toContain('portal.azure.com');
  });

  it('that was accepted and then failed says so and can be tried again', async () => {
    sandbox.support.set({ fail: { times: 1 } });
    const at = openConversation();
    const { number } = await raiseAzureRequest('Contoso Ltd', at);
    const failed = await eventually('the failure', async () => {
      const now = await show(number, at);
      return readActions(now.card).some(({ verb }) => verb === 'retry-request') ? now : undefined;
    });
    await press(failed.card, 'retry-request', at);
    await eventually('the ticket', async () =>
      isWithVendor((await show(number, at)).text) ? true : undefined,
    );
  });
});

/** The value of a choice whose title fits. */
function readChoice(card: unknown, id: string, title: RegExp): string {
  const found: string[] = [];
  JSON.stringify(card, (_key, value) => {
    if (value?.type === 'Input.ChoiceSet' && value.id === id) {
      for (const choice of value.choices)
        if (title.test(choice.title) && choice.value !== '') found.push(choice.value);
    }
    return value;
  });
  const [first] = found;
  if (first === undefined) throw new Error(`No choice like ${title} for ${id}`);
  return first;
}

function cardOf(message: {
  readonly activity: { readonly attachments?: readonly { readonly content: unknown }[] };
}) {
  return message.activity.attachments?.[0]?.content ?? {};
}
