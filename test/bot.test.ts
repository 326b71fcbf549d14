import { request } from 'node:http';
import { gzipSync } from 'node:zlib';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { SANDBOX_ACCOUNTS } from '../src/sandbox/accounts.ts';
import { createSandbox, type Sandbox } from '../src/sandbox/sandbox.ts';
import { type FakeTeams, startFakeTeams } from './support/fake-teams.ts';
import { readActions, readCardText, readLinks } from './support/read-card.ts';
import { type RunningBot, startBot } from './support/start-bot.ts';

// The whole bot over HTTP: Teams on one side, the simulated Microsoft cloud on the other.

let sandbox: Sandbox;
let bot: RunningBot;
let teams: FakeTeams;

beforeAll(async () => {
  sandbox = createSandbox({ clock: Date.now });
  const { url } = await sandbox.start();
  bot = await startBot({ upstream: { url, accounts: SANDBOX_ACCOUNTS } });
  teams = await startFakeTeams(bot.url);
});

afterEach(() => sandbox.faults.clear());

afterAll(async () => {
  await teams.stop();
  await bot.stop();
  await sandbox.stop();
});

async function askForCard(text: string, options?: Parameters<FakeTeams['ask']>[1]) {
  const [activity] = await teams.ask(text, options);
  const [attachment] = activity?.attachments ?? [];
  expect(attachment?.contentType, text).toBe('application/vnd.microsoft.card.adaptive');
  const card = attachment?.content ?? {};
  return { card, text: readCardText(card), summary: activity?.summary ?? '' };
}

describe('health for a customer', () => {
  it('answers a message through the connector with one card and a sentence for the notification', async () => {
    expect(await teams.write('health for Contoso')).toBe(200);
    const [activity] = teams.posted;
    expect(activity).toMatchObject({
      type: 'message',
      summary: expect.stringMatching(/^Contoso: Yes, it’s Microsoft/),
    });
    expect(activity?.text).toBeUndefined();
    expect(activity?.attachments).toHaveLength(1);
  });

  it('tells the verdict, the worst service first, what Microsoft says, how fresh it is, and links to the admin centre', async () => {
    const { card, text } = await askForCard('health for Contoso');
    expect(text).toMatch(/^Yes, it’s Microsoft\. Contoso/);
    expect(text).toMatch(/Exchange Online Service degradation EX1002731/);
    expect(text).toMatch(/Since .* Updated/);
    expect(text).toMatch(/Read at \d\d:\d\d/);
    expect(text).toMatch(/\d+ healthy services/);
    expect(readLinks(card)).toContainEqual(
      expect.stringContaining('https://admin.microsoft.com/Partner/BeginClientSession.aspx?CTID='),
    );
  });

  it.each([
    ['health for Alpine Ski House', /^No known issue at Microsoft\./],
    ['health for Litware', /^Can’t tell\..*consent|permissions/],
    ['health for Proseware', /^Can’t tell\..*permission/],
    ['health for Légère', /Légère Boulangerie/],
    ['legere boulangerie', /Légère Boulangerie/],
    ['is Exchange down at Contoso?', /Exchange Online.*EX1002731/],
    ['contoso.com status', /Contoso/],
    ['하늘전자 상태', /하늘전자/],
    ['北辰贸易的运行状况', /北辰贸易/],
    ['清河精密制造', /清河精密制造.*21Vianet/],
    ['health for Contosso', /Contoso/],
    ['health for Coho', /Which customer\?.*Coho Winery.*Coho Vineyard/],
    ['health for Nowhere Unlimited', /No customer called “Nowhere Unlimited”/],
    ['helth for contoso', /Did you mean “health”\?/],
    ['customers coho', /Coho Vineyard.*Coho Winery/],
    ['help', /Is it Microsoft\?/],
    ['', /What would you like to know\?/],
    ['🤷🏽‍♀️', /What would you like to know\?/],
    ['x'.repeat(10_000), /I didn’t understand that\./],
  ])('answers %j', async (text, expected) => {
    expect((await askForCard(text)).text).toMatch(expected);
  });

  it('never says that nothing is known about a customer it could not read', async () => {
    for (const name of ['Litware', 'Proseware', '海棠国际物流']) {
      const { text } = await askForCard(`health for ${name}`);
      expect(text).not.toMatch(/No known issue/);
    }
  });

  it('links a customer without consent to the page where consent is given', async () => {
    const { card } = await askForCard('health for Litware');
    const client = SANDBOX_ACCOUNTS.find(({ cloud }) => cloud === 'global')?.clientId;
    expect(readLinks(card)).toContainEqual(
      expect.stringMatching(new RegExp(`/adminconsent\\?client_id=${client}$`)),
    );
  });

  it.each([
    ['fr-FR', /Oui, cela vient de Microsoft/],
    ['ko-KR', /Microsoft 쪽 문제입니다/],
    ['zh-CN', /是的，Microsoft 方面有问题/],
    ['de-DE', /Yes, it’s Microsoft/],
  ])('speaks to a person whose Teams is in %s', async (locale, expected) => {
    expect((await askForCard('contoso', { locale })).text).toMatch(expected);
  });

  it('gives times in the person’s zone', async () => {
    const paris = await askForCard('contoso', { timeZone: 'Asia/Tokyo' });
    const utc = await askForCard('contoso', { timeZone: 'Not/AZone' });
    const clock = (text: string) => /Read at (\d\d):\d\d/.exec(text)?.[1];
    expect((Number(clock(paris.text)) - Number(clock(utc.text)) + 24) % 24).toBe(9);
  });

  it('strips its own mention in a channel and keeps the rest', async () => {
    const activity = {
      text: '<at>Partner Health</at> health for Alpine Ski House\n',
      entities: [
        {
          type: 'mention',
          text: '<at>Partner Health</at>',
          mentioned: { id: '28:bot', name: 'Partner Health' },
        },
      ],
    };
    const { text } = await askForCard('', { conversationType: 'channel', activity });
    expect(text).toMatch(/Alpine Ski House/);
  });

  it('answers a lone attachment with what can be done', async () => {
    const activity = {
      attachments: [{ contentType: 'application/vnd.microsoft.teams.file.download.info', name: 'a.png' }],
    };
    expect((await askForCard('', { activity })).text).toMatch(/attachments/);
  });

  it('welcomes when it is added to a conversation, and only then', async () => {
    teams.posted.length = 0;
    await teams.write('', { activity: { type: 'conversationUpdate', membersAdded: [{ id: '29:someone' }] } });
    expect(teams.posted).toEqual([]);
    await teams.write('', { activity: { type: 'conversationUpdate', membersAdded: [{ id: '28:bot' }] } });
    expect(teams.posted[0]?.summary).toMatch(/Is it Microsoft\?/);
  });
});

