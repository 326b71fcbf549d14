import type { ChatContext } from '../context.ts';

/** Right after a start, gives the first load of customers a moment; then goes on with those that are there. */
export async function waitForCustomers({ directory, loadWaitMs = 1_000 }: ChatContext): Promise<void> {
  if (directory.states.every(({ loadedAt, error }) => loadedAt !== undefined || error !== undefined)) return;
  await directory.whenLoaded(AbortSignal.timeout(loadWaitMs)).catch(() => {});
}
