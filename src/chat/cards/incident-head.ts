import type { ReportedIncident } from '../../health/report.ts';
import { addsToTitle, sayIncidentFacts, sayTimes } from './incident-lines.ts';
import { plain } from './plain.ts';
import type { Scene } from './scene.ts';
import { sayKind } from './signs.ts';
import { asRows, type TextRow } from './text-rows.ts';

/** What a card says of an incident before its posts. */
export interface IncidentHead {
  readonly title: string;
  /** Id, kind and state; since when; feature. */
  readonly lines: readonly TextRow[];
  /** Empty where the title says it already. */
  readonly impact: readonly TextRow[];
}

/** The head of an incident; widths of title and impact in Latin letters. */
export function presentIncidentHead(
  incident: ReportedIncident,
  width: { readonly title: number; readonly impact: number },
  scene: Scene,
): IncidentHead {
  const { say } = scene.speech;
  const kind = sayKind(incident, scene.speech);
  const feature = incident.feature ? plain(incident.feature, 80) : '';
  const impact = addsToTitle(incident.impact, incident.title) ? plain(incident.impact, width.impact) : '';
  const facts = [
    plain(incident.id, 40),
    kind,
    sayIncidentFacts({ ...incident, startedAt: undefined, updatedAt: undefined }, [kind], scene),
  ];
  return {
    title: plain(incident.title, width.title) || kind,
    lines: asRows([
      facts.filter((fact) => fact !== '').join(' · '),
      sayTimes(incident, scene).join(' · '),
      feature === '' ? '' : say('incident.feature', { text: feature }),
    ]),
    impact: asRows([impact === '' ? '' : say('incident.impact', { text: impact })]),
  };
}
