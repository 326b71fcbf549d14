import { describe, expect, it } from 'vitest';
import { readServiceLink } from '../../../src/microsoft/graph/service-link-row.ts';
import {
  CONTOSO,
  errorOf,
  LAMNA,
  OVERVIEW,
  OVERVIEWS,
  PARTNER,
  patient,
  payload,
  RELATIONSHIPS,
  SERVICE_LINKS,
  start,
} from '../start.ts';

const relationship = (id: string, more: object = {}) => ({
  id,
  displayName: id,
  customer: { tenantId: CONTOSO.tenantId, displayName: 'Contoso' },
  status: 'active',
  autoExtendDuration: 'PT0S',
  endDateTime: '2027-01-01T00:00:00Z',
  ...more,
});
const link = (serviceName: string, serviceManagementUrl: string) => ({ serviceName, serviceManagementUrl });
const LINKS = { json: { value: [link('Teams', 'https://admin.teams.microsoft.com/')] } };

describe('relationships', () => {
  it('are read from the documented sample', async () => {
    const { fake, delegatedAdmin } = await start();
    fake.on(RELATIONSHIPS, { json: payload('graph-delegatedAdminRelationships-list.response') });
    expect(await delegatedAdmin.listRelationships('global', patient())).toEqual([
      {
        id: '5d027261-d21f-4aa9-b7db-7fa1f56fb163-8777b240-c6f0-4469-9e98-a3205431b836',
        tenantId: '52eaad04-13a2-4a2f-9ce8-93a294fadf36',
        name: 'Contoso admin relationship',
        status: 'active',
        endsAt: Date.parse('2024-02-10T11:24:42.314Z'),
        autoExtends: true,
      },
      {
        id: '1041ef52-a99b-4245-a3be-cbd3fa7c5ed1-8777b240-c6f0-4469-9e98-a3205431b836',
        tenantId: '4b827261-d21f-4aa9-b7db-7fa1f56fb163',
        name: 'Contoso subsidiary relationship',
        status: 'ended',
        endsAt: Date.parse('2021-10-29T16:57:20.210Z'),
        autoExtends: false,
      },
    ]);
  });

  it("are asked for in the partner's own tenant, in the largest pages, to the last one", async () => {
    const { fake, delegatedAdmin } = await start();
    const next = `https://${RELATIONSHIPS}?$top=300&$skiptoken=2`;
    fake.on(
      RELATIONSHIPS,
      { json: { value: [relationship('a')], '@odata.nextLink': next } },
      { json: { value: [relationship('b')] } },
    );
    expect(await delegatedAdmin.listRelationships('global', patient())).toHaveLength(2);
    expect(fake.requests.map(({ path }) => path)).toEqual([
      expect.stringContaining(`/${PARTNER}/oauth2/v2.0/token`),
      '/v1.0/tenantRelationships/delegatedAdminRelationships?$top=300',
      '/v1.0/tenantRelationships/delegatedAdminRelationships?$top=300&$skiptoken=2',
    ]);
  });

  it('may have more than 50 pages', async () => {
    const { fake, delegatedAdmin } = await start();
    fake.on(RELATIONSHIPS, (response, { path }) => {
      const number = Number(/skiptoken=(\d+)/.exec(path)?.[1] ?? 0);
      const next = `https://${RELATIONSHIPS}?$skiptoken=${number + 1}`;
      const value = [relationship(`r${number}`)];
      response.end(JSON.stringify(number < 59 ? { value, '@odata.nextLink': next } : { value }));
    });
    expect(await delegatedAdmin.listRelationships('global', patient())).toHaveLength(60);
  });

  it.each([
    ['active', 'active'],
    ['Active', 'active'],
    ['expiring', 'expiring'],
    ['activating', 'pending'],
    ['approvalPending', 'pending'],
    ['ApprovalPending', 'pending'],
    ['approved', 'pending'],
    ['created', 'pending'],
    ['expired', 'ended'],
    ['terminated', 'ended'],
    ['terminating', 'ended'],
    ['terminationRequested', 'ended'],
    ['unknownFutureValue', 'unknown'],
    [null, 'unknown'],
  ])('in state %s are %s', async (status, meaning) => {
    const { fake, delegatedAdmin } = await start();
    fake.on(RELATIONSHIPS, { json: { value: [relationship('a', { status })] } });
    expect(await delegatedAdmin.listRelationships('global', patient())).toMatchObject([{ status: meaning }]);
  });

  it.each([
    ['PT0S', false],
    ['', false],
    [null, false],
    ['P0D', false],
    ['P180D', true],
    ['P10Y', true],
  ])('with the auto-extension %s go on by themselves: %s', async (autoExtendDuration, autoExtends) => {
    const { fake, delegatedAdmin } = await start();
    fake.on(RELATIONSHIPS, { json: { value: [relationship('a', { autoExtendDuration })] } });
    expect(await delegatedAdmin.listRelationships('global', patient())).toMatchObject([{ autoExtends }]);
  });

  it('without a customer are left out, the reseller kind is not, and bad rows cost nothing else', async () => {
    const { fake, delegatedAdmin } = await start();
    const value = [
      relationship('created', { customer: null }),
      relationship('created too', { customer: { tenantId: null } }),
      relationship('reseller', {
        '@odata.type': '#microsoft.graph.resellerDelegatedAdminRelationship',
        customer: { tenantId: CONTOSO.tenantId.toUpperCase() },
      }),
      { status: 'active', customer: { tenantId: 'x' } },
      'nonsense',
    ];
    fake.on(RELATIONSHIPS, { json: { value } });
    expect(await delegatedAdmin.listRelationships('global', patient())).toMatchObject([
      { id: 'reseller', tenantId: CONTOSO.tenantId },
    ]);
  });

  it('of which not one can be understood are no answer, and none but created ones are an empty list', async () => {
    const { fake, delegatedAdmin } = await start();
    fake.on(
      RELATIONSHIPS,
      { json: { value: ['nonsense'] } },
      { json: { value: [relationship('created', { customer: null })] } },
    );
    expect(await errorOf(delegatedAdmin.listRelationships('global', patient()))).toMatchObject({
      code: 'invalidAnswer',
    });
    expect(await delegatedAdmin.listRelationships('global', patient())).toEqual([]);
  });

  it('that may not be read say which permission is missing', async () => {
    const { fake, delegatedAdmin } = await start();
    fake.on(RELATIONSHIPS, { status: 403, json: { error: { code: 'Forbidden', message: 'No' } } });
    const error = await errorOf(delegatedAdmin.listRelationships('global', patient()));
    expect(error.code).toBe('forbidden');
    expect(error.message).toContain('DelegatedAdminRelationship.Read.All');
  });

  it('are not asked for where the cloud has no delegated admin', async () => {
    const { fake, delegatedAdmin } = await start();
    expect(await errorOf(delegatedAdmin.listRelationships('china', patient()))).toMatchObject({
      code: 'notFound',
    });
    expect(await errorOf(delegatedAdmin.listServiceLinks(LAMNA, patient()))).toMatchObject({
      code: 'notFound',
    });
    expect(fake.requests).toEqual([]);
  });

  it('pause on their own when told to', async () => {
    const { fake, delegatedAdmin, health } = await start();
    fake.on(RELATIONSHIPS, { status: 429, headers: { 'retry-after': '3000' } });
    fake.on(OVERVIEWS, { json: OVERVIEW });
    await errorOf(delegatedAdmin.listRelationships('global', patient()));
    expect(await health.listServices({ cloud: 'global', tenantId: PARTNER }, patient())).toHaveLength(1);
  });
});

