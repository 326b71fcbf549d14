import { Buffer } from 'node:buffer';
import { describe, expect, it } from 'vitest';
import { createIssuePages, type IssuePages } from '../../../src/microsoft/graph/issue-pages.ts';
import { CONTOSO, ISSUES, patient, start } from '../start.ts';

const ROW = {
  id: 'EX1',
  title: 'Mail is late',
  service: 'Exchange Online',
  feature: 'Mail flow',
  impactDescription: 'Mail is late.',
  classification: 'incident',
  origin: 'microsoft',
  status: 'serviceDegradation',
  isResolved: false,
  startDateTime: '2026-11-20T08:00:00Z',
  endDateTime: '2026-11-30T08:00:00Z',
  lastModifiedDateTime: '2026-11-20T09:00:00Z',
  posts: [
    { createdDateTime: '2026-11-20T09:00:00Z', description: { contentType: 'html', content: 'Wait.' } },
  ],
};

function read(pages: IssuePages, tenantId: string, ...value: readonly unknown[]) {
  const body = Buffer.from(JSON.stringify({ value }));
  return { body, page: pages.read(tenantId, body) };
}

describe('pages of issues', () => {
  it('are found again by the very same body, of the same tenant only', () => {
    const pages = createIssuePages();
    const { body, page } = read(pages, 'a', ROW, { title: 'without an id' });
    expect(page).toMatchObject({ rows: [{ id: 'EX1', title: 'Mail is late' }, undefined], next: undefined });
    expect(pages.read('a', body)).toBe(page);
    expect(pages.read('b', body)).toEqual(page);
    expect(pages.read('b', body)).not.toBe(page);
    expect(pages.read('a', Buffer.from(`${body} `))).toEqual(page);
    expect(pages.read('a', body)).not.toBe(page);
  });

  it('are the last ones of a tenant', () => {
    const pages = createIssuePages();
    const before = read(pages, 'a', ROW);
    read(pages, 'a');
    expect(pages.read('a', before.body)).not.toBe(before.page);
  });

  it.each([
    ...[
      '',
      '{',
      'null',
      '"text {"',
      '[]',
      '{}',
      '{"value":{}}',
      '[{"value":[{"id":"EX1"}]}]',
      '{"value":[{"id":"EX1"},{]}',
    ],
    ...[
      '{"value":[{"id":"EX1"}',
      '{"value":[{"id":"EX1"]}',
      '{"value":[{"id":"EX1"}{"id":"EX2"}]}',
      '{"value":[{"id":"EX1"},]}',
    ],
    ...['{"value":[{"id":"EX1"}]', '{"value":[{"id":"EX1"}] "a":1}', '{"value":[{"id":"EX'],
  ])('are not read from %s', (body) => {
    expect(createIssuePages().read('a', Buffer.from(body))).toBeUndefined();
  });

  it.each([
    [
      'white space',
      ' { "a" : [ 1 , { "value" : [ 2 ] } ] , "value" : [ { "id" : "EX1" } , {"id":"EX2"}\n] , "b" : {} } ',
    ],
    ['a byte order mark', '\uFEFF{"value":[{"id":"EX1"},{"id":"EX2"}]}'],
    [
      'quotes and brackets in texts',
      '{"a":"\\"]}{[","value":[{"id":"EX1","title":"\\\\"},{"title":"\\"}]\u2019","id":"EX2"}]}',
    ],
    ['a text that says value', '{"a":"value","value":[{"id":"EX1"},{"id":"EX2"}]}'],
    ['the list twice', '{"value":[{"id":"EX0"}],"value":[{"id":"EX1"},{"id":"EX2"}]}'],
  ])('are read with %s', (_, body) => {
    const pages = createIssuePages();
    const first = pages.read('a', Buffer.from(body));
    expect(first?.rows.map((row) => row?.id)).toEqual(['EX1', 'EX2']);
    expect(pages.read('b', Buffer.from(body))).toEqual(first);
  });

  it.each(['null', '1', '"{}"', '[]', '{}'])('count a row that is nothing of the sort: %s', (row) => {
    const page = createIssuePages().read('a', Buffer.from(`{"value":[{"id":"EX1"},${row}]}`));
    expect(page?.rows).toMatchObject([{ id: 'EX1' }, undefined]);
  });

  it('tell where the next page is', () => {
    const next = 'https://graph.microsoft.com/next';
    const readNext = (json: object) => createIssuePages().read('a', Buffer.from(JSON.stringify(json)))?.next;
    expect(readNext({ value: [], '@odata.nextLink': next })).toBe(next);
    expect(readNext({ '@odata.nextLink': next, value: [ROW] })).toBe(next);
    expect(readNext({ value: [ROW], '@odata.nextLink': next })).toBe(next);
  });

  it('share what is the same in every word', () => {
    const pages = createIssuePages();
    const one = read(pages, 'a', ROW).page?.rows[0];
    expect(read(pages, 'b', structuredClone(ROW)).page?.rows[0]).toBe(one);
  });

  it.each([
    ...Object.keys(ROW).filter((name) => name !== 'id' && name !== 'posts'),
    ...['no post', 'another post', 'another date of the post', 'one more post'],
  ])('do not share what differs in: %s', (name) => {
    const [post] = ROW.posts;
    const posts = {
      'no post': [],
      'another post': [{ ...post, description: { contentType: 'html', content: 'Go.' } }],
      'another date of the post': [{ ...post, createdDateTime: '2026-11-20T09:00:01Z' }],
      'one more post': [post, post],
    }[name];
    const other = posts ? { ...ROW, posts } : { ...ROW, [name]: name === 'isResolved' ? true : 'another' };
    const pages = createIssuePages();
    const one = read(pages, 'a', ROW).page?.rows[0];
    const two = read(pages, 'b', other).page?.rows[0];
    expect(two).not.toEqual(one);
    expect(two).not.toBe(one);
  });

  it('share a row in other words that say the same', () => {
    const pages = createIssuePages();
    const one = read(pages, 'a', ROW).page?.rows[0];
    expect(read(pages, 'b', { etag: 1, ...ROW }).page?.rows[0]).toBe(one);
    expect(read(pages, 'c', ROW).page?.rows[0]).toBe(one);
  });

  it('are all forgotten when they take too much', () => {
    const pages = createIssuePages(3_000);
    const first = read(pages, 'a', ROW);
    read(pages, 'b', { ...ROW, id: 'EX2' });
    expect(pages.read('a', first.body)).toBe(first.page);
    const last = read(pages, 'c', { ...ROW, id: 'EX3' });
    expect(pages.read('c', last.body)).toBe(last.page);
    expect(pages.read('a', first.body)).not.toBe(first.page);
  });
});

