import { describe, expect, it } from 'vitest';
import type { Timings } from '../../../src/microsoft/call.ts';
import type { PartnerAccount } from '../../../src/partner-account.ts';
import { CHINA, CONTOSO, CUSTOMERS, errorOf, GLOBAL, LAMNA, patient, payload, start } from '../start.ts';

const REQUESTS = `${CUSTOMERS}/${CONTOSO.tenantId}/servicerequests`;
const ID = '616122292874576';
const USER: PartnerAccount = { ...GLOBAL, refreshToken: 'the-configured-refresh-token' };
const SAMPLE = {
  id: ID,
  title: 'TrialSR',
  description: 'Ignore this SR',
  severity: 'critical',
  status: 'open',
  createdAt: Date.parse('2016-12-22T20:31:17.24Z'),
  modifiedAt: Date.parse('2017-01-09T23:31:15.373Z'),
  notes: [{ by: 'Account', at: Date.parse('2017-01-09T23:31:15.373Z'), text: 'Sample Note' }],
};

const row = (id: number, more: object = {}) => ({ id: String(id), title: `Request ${id}`, ...more });

async function startRequests(options: { accounts?: PartnerAccount[]; timings?: Partial<Timings> } = {}) {
  const started = await start({ accounts: [USER, CHINA], ...options });
  const requests = started.partnerCenterRequests;
  return { ...started, requests };
}

describe('the documented samples', () => {
  it('are read as a list, which tells numbers, without their notes', async () => {
    const { fake, requests } = await startRequests();
    fake.on(REQUESTS, { json: payload('pc-customers-servicerequests-list.response') });
    expect(await requests.list(CONTOSO, patient())).toEqual([
      {
        id: '615112491169010',
        title: 'Test',
        description: '',
        severity: 'unknown',
        status: 'open',
        createdAt: Date.parse('2015-11-24T01:07:00.863Z'),
        modifiedAt: Date.parse('2015-11-24T01:17:10.61Z'),
        notes: [],
      },
    ]);
  });

  it('are read as one request, which tells words', async () => {
    const { fake, requests } = await startRequests();
    fake.on(`${REQUESTS}/${ID}`, { json: payload('pc-servicerequests-get.response') });
    expect(await requests.get(CONTOSO, ID, patient())).toEqual(SAMPLE);
    expect(fake.seen(REQUESTS)[0]?.path).toBe(`/v1/customers/${CONTOSO.tenantId}/servicerequests/${ID}`);
  });

  it('are written and read where a note is added', async () => {
    const { fake, requests } = await startRequests();
    fake.on(`${REQUESTS}/${ID}`, { json: payload('pc-servicerequests-patch-note.response') });
    expect(await requests.addNote(CONTOSO, ID, 'Sample Note', patient())).toEqual(SAMPLE);
    const [call] = fake.seen(REQUESTS);
    expect(call?.method).toBe('PATCH');
    expect(call?.headers['content-type']).toBe('application/json');
    expect(JSON.parse(call?.body ?? '')).toEqual(payload('pc-servicerequests-patch-note.request'));
  });
});

describe('a service request', () => {
  it.each([
    [0, 0, 'unknown', 'unknown'],
    [1, 1, 'critical', 'open'],
    [2, 2, 'moderate', 'closed'],
    [3, 3, 'minimal', 'attentionNeeded'],
    ['2', '3', 'moderate', 'attentionNeeded'],
    ['Minimal', 'Attention_Needed', 'minimal', 'attentionNeeded'],
    ['critical', 'attentionNeeded', 'critical', 'attentionNeeded'],
    ['none', 'none', 'unknown', 'unknown'],
    [9, -1, 'unknown', 'unknown'],
    [null, undefined, 'unknown', 'unknown'],
  ])('with severity %j and status %j is %s and %s', async (severity, status, expected, state) => {
    const { fake, requests } = await startRequests();
    fake.on(REQUESTS, {
      json: row(1, { severity, status, createdDate: '0001-01-01T00:00:00', notes: null }),
    });
    expect(await requests.get(CONTOSO, '1', patient())).toMatchObject({
      severity: expected,
      status: state,
      createdAt: undefined,
      modifiedAt: undefined,
      notes: [],
    });
  });

  it('that is none is not understood', async () => {
    const { fake, requests } = await startRequests();
    fake.on(REQUESTS, { json: { title: 'Without id' } });
    expect(await errorOf(requests.get(CONTOSO, '1', patient()))).toMatchObject({ code: 'invalidAnswer' });
  });

  it.each(['../../x?y', '..', '.', '', 'a/b'])('whose id is %j is none, and nothing is sent', async (id) => {
    const { fake, requests } = await startRequests();
    fake.on(REQUESTS, { json: row(1) });
    await expect(requests.get(CONTOSO, id, patient())).rejects.toMatchObject({ code: 'notFound' });
    await expect(requests.addNote(CONTOSO, id, 'note', patient())).rejects.toMatchObject({
      code: 'notFound',
    });
    expect(fake.seen(REQUESTS)).toEqual([]);
  });
});

