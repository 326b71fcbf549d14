import type { AzureScope, Incident } from '../../health/incident.ts';
import { nameService } from '../../health/name-service.ts';
import type { MessageKey } from '../languages/speech.ts';
import { addsToTitle, sayIncidentFacts, sayTimes } from './incident-lines.ts';
import { plain } from './plain.ts';
import type { Scene } from './scene.ts';
import { sayKind } from './signs.ts';
import { asRows, type TextRow } from './text-rows.ts';

/** What a card says of an incident before its posts. */
export interface IncidentHead {
  readonly title: string;
  /** Id, kind and state; since when; feature; what it hits in Azure. */
  readonly lines: readonly TextRow[];
  /** Empty where the title says it already. */
  readonly impact: readonly TextRow[];
}

/** The head of an incident; widths of title and impact in Latin letters. */
export function presentIncidentHead(
  incident: Incident,
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
    sayIncidentFacts(
      { ...incident, startedAt: undefined, endedAt: undefined, updatedAt: undefined },
      [kind],
      scene,
    ),
  ];
  return {
    title: plain(incident.title, width.title) || plain(incident.id, 40),
    lines: asRows([
      facts.filter((fact) => fact !== '').join(' · '),
      sayTimes(incident, scene).join(' · '),
      feature === '' ? '' : say('incident.feature', { text: feature }),
      ...(incident.azure ? sayScope(incident.azure, scene) : []),
    ]),
    impact: asRows([impact === '' ? '' : say('incident.impact', { text: impact })]),
  };
}

/** What an incident is about: its service; the word for its kind where it names none. */
export function nameIncident(incident: Incident, scene: Scene): string {
  const name = nameService(incident);
  return (name === incident.id ? '' : plain(name, 60)) || sayKind(incident, scene.speech);
}

/** Names of a kind that are listed; the rest is counted. */
const MOST_NAMES = 6;

/** What an Azure event hits, a line a kind: services, regions, subscriptions; empty where Azure names none. */
export function sayScope(
  { services, regions, subscriptions }: AzureScope,
  { speech: { say } }: Scene,
): string[] {
  const listed = (key: MessageKey, all: readonly string[]) => {
    const names = all.slice(0, MOST_NAMES).map((name) => plain(name, 40));
    const left = all.length - names.length;
    const more = left > 0 ? ` ${say('healthy.more', { count: left })}` : '';
    return names.length === 0 ? '' : say(key, { names: `${names.join(', ')}${more}` });
  };
  return [
    listed('incident.azureServices', services),
    listed('incident.regions', regions),
    listed(
      'incident.subscriptions',
      subscriptions.map(({ name }) => name),
    ),
  ];
}
