import { foldName } from './fold-name.ts';
import type { CustomerHistory } from './history.ts';
import { AZURE, listServiceNames } from './name-service.ts';

/** Every service a history can be narrowed down to, by name; `Azure` stands for all of Azure. */
export function listHistoryServices({ incidents }: Pick<CustomerHistory, 'incidents'>): readonly string[] {
  const names = new Map<string, string>();
  for (const { incident } of incidents) {
    if (incident.source === 'azure') names.set(foldName(AZURE), AZURE);
    for (const name of listServiceNames(incident)) {
      if (!names.has(foldName(name))) names.set(foldName(name), name);
    }
  }
  return [...names.values()].sort();
}
