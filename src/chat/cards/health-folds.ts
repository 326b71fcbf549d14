import type { HealthReport } from '../../health/report.ts';
import { refer } from './buttons.ts';
import { presentChange } from './change-lines.ts';
import type { HealthDetail } from './health-affected.ts';
import { plain } from './plain.ts';
import type { Scene } from './scene.ts';

/** The names of what is healthy, folded away; nothing when nothing is. */
export function presentHealthy(
  { services, customer }: HealthReport,
  { speech: { say } }: Scene,
  detail: HealthDetail,
) {
  const healthy = services.filter(({ severity }) => severity === 'healthy');
  if (healthy.length === 0) return [];
  const names = healthy.slice(0, detail.healthy).map(({ name }) => plain(name, 60));
  const left = healthy.length - names.length;
  const text = left > 0 ? `${names.join(' · ')} ${say('healthy.more', { count: left })}` : names.join(' · ');
  const title = say('fold.healthy', { count: healthy.length });
  return [
    {
      id: 'healthy',
      title: `✓ ${title}`,
      tip: say('fold.tip', { what: title }),
      lines: [{ text, facts: [] }],
      verb: 'show-services',
      button: say('button.allServices'),
      data: { ...refer(customer), offset: 0 },
    },
  ];
}

/** The next planned changes, folded away; nothing when there are none. */
export function presentChanges({ changes, customer }: HealthReport, scene: Scene, detail: HealthDetail) {
  if (changes.length === 0) return [];
  const { say } = scene.speech;
  const major = changes.filter(({ isMajor }) => isMajor).length;
  const counts = { count: changes.length, major };
  const title = major > 0 ? say('fold.changesMajor', counts) : say('fold.changes', counts);
  return [
    {
      id: 'changes',
      title,
      tip: say('fold.tip', { what: title }),
      lines: changes.slice(0, detail.changes).map((change) => {
        const { title, when, facts } = presentChange(change, scene);
        return { text: title, facts: [{ text: `${when}${facts}` }] };
      }),
      verb: 'show-changes',
      button: say('button.allChanges'),
      data: { ...refer(customer), offset: 0 },
    },
  ];
}
