import { afterEach, describe, expect, it } from 'vitest';
import { createCorrelation } from '../../src/correlation.ts';
import type { ConsentSignIn } from '../../src/http/consent-route.ts';
import { createReportTickets } from '../../src/http/report-tickets.ts';
import { createHttpServer, type HttpServer } from '../../src/http/server.ts';
import { createKeptLog } from '../support/kept-log.ts';

let running: HttpServer | undefined;
afterEach(() => running?.stop(0));

async function start(consent: ConsentSignIn | undefined) {
  const log = createKeptLog();
  running = createHttpServer({
    ...{ host: '127.0.0.1', port: 0, log, consent },
    receive: async () => ({ status: 200 }),
    findUnready: async () => undefined,
    incidentReports: {
      tickets: createReportTickets({ key: Buffer.alloc(32, 1), clock: () => 0 }),
      read: async () => ({ contentType: '', content: new Uint8Array() }),
    },
    renderMetrics: async () => ({ contentType: 'text/plain', text: '' }),
    correlation: createCorrelation(),
    makeId: () => '1',
  });
  const url = await running.start();
  const get = (path: string, init?: RequestInit) => fetch(url + path, { redirect: 'manual', ...init });
  return { url, log, get };
}

const PAGE = 'https://login.microsoftonline.com/t/oauth2/v2.0/authorize?a=b';

function createSignIn(end: Awaited<ReturnType<ConsentSignIn['finish']>> = 'done') {
  const finished: unknown[] = [];
  const signIn: ConsentSignIn = {
    start: (ticket) => (ticket === 'good' ? PAGE : undefined),
    async finish(answer) {
      finished.push(answer);
      return end;
    },
  };
  return { signIn, finished };
}

/** What keeps a page from being kept, framed, or telling its address. */
function expectSafe({ headers }: Response): void {
  expect(headers.get('cache-control')).toBe('no-store');
  expect(headers.get('referrer-policy')).toBe('no-referrer');
  expect(headers.get('content-security-policy')).toContain("default-src 'none'");
  expect(headers.get('content-security-policy')).toContain("frame-ancestors 'none'");
  expect(headers.get('x-content-type-options')).toBe('nosniff');
}

describe('/consent/start', () => {
  it("sends whoever holds a ticket to Microsoft's page", async () => {
    const { get } = await start(createSignIn().signIn);
    const answer = await get('/consent/start?ticket=good');
    expect(answer.status).toBe(302);
    expect(answer.headers.get('location')).toBe(PAGE);
    expectSafe(answer);
  });

  it.each([
    '',
    '?ticket=',
    '?ticket=forged',
    '?ticket=%3Cscript%3E',
    `?ticket=${'x'.repeat(5_000)}`,
  ])('tells everybody else that the link is no good, in its own words: %s', async (query) => {
    const { get } = await start(createSignIn().signIn);
    const answer = await get(`/consent/start${query}`);
    expect(answer.status).toBe(404);
    expect(answer.headers.get('content-type')).toBe('text/html; charset=utf-8');
    expect(await answer.text()).not.toMatch(/script|forged|xxx/);
    expectSafe(answer);
  });
});

describe('/consent/callback', () => {
  it('hands over what came back, and says that it worked', async () => {
    const { signIn, finished } = createSignIn();
    const { get, log } = await start(signIn);
    const answer = await get('/consent/callback?code=the%2Fcode&state=the-state&session_state=x');
    expect(finished).toEqual([{ code: 'the/code', state: 'the-state' }]);
    expect(answer.status).toBe(200);
    const page = await answer.text();
    expect(page).toContain('Signed in. You can close this window.');
    expect(page).not.toContain('the-state');
    expectSafe(answer);
    expect(JSON.stringify(log.lines)).not.toMatch(/the.code|the-state/);
  });

  it('takes an error for a no, whatever else came along, and repeats nothing of it', async () => {
    const { signIn, finished } = createSignIn('declined');
    const { get } = await start(signIn);
    const answer = await get(
      '/consent/callback?error=access_denied&error_description=%3Cb%3Ehello%3C%2Fb%3E&code=c&state=s',
    );
    expect(finished).toEqual([{ code: undefined, state: 's' }]);
    expect(answer.status).toBe(403);
    expect(await answer.text()).not.toMatch(/hello|access_denied/);
  });

  it.each([
    ['unknown', 404],
    ['foreign', 403],
    ['notAllowed', 403],
    ['notRecorded', 503],
    ['failed', 502],
    ['notKept', 200],
  ] as const)('tells %s', async (end, status) => {
    const { get } = await start(createSignIn(end).signIn);
    const answer = await get('/consent/callback?code=c&state=s');
    expect(answer.status).toBe(status);
    expectSafe(answer);
  });

  it('does not look at what is too long', async () => {
    const { signIn, finished } = createSignIn();
    const { get } = await start(signIn);
    for (const query of [`code=c&state=${'x'.repeat(1_001)}`, `state=s&code=${'x'.repeat(8_001)}`]) {
      expect((await get(`/consent/callback?${query}`)).status).toBe(404);
    }
    expect(finished).toEqual([]);
  });

  it('signs in four people at the same time, and asks others to come again', async () => {
    const gate = Promise.withResolvers<void>();
    let underWay = 0;
    const { get } = await start({
      start: () => undefined,
      async finish() {
        underWay += 1;
        await gate.promise;
        return 'done';
      },
    });
    const four = [1, 2, 3, 4].map(() => get('/consent/callback?code=c&state=s'));
    await expect.poll(() => underWay).toBe(4);
    expect((await get('/consent/callback?code=c&state=s')).status).toBe(503);
    gate.resolve();
    for (const answer of four) expect((await answer).status).toBe(200);
  });

  it('without an app id answers nobody but this machine', async () => {
    const { signIn, finished } = createSignIn();
    const { get } = await start(signIn);
    const answer = await get('/consent/callback?code=c&state=s', {
      headers: { 'x-forwarded-for': '192.0.2.1' },
    });
    expect(answer.status).toBe(403);
    expect(finished).toEqual([]);
  });

  it('is not there where nobody can sign in', async () => {
    const { get } = await start(undefined);
    expect((await get('/consent/callback?code=c&state=s')).status).toBe(404);
  });
});