describe('buttons', () => {
  it('all answer with a card that differs from the one they are on, and nothing is a dead end', async () => {
    const seen = new Set<string>();
    const queue = [
      (await askForCard('health for Contoso')).card,
      (await askForCard('health for Coho')).card,
      (await askForCard('help')).card,
      (await askForCard('customers')).card,
    ];
    for (let card = queue.shift(); card && seen.size < 60; card = queue.shift()) {
      for (const { verb, data, title } of readActions(card)) {
        const key = JSON.stringify([verb, data]);
        if (seen.has(key)) continue;
        seen.add(key);
        const answer = await teams.press(verb, data);
        expect(answer.status, title).toBe(200);
        expect(answer.body).toMatchObject({
          statusCode: 200,
          type: 'application/vnd.microsoft.card.adaptive',
        });
        expect(readCardText(answer.card), `${title} ${key}`).not.toMatch(/no longer works|did not work/);
        queue.push(answer.card);
      }
    }
    expect(seen.size).toBeGreaterThan(15);
  });

  it('of several customers lead to the one that is chosen', async () => {
    const { card } = await askForCard('health for Coho');
    const winery = readActions(card).find(({ title }) => /Winery/.test(title));
    const answer = await teams.press(winery?.verb ?? '', winery?.data);
    expect(readCardText(answer.card)).toMatch(/Coho Winery/);
  });

  it('refresh reads anew', async () => {
    const { card } = await askForCard('health for Fourth Coffee');
    const refresh = readActions(card).find(({ verb }) => verb === 'refresh-health');
    sandbox.requests.clear();
    await teams.press(refresh?.verb ?? '', refresh?.data);
    const paths = sandbox.requests.list().map(({ path }) => path.split('/').at(-1));
    expect(paths.sort()).toEqual(['healthOverviews', 'issues', 'messages']);
  });

  it.each([
    ['an unknown verb', 'delete-everything', {}],
    ['no data', 'show-health', undefined],
    ['a cloud that does not exist', 'show-health', { cloud: 'moon', tenantId: 'x' }],
    ['data of the wrong kind', 'show-service', { cloud: 'global', tenantId: 5, service: {} }],
    ['a name from the prototype', '__proto__', {}],
    ['another one', 'constructor', {}],
  ])('with %s get a clear answer', async (_what, verb, data) => {
    const answer = await teams.press(verb, data);
    expect(answer.status).toBe(200);
    expect(readCardText(answer.card)).toMatch(/This button no longer works/);
  });

  it('of a customer that is not ours show nothing of it', async () => {
    sandbox.requests.clear();
    const answer = await teams.press('show-health', {
      cloud: 'global',
      tenantId: '00000000-dead-4000-8000-000000000000',
    });
    expect(readCardText(answer.card)).toMatch(/no longer on the list/);
    expect(sandbox.requests.list()).toEqual([]);
  });
});

