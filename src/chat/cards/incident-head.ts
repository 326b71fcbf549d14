import type { AzureScope, Incident } from '../../health/incident.ts';
import { nameService } from '../../health/name-service.ts';
import type { MessageKey } from '../languages/speech.ts';
import { addsToTitle, sayIncidentFacts, sayTimes } from './incident-lines.ts';
import { sayNames } from './name-list.ts';
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
  const kind = sayKind(incident, scene.speech);
  const title = plain(incident.title, width.title);
  const id = plain(incident.id, 40);
  const facts = [
    title === '' ? '' : id,
    kind,
    sayIncidentFacts(
      { ...incident, startedAt: undefined, endedAt: undefined, updatedAt: undefined },
      [kind],
      scene,
    ),
  ];
  return {
    title: title || id,
    lines: asRows([
      facts.filter((fact) => fact !== '').join(' · '),
      sayTimes(incident, scene).join(' · '),
      sayFeature(incident, scene),
      ...(incident.azure ? sayScope(incident.azure, scene) : []),
    ]),
    impact: asRows([sayImpact(incident, width.impact, scene)]),
  };
}

/** The head of the incident's own card, which says its answer above and its service, id and kind in one line. */
export function presentFullHead(
  incident: Incident,
  rest: readonly string[],
  width: number,
  scene: Scene,
): Pick<IncidentHead, 'lines' | 'impact'> {
  const { say } = scene.speech;
  const { azure, updatedAt, origin } = incident;
  const from = origin === 'thirdParty' || origin === 'customer' ? [say(`origin.${origin}`)] : [];
  const updated =
    updatedAt === undefined
      ? []
      : [say('incident.updated', { time: scene.times.moment(updatedAt, scene.now) })];
  // One service alone is named in the line above.
  const scope = azure && azure.services.length === 1 ? { ...azure, services: [] } : azure;
  return {
    lines: asRows([
      [...rest, ...from, ...updated].join(' · '),
      sayFeature(incident, scene),
      ...(scope ? sayScope(scope, scene) : []),
    ]),
    impact: asRows([sayImpact(incident, width, scene)]),
  };
}

/** What an incident is: its service, its id and its kind, each once; the title stands elsewhere. */
export function identifyIncident(
  incident: Incident,
  scene: Scene,
): { readonly service: string; readonly rest: readonly string[] } {
  const service = nameIncident(incident, scene);
  const id = plain(incident.title) === '' ? '' : plain(incident.id, 40);
  const rest = [id, sayKind(incident, scene.speech)];
  return { service, rest: rest.filter((part) => part !== '' && part !== service) };
}

function sayFeature({ feature }: Incident, { speech: { say } }: Scene): string {
  return feature ? say('incident.feature', { text: plain(feature, 80) }) : '';
}

function sayImpact({ impact, title }: Incident, width: number, { speech: { say } }: Scene): string {
  const text = addsToTitle(impact, title) ? plain(impact, width) : '';
  return text === '' ? '' : say('incident.impact', { text });
}

/** What an incident is about: its service; the word for its kind where it names none. */
export function nameIncident(incident: Incident, scene: Scene): string {
  const name = nameService(incident);
  return (name === incident.id ? '' : plain(name, 60)) || sayKind(incident, scene.speech);
}

/** Names of a kind that are listed; the rest is counted. */
const MOST_NAMES = 6;

/** What an Azure event hits, a line a kind: services, regions, subscriptions; empty where Azure names none. */
export function sayScope({ services, regions, subscriptions }: AzureScope, scene: Scene): string[] {
  const listed = (key: MessageKey, all: readonly string[]) => {
    const names = all.slice(0, MOST_NAMES).map((name) => plain(name, 40));
    if (names.length === 0) return '';
    return scene.speech.say(key, { names: sayNames(names, all.length - names.length, scene) });
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
