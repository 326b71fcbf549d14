import { expect, test } from 'vitest';
import { readError, trySupport, VERSION } from './try-support.ts';

test('about forty services are listed, each with six to fifteen problem classifications of its own', async () => {
  const { listNamed } = await trySupport();
  const services = await listNamed('services');
  expect(services.length).toBeGreaterThanOrEqual(40);
  expect(new Set(services.map(({ name }) => name)).size).toBe(services.length);
  const problems: string[] = [];
  for (const { name, id } of services) {
    expect(id).toBe(`/providers/Microsoft.Support/services/${name}`);
    const listed = await listNamed(`services/${name}/problemClassifications`);
    expect(listed.length).toBeGreaterThanOrEqual(6);
    expect(listed.length).toBeLessThanOrEqual(15);
    problems.push(...listed.map((problem) => problem.name));
  }
  expect(new Set(problems).size).toBe(problems.length);
});

test('a service and a classification have the shape of the documented samples', async () => {
  const { ask, listNamed } = await trySupport();
  const services = await listNamed('services');
  const windows = services.find(({ properties }) => /running Windows$/.test(properties.displayName));
  expect(windows?.properties).toEqual({
    displayName: 'Virtual Machine running Windows',
    resourceTypes: ['MICROSOFT.CLASSICCOMPUTE/VIRTUALMACHINES', 'MICROSOFT.COMPUTE/VIRTUALMACHINES'],
  });
  const databricks = services.find(({ properties }) => properties.displayName === 'Azure Databricks');
  const [problem] = await listNamed(`services/${databricks?.name}/problemClassifications`);
  const one = await ask('contoso', 'GET', `${problem?.id.toUpperCase()}?${VERSION}`);
  expect(await one.json()).toMatchObject({
    type: 'Microsoft.Support/problemClassifications',
    properties: { secondaryConsentEnabled: [{ type: 'DatabricksConsent' }] },
  });
});

test('what was taken off the lists is gone, and no ticket can be made about it', async () => {
  const { ask, below, listNamed, makeTicket, sandbox } = await trySupport();
  const body = await makeTicket();
  const problem = String(body.properties.problemClassificationId).split('/').at(-1) ?? '';
  sandbox.support.set({ retired: [problem] });
  const service = String(body.properties.serviceId).split('/').at(-1);
  const names = (await listNamed(`services/${service}/problemClassifications`)).map(({ name }) => name);
  expect(names).not.toContain(problem);
  const refused = await readError(
    await ask('contoso', 'PUT', below('contoso', 'Production', 'supportTickets/gone'), body),
  );
  expect(refused).toMatchObject({ status: 400, code: 'InvalidParameterValue' });
  expect(refused.details?.[0]?.message).toContain('problemClassificationId is not valid');
});

test('unknown services, methods and api-versions are refused; 21Vianet has no such API', async () => {
  const { ask, call, signIn, tenantOf } = await trySupport();
  const base = '/providers/Microsoft.Support';
  const code = async (method: string, path: string) => {
    const { status, code: word } = await readError(await ask('contoso', method, path));
    return [status, word];
  };
  expect(await code('GET', `${base}/services/none?${VERSION}`)).toEqual([404, 'NotFound']);
  expect(await code('GET', `${base}/chats?${VERSION}`)).toEqual([404, 'NotFound']);
  expect(await code('POST', `${base}/services?${VERSION}`)).toEqual([405, 'MethodNotAllowed']);
  expect(await code('GET', `${base}/services`)).toEqual([400, 'MissingApiVersionParameter']);
  expect(await code('GET', `${base}/services?api-version=2019-01-01`)).toEqual([
    400,
    'InvalidApiVersionParameter',
  ]);
  const arm = 'https://management.chinacloudapi.cn';
  const headers = await signIn('china', tenantOf('qinghe').tenantId, arm);
  expect((await call(`${arm}${base}/services?${VERSION}`, { headers })).status).toBe(404);
});
