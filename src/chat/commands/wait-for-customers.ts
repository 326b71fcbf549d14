import type { ChatContext } from '../context.ts';
import { isLoading } from './unread-clouds.ts';

/** Right after a start, gives the first load of customers a moment; then goes on with those that are there. */
export async function waitForCustomers({ directory, loadWaitMs = 1_000 }: ChatContext): Promise<void> {
  if (isLoading(directory)) await directory.whenLoaded(AbortSignal.timeout(loadWaitMs)).catch(() => {});
}

/** Looks something up, and once more after a moment where the answer is not clear and customers are still being loaded. */
export async function lookUp<T>(
  context: ChatContext,
  find: () => T,
  isClear: (found: T) => boolean,
): Promise<T> {
  const found = find();
  if (isClear(found) || !isLoading(context.directory)) return found;
  await waitForCustomers(context);
  return find();
}
