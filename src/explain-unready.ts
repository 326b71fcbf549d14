import type { CustomerDirectory } from './customers/ports.ts';
import { describeError, type Log } from './log.ts';
import type { Store } from './store/open-store.ts';

/**
 * Ready is a bot whose database answers, that has tried every account, and that can answer about the customers of one at least.
 */
export async function explainUnready(
  states: CustomerDirectory['states'],
  store: Pick<Store, 'check'>,
  log: Log,
): Promise<string | undefined> {
  const loading = states.find(({ loadedAt, error }) => loadedAt === undefined && error === undefined);
  if (loading) return `customers of the ${loading.cloud} account are still being loaded`;
  if (!states.some(({ loadedAt }) => loadedAt !== undefined))
    return 'customers of no account could be loaded';
  try {
    await store.check();
    return undefined;
  } catch (error) {
    log.error(describeError(error), 'The database does not answer.');
    return 'the database does not answer';
  }
}
