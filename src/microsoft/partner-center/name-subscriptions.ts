import type { AzureSubscription } from '../../health/azure.ts';

/**
 * Each subscription once, by name. One without a name is called by its id; those that share a name (Partner Center calls all of them
 * "Microsoft Azure" unless somebody renames them) are told apart by the beginning of their id.
 */
export function nameSubscriptions(found: readonly AzureSubscription[]): AzureSubscription[] {
  const names = new Map<string, string>();
  for (const { id, name } of found) names.set(id, names.get(id) || name);
  const uses = new Map<string, number>();
  for (const name of names.values()) uses.set(fold(name), (uses.get(fold(name)) ?? 0) + 1);
  return [...names]
    .map(([id, name]) => {
      if (name === '') return { id, name: id };
      return { id, name: (uses.get(fold(name)) ?? 0) > 1 ? `${name} (${id.slice(0, 8)})` : name };
    })
    .sort(compareNames);
}

/** By name, whatever its case; then by id. */
export function compareNames(a: AzureSubscription, b: AzureSubscription): number {
  return compare(fold(a.name), fold(b.name)) || compare(a.id, b.id);
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

function fold(name: string): string {
  return name.toLowerCase();
}
