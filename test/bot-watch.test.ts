import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { SANDBOX_ACCOUNTS } from '../src/sandbox/accounts.ts';
import { STORY } from '../src/sandbox/health/story-book.ts';
import { createSandbox, type Sandbox } from '../src/sandbox/sandbox.ts';
import { ALEX, type AskOptions, type FakeTeams, MEGAN, startFakeTeams } from './support/fake-teams.ts';
import { type PressOptions, pressCard } from './support/press-card.ts';
import { readActions, readCardText } from './support/read-card.ts';
import { type RunningBot, startBot } from './support/start-bot.ts';

// The whole bot over HTTP: conversations watch customers, and outages are posted into them as living cards.

let sandbox: Sandbox;
let upstream: string;
let bot: RunningBot;
let teams: FakeTeams;
let folder: string;

/** So far ahead is the clock of the bot and of the sandbox: people may have a customer read anew only now and then. */
let ahead = 0;
let standsAt: number | undefined;
const clock = () => standsAt ?? Date.now() + ahead;

const start = () =>
  startBot({
    surroundings: { clock },
    upstream: { url: upstream, accounts: SANDBOX_ACCOUNTS },
    // Customers are read when somebody asks about them: so that a test decides when.
    env: { GATHER_SECONDS: '0', DATABASE_URL: `file:${join(folder, 'bot.db')}` },
  });

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'partner-health-watch-'));
  sandbox = createSandbox({ clock });
  upstream = (await sandbox.start()).url;
  bot = await start();
  teams = await startFakeTeams(bot.url);
});

afterEach(() => sandbox.faults.clear());

afterAll(async () => {
  await teams.stop();
  await bot.stop();
  await sandbox.stop();
  rmSync(folder, { recursive: true });
});

let channels = 0;
/** A channel of its own for each test. */
function openChannel(): AskOptions & { readonly conversationId: string } {
  channels += 1;
  return { conversationType: 'channel', conversationId: `19:noc-${channels}@thread.tacv2` };
}

let stories = 0;
/** An incident that nobody else's test sees; its steps follow at once or when the test says so. */
function tell(hits: readonly string[], { service = 'Exchange', kind = 'incident' } = {}) {
  stories += 1;
  const number = 5_000 + stories;
  const steps: unknown[] = [];
  const say = (status: string, text: string, more: object = {}) => {
    steps.push({ at: -(100 - steps.length) / 60, status, text, ...more });
    // The story is told anew with one step more.
    sandbox.stories.tell(
      STORY.parse({
        prefix: 'EX',
        number,
        service,
        kind,
        title: `Trouble ${number}`,
        hits,
        startsAt: -120,
        steps,
      }),
    );
  };
  return { id: `EX${number}`, title: `Trouble ${number}`, say };
}

async function ask(text: string, options?: AskOptions) {
  const [activity] = await teams.ask(text, options);
  const card = activity?.attachments?.[0]?.content ?? {};
  return { card, text: readCardText(card) };
}

async function press(card: unknown, verb: string, options?: PressOptions) {
  const answer = await pressCard(teams, card, verb, options);
  expect(answer.status).toBe(200);
  return { card: answer.card, text: readCardText(answer.card) };
}

/** Has the customer read anew. */
async function read(domain: string) {
  ahead += 61_000;
  const { card } = await ask(`health for ${domain}`);
  await press(card, 'refresh-health');
}

async function eventually<T>(what: string, find: () => T | undefined): Promise<T> {
  const deadline = performance.now() + 15_000;
  for (;;) {
    const found = find();
    if (found !== undefined) return found;
    if (performance.now() > deadline) throw new Error(`Never seen: ${what}`);
    await wait(20);
  }
}

const listOf = (channel: AskOptions, words: string) =>
  teams
    .messages(channel.conversationId)
    .filter(({ card }) => readCardText(card).includes(words))
    .map((message) => ({ ...message, text: readCardText(message.card) }));

const findCard = (channel: AskOptions, title: string, words = '') =>
  eventually(`a card of ${title} in ${channel.conversationId} that says "${words}"`, () =>
    listOf(channel, title).find(({ text, card }) => readActions(card).length > 0 && text.includes(words)),
  );

const findReply = (channel: AskOptions, words: string) =>
  eventually(`a reply that says "${words}"`, () =>
    listOf(channel, words).find(({ card }) => readActions(card).length === 0),
  );

