import { expect, test } from 'vitest';
import { z } from 'zod';
import { CLOUDS } from '../../src/clouds.ts';
import { SANDBOX_REFRESH_TOKENS } from '../../src/sandbox/accounts.ts';
import { accountOf, trySandbox } from './try-sandbox.ts';

const { partnerCenter } = CLOUDS.global;
const TOKEN = z.object({ access_token: z.string() });
const LIST = z.object({
  totalCount: z.number(),
  items: z.array(
    z.looseObject({
      id: z.string(),
      severity: z.number(),
      status: z.number(),
      createdDate: z.string(),
      lastClosedDate: z.string(),
    }),
  ),
});

/** Partner Center, asked as the partner's user. */
async function tryAsUser() {
  const tried = await trySandbox();
  const answer = await tried.requestToken('global', accountOf('global').tenantId, partnerCenter, {
    grant_type: 'refresh_token',
    refresh_token: SANDBOX_REFRESH_TOKENS.global,
    scope: `${partnerCenter}/user_impersonation offline_access`,
  });
  const { access_token } = TOKEN.parse(await answer.json());
  const ask = (path: string, { method = 'GET', body = undefined as unknown, headers = {} } = {}) =>
    tried.call(`${partnerCenter}/v1${path}`, {
      method,
      headers: { authorization: `Bearer ${access_token}`, ...headers },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
  const contoso = `/customers/${tried.tenantOf('contoso').tenantId}/servicerequests`;
  const list = async (path: string) => LIST.parse(await (await ask(path)).json());
  return { ...tried, ask, list, contoso };
}

test("a customer's requests are listed with numbers for words and bare dates, newest first", async () => {
  const { list, contoso } = await tryAsUser();
  const { totalCount, items } = await list(contoso);
  expect(totalCount).toBe(3);
  expect(items[0]).toEqual({
    title: 'Mail to one domain is returned',
    severity: 1,
    id: '626112100874576',
    status: 1,
    primaryContact: { lastName: 'Account', firstName: 'Sandbox' },
    createdDate: '2026-11-20T04:00:00',
    lastModifiedDate: '2026-11-21T07:00:00',
    lastClosedDate: '0001-01-01T00:00:00',
    attributes: { objectType: 'ServiceRequest' },
  });
  expect(items.map(({ status }) => status)).toEqual([1, 3, 2]);
});

test("the partner's list holds every customer's, by index and by status", async () => {
  const { ask, list } = await tryAsUser();
  const all = await list('/servicerequests');
  expect(all.items.length).toBeGreaterThan(4);
  const page = await list('/servicerequests?size=2&offset=1');
  expect(page).toMatchObject({ totalCount: all.totalCount, items: all.items.slice(1, 3) });
  const filter = { Field: 'Status', Value: 'closed', Operator: 'equals' };
  const closed = await list(`/servicerequests?filter=${encodeURIComponent(JSON.stringify(filter))}`);
  expect(closed.items.every(({ status }) => status === 2)).toBe(true);
  expect(closed.totalCount).toBe(2);
  for (const wrong of ['size=many', 'filter=nonsense', 'filter={"Field":"Title"}'])
    expect((await ask(`/servicerequests?${wrong}`)).status).toBe(400);
});

test('one request has words, and dates with and without Z, by either path', async () => {
  const { ask, contoso, tenantOf } = await tryAsUser();
  const one = await (await ask(`${contoso}/626112100874576`)).json();
  expect(one).toMatchObject({
    severity: 'critical',
    status: 'open',
    createdDate: '2026-11-20T04:00:00Z',
    notes: [{ createdByName: 'Microsoft Support', createdDate: '2026-11-21T07:00:00' }],
  });
  expect(await (await ask('/servicerequests/626112100874576')).json()).toEqual(one);
  const foreign = `/customers/${tenantOf('fabrikam').tenantId}/servicerequests/626112100874576`;
  expect((await ask(foreign)).status).toBe(404);
});

test('a note is added, status and severity change, and what says "unchanged" changes nothing', async () => {
  const { ask, contoso } = await tryAsUser();
  const patch = async (body: unknown) =>
    (await ask(`${contoso}/626112100874576`, { method: 'PATCH', body })).json();
  const sample = { Severity: 'unknown', Status: 'none', Notes: null, NewNote: { Text: 'Sample <Note>' } };
  expect(await patch(sample)).toMatchObject({
    severity: 'critical',
    status: 'open',
    notes: [{}, { createdByName: 'Account', createdDate: '2026-11-21T10:00:00', text: 'Sample <Note>' }],
  });
  expect(await patch({ severity: 3, status: 'closed', newNote: null })).toMatchObject({
    severity: 'minimal',
    status: 'closed',
    lastClosedDate: '2026-11-21T10:00:00Z',
    notes: [{}, {}],
  });
  for (const wrong of [{ status: 'lost' }, 'text'])
    expect((await ask(`${contoso}/626112100874576`, { method: 'PATCH', body: wrong })).status).toBe(400);
});

test('creation and support topics are gone; so is everything in 21Vianet', async () => {
  const { ask, contoso, readPartnerCenter } = await tryAsUser();
  expect((await ask('/servicerequests/en-US', { method: 'POST', body: {} })).status).toBe(405);
  expect((await ask(contoso, { method: 'POST', body: {} })).status).toBe(405);
  expect((await ask('/servicerequests/supporttopics')).status).toBe(404);
  expect((await readPartnerCenter('china', '/v1/servicerequests')).status).toBe(404);
});

test('an application alone is refused; a user is told whether the sign-in had a second factor', async () => {
  const { ask, readPartnerCenter } = await tryAsUser();
  const refused = await readPartnerCenter('global', '/v1/servicerequests', { ValidateMfa: 'true' });
  expect([refused.status, refused.headers.get('ismfacompliant')]).toEqual([403, null]);
  expect(await refused.json()).toMatchObject({ code: '900308', source: 'PartnerFrontendService' });
  const asked = await ask('/servicerequests', { headers: { ValidateMfa: 'true' } });
  expect(asked.headers.get('ismfacompliant')).toBe('true');
  expect((await ask('/servicerequests')).headers.get('ismfacompliant')).toBeNull();
});

test('the support profile tells how customers reach the partner', async () => {
  const { ask } = await tryAsUser();
  expect(await (await ask('/profiles/support')).json()).toMatchObject({
    profileType: 'support_profile',
    attributes: { objectType: 'PartnerSupportProfile' },
  });
});