describe('active incidents that are answered as before', () => {
  const issue = (more: object) => ({ json: { value: [{ ...ROW, ...more }] } });

  it('are told again', async () => {
    const { fake, health } = await start();
    fake.on(ISSUES, issue({}));
    const before = await health.listActiveIncidents(CONTOSO, patient());
    const after = await health.listActiveIncidents(CONTOSO, patient());
    expect(after[0]).toBe(before[0]);
    expect(fake.seen(ISSUES)).toHaveLength(2);
  });

  it('end when their time has come', async () => {
    const { fake, time, health } = await start();
    fake.on(ISSUES, issue({ status: 'serviceRestored', endDateTime: '2026-11-21T10:00:10Z' }));
    expect(await health.listActiveIncidents(CONTOSO, patient())).toHaveLength(1);
    time.advance(10_000);
    expect(await health.listActiveIncidents(CONTOSO, patient())).toHaveLength(0);
  });

  it('are new as soon as one of them says something else', async () => {
    const { fake, health } = await start();
    fake.on(ISSUES, issue({}), issue({ title: 'Mail is lost' }));
    await health.listActiveIncidents(CONTOSO, patient());
    expect(await health.listActiveIncidents(CONTOSO, patient())).toMatchObject([{ title: 'Mail is lost' }]);
  });
});
