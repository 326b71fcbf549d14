import type { Incident } from '../../health/incident.ts';
import { sayNames } from './name-list.ts';
import { plain } from './plain.ts';
import type { Scene } from './scene.ts';

/** Names of a kind before the rest is only counted. */
const MOST_NAMES = 3;

/** Which Azure services an event hits, and where: one line. Empty outside Azure. */
export function sayAzurePlace({ azure }: Pick<Incident, 'azure'>, scene: Scene): string {
  if (!azure) return '';
  const listed = (all: readonly string[]) => {
    const names = all.slice(0, MOST_NAMES).map((name) => plain(name, 40));
    return sayNames(names, all.length - names.length, scene);
  };
  return [listed(azure.services), listed(azure.regions)].filter((text) => text !== '').join(' · ');
}
