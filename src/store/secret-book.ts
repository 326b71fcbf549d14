import type { SecretBook } from '../secrets.ts';
import { cleanInstant } from './clean.ts';
import { deploymentPrefix } from './deployment-key.ts';
import { writeKey } from './request-row.ts';
import type { WatchContext } from './watch-context.ts';

/** The secrets of this deployment, as their owner encrypted them: nothing here can read them. */
export function createSecretBook({
  engine: { db },
  accounts,
  attempt,
}: Pick<WatchContext, 'engine' | 'accounts' | 'attempt'>): SecretBook {
  const deployment = deploymentPrefix(accounts);
  const find = (name: string) =>
    db
      .selectFrom('secrets')
      .select(['sealed', 'at', 'version'])
      .where('deployment', '=', deployment)
      .where('name', '=', writeKey(name))
      .executeTakeFirst();

  /** Whether a row was written. */
  async function write(name: string, sealed: string, replaces: number, at: number): Promise<boolean> {
    const row = { sealed, at, version: replaces + 1 };
    if (replaces === 0) {
      const { numInsertedOrUpdatedRows } = await db
        .insertInto('secrets')
        .values({ deployment, name: writeKey(name), ...row })
        .onConflict((conflict) => conflict.columns(['deployment', 'name']).doNothing())
        .executeTakeFirstOrThrow();
      return numInsertedOrUpdatedRows === 1n;
    }
    const { numUpdatedRows } = await db
      .updateTable('secrets')
      .set(row)
      .where('deployment', '=', deployment)
      .where('name', '=', writeKey(name))
      .where('version', '=', replaces)
      .executeTakeFirstOrThrow();
    return numUpdatedRows === 1n;
  }

  return {
    get: (name) => attempt(() => find(name)),
    put: (name, sealed, replaces, at) =>
      attempt(async () => {
        if (await write(name, sealed, replaces, cleanInstant(at) ?? 0)) return true;
        // A try before may have written it and lost its connection before it knew.
        const kept = await find(name);
        return kept?.version === replaces + 1 && kept.sealed === sealed;
      }),
  };
}
