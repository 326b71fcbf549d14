import { describe, expect, it } from 'vitest';
import { CONTOSO, errorOf, MESSAGES, OVERVIEWS, patient, start } from '../start.ts';

const NEXT = 'https://graph.microsoft.com/v1.0/admin/serviceAnnouncement/messages';
const message = (id: string, lastModifiedDateTime = '2026-11-20T00:00:00Z', title = id) => ({
  id,
  title,
  lastModifiedDateTime,
});
const page = (value: unknown[], next?: string) => ({
  json: next === undefined ? { value } : { value, '@odata.nextLink': next },
});

describe('paging', () => {
  it('follows next links to the letter until there is none', async () => {
    const { fake, health } = await start();
    const link = `${NEXT}?$skiptoken=a%2Fb%3D%3D&$top=5&x=https://e.example/&$skip=2`;
    fake.on(MESSAGES, page([message('MC1')], link), page([message('MC2')]));
    const changes = await health.listPlannedChanges(CONTOSO, patient());
    expect(changes.map(({ id }) => id)).toEqual(['MC1', 'MC2']);
    expect(fake.seen(MESSAGES).at(-1)?.path).toBe(link.replace('https://graph.microsoft.com', ''));
  });

  it('keeps the newest of a row that comes twice because rows shifted', async () => {
    const { fake, health } = await start();
    fake.on(
      MESSAGES,
      page(
        [message('MC1', '2026-11-20T00:00:00Z', 'old'), message('MC2', '2026-11-21T00:00:00Z', 'new')],
        `${NEXT}?$skip=2`,
      ),
      page([message('MC2', '2026-11-19T00:00:00Z', 'old'), message('MC1', '2026-11-21T00:00:00Z', 'new')]),
    );
    const changes = await health.listPlannedChanges(CONTOSO, patient());
    expect(changes.map(({ id, title }) => `${id} ${title}`)).toEqual(['MC1 new', 'MC2 new']);
  });

  it.each([
    'https://evil.example/v1.0/next',
    'https://graph.microsoft.com.evil.example/v1.0/next',
    'https://graph.microsoft.com@evil.example/v1.0/next',
    'http://graph.microsoft.com/v1.0/next',
    'https://microsoftgraph.chinacloudapi.cn/v1.0/next',
    '//evil.example/next',
    'no link at all',
  ])('does not follow %s', async (link) => {
    const { fake, health } = await start();
    fake.on(MESSAGES, page([message('MC1')], link));
    expect(await errorOf(health.listPlannedChanges(CONTOSO, patient()))).toMatchObject({
      code: 'invalidAnswer',
    });
    expect(fake.requests.map(({ host }) => host)).toEqual([
      'login.microsoftonline.com',
      'graph.microsoft.com',
    ]);
  });

  it('notices that pages go round in a circle', async () => {
    const { fake, health } = await start();
    fake.on(MESSAGES, page([message('MC1')], `${NEXT}?$skip=1`));
    expect(await errorOf(health.listPlannedChanges(CONTOSO, patient()))).toMatchObject({
      code: 'invalidAnswer',
    });
    expect(fake.seen(MESSAGES)).toHaveLength(2);
  });

  it('reads no more than 50 pages', async () => {
    const { fake, health } = await start();
    fake.on(MESSAGES, (response, { path }) => {
      const skip = Number(/skip=(\d+)/.exec(path)?.[1] ?? 0) + 1;
      response.end(JSON.stringify(page([message(`MC${skip}`)], `${NEXT}?$skip=${skip}`).json));
    });
    expect(await errorOf(health.listPlannedChanges(CONTOSO, patient()))).toMatchObject({
      code: 'invalidAnswer',
    });
    expect(fake.seen(MESSAGES)).toHaveLength(50);
  });

  it('returns nothing rather than half a list when a later page fails', async () => {
    const { fake, health } = await start();
    fake.on(MESSAGES, page([message('MC1')], `${NEXT}?$skip=1`), { status: 403 });
    expect(await errorOf(health.listPlannedChanges(CONTOSO, patient()))).toMatchObject({ code: 'forbidden' });
  });

  it('follows pages of services too', async () => {
    const { fake, health } = await start();
    const link = 'https://graph.microsoft.com/v1.0/admin/serviceAnnouncement/healthOverviews?$skip=100';
    fake.on(OVERVIEWS, page([{ id: 'A', service: 'A' }], link), page([{ id: 'B', service: 'B' }]));
    expect(await health.listServices(CONTOSO, patient())).toHaveLength(2);
  });

  it('gives up when its time is over, although each page arrives', async () => {
    const { fake, time, health } = await start();
    fake.on(MESSAGES, (response, { path }) => {
      time.advance(2_000);
      const skip = Number(/skip=(\d+)/.exec(path)?.[1] ?? 0) + 1;
      response.end(JSON.stringify(page([message(`MC${skip}`)], `${NEXT}?$skip=${skip}`).json));
    });
    expect(await errorOf(health.listPlannedChanges(CONTOSO, patient()))).toMatchObject({ code: 'timeout' });
    expect(fake.seen(MESSAGES)).toHaveLength(4);
  });
});
