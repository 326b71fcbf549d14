import { afterEach, describe, expect, it } from 'vitest';
import { createCorrelation } from '../../src/correlation.ts';
import { ReadError } from '../../src/errors.ts';
import type { IncidentReportFile } from '../../src/health/ports.ts';
import { createReportTickets, type ReportTicket } from '../../src/http/report-tickets.ts';
import { createHttpServer, type HttpServer } from '../../src/http/server.ts';
import { createKeptLog } from '../support/kept-log.ts';

const TICKET: ReportTicket = {
  subject: { cloud: 'global', tenantId: '0a1b2c3d-0000-4000-8000-000000000001', incident: 'EX226574' },
  reader: { objectId: 'adele', conversationTenant: 'ours' },
};
const PDF = new TextEncoder().encode('%PDF-1.7 a report');

let running: HttpServer | undefined;
afterEach(() => running?.stop(0));

async function start(
  read: (ticket: ReportTicket) => Promise<IncidentReportFile | 'refused' | 'unreadable'>,
  unready?: string,
) {
  const tickets = createReportTickets({ key: Buffer.alloc(32, 1), clock: () => 0 });
  const log = createKeptLog();
  running = createHttpServer({
    host: '127.0.0.1',
    port: 0,
    receive: async () => ({ status: 200 }),
    findUnready: async () => unready,
    incidentReports: { tickets, read },
    renderMetrics: async () => ({ contentType: 'text/plain', text: '' }),
    correlation: createCorrelation(),
    makeId: () => 'id-1',
    log,
  });
  const url = await running.start();
  return { url, log, link: `${url}/incident-reports/${tickets.make(TICKET)}` };
}

describe('the link to a post-incident report', () => {
  it('downloads the file that Microsoft has', async () => {
    const asked: ReportTicket[] = [];
    const { link } = await start(async (ticket) => {
      asked.push(ticket);
      return { contentType: 'application/pdf', content: PDF };
    });
    const answer = await fetch(link);
    expect(answer.status).toBe(200);
    expect(answer.headers.get('content-type')).toBe('application/pdf');
    expect(answer.headers.get('content-disposition')).toBe(
      'attachment; filename="post-incident-report-EX226574.pdf"',
    );
    expect(new Uint8Array(await answer.arrayBuffer())).toEqual(PDF);
    expect(asked).toEqual([TICKET]);
  });

  it('never becomes a page of ours, whatever Microsoft calls the file', async () => {
    const { link } = await start(async () => ({
      contentType: 'text/html; charset=utf-8',
      content: new TextEncoder().encode('<script>alert(1)</script>'),
    }));
    const { headers } = await fetch(link);
    expect(headers.get('content-type')).toBe('application/octet-stream');
    expect(headers.get('content-disposition')).toMatch(/^attachment/);
    expect(headers.get('x-content-type-options')).toBe('nosniff');
    expect(headers.get('content-security-policy')).toContain('sandbox');
  });

  it.each([
    ['is gone', new ReadError('notFound', 'gone'), 404],
    ['cannot be read', new ReadError('throttled', 'wait', { cause: new TypeError('secret detail') }), 502],
    ['breaks unforeseen', new TypeError('secret detail'), 502],
  ])('says so when the report %s, and logs it without its data', async (_name, error, status) => {
    const { link, log } = await start(async () => {
      throw error;
    });
    const answer = await fetch(link);
    expect(answer.status).toBe(status);
    expect(await answer.text()).not.toContain('secret');
    expect(log.lines).toHaveLength(1);
    expect(log.lines[0]?.fields.error).toContain(error.name);
    expect(JSON.stringify(log.lines)).not.toMatch(/secret|EX226574|0a1b2c3d/);
  });

  it.each([
    ['refused', 403, null],
    ['unreadable', 503, '10'],
  ] as const)('hands out nothing to whom is %s', async (kind, status, retryAfter) => {
    const { link, log } = await start(async () => kind);
    const answer = await fetch(link);
    expect([answer.status, answer.headers.get('retry-after')]).toEqual([status, retryAfter]);
    expect(answer.headers.get('content-type')).toMatch(/^text\/plain/);
    expect(log.lines).toEqual([]);
  });

  it('serves four at the same time, and asks others to come again', async () => {
    const gate = Promise.withResolvers<void>();
    const full = Promise.withResolvers<void>();
    let calls = 0;
    const { link } = await start(async () => {
      calls += 1;
      if (calls === 4) full.resolve();
      await gate.promise;
      if (calls <= 4) throw new ReadError('unavailable', 'no');
      return { contentType: 'application/pdf', content: PDF };
    });
    const four = [1, 2, 3, 4].map(() => fetch(link));
    await full.promise;
    const fifth = await fetch(link);
    expect(fifth.status).toBe(503);
    expect(fifth.headers.get('retry-after')).toBe('10');
    expect(await fifth.text()).toMatch(/again in a few seconds/);
    expect(calls).toBe(4);
    gate.resolve();
    for (const answer of four) expect((await answer).status).toBe(502);
    expect((await fetch(link)).status).toBe(200);
  });

  it('keeps a place no longer than whoever took it stays', async () => {
    const large = new Uint8Array(20_000_000);
    const { link } = await start(async () => ({ contentType: 'application/pdf', content: large }));
    for (let round = 0; round < 8; round += 1) {
      const leaving = new AbortController();
      const answer = await fetch(link, { signal: leaving.signal });
      // The last one's place becomes free a moment after it left.
      expect([200, 503]).toContain(answer.status);
      leaving.abort();
    }
    let status = 503;
    while (status === 503) {
      const answer = await fetch(link);
      status = answer.status;
      await answer.arrayBuffer();
    }
    expect(status).toBe(200);
  });

  it('opens nothing with a ticket that we did not make', async () => {
    const { url } = await start(async () => {
      throw new Error('must not be asked');
    });
    const answer = await fetch(`${url}/incident-reports/forged.ticket`);
    expect(answer.status).toBe(404);
  });
});

describe('/readyz', () => {
  it('tells why the bot is not ready', async () => {
    const { url } = await start(async () => ({ contentType: '', content: PDF }), 'the store is away');
    const answer = await fetch(`${url}/readyz`);
    expect(answer.status).toBe(503);
    expect(await answer.json()).toEqual({ status: 'not ready', reason: 'the store is away' });
  });
});