/** Presses buttons of a card as it stands in its channel. */
const at = (channel: AskOptions, message: { readonly id: string; readonly conversationId: string }) => ({
  ...channel,
  conversationId: message.conversationId,
  replyTo: message.id,
});

describe('an outage in a channel that watches all', () => {
  it('is one card that is edited as Microsoft goes on, told of in its thread when it turns, and green at the end', async () => {
    const channel = openChannel();
    expect((await ask('watch all', channel)).text).toMatch(/All customers/);
    const outage = tell(['contoso', 'fabrikam']);
    outage.say('investigating', 'We look into it.');
    await read('contoso.com');
    const first = await findCard(channel, outage.title, 'We look into it.');
    expect(first.text).toMatch(/Contoso/);
    expect(first.text).not.toMatch(/Fabrikam/);
    expect(first.activity.summary).toMatch(/Exchange Online/);

    outage.say('serviceInterruption', 'It is worse than we thought.');
    await read('fabrikam.com');
    const worse = await findCard(channel, outage.title, 'It is worse than we thought.');
    expect(worse.id).toBe(first.id);
    expect(worse.text).toMatch(/2 of our customers/);
    const reply = await findReply(channel, 'got worse');
    expect(reply.conversationId).toMatch(new RegExp(`;messageid=${first.id}$`));

    outage.say('serviceRestored', 'All is well again.');
    await read('contoso.com');
    const over = await findCard(channel, outage.title, 'Resolved');
    expect(over.id).toBe(first.id);
    expect(over.text).toMatch(/lasted/);
    expect(over.text).toMatch(/Still a problem/);
    await findReply(channel, 'resolved after');
    expect(listOf(channel, outage.title).filter(({ card }) => readActions(card).length > 0)).toHaveLength(1);
  });

  it('says who is on it, is quiet when asked to be, and tells of the end all the same', async () => {
    const channel = openChannel();
    await ask('watch all', channel);
    const outage = tell(['contoso']);
    outage.say('investigating', 'We look into it.');
    await read('contoso.com');
    const card = await findCard(channel, outage.title);
    const taken = await press(card.card, 'take-living', { ...at(channel, card), person: ALEX });
    expect(taken.text).toMatch(/Alex is on it/);
    await findCard(channel, outage.title, 'Alex is on it');
    const both = await press(taken.card, 'take-living', { ...at(channel, card), person: MEGAN });
    expect(both.text).toMatch(/Alex.*Megan/);
    const quiet = await press(both.card, 'quieten-living', { ...at(channel, card), where: { hours: 4 } });
    expect(quiet.text).toMatch(/[Qq]uiet/);
    outage.say('serviceInterruption', 'It is worse than we thought.');
    await read('contoso.com');
    await findCard(channel, outage.title, 'It is worse than we thought.');
    outage.say('serviceRestored', 'All is well again.');
    await read('contoso.com');
    await findReply(channel, 'resolved after');
    expect(listOf(channel, 'got worse')).toEqual([]);
  });

  it('leads to its details, its customers and a text for them, and back to itself', async () => {
    const channel = openChannel();
    await ask('watch all', channel);
    const outage = tell(['contoso', 'fabrikam', 'northwind', 'wingtip', 'trey']);
    outage.say('serviceDegradation', 'We look into it.');
    for (const domain of ['contoso.com', 'fabrikam.com', 'northwindtraders.com', 'wingtiptoys.com'])
      await read(domain);
    await read('contoso.com');
    const card = await findCard(channel, outage.title, 'All 4');
    const here = at(channel, card);
    const all = await press(card.card, 'list-living-customers', here);
    expect(all.text).toMatch(/Contoso/);
    const back = await press(all.card, 'show-living', here);
    expect(back.text).toContain(outage.title);
    const details = await press(back.card, 'show-incident', here);
    expect(details.text).toContain('We look into it.');
    // What is filled in there the next edit would take away.
    const verbs = readActions(details.card).map(({ verb }) => verb);
    expect(verbs).toContain('raise-living');
    expect(verbs).not.toContain('open-request');
    expect((await press(details.card, 'show-living', here)).text).toContain(outage.title);
    const notice = await press(back.card, 'show-customer-text', here);
    expect(notice.text).toMatch(/Exchange Online/);
    expect((await press(notice.card, 'show-living', here)).text).toContain(outage.title);
  });

  it('posts the health of one of its customers in a message of its own', async () => {
    const channel = openChannel();
    await ask('watch Contoso, Fabrikam', channel);
    const outage = tell(['contoso', 'fabrikam', 'northwind', 'wingtip', 'trey']);
    outage.say('serviceDegradation', 'We look into it.');
    for (const domain of ['contoso.com', 'fabrikam.com']) await read(domain);
    const card = await findCard(channel, outage.title, '2 of our customers');
    const ref = readActions(card.card).find(({ verb }) => verb === 'raise-living')?.data ?? {};
    const all = await teams.press('list-living-customers', { ...ref, offset: 0 }, at(channel, card));
    const same = await press(all.card, 'show-living-health', at(channel, card));
    expect(same.text).toContain('2 customers have');
    const health = await eventually('the health card', () =>
      listOf(channel, 'Yes, it’s Microsoft.').find(({ text }) => text.includes('Contoso')),
    );
    expect(health.conversationId).toMatch(new RegExp(`;messageid=${card.id}$`));
  });

  it('raises a service request in a message of its own and stays as it is', async () => {
    const channel = openChannel();
    await ask('watch all', channel);
    const outage = tell(['contoso']);
    outage.say('serviceDegradation', 'We look into it.');
    await read('contoso.com');
    const card = await findCard(channel, outage.title);
    const same = await press(card.card, 'raise-living', at(channel, card));
    expect(same.text).toContain('1 of our customers');
    const form = await eventually('the form', () => {
      const [found] = listOf(channel, 'Contoso').filter(({ card: one }) =>
        readActions(one).some(({ verb }) => verb === 'edit-request'),
      );
      return found;
    });
    expect(form.id).not.toBe(card.id);
    expect(form.conversationId).toMatch(new RegExp(`;messageid=${card.id}$`));
    expect(JSON.stringify(form.card)).toContain(outage.title);
  });

  it('asks for which customer where it hits several, of those alone that are watched there', async () => {
    const channel = openChannel();
    await ask('watch Contoso, Fabrikam', channel);
    const outage = tell(['contoso', 'fabrikam', 'wingtip']);
    outage.say('serviceDegradation', 'We look into it.');
    for (const domain of ['contoso.com', 'fabrikam.com', 'wingtiptoys.com']) await read(domain);
    const card = await findCard(channel, outage.title, '2 of our customers');
    await press(card.card, 'raise-living', at(channel, card));
    const choice = await eventually('the choice', () =>
      listOf(channel, '').find(({ card: one }) => JSON.stringify(one).includes('"id":"tenantId"')),
    );
    expect(JSON.stringify(choice.card)).toContain('Fabrikam');
    expect(JSON.stringify(choice.card)).not.toContain('Wingtip');
    const tenantId = sandbox.tenants.find('global', 'fabrikam.com')?.tenantId ?? '';
    const form = await press(choice.card, 'raise-living', { ...at(channel, choice), typed: { tenantId } });
    expect(form.text).toMatch(/Fabrikam/);
  });
});

