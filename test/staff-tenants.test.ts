import { expect, it } from 'vitest';
import { chooseStaffTenants } from '../src/staff-tenants.ts';

const GLOBAL = { cloud: 'global', tenantId: '10000000-0000-4000-8000-000000000001' } as const;
const CHINA = { cloud: 'china', tenantId: '10000000-0000-4000-8000-000000000002' } as const;
const OTHER = '10000000-0000-4000-8000-000000000003';
const playground = 'the-playground';

it.each([
  [
    'a bot in the global tenant',
    [GLOBAL, CHINA],
    { ...GLOBAL },
    'global',
    GLOBAL.tenantId,
    [GLOBAL.tenantId],
  ],
  ['a bot in the tenant in China', [GLOBAL, CHINA], { ...CHINA }, 'china', CHINA.tenantId, [CHINA.tenantId]],
  [
    'a bot in another tenant of the cloud',
    [GLOBAL],
    { ...GLOBAL, tenantId: OTHER },
    'global',
    OTHER,
    [OTHER],
  ],
  [
    'a tenant set by its domain',
    [GLOBAL],
    { ...GLOBAL, tenantId: 'x.com' },
    'global',
    GLOBAL.tenantId,
    [GLOBAL.tenantId],
  ],
  [
    'a global bot that has an account in China only: no id of its people is asked there',
    [CHINA],
    { ...GLOBAL },
    'global',
    GLOBAL.tenantId,
    [GLOBAL.tenantId],
  ],
] as const)('for %s', (_what, accounts, identity, cloud, tenantId, ownTenants) => {
  expect(chooseStaffTenants(accounts, identity, [playground])).toEqual({
    ...{ cloud, tenantId, ownTenants, requiresTenant: true },
  });
});

it('a bot without identity takes the tenants of its accounts, and those given', () => {
  expect(chooseStaffTenants([CHINA, GLOBAL], undefined, [playground])).toEqual({
    cloud: 'global',
    tenantId: GLOBAL.tenantId,
    ownTenants: [CHINA.tenantId, GLOBAL.tenantId, playground],
    requiresTenant: false,
  });
  expect(chooseStaffTenants([CHINA], undefined)).toMatchObject({ cloud: 'china', tenantId: CHINA.tenantId });
});

it('there is none without an account and without identity', () => {
  expect(chooseStaffTenants([], undefined)).toBeUndefined();
  expect(chooseStaffTenants([], GLOBAL)).toMatchObject(GLOBAL);
});
