import { INCIDENT_KINDS } from '../../health/incident.ts';
import { SERVICE_STATUSES } from '../../health/service.ts';
import type { Severity } from '../../health/severity.ts';
import type { LivingCard } from '../../watch/living-card.ts';
import type { Transition } from '../../watch/transition.ts';
import type { MessageKey } from '../languages/speech.ts';
import { nameIncident } from './incident-head.ts';
import { plain } from './plain.ts';
import type { Scene } from './scene.ts';
import { sayIncidentState } from './signs.ts';

/** Something that happened, in words: what it is about stands first, so that it is understood away from its card, too. */
export interface News {
  readonly sign: string;
  readonly text: string;
}

const SIGNS: Readonly<Partial<Record<Transition['kind'], string>>> = {
  worse: '●',
  reopened: '●',
  stoodStill: '●',
  resolved: '✓',
  falsePositive: '✓',
  readable: '✓',
  goesOn: '✓',
  over: '✓',
};

/** Tells one transition of a card's subject; moments are those of `scene`. */
export function tellNews(transition: Transition, card: LivingCard, scene: Scene): News {
  const { kind, customers } = transition;
  const { say } = scene.speech;
  const sign = SIGNS[kind] ?? '◐';
  const tell = (key: MessageKey, values: Readonly<Record<string, string | number>> = {}) => ({
    sign,
    text: say(key, { what: nameSubject(card, scene), count: customers, ...values }),
  });
  switch (kind) {
    case 'worse':
    case 'better':
    case 'reopened':
    case 'statusChanged':
      return tell(`news.${kind}`, { state: sayState(transition, card, scene) });
    case 'resolved':
      return tellResolved(card, tell, scene);
    case 'dayBefore':
    case 'hourBefore':
    case 'announced':
      return tell(`news.${kind}`, { time: sayHappens(card, scene) });
    case 'moved':
      return tellMoved(transition, tell, card, scene);
    case 'stoodStill':
    case 'goesOn': {
      const { state } = card.subject;
      const what = state.kind === 'standstill' ? state.what : 'reading';
      if (kind === 'stoodStill') return { sign, text: say(`living.standstill.${what}`) };
      const lasted = state.kind === 'standstill' ? (state.overAt ?? transition.at) - state.startedAt : 0;
      return {
        sign,
        text: say(`living.standstill.${what}Over`, { duration: scene.times.duration(Math.max(0, lasted)) }),
      };
    }
    default:
      return tell(`news.${kind}`);
  }
}

type Tell = (key: MessageKey, values?: Readonly<Record<string, string | number>>) => News;

function tellResolved({ subject: { state } }: LivingCard, tell: Tell, { times }: Scene): News {
  const start = state.kind === 'incident' ? state.incident.startedAt : undefined;
  const end = state.kind === 'incident' ? state.overAt : undefined;
  return start === undefined || end === undefined || end < start
    ? tell('news.resolved')
    : tell('news.resolvedAfter', { duration: times.duration(end - start) });
}

function tellMoved({ from, to }: Transition, tell: Tell, card: LivingCard, scene: Scene): News {
  const moment = (iso: string | undefined) => {
    const at = iso === undefined ? Number.NaN : Date.parse(iso);
    return Number.isNaN(at) ? undefined : scene.times.dated(at, scene.now);
  };
  const [before, after] = [moment(from), moment(to)];
  return before === undefined || after === undefined
    ? tell('news.moved', { time: after ?? sayHappens(card, scene) })
    : tell('news.movedFrom', { before, time: after });
}

/** What it is about, as its line calls it. */
function nameSubject({ subject: { state } }: LivingCard, scene: Scene): string {
  if (state.kind === 'incident') return nameIncident(state.incident, scene);
  if (state.kind === 'change') return plain(state.change.title, 100) || plain(state.change.id, 40);
  return '';
}

/** When it happens; by when customers must have acted is a day. */
function sayHappens({ subject: { state } }: LivingCard, { now, times }: Scene): string {
  if (state.kind !== 'change' || state.happensAt === undefined) return '—';
  const isDay = state.happensAt === state.change.actionRequiredBy;
  return isDay ? times.date(state.happensAt, now) : times.dated(state.happensAt, now);
}

/** The state a transition leads to: its status in Microsoft's words, how bad that is, or its kind; else the present one. */
function sayState({ to }: Transition, { subject: { state } }: LivingCard, { speech }: Scene): string {
  const status = SERVICE_STATUSES.find((known) => known === to);
  if (status !== undefined) return speech.say(`status.${status}`);
  const kind = INCIDENT_KINDS.find((known) => known === to);
  if (kind !== undefined) return speech.say(`kind.${kind}`);
  const key = to !== undefined && isSeverity(to) ? SEVERITY_WORDS[to] : undefined;
  if (key !== undefined) return speech.say(key);
  return state.kind === 'incident' ? sayIncidentState(state.incident, speech) : '';
}

const SEVERITY_WORDS: Readonly<Record<Severity, MessageKey>> = {
  down: 'status.serviceInterruption',
  degraded: 'status.serviceDegradation',
  advisory: 'kind.advisory',
  unknown: 'status.unknown',
  recovered: 'status.serviceRestored',
  healthy: 'status.serviceOperational',
};

function isSeverity(word: string): word is Severity {
  return Object.hasOwn(SEVERITY_WORDS, word);
}