describe('a watch', () => {
  it('of some customers tells of these alone', async () => {
    const channel = openChannel();
    expect((await ask('watch Contoso, Fabrikam', channel)).text).toMatch(/Contoso.*Fabrikam/);
    const others = tell(['wingtip']);
    others.say('serviceDegradation', 'We look into it.');
    await read('wingtiptoys.com');
    const outage = tell(['wingtip', 'fabrikam']);
    outage.say('serviceDegradation', 'We look into it.');
    await read('wingtiptoys.com');
    await read('fabrikam.com');
    const card = await findCard(channel, outage.title);
    expect(card.text).toMatch(/1 of our customers/);
    expect(card.text).not.toMatch(/Wingtip/);
    expect(listOf(channel, others.title)).toEqual([]);
  });

  it('of incidents leaves advisories out until they become one', async () => {
    const channel = openChannel();
    await ask('watch all incidents', channel);
    const advisory = tell(['contoso'], { kind: 'advisory' });
    advisory.say('investigating', 'A small thing.');
    await read('contoso.com');
    const incident = tell(['contoso']);
    incident.say('investigating', 'A big thing.');
    await read('contoso.com');
    await findCard(channel, incident.title);
    expect(listOf(channel, advisory.title)).toEqual([]);
    advisory.say('serviceDegradation', 'Not so small.', { kind: 'incident' });
    await read('contoso.com');
    await findCard(channel, advisory.title, 'Not so small.');
  });

  it('of a service leaves the others out', async () => {
    const channel = openChannel();
    await ask('watch all Exchange', channel);
    const calls = tell(['contoso'], { service: 'microsoftteams' });
    calls.say('serviceDegradation', 'Calls drop.');
    await read('contoso.com');
    const mail = tell(['contoso']);
    mail.say('serviceDegradation', 'Mail is late.');
    await read('contoso.com');
    await findCard(channel, mail.title);
    expect(listOf(channel, calls.title)).toEqual([]);
  });

  it('writes its cards in the language it was asked for', async () => {
    const channel = openChannel();
    expect((await ask('watch all in French', channel)).text).toMatch(/French/);
    const outage = tell(['contoso']);
    outage.say('serviceDegradation', 'We look into it.');
    await read('contoso.com');
    expect((await findCard(channel, outage.title)).text).toMatch(/clients?/);
  });

  it('is set up, looked through and removed by buttons alone', async () => {
    const channel = openChannel();
    const { card } = await ask('watches', channel);
    const form = await press(card, 'show-watch-form', channel);
    const set = await press(form.card, 'set-watch', {
      ...channel,
      typed: { scope: 'incidents', names: 'Contoso' },
    });
    expect(set.text).toMatch(/Contoso/);
    const list = await press(set.card, 'list-watches', channel);
    expect(list.text).toMatch(/Contoso/);
    const removed = await press(list.card, 'unset-watch', channel);
    expect(removed.text).toMatch(/Contoso/);
    expect((await ask('watches', channel)).text).not.toMatch(/Contoso/);
  });

  it('that is ended leaves no card that says something is still wrong', async () => {
    const channel = openChannel();
    await ask('watch all', channel);
    const outage = tell(['contoso']);
    outage.say('serviceDegradation', 'We look into it.');
    await read('contoso.com');
    await findCard(channel, outage.title);
    await ask('unwatch', channel);
    await findCard(channel, outage.title, 'Not watched here');
  });

  it('in a thread of a channel is one of the channel', async () => {
    const channel = openChannel();
    await ask('watch all', { ...channel, conversationId: `${channel.conversationId};messageid=1234` });
    expect((await ask('watches', channel)).text).toMatch(/All customers/);
  });

  it('posts no more than five of the outages that are open already', async () => {
    for (let count = 0; count < 7; count += 1) tell(['bellows']).say('serviceInterruption', 'Very bad.');
    await read('bellowscollege.com');
    await wait(1_500);
    const channel = openChannel();
    expect((await ask('watch Bellows College', channel)).text).toMatch(/5/);
    await eventually('five cards', () => (listOf(channel, 'Very bad.').length === 5 ? true : undefined));
    await wait(500);
    expect(listOf(channel, 'Very bad.')).toHaveLength(5);
  });
});

