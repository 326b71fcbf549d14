import type { AzureSubscription } from './azure.ts';
import { foldName } from './fold-name.ts';

/** How many names a row has at most. */
const MOST_NAMES = 3;

/** What to call the subscriptions of one customer. */
export interface SubscriptionLabels {
  /** The name; with the beginning of its id where another one is called the same. */
  of(id: string): string;
  /** `Production, Test`, in the order of the alphabet; `+N` stands for those beyond the third. */
  join(ids: readonly string[]): string;
}

/** Tells subscriptions apart that bear the same name. */
export function labelSubscriptions(subscriptions: readonly AzureSubscription[]): SubscriptionLabels {
  const names = new Map(subscriptions.map(({ id, name }) => [id, name]));
  const uses = new Map<string, number>();
  for (const name of names.values()) uses.set(foldName(name), (uses.get(foldName(name)) ?? 0) + 1);
  const of = (id: string) => {
    const name = names.get(id) ?? id;
    return (uses.get(foldName(name)) ?? 0) > 1 ? `${name} (${id.slice(0, 8)})` : name;
  };
  return {
    of,
    join(ids) {
      const sorted = ids.map(of).sort();
      const rest = sorted.length - MOST_NAMES;
      return sorted.slice(0, MOST_NAMES).join(', ') + (rest > 0 ? ` +${rest}` : '');
    },
  };
}
