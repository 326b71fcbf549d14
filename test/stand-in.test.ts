import type { ServerResponse } from 'node:http';
import { afterEach, describe, expect, it } from 'vitest';
import { type FakeTeams, startFakeTeams } from './support/fake-teams.ts';
import {
  type PlainMicrosoft,
  type PlainMicrosoftOptions,
  startPlainMicrosoft,
} from './support/plain-microsoft.ts';
import { readActions, readCardText } from './support/read-card.ts';
import { type RunningBot, startBot } from './support/start-bot.ts';

// The whole bot against a stand-in that shares nothing with the sandbox: what works here works from the documents.

const CONTOSO_ID = '0a1b2c3d-0000-4000-8000-000000000001';

let microsoft: PlainMicrosoft;
let bot: RunningBot;
let teams: FakeTeams;

async function start(options: PlainMicrosoftOptions = {}, now?: () => number) {
  microsoft = await startPlainMicrosoft(options);
  bot = await startBot({ upstream: microsoft, untilReady: false, surroundings: now ? { clock: now } : {} });
  teams = await startFakeTeams(bot.url, { tenantId: microsoft.accounts[0]?.tenantId });
}

afterEach(async () => {
  await teams.stop();
  await bot.stop();
  await microsoft.stop();
});

async function ask(text: string) {
  const [activity] = await teams.ask(text);
  const card = activity?.attachments?.[0]?.content;
  return { card, text: readCardText(card) };
}

const countReadings = () =>
  microsoft.requests.filter((line) => line.includes('/serviceAnnouncement/')).length;