describe('a conversation', () => {
  it('that blocks the bot is given up with its reason, and taken up again when somebody writes there', async () => {
    const channel = openChannel();
    await ask('watch all', channel);
    const heal = teams.fail({
      conversationId: channel.conversationId,
      status: 403,
      body: { error: { code: 'BotDisabledByAdmin', message: 'no' } },
    });
    const outage = tell(['contoso']);
    outage.say('serviceDegradation', 'We look into it.');
    await read('contoso.com');
    await eventually('it is given up', () =>
      bot.logLines.find(({ message }) => message?.includes('No living cards are posted') ?? false),
    );
    heal();
    expect((await ask('watches', channel)).text).toMatch(/All customers/);
    await findCard(channel, outage.title);
  });

  it('whose card was deleted gets it anew, once', async () => {
    const channel = openChannel();
    await ask('watch all', channel);
    const outage = tell(['contoso']);
    outage.say('serviceDegradation', 'We look into it.');
    await read('contoso.com');
    const card = await findCard(channel, outage.title);
    teams.remove(card.id);
    outage.say('serviceInterruption', 'Worse.');
    await read('contoso.com');
    const anew = await findCard(channel, outage.title, 'Worse.');
    expect(anew.id).not.toBe(card.id);
  });
});

// What others got wrong; the rows about delivery alone are in test/delivery/field-failures.test.ts.
describe('failures seen in the field', () => {
  it('an incident that Microsoft lists late, dated days ago, is posted all the same', async () => {
    const channel = openChannel();
    await ask('watch all', channel);
    await read('contoso.com');
    sandbox.stories.tell(
      STORY.parse({
        ...{ prefix: 'EX', number: 6_001, service: 'Exchange', title: 'Late news', hits: ['contoso'] },
        startsAt: -5_000,
        steps: [{ at: -4_990, status: 'serviceDegradation', text: 'This began days ago.' }],
      }),
    );
    await read('contoso.com');
    await findCard(channel, 'Late news', 'This began days ago.');
  });

  it('a status that changes without a later date is shown', async () => {
    const channel = openChannel();
    await ask('watch all', channel);
    const story = {
      prefix: 'EX',
      number: 6_002,
      service: 'Exchange',
      title: 'Undated turn',
      hits: ['contoso'],
    };
    const told = clock() - 600_000;
    const say = (status: string) => {
      // The clock stands still meanwhile: the date is to be the same to the millisecond.
      const now = clock();
      const steps = [{ at: (told - now) / 60_000, status, text: 'The same date.' }];
      standsAt = now;
      sandbox.stories.tell(STORY.parse({ ...story, startsAt: -20, steps }));
      standsAt = undefined;
    };
    say('serviceDegradation');
    await read('contoso.com');
    const card = await findCard(channel, 'Undated turn', 'degradation');
    say('serviceInterruption');
    await read('contoso.com');
    expect((await findCard(channel, 'Undated turn', 'interruption')).id).toBe(card.id);
  });

  it('one change edits one card, and reading again edits none', async () => {
    const channel = openChannel();
    await ask('watch Northwind Traders', channel);
    const [one, other] = [tell(['northwind']), tell(['northwind'])];
    one.say('serviceDegradation', 'The first.');
    other.say('serviceDegradation', 'The second.');
    await read('northwindtraders.com');
    await findCard(channel, one.title);
    const still = await findCard(channel, other.title);
    one.say('serviceInterruption', 'The first is worse.');
    await read('northwindtraders.com');
    await findCard(channel, one.title, 'The first is worse.');
    await read('northwindtraders.com');
    await wait(1_500);
    const [kept] = listOf(channel, other.title);
    expect(kept?.id).toBe(still.id);
    expect(kept?.history).toEqual([]);
  });

  it('a channel from which no event of an installation ever came is watched by what is written there', async () => {
    const channel = openChannel();
    // Nothing but this message.
    await teams.write('watch all', channel);
    const outage = tell(['contoso']);
    outage.say('serviceDegradation', 'We look into it.');
    await read('contoso.com');
    await findCard(channel, outage.title);
  });

  it('no card asks clients to refresh it by themselves', async () => {
    const channel = openChannel();
    await ask('watch all', channel);
    const outage = tell(['contoso']);
    outage.say('serviceDegradation', 'We look into it.');
    await read('contoso.com');
    expect((await findCard(channel, outage.title)).card).not.toHaveProperty('refresh');
  });
});

