import { describe, expect, it } from 'vitest';
import {
  CONTOSO,
  errorOf,
  GLOBAL,
  ISSUES,
  LAMNA,
  MESSAGES,
  OVERVIEW,
  OVERVIEWS,
  patient,
  payload,
  start,
} from '../start.ts';

const issue = (id: string, more: object = {}) => ({
  id,
  title: `Title of ${id}`,
  isResolved: false,
  status: 'serviceDegradation',
  lastModifiedDateTime: '2026-11-21T09:00:00Z',
  ...more,
});

const queries = (requests: readonly { readonly path: string }[]) =>
  requests.map(({ path }) => decodeURIComponent(path.split('?')[1] ?? ''));

describe('the documented samples', () => {
  it('are read as services', async () => {
    const { fake, health } = await start();
    fake.on(OVERVIEWS, { json: payload('graph-healthOverviews.response') });
    expect(await health.listServices(CONTOSO, patient())).toEqual([
      { id: 'Exchange', name: 'Exchange Online', status: 'serviceOperational' },
      { id: 'OrgLiveID', name: 'Identity Service', status: 'serviceRestored' },
      { id: 'OSDPPlatform', name: 'Microsoft 365 suite', status: 'serviceOperational' },
    ]);
  });

  it('are read as services also when issues come along', async () => {
    const { fake, health } = await start();
    fake.on(OVERVIEWS, { json: payload('graph-healthOverviews-expand-issues.response') });
    expect(await health.listServices(CONTOSO, patient())).toHaveLength(1);
  });

  it('are read as issues, of which the resolved one is left out', async () => {
    const { fake, health } = await start();
    fake.on(`${ISSUES}?$skip=100`, { json: { value: [issue('EX1')] } });
    fake.on(`${ISSUES}?$filter`, { json: payload('graph-issues-list.response') });
    const incidents = await health.listActiveIncidents(CONTOSO, patient());
    expect(incidents.map(({ id }) => id)).toEqual(['EX1']);
  });

  it('are read as announced changes, page after page', async () => {
    const { fake, health } = await start();
    fake.on(MESSAGES, { json: payload('graph-messages-list.response') }, { json: { value: [] } });
    expect(await health.listPlannedChanges(CONTOSO, patient())).toEqual([
      {
        id: 'MC172851',
        source: 'microsoft365',
        title: '(Updated) New feature: Changes to PowerPoint and Word to open files faster',
        services: ['SharePoint Online', 'OneDrive for Business'],
        category: 'stayInformed',
        isMajor: true,
        actionRequiredBy: undefined,
        startsAt: Date.parse('2019-02-01T18:51:00Z'),
        endsAt: Date.parse('2019-06-01T08:00:00Z'),
        updatedAt: Date.parse('2021-01-08T01:10:06.843Z'),
        html: expect.stringMatching(/^Updated January 07, 2021/),
      },
    ]);
    expect(fake.seen(MESSAGES).map(({ path, headers }) => [path, headers.prefer])).toEqual([
      ['/v1.0/admin/serviceAnnouncement/messages', 'odata.maxpagesize=1000'],
      ['/v1.0/admin/serviceAnnouncement/messages?$skip=100', 'odata.maxpagesize=1000'],
    ]);
  });
});

