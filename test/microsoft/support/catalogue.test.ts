import { describe, expect, it } from 'vitest';
import { CONTOSO, errorOf, patient } from '../start.ts';
import { startSupport, troubleOf } from './start-support.ts';

const SERVICES = 'management.azure.com/providers/Microsoft.Support/services';
const PROBLEMS = `${SERVICES}/vm/problemClassifications`;
const OTHER = { ...CONTOSO, tenantId: '20000000-0000-4000-8000-000000000002' };
const named = (name: string) => ({ name, properties: { displayName: `The ${name}` } });

describe('the services', () => {
  it('are told with what they cover', async () => {
    const { azureSupport, fake } = await startSupport();
    expect(await azureSupport.listServices(CONTOSO, patient())).toEqual([
      {
        id: 'vm',
        name: 'Virtual Machine running Linux',
        resourceTypes: ['MICROSOFT.COMPUTE/VIRTUALMACHINES'],
      },
    ]);
    expect(fake.seen(SERVICES).map(({ path }) => path)).toEqual([
      '/providers/Microsoft.Support/services?api-version=2024-04-01',
    ]);
  });

  it('are read page by page, on the same host only; rows without an id or a name are left out', async () => {
    const { azureSupport, fake } = await startSupport();
    const next = `https://${SERVICES}?api-version=2024-04-01&$skipToken=2`;
    fake.on(
      SERVICES,
      { json: { value: [named('a'), null, { name: 'x' }, named('')], nextLink: next } },
      {
        json: {
          value: [{ id: '/providers/Microsoft.Support/services/b', properties: { displayName: 'B' } }],
        },
      },
    );
    const services = await azureSupport.listServices(CONTOSO, patient());
    expect(services.map(({ id }) => id)).toEqual(['a', 'b']);
    fake.on(SERVICES, { json: { value: [], nextLink: 'https://evil.example/next' } });
    expect(await troubleOf(azureSupport.listServices(OTHER, patient()))).toMatchObject({ isPassing: true });
    expect(fake.seen('evil')).toEqual([]);
  });

  it('are read once for all who ask at once, and anew after ten minutes', async () => {
    const { azureSupport, fake, time } = await startSupport();
    await Promise.all(Array.from({ length: 20 }, () => azureSupport.listServices(CONTOSO, patient())));
    expect(fake.seen(SERVICES)).toHaveLength(1);
    await azureSupport.listServices(OTHER, patient());
    expect(fake.seen(SERVICES)).toHaveLength(2);
    time.advance(9 * 60_000);
    await azureSupport.listServices(CONTOSO, patient());
    expect(fake.seen(SERVICES)).toHaveLength(2);
    time.advance(2 * 60_000);
    await azureSupport.listServices(CONTOSO, patient());
    expect(fake.seen(SERVICES)).toHaveLength(3);
  });

  it('that cannot be read anew are not told from memory', async () => {
    const { azureSupport, fake, time } = await startSupport();
    await azureSupport.listServices(CONTOSO, patient());
    time.advance(11 * 60_000);
    fake.on(SERVICES, { status: 403, json: { error: { code: 'AuthorizationFailed' } } });
    expect(await troubleOf(azureSupport.listServices(CONTOSO, patient()))).toMatchObject({ code: 'role' });
  });

  it('are not waited for by whoever gives up', async () => {
    const { azureSupport, fake } = await startSupport();
    const caller = new AbortController();
    fake.on(SERVICES, () => caller.abort());
    expect(await troubleOf(azureSupport.listServices(CONTOSO, caller.signal))).toMatchObject({
      code: 'unreachable',
      isPassing: true,
    });
    expect(await troubleOf(azureSupport.listServices(CONTOSO, AbortSignal.abort()))).toMatchObject({
      isPassing: true,
    });
  });

  it.each([{ value: [null, {}] }, {}, []])('that cannot be understood are no list: %j', async (json) => {
    const { azureSupport, fake } = await startSupport();
    fake.on(SERVICES, { json });
    expect(await errorOf(azureSupport.listServices(CONTOSO, patient()))).toMatchObject({ isPassing: true });
  });
});

describe('the problems of a service', () => {
  it('are told by id and name', async () => {
    const { azureSupport, fake } = await startSupport();
    expect(await azureSupport.listProblems(CONTOSO, 'vm', patient())).toEqual([
      { id: 'rdp', name: 'Connectivity / Cannot connect' },
      { id: 'consented', name: 'Databricks' },
    ]);
    expect(fake.seen(PROBLEMS)).toHaveLength(1);
  });

  it('are kept by service, whose id leads nowhere else', async () => {
    const { azureSupport, fake } = await startSupport();
    fake.on(SERVICES, { json: { value: [named('a')] } });
    await azureSupport.listProblems(CONTOSO, 'vm', patient());
    await azureSupport.listProblems(CONTOSO, 'VM', patient());
    for (const id of ['../x?y', '..', '.', '']) {
      const trouble = await troubleOf(azureSupport.listProblems(CONTOSO, id, patient()));
      expect(trouble).toMatchObject({ code: 'classification' });
    }
    expect(fake.seen(SERVICES).map(({ path }) => path.split('/services')[1])).toEqual([
      '/vm/problemClassifications?api-version=2024-04-01',
    ]);
  });

  it.each([404, 400])('of a service that is gone (%i) are `classification`', async (status) => {
    const { azureSupport, fake } = await startSupport();
    fake.on(PROBLEMS, { status, json: { error: { code: 'NotFound', message: 'No such thing.' } } });
    expect(await troubleOf(azureSupport.listProblems(CONTOSO, 'vm', patient()))).toMatchObject({
      code: 'classification',
      isPassing: false,
    });
  });
});
