import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createCorrelation } from '../src/correlation.ts';
import { correlateLog } from '../src/log.ts';
import { type FakeTeams, startFakeTeams } from './support/fake-teams.ts';
import { createKeptLog } from './support/kept-log.ts';
import { type RunningBot, startBot } from './support/start-bot.ts';

const GUID = /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;

interface Sent {
  readonly host: string;
  readonly headers: Headers;
}

describe('a question', () => {
  const sent: Sent[] = [];
  let fails: string | undefined;
  let bot: RunningBot;
  let teams: FakeTeams;

  beforeAll(async () => {
    bot = await startBot({
      surroundings: {
        fetch: async (input, init) => {
          const host = new URL(String(input)).pathname.split('/')[1] ?? '';
          sent.push({ host, headers: new Headers(init?.headers) });
          if (host === fails) return new Response('{}', { status: 403, headers: { 'request-id': 'ms-1' } });
          return fetch(input, init);
        },
      },
    });
    teams = await startFakeTeams(bot.url);
    // What the first question begins for all is not part of the next one.
    await teams.ask('overview');
  });
  beforeEach(() => {
    sent.length = 0;
    fails = undefined;
  });
  afterAll(async () => {
    await teams.stop();
    await bot.stop();
  });

  const idsOf = ({ host, headers }: Sent): (string | null)[] => {
    if (host.includes('partnercenter')) return [headers.get('ms-correlationid')];
    const own = headers.get('client-request-id');
    return host.startsWith('management') ? [own, headers.get('x-ms-client-request-id')] : [own];
  };
  const linesOf = (id: string) => bot.logLines.filter(({ fields }) => fields.correlation === id);

  it('is followed from the activity through every call to Microsoft, of every API', async () => {
    await teams.ask('health for Contoso');
    const hosts = new Set(sent.map(({ host }) => host));
    expect([...hosts].sort()).toEqual([
      'api.partnercenter.microsoft.com',
      'graph.microsoft.com',
      'login.microsoftonline.com',
      'management.azure.com',
    ]);
    const ids = new Set(sent.flatMap(idsOf));
    expect(ids.size).toBe(1);
    const [id = ''] = ids;
    expect(id).toMatch(GUID);
    const calls = linesOf(id ?? '').filter(({ fields }) => fields.api !== undefined);
    expect(calls).toHaveLength(sent.length);
    for (const { level, fields } of calls) {
      expect(level).toBe('debug');
      expect(fields).toMatchObject({ cloud: 'global', outcome: 'answered', status: 200, attempt: 1 });
      expect(fields.durationMs).toBeTypeOf('number');
    }
    expect(calls.some(({ fields }) => /^[\w-]+$/.test(String(fields.requestId)))).toBe(true);
  });

  it('keeps the idempotency keys of Partner Center apart from its own id', async () => {
    await teams.ask('health for Wingtip Toys');
    const keys = sent.flatMap(({ headers }) => headers.get('ms-requestid') ?? []);
    expect(keys.length).toBeGreaterThan(0);
    const ids = sent.flatMap(idsOf);
    for (const key of keys) expect(ids).not.toContain(key);
    expect(new Set(keys).size).toBe(keys.length);
  });

  it('has an id of its own, beside others at the same time', async () => {
    await Promise.all([teams.ask('health for Litware'), teams.ask('health for Proseware')]);
    expect(new Set(sent.flatMap(idsOf)).size).toBe(2);
  });

  it('whose call fails for good is told of at info, with the id that Microsoft gave the request', async () => {
    const before = bot.logLines.length;
    fails = 'graph.microsoft.com';
    await teams.ask('health for Lamna Healthcare');
    const failed = bot.logLines
      .slice(before)
      .filter(({ message, fields }) => message === 'A call to Microsoft failed.' && fields.api === 'graph');
    expect(failed.length).toBeGreaterThan(0);
    for (const { level, fields } of failed) {
      expect(level).toBe('info');
      expect(fields).toMatchObject({ api: 'graph', status: 403, requestId: 'ms-1' });
      expect(String(fields.correlation)).toMatch(GUID);
    }
    // Neither addresses nor tenants: they would be customers' data.
    expect(JSON.stringify(bot.logLines)).not.toMatch(/https?:\/\/(?!127)|Lamna|Bearer/);
  });
});

describe('a log', () => {
  it('tells the question of a line, where there is one, however deep it was written', async () => {
    const correlation = createCorrelation();
    const kept = createKeptLog();
    const log = correlateLog(kept, correlation);
    log.info({ count: 1 }, 'Outside.');
    await correlation.run('id-1', async () => {
      await new Promise((resolve) => setTimeout(resolve, 1));
      for (const level of ['debug', 'info', 'warn', 'error'] as const) log[level]({ count: 2 }, 'Inside.');
    });
    expect(kept.lines.map(({ level, fields }) => [level, fields])).toEqual([
      ['info', { count: 1 }],
      ...['debug', 'info', 'warn', 'error'].map((level) => [level, { correlation: 'id-1', count: 2 }]),
    ]);
  });
});