describe('bad days at Microsoft', () => {
  const CASES = [
    ['throttling', { kind: 'status', status: 429, retryAfterSeconds: 120 }, /slow down/],
    ['errors', { kind: 'status', status: 500 }, /could not be reached/],
    ['broken JSON', { kind: 'brokenJson' }, /could not understand/],
    ['HTML in place of JSON', { kind: 'html' }, /could not understand/],
    ['dropped connections', { kind: 'drop' }, /could not be reached/],
  ] as const;

  const CUSTOMERS = [
    'Wingtip Toys',
    'Lamna Healthcare',
    'Nod Publishers',
    'Bellows College',
    'Trey Research',
  ];

  it.each(
    CASES,
  )('%s: other parts are answered, this one is named, and all is right again later', async (_what, fault, why) => {
    const { card } = await askForCard(
      `health for ${CUSTOMERS[CASES.findIndex(([, known]) => known === fault)]}`,
    );
    const { verb = '', data } = readActions(card).find((action) => action.verb === 'refresh-health') ?? {};
    sandbox.faults.add({ fault, host: 'graph.microsoft.com', path: '*/issues' });
    const during = readCardText((await teams.press(verb, data)).card);
    expect(during).toMatch(why);
    expect(during).not.toMatch(/No known issue/);
    expect(during).toMatch(/Read at/);
    sandbox.faults.clear();
    // A tenant that asked us to wait is left alone as long as it asked.
    if (fault.kind === 'status' && fault.status === 429) return;
    const after = readCardText((await teams.press(verb, data)).card);
    expect(after).not.toMatch(/Not read/);
  });

  it('a customer whose Microsoft is slow is answered within 8 seconds', async () => {
    sandbox.faults.add({
      fault: { kind: 'latency', ms: 20_000 },
      host: 'graph.microsoft.com',
      path: '*/messages',
    });
    const start = performance.now();
    const { text } = await askForCard('health for VanArsdel');
    expect(performance.now() - start).toBeLessThan(8_000);
    expect(text).toMatch(/did not answer in time/);
    expect(text).toMatch(/Read at/);
  });
});

