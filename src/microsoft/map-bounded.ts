/**
 * Works on all items side by side, at most `limit` at a time; the results in the items' order. Rejects with the first failure, after which
 * nothing more is begun.
 */
export async function mapBounded<T, R>(
  items: readonly T[],
  limit: number,
  work: (item: T) => Promise<R>,
): Promise<R[]> {
  const results = new Map<number, R>();
  const queue = items.entries();
  let failed = false;
  async function take(): Promise<void> {
    for (const [index, item] of queue) {
      if (failed) return;
      try {
        results.set(index, await work(item));
      } catch (error) {
        failed = true;
        throw error;
      }
    }
  }
  await Promise.all(Array.from({ length: Math.min(limit, items.length) }, take));
  return [...results].sort(([a], [b]) => a - b).map(([, result]) => result);
}