it('goes on with its cards after a restart', async () => {
  const channel = openChannel();
  await ask('watch all', channel);
  const outage = tell(['contoso']);
  outage.say('serviceDegradation', 'We look into it.');
  await read('contoso.com');
  const card = await findCard(channel, outage.title);
  await bot.stop();
  outage.say('serviceInterruption', 'Worse while nobody looked.');
  bot = await start();
  const before = teams;
  teams = await startFakeTeams(bot.url);
  // The connector stays where it was: only people write to the bot's new address.
  await read('contoso.com');
  const edited = await eventually('the same card, edited', () =>
    before
      .messages(channel.conversationId)
      .find(
        ({ id, card: one }) => id === card.id && readCardText(one).includes('Worse while nobody looked.'),
      ),
  );
  expect(edited.id).toBe(card.id);
  await before.stop();
});

it('tells the operator how it does', async () => {
  const { text } = await ask('status');
  expect(text).toMatch(/customers/);
  expect(text).toMatch(/graph/i);
  const metrics = await (await fetch(`${bot.url}/metrics`)).text();
  expect(metrics).toMatch(/^partner_health_living_cards\{state="posted"\} \d+$/m);
  expect(metrics).toMatch(/^partner_health_transitions_total\{kind="\w+"\} \d+$/m);
});
