import type { ServerResponse } from 'node:http';
import { describe, expect, it } from 'vitest';
import {
  CONTOSO,
  errorOf,
  ISSUES,
  LAMNA,
  OVERVIEW,
  OVERVIEWS,
  patient,
  payload,
  SIGN_IN,
  start,
} from '../start.ts';

const NEXT = 'https://graph.microsoft.com/v1.0/admin/serviceAnnouncement/issues?$skip=1';
const issue = (id: string, more: object = {}) => ({ id, title: id, ...more });
const REPORT = `${ISSUES}/EX1/incidentReport`;
const MEGABYTE = 1024 * 1024;

const file = (content: Uint8Array, contentType?: string) => (response: ServerResponse) => {
  response.writeHead(200, contentType === undefined ? {} : { 'content-type': contentType });
  response.end(content);
};

describe('all incidents', () => {
  it('are read without a filter, resolved ones included, in large pages', async () => {
    const { fake, serviceCommunications } = await start();
    fake.on(
      ISSUES,
      { json: { value: [issue('EX1', { isResolved: true })], '@odata.nextLink': NEXT } },
      { json: { value: [issue('EX2'), null] } },
    );
    const { items, skipped } = await serviceCommunications.listIncidents(CONTOSO, patient());
    expect(items.map(({ id, isResolved }) => [id, isResolved])).toEqual([
      ['EX1', true],
      ['EX2', false],
    ]);
    expect(skipped).toBe(1);
    expect(fake.seen(ISSUES).map(({ path, headers }) => [path, headers.prefer])).toEqual([
      ['/v1.0/admin/serviceAnnouncement/issues', 'odata.maxpagesize=1000'],
      ['/v1.0/admin/serviceAnnouncement/issues?$skip=1', 'odata.maxpagesize=1000'],
    ]);
  });
});

describe('one incident', () => {
  it('is read from the documented sample', async () => {
    const { fake, serviceCommunications } = await start();
    fake.on(`${ISSUES}/MO226784`, { json: payload('graph-issue-get.response') });
    expect(await serviceCommunications.findIncident(CONTOSO, 'MO226784', patient())).toEqual({
      id: 'MO226784',
      source: 'microsoft365',
      kind: 'advisory',
      origin: 'microsoft',
      title: 'Intermittently unable to access some Microsoft 365 services',
      service: 'Microsoft 365 suite',
      feature: 'Access',
      impact: 'Users may have been intermittently unable to access some Microsoft 365 services.',
      status: 'serviceRestored',
      isResolved: true,
      startedAt: Date.parse('2020-11-14T08:15:00Z'),
      endedAt: Date.parse('2020-11-14T09:45:00Z'),
      updatedAt: Date.parse('2020-11-14T11:06:53.353Z'),
      posts: [
        {
          at: Date.parse('2020-11-12T07:07:38.970Z'),
          html: expect.stringMatching(/^Title: Intermittently unable to invite partners/),
        },
      ],
    });
    expect(fake.seen(ISSUES).map(({ path }) => path)).toEqual([
      '/v1.0/admin/serviceAnnouncement/issues/MO226784',
    ]);
  });

  it.each([
    'a/../../b?c=d&$top=1#e',
    '%2e%2e',
    'EX 1 é',
  ])('is asked for by an id like %s, which stays one segment', async (id) => {
    const { fake, serviceCommunications } = await start();
    fake.on(ISSUES, { json: issue(id) });
    expect(await serviceCommunications.findIncident(CONTOSO, id, patient())).toMatchObject({ id });
    const path = fake.seen(ISSUES)[0]?.path ?? '';
    expect(path).toBe(`/v1.0/admin/serviceAnnouncement/issues/${encodeURIComponent(id)}`);
  });

  it.each(['', '.', '..'])('is never asked for by "%s"', async (id) => {
    const { fake, serviceCommunications } = await start();
    expect(await serviceCommunications.findIncident(CONTOSO, id, patient())).toBeUndefined();
    expect(await errorOf(serviceCommunications.readIncidentReport(CONTOSO, id, patient()))).toMatchObject({
      code: 'notFound',
    });
    expect(fake.requests).toEqual([]);
  });

  it.each([
    [404, 'ResourceNotFound', 'Resource not found'],
    [404, '', ''],
    [400, 'IssueNotFound', ''],
    [400, 'BadRequest', 'The issue EX1 does not exist for this tenant.'],
  ])('is unknown to this tenant after %i %s "%s"', async (status, code, message) => {
    const { fake, serviceCommunications } = await start();
    fake.on(ISSUES, { status, json: { error: { code, message } } });
    expect(await serviceCommunications.findIncident(CONTOSO, 'EX1', patient())).toBeUndefined();
  });

  it.each([
    [400, 'BadRequest', 'No', 'invalidAnswer'],
    [403, 'NotFound', 'not found', 'forbidden'],
    [401, 'Unauthorized', 'not found', 'signInBlocked'],
  ])('cannot be told after %i %s "%s"', async (status, code, message, meaning) => {
    const { fake, serviceCommunications } = await start();
    fake.on(ISSUES, { status, json: { error: { code, message } } });
    const error = await errorOf(serviceCommunications.findIncident(CONTOSO, 'EX1', patient()));
    expect(error).toMatchObject({ code: meaning, status });
  });

  it('cannot be told when it is the tenant that sign-in does not know', async () => {
    const { fake, serviceCommunications } = await start();
    fake.on(SIGN_IN, { status: 400, json: { error: 'invalid_request', error_codes: [90002] } });
    expect(await errorOf(serviceCommunications.findIncident(CONTOSO, 'EX1', patient()))).toMatchObject({
      code: 'notFound',
    });
    expect(await errorOf(serviceCommunications.readIncidentReport(CONTOSO, 'EX1', patient()))).toMatchObject({
      message: expect.stringContaining('sign-in'),
    });
  });

  it.each([{}, { value: [] }, []])('that reads %j is no answer', async (json) => {
    const { fake, serviceCommunications } = await start();
    fake.on(ISSUES, { json });
    expect(await errorOf(serviceCommunications.findIncident(CONTOSO, 'EX1', patient()))).toMatchObject({
      code: 'invalidAnswer',
    });
  });

  it('is asked for in its own cloud', async () => {
    const { fake, serviceCommunications } = await start();
    fake.on('microsoftgraph.chinacloudapi.cn/', { json: issue('EX1') });
    expect(await serviceCommunications.findIncident(LAMNA, 'EX1', patient())).toMatchObject({ id: 'EX1' });
  });
});