describe('service links', () => {
  it('are read from the documented sample', async () => {
    const { fake, delegatedAdmin } = await start();
    fake.on(SERVICE_LINKS, { json: payload('graph-serviceManagementDetails-list.response') });
    expect(await delegatedAdmin.listServiceLinks(CONTOSO, patient())).toEqual([
      { service: 'Azure Active Directory', url: 'https://aad.portal.azure.com/contoso.onmicrosoft.com' },
      { service: 'Microsoft 365 Lighthouse', url: 'https://lighthouse.microsoft.com/' },
      {
        service: 'Dynamics 365 Business Central',
        url: 'https://businesscentral.dynamics.com/55beae45-27a6-4e7a-8c7c-2eae70816cfa/admin',
      },
      {
        service: 'Teams',
        url: 'https://admin.teams.microsoft.com/?delegatedOrg=contoso.onmicrosoft.com',
      },
    ]);
    expect(fake.requests[0]?.path).toContain(`/${PARTNER}/oauth2/v2.0/token`);
  });

  it.each([
    'http://admin.microsoft.com/',
    'https://admin.microsoft.com.evil.example/',
    'https://evilmicrosoft.com/',
    'https://admin.microsoft.com@evil.example/',
    'https://user:word@admin.microsoft.com/',
    'https://admin.microsoft.com:8443/',
    'https://evil.westeurope.cloudapp.azure.com/',
    'https://evil.blob.core.windows.net/',
    'javascript:alert(1)//microsoft.com',
    '/relative',
    `https://admin.microsoft.com/${'a'.repeat(2_000)}`,
    '',
    null,
  ])('never lead to %s', (url) => {
    expect(readServiceLink('global', { serviceName: 'Teams', serviceManagementUrl: url })).toBeUndefined();
  });

  it.each([
    'https://microsoft.com/',
    'https://ADMIN.Microsoft.com/x?y=z',
    'https://admin.cloud.microsoft/',
    'https://portal.office.com/Partner/BeginClientSession.aspx?CTID=1&CSDEST=Support',
  ])('may lead to %s', (url) => {
    expect(readServiceLink('global', { serviceName: 'Teams', serviceManagementUrl: url })?.service).toBe(
      'Teams',
    );
  });

  it('without a name are left out', () => {
    expect(readServiceLink('global', link(' ', 'https://microsoft.com/'))).toBeUndefined();
    expect(readServiceLink('global', 'nonsense')).toBeUndefined();
  });

  it('are asked for every time: who wants them keeps them', async () => {
    const { fake, delegatedAdmin } = await start();
    fake.on(SERVICE_LINKS, LINKS, { status: 403 }, LINKS);
    const list = () => delegatedAdmin.listServiceLinks(CONTOSO, patient());
    expect(await list()).toHaveLength(1);
    expect(await errorOf(list())).toMatchObject({ code: 'forbidden' });
    expect(await list()).toHaveLength(1);
  });

  it('are none for a customer without an active relationship', async () => {
    const { fake, delegatedAdmin } = await start();
    fake.on(SERVICE_LINKS, { status: 404, json: { error: { code: 'NotFound' } } });
    expect(await delegatedAdmin.listServiceLinks(CONTOSO, patient())).toEqual([]);
  });
});
