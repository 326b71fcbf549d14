import { CLOUD_NAMES, type CloudName } from '../clouds.ts';
import type { Queries } from './engine.ts';
import { StoreError } from './store-error.ts';

/** Whose rows these are: the partner's tenant in a cloud. */
export interface StoreAccount {
  readonly cloud: CloudName;
  readonly tenantId: string;
}

/** The accounts of this deployment as the database numbers them. Rows of any other account are never read or written. */
export interface AccountBook {
  readonly ids: readonly number[];
  /** Throws `StoreError` for a cloud in which we have no account. */
  idOf(cloud: CloudName): number;
  /** Undefined for an account that is not ours. */
  cloudOf(id: number): CloudName | undefined;
}

/** Finds the accounts of the deployment, and enters those that are new. */
export async function enterAccounts(db: Queries, accounts: readonly StoreAccount[]): Promise<AccountBook> {
  const wanted = accounts.map(({ cloud, tenantId }) => ({ cloud, tenant_id: tenantId.toLowerCase() }));
  const find = () =>
    db
      .selectFrom('accounts')
      .select(['id', 'cloud', 'tenant_id'])
      .where('cloud', 'in', [...CLOUD_NAMES])
      .execute();
  const pick = (rows: Awaited<ReturnType<typeof find>>) =>
    new Map(
      wanted.flatMap(({ cloud, tenant_id }) => {
        const row = rows.find((each) => each.cloud === cloud && each.tenant_id === tenant_id);
        return row === undefined ? [] : [[cloud, row.id] as const];
      }),
    );
  let known = pick(await find());
  if (known.size < wanted.length) {
    await db
      .insertInto('accounts')
      .values(wanted)
      .onConflict((conflict) => conflict.columns(['cloud', 'tenant_id']).doNothing())
      .execute();
    known = pick(await find());
  }
  const clouds = new Map([...known].map(([cloud, id]) => [id, cloud]));
  return {
    ids: [...known.values()],
    idOf(cloud) {
      const id = known.get(cloud);
      if (id !== undefined) return id;
      throw new StoreError('failed', `There is no partner account of the cloud ${cloud} to keep this under.`);
    },
    cloudOf: (id) => clouds.get(id),
  };
}