describe('bad requests', () => {
  const post = (body: string, contentType = 'application/json') =>
    fetch(`${bot.url}/api/messages`, { method: 'POST', headers: { 'content-type': contentType }, body });

  it.each([
    ['no JSON', '{"type":', 'application/json', 400],
    ['no activity', '{}', 'application/json', 400],
    ['an array', '[]', 'application/json', 400],
    ['null', 'null', 'application/json', 400],
    ['nothing', '', 'application/json', 400],
    [
      'an activity without sender',
      '{"type":"message","channelId":"msteams","serviceUrl":"http://x","conversation":{"id":"c"}}',
      'application/json',
      400,
    ],
    ['a form', 'a=b', 'application/x-www-form-urlencoded', 415],
    ['no content type', '{}', '', 415],
    ['plain text', '{}', 'text/plain', 415],
    ['5 MB', `{"type":"${'x'.repeat(5_000_000)}"}`, 'application/json', 413],
  ])('%s is refused', async (_what, body, contentType, status) => {
    const response = await post(body, contentType);
    expect(response.status).toBe(status);
    expect(await response.text()).not.toContain('xxxx');
  });

  it.each([
    ['not even gzip', Buffer.from('not gzip')],
    ['cut short', gzipSync('{"type":"message"}').subarray(0, 20)],
    ['200 KB that unpack to 200 MB', gzipSync(Buffer.alloc(200_000_000))],
  ])('a compressed body that is %s is refused unread', async (_what, body) => {
    const response = await fetch(`${bot.url}/api/messages`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'content-encoding': 'gzip' },
      body,
    });
    expect(response.status).toBe(415);
  });

  it('a body without a length that grows too large is refused', async () => {
    const status = await new Promise<number | undefined>((resolve, reject) => {
      const req = request(
        `${bot.url}/api/messages`,
        { method: 'POST', headers: { 'content-type': 'application/json' } },
        (res) => {
          res.resume();
          resolve(res.statusCode);
        },
      );
      req.on('error', reject);
      req.write(`{"type":"${'x'.repeat(300_000)}`);
      req.end('"}');
    });
    expect(status).toBe(413);
  });

  it('a body that never ends is cut off at the limit, and the connection with it', async () => {
    const { status, sent } = await new Promise<{ status: number | undefined; sent: number }>(
      (resolve, reject) => {
        let bytes = 0;
        const headers = { 'content-type': 'application/json' };
        const req = request(`${bot.url}/api/messages`, { method: 'POST', headers }, (res) => {
          res.resume();
          resolve({ status: res.statusCode, sent: bytes });
        });
        req.on('error', reject);
        const chunk = Buffer.alloc(64 * 1024, 'x');
        const send = () => {
          for (let at = 0; at < 4; at += 1) bytes += chunk.length;
          req.write(
            Buffer.concat([chunk, chunk, chunk, chunk]),
            () => !req.destroyed && bytes < 50_000_000 && setImmediate(send),
          );
        };
        send();
      },
    );
    expect(status).toBe(413);
    expect(sent).toBeLessThan(10_000_000);
  });

  it.each([
    ['another name for this machine', { host: 'evil.example:3978' }],
    ['a page in a browser', { origin: 'http://localhost:3978' }],
    ['a proxy', { 'x-forwarded-for': '203.0.113.7' }],
    ['another kind of proxy', { forwarded: 'for=203.0.113.7' }],
  ])('what comes from %s is refused while no signature is checked', async (_what, headers) => {
    const status = await new Promise<number | undefined>((resolve, reject) => {
      const all = { 'content-type': 'application/json', ...headers };
      const req = request(`${bot.url}/api/messages`, { method: 'POST', headers: all }, (res) => {
        res.resume();
        resolve(res.statusCode);
      });
      req.on('error', reject);
      req.end('{}');
    });
    expect(status).toBe(403);
  });

  it('an unknown invoke, and one without an action, get a client error', async () => {
    const unknown = await teams.press('x', {}, { activity: { name: 'task/fetch' } });
    expect(unknown.status).toBe(400);
    const empty = await teams.press('x', {}, { activity: { value: 'nonsense' } });
    expect(empty.status).toBe(400);
  });

  it('leaves the process alive and logs nothing of what was sent', async () => {
    expect(await (await fetch(`${bot.url}/healthz`)).json()).toEqual({ status: 'alive' });
    const secrets = SANDBOX_ACCOUNTS.map(({ credential }) =>
      credential.kind === 'secret' ? credential.secret : '',
    );
    const logged = JSON.stringify(bot.logLines);
    for (const secret of [...secrets, 'xxxx', 'Contoso', 'Litware']) expect(logged).not.toContain(secret);
  });
});

describe('metrics', () => {
  it('count calls and answers, and name no customer', async () => {
    const text = await (await fetch(`${bot.url}/metrics`)).text();
    expect(text).toMatch(/partner_health_customers 45/);
    expect(text).toMatch(
      /partner_health_microsoft_call_seconds_count\{api="graph",cloud="global",outcome="200"\}/,
    );
    expect(text).toMatch(/partner_health_answer_seconds_count\{kind="health"\}/);
    expect(text).not.toMatch(/contoso/i);
  });
});
