import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { SANDBOX_ACCOUNTS } from '../src/sandbox/accounts.ts';
import { createSandbox, type Sandbox } from '../src/sandbox/sandbox.ts';
import { type FakeTeams, startFakeTeams } from './support/fake-teams.ts';
import { readActions, readCardText, readLinks } from './support/read-card.ts';
import { type RunningBot, startBot } from './support/start-bot.ts';

// The whole bot over HTTP, reading all customers by itself: history, incidents, what is planned, everything at a glance.

const folder = mkdtempSync(join(tmpdir(), 'partner-health-'));
const DATABASE_URL = `file:${join(folder, 'health.db')}`;

let sandbox: Sandbox;
let upstream: string;
let bot: RunningBot;
let teams: FakeTeams;

async function start(env: Readonly<Record<string, string>> = {}) {
  bot = await startBot({
    upstream: { url: upstream, accounts: SANDBOX_ACCOUNTS },
    env: { POLL_SECONDS: '3600', DATABASE_URL, ...env },
  });
  teams = await startFakeTeams(bot.url);
}

async function stop() {
  await teams.stop();
  await bot.stop();
}

beforeAll(async () => {
  sandbox = createSandbox({ clock: Date.now });
  upstream = (await sandbox.start()).url;
  await start();
  await waitForAnswer('overview', /4\d of 45 customers read/);
});

afterEach(() => sandbox.faults.clear());

afterAll(async () => {
  await stop();
  await sandbox.stop();
  rmSync(folder, { recursive: true });
});

async function ask(text: string, options?: Parameters<FakeTeams['ask']>[1]) {
  const [activity] = await teams.ask(text, options);
  const card = activity?.attachments?.[0]?.content ?? {};
  return { card, text: readCardText(card), summary: activity?.summary ?? '' };
}

async function press(card: unknown, title: RegExp, verb?: string) {
  const action = readActions(card).find((one) => title.test(one.title) && (!verb || one.verb === verb));
  if (!action) throw new Error(`No button like ${title} among ${readActions(card).map((one) => one.title)}`);
  const answer = await teams.press(action.verb, action.data);
  expect(answer.status).toBe(200);
  return { card: answer.card, text: readCardText(answer.card) };
}