describe('against another stand-in', () => {
  it('answers right after the start, without a sandbox mark', async () => {
    await start();
    const { text } = await ask('health for Contoso');
    expect(text).toMatch(/^Yes, it’s Microsoft\. Contoso/);
    expect(text).toMatch(/5 of 25 services affected/);
    expect(text).not.toMatch(/Sandbox/);
  });

  it('asks Microsoft three things once, however many people ask about one customer at the same time', async () => {
    await start({ latencyMs: 30 });
    await Promise.all(Array.from({ length: 50 }, () => ask('health for Contoso')));
    expect(countReadings()).toBe(3);
    const signIns = microsoft.requests.filter((line) => line.includes(`/${CONTOSO_ID}/oauth2/`));
    expect(signIns).toHaveLength(1);
  });

  it('reuses an answer for 60 seconds and no longer', async () => {
    let now = Date.now();
    await start({}, () => now);
    await ask('health for Contoso');
    now += 59_000;
    await ask('health for Contoso');
    expect(countReadings()).toBe(3);
    now += 2_000;
    await ask('health for Contoso');
    expect(countReadings()).toBe(6);
  });

  it('reads all pages', async () => {
    const page = (value: object[], skip: number) => ({
      value,
      ...(skip < 300
        ? {
            '@odata.nextLink': `https://graph.microsoft.com/v1.0/admin/serviceAnnouncement/healthOverviews?$skip=${skip}`,
          }
        : {}),
    });
    let served = 0;
    await start({
      answer: (path, res) => {
        if (!path.endsWith('/healthOverviews')) return false;
        const value = Array.from({ length: 100 }, (_, at) => ({
          id: `S${served + at}`,
          service: `Service ${served + at}`,
          status: 'ServiceOperational',
        }));
        served += 100;
        return send(res, 200, page(value, served));
      },
      incidents: 0,
    });
    expect((await ask('health for Contoso')).text).toMatch(/all 300 services are healthy/);
  });

  it('understands states and values that it has never met', async () => {
    await start({
      incidents: 0,
      answer: (path, res) =>
        path.endsWith('/healthOverviews') &&
        send(res, 200, {
          value: [
            { id: 'X', service: 'Novelty', status: 'serviceOnFire', extra: { deep: [1] } },
            { id: 'Y', service: 'Plain', status: 'serviceOperational' },
          ],
        }),
    });
    const { text } = await ask('health for Contoso');
    expect(text).toMatch(/^Possibly Microsoft/);
    expect(text).toMatch(/Novelty State not known/);
  });

  it('cannot tell about a customer without any service', async () => {
    await start({ services: 0, incidents: 0 });
    expect((await ask('health for Contoso')).text).toMatch(
      /^Can’t tell\. Contoso · no services that report their health/,
    );
  });

  it('names the wrong secret as the operator’s affair, for every customer', async () => {
    await start({
      answer: (path, res) =>
        path.endsWith('/token') &&
        !path.includes('00000000000a') &&
        send(res, 401, {
          error: 'invalid_client',
          error_description: 'AADSTS7000215: Invalid client secret provided.',
          error_codes: [7000215],
        }),
    });
    const { text } = await ask('health for Contoso');
    expect(text).toMatch(/^Can’t tell\./);
    expect(text).toMatch(/refused our own sign-in/);
  });

  it('answers at once about one account while the other one hangs', async () => {
    const china = {
      tenantId: 'china-partner',
      clientId: 'china-client',
      credential: { kind: 'secret', secret: 's' },
    } as const;
    await start({
      accounts: [{ ...china, cloud: 'china', refreshToken: undefined }],
      answer: (path) => path.startsWith('partner.partnercenterapi.microsoftonline.cn'),
    });
    while ((await ask('customers')).text.includes('Still loading'));
    const slow = performance.now();
    const { text } = await ask('health for Contoso');
    expect(text).toMatch(/^Yes, it’s Microsoft/);
    // The wait for customers that are being loaded is 1,000 ms: what is clear must not wait for it.
    expect(performance.now() - slow).toBeLessThan(900);
  });

  it.each([
    'health for Contoso',
    'Contoso',
    'customers',
  ])('never says that a customer does not exist while none was ever read: %s', async (question) => {
    await start({
      answer: (path, res) =>
        path.endsWith('/v1/customers') && send(res, 403, { code: '900308', description: 'no' }),
    });
    const [activity] = await teams.ask(question);
    expect(activity?.summary).toMatch(/could not be loaded/);
    expect(activity?.summary).not.toMatch(/No customer|no customers/);
  });

  it('says so while customers cannot be loaded, and answers once they can', async () => {
    let broken = true;
    await start({
      answer: (path, res) =>
        path.endsWith('/v1/customers') && broken && send(res, 403, { code: '900308', description: 'no' }),
    });
    const { text } = await ask('health for Contoso');
    expect(text).toMatch(/could not be loaded/);
    expect((await fetch(`${bot.url}/readyz`)).status).toBe(503);
    broken = false;
  });

  it('finds a customer of one Han sign, also where the question is joined to it', async () => {
    await start({
      customers: [{ id: '0a1b2c3d-0000-4000-8000-000000000002', name: '王', domain: 'wang.example' }],
    });
    await waitForCustomers();
    for (const question of ['王', '王的状态', '王 的运行状况', '王的运行状况'])
      expect((await ask(question)).text, question).toMatch(/王 · 5 of 25/);
  });

  it('lists 200 customers that fit a name by their first and tells how to narrow down', async () => {
    const customers = Array.from({ length: 200 }, (_, at) => ({
      id: `0a1b2c3d-0000-4000-9000-${String(at).padStart(12, '0')}`,
      name: `Branch ${String(at).padStart(3, '0')} of Fabrikam`,
      domain: `branch${at}.fabrikam.example`,
    }));
    await start({ customers });
    await waitForCustomers();
    const { text, card } = await ask('health for Fabrikam');
    expect(text).toMatch(/200 customers fit “Fabrikam”/);
    expect(readActions(card).filter(({ verb }) => verb === 'show-health').length).toBeGreaterThanOrEqual(5);
  });

  it('offers the customer behind a slip of the command, and asks for one when only a service was named', async () => {
    await start();
    await waitForCustomers();
    const { text, card } = await ask('helth for contoso');
    expect(text).toMatch(/Did you mean “health”\?/);
    const offer = readActions(card).find(({ title }) => title === 'Health of Contoso');
    expect(readCardText((await teams.press(offer?.verb ?? '', offer?.data)).card)).toMatch(
      /^Yes, it’s Microsoft/,
    );
    const news = readActions((await ask('any news on Contoso this morning')).card);
    expect(news.map(({ title }) => title)).toContain('Health of Contoso');
    expect((await ask('is Exchange down?')).text).toMatch(/Which customer\? You asked about “Exchange”/);
  });
});

async function waitForCustomers() {
  while ((await fetch(`${bot.url}/readyz`)).status !== 200)
    await new Promise((resolve) => setTimeout(resolve, 5));
}

function send(res: ServerResponse, status: number, body: object): true {
  res.writeHead(status, { 'content-type': 'application/json' });
  res.end(JSON.stringify(body));
  return true;
}
