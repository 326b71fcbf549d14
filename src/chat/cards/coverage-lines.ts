import type { Coverage } from '../../health/estate/overview.ts';
import { ALL_LOADED, isAnyUnloaded, type UnloadedCustomers } from './customer-rows.ts';
import { nameZone, sayOrigin } from './footer.ts';
import type { Scene } from './scene.ts';
import { asRows, type TextRow } from './text-rows.ts';

/** On how many customers an answer rests, and how old the oldest reading is: one line. "All" is said only where none is `unloaded`. */
export function sayCoverage(
  { total, read, oldestReadAt }: Coverage,
  scene: Scene,
  unloaded = ALL_LOADED,
): string {
  const { now, speech, times } = scene;
  const { say } = speech;
  const oldest =
    oldestReadAt === undefined
      ? []
      : [
          say('coverage.oldest', {
            time: times.moment(oldestReadAt, now),
            ago: times.ago(oldestReadAt, now),
          }),
        ];
  const count = () => {
    if (isAnyUnloaded(unloaded)) return say('coverage.loaded', { read, total });
    return read >= total ? say('coverage.all', { total }) : say('coverage.read', { read, total });
  };
  return [count(), ...oldest].join(' · ');
}

/** What closes an answer over all customers: how much it rests on, what is missing from it, and where its data comes from. */
export function noteCoverage(
  coverage: Coverage,
  scene: Scene,
  unloaded: UnloadedCustomers = ALL_LOADED,
): TextRow[] {
  const marks = [...nameZone(scene), ...sayOrigin(scene)].map(({ text }) => text);
  const read = coverage.total === 0 ? [] : [sayCoverage(coverage, scene, unloaded)];
  return [...asRows([[...read, ...marks].join(' · ')]), ...noteMissing(coverage, scene)];
}

/** What is missing from an answer over all customers: those still being read, of some only Azure, and those that could not be. */
export function noteMissing(
  { untried, azureUnread, failed }: Coverage,
  { speech: { say } }: Scene,
): TextRow[] {
  const failures = Object.values(failed).reduce((sum, count) => sum + count, 0);
  return asRows([
    untried > 0 ? say('coverage.untried', { count: untried }) : '',
    azureUnread > 0 ? say('coverage.azureUnread', { count: azureUnread }) : '',
    failures > 0 ? say('coverage.failed', { count: failures }) : '',
  ]);
}