/** The first round through all customers takes a moment. */
async function waitForAnswer(question: string, pattern: RegExp) {
  const deadline = performance.now() + 15_000;
  for (;;) {
    const { text } = await ask(question);
    if (pattern.test(text) && !/not been read yet|still being read/.test(text)) return text;
    if (performance.now() > deadline) throw new Error(`“${question}” is still answered with: ${text}`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

describe('overview', () => {
  it('tells everything wrong over all customers, worst first, and how much of them was read', async () => {
    const { text, card } = await ask('overview');
    expect(text).toMatch(/^\d+ incidents, \d+ of 45 customers affected/);
    expect(text).toMatch(/CR1002655.*Service interruption.*EX1002731.*\d customers/);
    expect(text).toMatch(/3 customers can’t be read/);
    expect(text).toMatch(/oldest reading at \d\d:\d\d/);
    expect(readActions(card).map(({ verb }) => verb)).toContain('list-incident-customers');
  });

  it('leads to an incident, from there to its customers, and to the health of each', async () => {
    const { card } = await ask('overview');
    const incident = await press(card, /Details of EX1002731/);
    expect(incident.text).toMatch(/EX1002731.*\d of our customers have it.*Contoso/);
    const customers = await press(incident.card, /All \d customers/);
    expect(customers.text).toMatch(/Contoso.*Fabrikam/);
    const health = await press(customers.card, /^Contoso · contoso\.com/);
    expect(health.text).toMatch(/^Yes, it’s Microsoft\. Contoso/);
  });

  it('counts an Azure incident at a customer of whom one subscription cannot be read', async () => {
    const { text } = await ask('incident VMW1-7QG');
    expect(text).toMatch(/West Europe/);
    expect(text).toMatch(/Contoso/);
    expect(text).toMatch(/Fabrikam/);
  });

  it.each([
    ['overview Exchange', /^Exchange: 2 incidents/],
    ['which customers are affected by Exchange', /^Exchange: 2 incidents/],
    ['vue d’ensemble', /incidents/],
    ['전체 현황', /incidents|인시던트/],
    ['总览', /incidents|事件/],
  ])('answers %j', async (text, pattern) => {
    expect((await ask(text)).text).toMatch(pattern);
  });
});

describe('access', () => {
  it('names who cannot be read and why, each with the fix', async () => {
    const { text, card } = await ask('access');
    expect(text).toMatch(/has not given the app its permissions.*Litware/);
    expect(text).toMatch(/permission or role is missing.*Proseware/);
    expect(text).toMatch(/Azure \(Finance\).*Fabrikam/);
    expect(readLinks(card)).toContainEqual(expect.stringContaining('/adminconsent?client_id='));
  });

  it('tells which admin relationships have ended or end soon', async () => {
    const { text } = await ask('access');
    expect(text).toMatch(/Southridge Video.*ended on/);
    expect(text).toMatch(/Nod Publishers.*ends on/);
    expect(text).not.toMatch(/Lucerne/);
    expect(text).not.toMatch(/VanArsdel.*ended/);
  });
});

describe('history', () => {
  it('tells past incidents with duration, hours by service, and a chart with a table to fall back on', async () => {
    const { text, card } = await ask('history for Contoso 90 days');
    expect(text).toMatch(/^\d+ incidents, \d+ advisories · .* affected/);
    expect(text).toMatch(/By service.*Exchange Online · \d+ incidents?/);
    expect(JSON.stringify(card)).toMatch(/"type":"Chart\.VerticalBar".*"fallback":\{"type":"Table"/);
    const next = await press(card, /^Next$/);
    expect(next.text).toMatch(/6–10 of \d+/);
  });

  it('narrows down to a service, in Azure too', async () => {
    expect((await ask('history for Contoso Exchange 90 days')).text).toMatch(/Contoso.*Exchange Online/);
    const azure = await ask('history for Contoso Azure 90 days');
    expect(azure.text).toMatch(/Azure: /);
    expect(azure.text).not.toMatch(/Exchange Online/);
  });

  it('shows the same outage of Microsoft 365 and Azure once', async () => {
    const { card } = await ask('history for Contoso Power BI 90 days');
    const text = readCardText(card);
    expect(text).toMatch(/PB1002610/);
    expect(text).not.toMatch(/PBI0-L8G/);
  });

  it('remembers over a restart what Microsoft no longer tells', async () => {
    await ask('history for Contoso 90 days');
    await stop();
    await start({ POLL_SECONDS: '0' });
    sandbox.faults.add({
      path: '/v1.0/admin/serviceAnnouncement/issues',
      fault: { kind: 'status', status: 503 },
    });
    const { text } = await ask('history for Contoso Exchange 90 days');
    expect(text).toMatch(/EX1002731/);
    expect(text).toMatch(/Not read: incidents/);
    await stop();
    sandbox.faults.clear();
    await start();
  }, 30_000);

  it.each([
    ['history for Contoso since yesterday week', /could not read “since yesterday week”/],
    ['history for Contoso 10,000 days', /too far back/],
    ['history for Contoso since 1 January 2099', /has not begun yet/],
    ['history', /Which customer\?/],
    ['history for Nobody At All Ltd', /No customer called/],
    ['histroy of Contoso', /Did you mean “history”/],
  ])('politely refuses %j', async (text, pattern) => {
    expect((await ask(text)).text).toMatch(pattern);
  });
});

describe('incident', () => {
  it('says that an unknown id is unknown, and offers ids near it', async () => {
    const { text, card } = await ask('incident EX1002732');
    expect(text).toMatch(/No incident EX1002732 is known/);
    const found = await press(card, /EX1002731/);
    expect(found.text).toMatch(/EX1002731/);
  });

  it('answers the bare id, whatever its case, and within a customer', async () => {
    expect((await ask('ex1002731')).text).toMatch(/EX1002731/);
    expect((await ask('incident EX1002731 at Fabrikam')).text).toMatch(/EX1002731/);
  });

  it('hands out the post-incident report', async () => {
    const { text, card } = await ask('incident OL1000987');
    expect(text).toMatch(/Post-incident report/);
    const link = readLinks(card).find((url) => url.includes('/incident-reports/'));
    const file = await fetch(link ?? '');
    expect(file.status).toBe(200);
    expect(file.headers.get('content-disposition')).toMatch(
      /^attachment; filename="post-incident-report-OL1000987/,
    );
    expect((await file.arrayBuffer()).byteLength).toBeGreaterThan(100);
  });

  it.each([
    ['60 posts', 'SP1001502', 60],
    ['no posts', 'FM1001760', 0],
    ['a post of 50 KB', 'CR1002655', 1],
  ])('with %s fits a card, the rest a button away', async (_what, id, posts) => {
    const { card } = await ask(`incident ${id}`);
    expect(Buffer.byteLength(JSON.stringify(card))).toBeLessThanOrEqual(25_000);
    expect(readCardText(card)).toContain(id);
    const next = readActions(card).some(({ title }) => title === 'Next');
    expect(next).toBe(posts > 0);
  });

  it('leads from a row of the health card to that row, and back from its incident', async () => {
    const { card } = await ask('health for Contoso');
    const service = await press(card, /^Details$/);
    expect(service.text).toMatch(/Azure: Production, Test {1,2}· Contoso/);
    const incident = await press(service.card, /^Details$/, 'show-incident');
    expect(incident.text).toMatch(/^● .*VMW1-7QG/);
    const tell = await press(incident.card, /^Text for the customer$/);
    const again = await press(tell.card, /^Back$/, 'show-incident');
    expect((await press(again.card, /^Back$/, 'show-service')).text).toBe(service.text);
  });

  it('writes a text for the customer in the language chosen', async () => {
    const { card } = await ask('incident EX1002731 at Contoso');
    const english = await press(card, /^Text for the customer$/);
    expect(english.text).toMatch(/Exchange Online/);
    const french = await press(english.card, /Français/);
    expect(french.text).toMatch(/Microsoft signale/);
    const korean = await press(french.card, /한국어/);
    expect(korean.text).toMatch(/EX1002731/);
  });
});

describe('maintenance', () => {
  it('tells what is planned for a customer, Microsoft 365 and Azure, next first', async () => {
    const { text, card } = await ask('maintenance for Contoso');
    expect(text).toMatch(/PM1D-2WZ.*MC\d+/);
    const change = await press(card, /Details of Planned maintenance: virtual machines/);
    expect(change.text).toMatch(/PM1D-2WZ.*West Europe/);
  });

  it('tells it for all customers, each change once with the number of customers', async () => {
    const text = await waitForAnswer('maintenance', /4\d of 45 customers read/);
    expect(text).toMatch(/^\d+ planned changes, \d+ major · next: .* All customers/);
    expect(text).toMatch(/\d+ customers · .*PM1D-2WZ/);
  });
});

describe('Azure', () => {
  it('is part of the answer, each incident once', async () => {
    const { card, text } = await ask('health for Contoso');
    expect(text).toMatch(/Azure: Production, Test.*VMW1-7QG/);
    expect(text.split('VMW1-7QG').length - 1).toBe(1);
    expect(readActions(card).map(({ title }) => title)).toContain('History');
  });

  it('with one of four subscriptions forbidden shows three and names the fourth', async () => {
    const { text } = await ask('health for Fabrikam');
    expect(text).toMatch(/Not read: Azure \(Finance\)/);
    expect(text).toMatch(/Azure: Production/);
    expect(text).toMatch(/Azure: Staging/);
    expect(text).toMatch(/Azure: Data Platform/);
  });

  it.each([
    ['is Azure down at Contoso?', /Yes, it’s Microsoft\..*VMW1-7QG/],
    ['is Azure down at Fabrikam?', /Not read: Azure \(Finance\)/],
    ['are virtual machines down at Contoso?', /VMW1-7QG/],
    ['is SQL Database down at Relecloud?', /^(?!.*No such service).*Azure/],
    ['incident EX1002731 at Litware', /Litware.*has not given the app its permissions/],
    ['incident EX1002731 at Alpine Ski House', /Alpine Ski House does not have this incident/],
    ['incident EX1002731 at Nobody Corp', /No customer called “Nobody Corp”/],
    ['access for Nod Publishers', /Nod Publishers.*ends on/],
    ['access for Litware', /Litware.*permissions/],
  ])('answers %j by all that is known of it', async (text, pattern) => {
    expect((await ask(text)).text).toMatch(pattern);
  });

  it('is not mentioned in 21Vianet, even when its hosts fail', async () => {
    sandbox.faults.add({ host: 'management.azure.com', fault: { kind: 'status', status: 500 } });
    const { text } = await ask('health for 清河精密制造');
    expect(text).not.toMatch(/Azure:|Not read: Azure/);
  });

  it('that cannot be read never hides what Microsoft 365 says', async () => {
    sandbox.faults.add({ host: 'management.azure.com', fault: { kind: 'status', status: 403 } });
    const { text } = await ask('health for Generique');
    expect(text).toMatch(/Not read: Azure/);
    expect(text).not.toMatch(/^No known issue at Microsoft\./);
  });
});