describe('active incidents', () => {
  it('are asked for by filter, in large pages', async () => {
    const { fake, health } = await start();
    fake.on(ISSUES, { json: { value: [] } });
    await health.listActiveIncidents(CONTOSO, patient());
    expect(queries(fake.seen(ISSUES))).toEqual(['$filter=isResolved eq false']);
    expect(fake.seen(ISSUES)[0]?.headers.prefer).toBe('odata.maxpagesize=1000');
  });

  it.each([400, 501])('are read without a filter in a cloud that refuses it with %i', async (status) => {
    const { fake, health } = await start();
    fake.on(ISSUES, { json: { value: [issue('EX1'), issue('EX2', { isResolved: true })] } });
    fake.on(`${ISSUES}?$filter`, { status });
    for (let count = 0; count < 2; count += 1) {
      expect(await health.listActiveIncidents(CONTOSO, patient())).toMatchObject([{ id: 'EX1' }]);
    }
    expect(queries(fake.seen(ISSUES))).toEqual(['$filter=isResolved eq false', '', '']);

    fake.on('microsoftgraph.chinacloudapi.cn/', { json: { value: [] } });
    await health.listActiveIncidents(LAMNA, patient());
    expect(queries(fake.seen('microsoftgraph.chinacloudapi.cn/'))).toEqual(['$filter=isResolved eq false']);
  });

  it('keep their filter when the whole question is refused', async () => {
    const { fake, health } = await start();
    fake.on(ISSUES, { status: 400 }, { status: 400 }, { json: { value: [] } });
    expect(await errorOf(health.listActiveIncidents(CONTOSO, patient()))).toMatchObject({ status: 400 });
    await health.listActiveIncidents(CONTOSO, patient());
    expect(queries(fake.seen(ISSUES)).at(-1)).toBe('$filter=isResolved eq false');
  });

  it.each([
    ['resolved', { isResolved: true }, false],
    ['resolved, as a text', { isResolved: 'True' }, false],
    ['restored and ended', { status: 'ServiceRestored', endDateTime: '2026-11-21T09:00:00Z' }, false],
    ['restored but not ended', { status: 'ServiceRestored', endDateTime: null }, true],
    ['to end in the future', { status: 'serviceRestored', endDateTime: '2026-11-22T00:00:00Z' }, true],
    ['ended while still degraded', { endDateTime: '2026-11-21T09:00:00Z' }, true],
    ['silent about it, and restored', { isResolved: undefined, status: 'serviceRestored' }, false],
    ['silent about it, and degraded', { isResolved: undefined }, true],
  ])('count an issue that is %s rightly', async (_name, more, active) => {
    const { fake, health } = await start();
    fake.on(ISSUES, { json: { value: [issue('EX1', more)] } });
    expect(await health.listActiveIncidents(CONTOSO, patient())).toHaveLength(active ? 1 : 0);
  });
});

describe('clouds', () => {
  it('are each asked at their own hosts', async () => {
    const { fake, health } = await start();
    fake.on('graph.microsoft.com/', { json: OVERVIEW });
    fake.on('microsoftgraph.chinacloudapi.cn/', { json: OVERVIEW });
    await health.listServices(CONTOSO, patient());
    await health.listServices(LAMNA, patient());
    expect(fake.requests.map(({ host }) => host)).toEqual([
      'login.microsoftonline.com',
      'graph.microsoft.com',
      'login.partner.microsoftonline.cn',
      'microsoftgraph.chinacloudapi.cn',
    ]);
    expect(new URLSearchParams(fake.requests[2]?.body).get('scope')).toBe(
      'https://microsoftgraph.chinacloudapi.cn/.default',
    );
  });

  it('without an account have no customers', async () => {
    const { fake, health } = await start({ accounts: [GLOBAL] });
    expect(await errorOf(health.listServices(LAMNA, patient()))).toMatchObject({ code: 'notFound' });
    expect(fake.requests).toHaveLength(0);
  });
});

describe('a refusal', () => {
  it.each([
    [403, 'Forbidden', 'Insufficient privileges to complete the operation.', 'forbidden'],
    [403, 'Authorization_RequestDenied', 'Insufficient privileges to complete the operation.', 'forbidden'],
    [
      401,
      'Authorization_IdentityNotFound',
      'The identity of the calling application could not be established.',
      'noConsent',
    ],
    [403, 'Forbidden', 'AADSTS65001: the application is not consented to', 'noConsent'],
    [404, 'ResourceNotFound', 'Tenant not found', 'notFound'],
    [400, 'BadRequest', 'No', 'invalidAnswer'],
  ])('%i %s "%s" means %s', async (status, code, message, meaning) => {
    const { fake, health } = await start();
    fake.on(OVERVIEWS, { status, json: { error: { code, message } }, headers: { 'request-id': 'req-1' } });
    expect(await errorOf(health.listServices(CONTOSO, patient()))).toMatchObject({
      code: meaning,
      status,
      requestId: 'req-1',
    });
  });
});