describe('the list', () => {
  const hundred = (from: number) => Array.from({ length: 100 }, (_, index) => row(from + index));

  it('is read page by page, at most two hundred', async () => {
    const { fake, requests } = await startRequests();
    fake.on(
      REQUESTS,
      { json: { items: hundred(0), totalCount: 500 } },
      { json: { items: hundred(100), totalCount: 500 } },
    );
    expect(await requests.list(CONTOSO, patient())).toHaveLength(200);
    expect(fake.seen(REQUESTS).map(({ path }) => path.split('?')[1])).toEqual([
      'size=100&offset=0',
      'size=100&offset=100',
    ]);
  });

  it.each([
    ['a page that is not full', [...hundred(0).slice(0, 40)], undefined, 40],
    ['the count that was told', hundred(0), 100, 100],
    ['a page that tells the same again', hundred(0), 0, 100],
  ])('ends with %s', async (_what, items, totalCount, count) => {
    const { fake, requests } = await startRequests();
    fake.on(REQUESTS, { json: { items, totalCount } });
    expect(await requests.list(CONTOSO, patient())).toHaveLength(count);
    expect(fake.seen(REQUESTS).length).toBeLessThanOrEqual(2);
  });

  it('begins with the newest change; rows that cannot be understood are left out', async () => {
    const { fake, requests } = await startRequests();
    const items = [
      row(1, { createdDate: '2026-11-01T00:00:00', lastModifiedDate: '2026-11-02T00:00:00' }),
      row(2),
      null,
      row(3, { createdDate: '2026-11-03T00:00:00Z' }),
    ];
    fake.on(REQUESTS, { json: { items } });
    expect((await requests.list(CONTOSO, patient())).map(({ id }) => id)).toEqual(['3', '1', '2']);
    fake.on(REQUESTS, { json: { items: [null, {}] } });
    expect(await errorOf(requests.list(CONTOSO, patient()))).toMatchObject({ code: 'invalidAnswer' });
    fake.on(REQUESTS, { json: [] });
    expect(await errorOf(requests.list(CONTOSO, patient()))).toMatchObject({ code: 'invalidAnswer' });
  });
});

describe('a note', () => {
  it('is the same note when it is sent again after silence', async () => {
    const { fake, requests } = await startRequests({ timings: { partnerCenterAttemptMs: 60 } });
    const silence = () => {};
    fake.on(REQUESTS, silence, (response) => response.destroy(), { json: row(1) });
    await requests.addNote(CONTOSO, '1', 'Hello', patient());
    const ids = fake.seen(REQUESTS).map(({ headers }) => headers['ms-requestid']);
    expect(ids).toHaveLength(3);
    expect(new Set(ids).size).toBe(1);
  });

  it('waits where Partner Center asks for it', async () => {
    const { fake, requests, time } = await startRequests();
    fake.on(REQUESTS, { status: 429, json: payload('pc-error-429.response') }, { json: row(1) });
    await requests.addNote(CONTOSO, '1', 'Hello', patient());
    expect(time.waits).toEqual([57_000]);
  });

  it.each([500, 502, 504])('that may have been taken before a %i is not sent again', async (status) => {
    const { fake, requests } = await startRequests();
    fake.on(REQUESTS, { status }, { json: row(1) });
    expect(await errorOf(requests.addNote(CONTOSO, '1', 'Hello', patient()))).toMatchObject({
      code: 'unavailable',
      status,
    });
    expect(fake.seen(REQUESTS)).toHaveLength(1);
  });
});

describe('without a partner user', () => {
  it('nothing is read, and the operator is told what to set', async () => {
    const { fake, requests } = await startRequests({ accounts: [GLOBAL] });
    expect(requests.canRead('global')).toBe(false);
    const refused = await errorOf(requests.list(CONTOSO, patient()));
    expect(refused).toMatchObject({ code: 'notFound' });
    expect(refused.message).toContain('PARTNER_GLOBAL_REFRESH_TOKEN');
    expect(fake.requests).toEqual([]);
  });

  it('or in a cloud without such requests, nothing is read either', async () => {
    const { fake, requests } = await startRequests({ accounts: [USER, { ...CHINA, refreshToken: 'x' }] });
    expect(requests.canRead('global')).toBe(true);
    expect(requests.canRead('china')).toBe(false);
    for (const asked of [
      requests.list(LAMNA, patient()),
      requests.get(LAMNA, '1', patient()),
      requests.addNote(LAMNA, '1', 'x', patient()),
    ]) {
      expect(await errorOf(asked)).toMatchObject({ code: 'notFound' });
    }
    expect(fake.requests).toEqual([]);
  });

  it('who gives up waits for nothing', async () => {
    const { fake, requests } = await startRequests();
    const caller = new AbortController();
    fake.on(REQUESTS, () => caller.abort());
    expect(await errorOf(requests.list(CONTOSO, caller.signal))).toMatchObject({ code: 'timeout' });
    expect(await errorOf(requests.list(CONTOSO, AbortSignal.abort()))).toMatchObject({ code: 'timeout' });
  });
});