describe('a post-incident report', () => {
  const BYTES = Buffer.from([0x25, 0x50, 0x44, 0x46, 0x00, 0xff, 0xfe, 0x80, 0x0a]);

  it('is read byte by byte, with the type it claims', async () => {
    const { fake, serviceCommunications } = await start();
    fake.on(REPORT, file(BYTES, 'application/pdf'));
    const report = await serviceCommunications.readIncidentReport(CONTOSO, 'EX1', patient());
    expect(report.contentType).toBe('application/pdf');
    expect(Buffer.from(report.content).equals(BYTES)).toBe(true);
    expect(fake.seen(REPORT)[0]?.headers.accept).toBe('*/*');
  });

  it('may come without a type, and may look like JSON', async () => {
    const { fake, serviceCommunications } = await start();
    fake.on(REPORT, file(Buffer.from('{"a":1}')));
    const report = await serviceCommunications.readIncidentReport(CONTOSO, 'EX1', patient());
    expect(report.contentType).toBe('application/octet-stream');
    expect(Buffer.from(report.content).toString()).toBe('{"a":1}');
  });

  it('is asked for again after faults, like everything', async () => {
    const { fake, serviceCommunications } = await start();
    fake.on(REPORT, { status: 503 }, (response) => response.destroy(), { status: 401 }, file(BYTES));
    const { content } = await serviceCommunications.readIncidentReport(CONTOSO, 'EX1', patient());
    expect(content.byteLength).toBe(BYTES.byteLength);
    expect(fake.seen(REPORT)).toHaveLength(4);
  });

  it.each([20 * MEGABYTE, 20 * MEGABYTE + 1])('of %i bytes is within 20 MB or refused', async (size) => {
    const { fake, serviceCommunications } = await start();
    fake.on(REPORT, file(Buffer.alloc(size, 7)));
    const reading = serviceCommunications.readIncidentReport(CONTOSO, 'EX1', patient());
    if (size > 20 * MEGABYTE) expect(await errorOf(reading)).toMatchObject({ code: 'invalidAnswer' });
    else expect((await reading).content.byteLength).toBe(size);
    expect(fake.seen(REPORT)).toHaveLength(1);
  });

  it.each([
    [404, 'notFound'],
    [400, 'notFound'],
    [409, 'notFound'],
    [403, 'forbidden'],
    [401, 'signInBlocked'],
    [501, 'unavailable'],
    [302, 'invalidAnswer'],
  ])('refused with %i means %s', async (status, code) => {
    const { fake, serviceCommunications } = await start();
    fake.on(REPORT, { status, json: { error: { code: 'Refused', message: 'No' } } });
    const error = await errorOf(serviceCommunications.readIncidentReport(CONTOSO, 'EX1', patient()));
    expect(error).toMatchObject({ code });
  });

  it('without a byte is none', async () => {
    const { fake, serviceCommunications } = await start();
    fake.on(REPORT, file(Buffer.alloc(0), 'application/pdf'));
    expect(await errorOf(serviceCommunications.readIncidentReport(CONTOSO, 'EX1', patient()))).toMatchObject({
      code: 'notFound',
    });
  });

  it('ends in time, and when the caller gives up', async () => {
    const { fake, serviceCommunications } = await start({ timings: { graphFileMs: 250 } });
    fake.on(REPORT, (response) => {
      response.writeHead(200);
      response.write('half');
    });
    expect(await errorOf(serviceCommunications.readIncidentReport(CONTOSO, 'EX1', patient()))).toMatchObject({
      code: 'timeout',
    });
    const caller = new AbortController();
    const reading = errorOf(serviceCommunications.readIncidentReport(CONTOSO, 'EX1', caller.signal));
    caller.abort();
    expect(await reading).toMatchObject({ code: 'timeout' });
  });

  it('counts in the same budget as every question about the tenant', async () => {
    const { fake, time, serviceCommunications } = await start();
    fake.on(OVERVIEWS, { json: OVERVIEW });
    fake.on(REPORT, { status: 429, headers: { 'retry-after': '300' } });
    await errorOf(serviceCommunications.readIncidentReport(CONTOSO, 'EX1', patient()));
    expect(await errorOf(serviceCommunications.listServices(CONTOSO, patient()))).toMatchObject({
      code: 'throttled',
      retryAt: time.clock() + 300_000,
    });
    expect(fake.seen(OVERVIEWS)).toHaveLength(0);
  });
});
