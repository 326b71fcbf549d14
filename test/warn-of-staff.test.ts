import { expect, it } from 'vitest';
import { createScopes } from '../src/staff/scopes.ts';
import { type WarnOfStaffOptions, warnOfStaff } from '../src/warn-of-staff.ts';
import { createKeptLog } from './support/kept-log.ts';

const CONTOSO = { cloud: 'global', tenantId: 't-1', name: 'Contoso', domain: 'contoso.com' } as const;
const loaded = (loadedAt: number | undefined) => ({ cloud: 'global', loadedAt, error: undefined }) as const;
const ID = 'aaaaaaaa-0000-4000-8000-000000000001';

async function warn(options: Partial<WarnOfStaffOptions> & { readonly customers?: readonly string[] } = {}) {
  const scopes = options.customers ? [{ group: ID, customers: options.customers }] : [];
  const log = createKeptLog();
  await warnOfStaff(
    {
      config: { production: false, staff: { scopes, pinnedGroups: {}, playgroundPerson: undefined } },
      ...{ ownTenants: [ID], requiresTenant: true, scopes: createScopes(scopes), log },
      directory: { customers: [CONTOSO], states: [loaded(1)] },
      sleep: async () => {},
      ...options,
    },
    AbortSignal.timeout(5_000),
  );
  return log.lines;
}

it('a name in STAFF_SCOPES that is no customer’s is told of once, by number alone', async () => {
  const lines = await warn({ customers: ['contoso.com', 'contosso.com', 'fabrikam.com'] });
  expect(lines).toMatchObject([{ level: 'warn', fields: { variable: 'STAFF_SCOPES', count: 2 } }]);
  expect(JSON.stringify(lines)).not.toContain('contosso');
  expect(await warn({ customers: ['contoso.com', 'T-1'] })).toEqual([]);
});

it('no customer is a stranger before those of every account are there', async () => {
  const states = [loaded(1), loaded(undefined)];
  const directory = { customers: [] as (typeof CONTOSO)[], states };
  let looks = 0;
  const lines = await warn({
    customers: ['contoso.com'],
    directory,
    async sleep() {
      looks += 1;
      if (looks < 3) return;
      states[1] = loaded(2);
      directory.customers = [CONTOSO];
    },
  });
  expect([looks, lines]).toEqual([3, []]);
});

it('in production it is told that no group is pinned', async () => {
  const staff = { scopes: [], pinnedGroups: {}, playgroundPerson: undefined };
  const [line] = await warn({ config: { production: true, staff } });
  expect(line?.message).toContain('STAFF_ADMIN_AGENTS_GROUP_ID');
  const pinned = { ...staff, pinnedGroups: { adminAgent: ID } };
  expect(await warn({ config: { production: true, staff: pinned } })).toEqual([]);
});

it('a tenant by its domain, which no conversation tells, is told of', async () => {
  expect(await warn({ ownTenants: ['ours.com'] })).toMatchObject([{ level: 'error' }]);
  expect(await warn({ ownTenants: ['ours.com'], requiresTenant: false })).toEqual([]);
});
