import type { CloudName } from '../../clouds.ts';
import type { CustomerFacts } from '../../health/customer-facts.ts';
import type { ServiceStatus } from '../../health/service.ts';
import type { EpochMs } from '../../time.ts';
import type { MessageKey, MessageValues } from '../languages/speech.ts';
import { addsToTitle } from './incident-lines.ts';
import { plain, plainParagraphs } from './plain.ts';
import type { Scene } from './scene.ts';

/** Of Microsoft's latest words, in Latin letters. */
const LATEST_WIDTH = 1_500;

/** What Microsoft's states mean by its own definitions, as a sentence. A state without one is quoted. */
const STATUS_SENTENCES: Readonly<Partial<Record<ServiceStatus, MessageKey>>> = {
  investigating: 'text.status.investigating',
  serviceDegradation: 'text.status.serviceDegradation',
  serviceInterruption: 'text.status.serviceInterruption',
  restoringService: 'text.status.restoringService',
  verifyingService: 'text.status.verifyingService',
  extendedRecovery: 'text.status.extendedRecovery',
  serviceRestored: 'text.status.serviceRestored',
  postIncidentReviewPublished: 'text.status.postIncidentReviewPublished',
  falsePositive: 'text.status.falsePositive',
};

const OPENINGS = {
  incident: 'text.problem',
  unknown: 'text.problem',
  advisory: 'text.advisory',
  securityAdvisory: 'text.securityAdvisory',
} as const;

/**
 * A notice to a customer, paragraph by paragraph, in the language and zone of the scene. Every fact in it is Microsoft's; Microsoft's own
 * words are quoted, and everything that came from outside is safe to show.
 */
export function writeCustomerNotice(
  facts: CustomerFacts,
  { cloud, asOf }: { readonly cloud: CloudName; readonly asOf: EpochMs | undefined },
  scene: Scene,
): string[] {
  const { speech, times } = scene;
  const operator = speech.say(`operator.${cloud}`);
  const say = (key: MessageKey, values: MessageValues = {}) => speech.say(key, { operator, ...values });
  const paragraphs = [
    sayOpening(facts, say),
    ...quoteTitle(facts, say),
    sayRegions(facts, say),
    sayWhen(facts, scene),
    sayStatus(facts.status, say),
    ...quoteLatest(facts, say, scene),
    facts.nextUpdateAt !== undefined ? say('text.next', { time: times.stamp(facts.nextUpdateAt) }) : '',
    say('text.id', { id: plain(facts.id, 60) }),
    asOf === undefined ? '' : say('text.asOf', { time: times.stamp(asOf) }),
  ];
  return paragraphs.filter((text) => text !== '');
}

type Say = (key: MessageKey, values?: MessageValues) => string;

function sayOpening({ services, kind, isOver }: CustomerFacts, say: Say): string {
  const names = services.slice(0, MOST_SERVICES).map((name) => plain(name, 60));
  const named = names.filter((name) => name !== '').join(', ');
  const service = named === '' ? say('text.someService') : named;
  return say(isOver ? 'text.over' : OPENINGS[kind], { service });
}

const MOST_SERVICES = 6;

function sayRegions({ regions }: CustomerFacts, say: Say): string {
  const names = regions.slice(0, MOST_REGIONS).map((name) => plain(name, 40));
  return names.length === 0 ? '' : say('incident.regions', { names: names.join(', ') });
}

const MOST_REGIONS = 10;

function quoteTitle({ title, impact }: CustomerFacts, say: Say): string[] {
  const named = plain(title, 300);
  const felt = addsToTitle(impact, title) ? plain(impact, 600) : '';
  return [
    named === '' ? '' : say('text.named', { text: named }),
    felt === '' ? '' : say('text.impact', { text: felt }),
  ];
}

function sayWhen({ startedAt, endedAt, isOver }: CustomerFacts, { speech: { say }, times }: Scene): string {
  if (!isOver || endedAt === undefined) {
    const key = isOver ? 'text.started' : 'text.since';
    return startedAt === undefined ? '' : say(key, { time: times.stamp(startedAt) });
  }
  if (startedAt === undefined || startedAt > endedAt)
    return say('text.ended', { time: times.stamp(endedAt) });
  return say('text.fromTo', {
    start: times.stamp(startedAt),
    end: times.stamp(endedAt),
    duration: times.duration(endedAt - startedAt),
  });
}

function sayStatus(status: ServiceStatus, say: Say): string {
  const sentence = STATUS_SENTENCES[status];
  if (sentence) return say(sentence);
  return status === 'unknown' ? '' : say('text.stated', { status: say(`status.${status}`) });
}

function quoteLatest({ latest }: CustomerFacts, say: Say, { times }: Scene): string[] {
  const { paragraphs } = plainParagraphs(latest?.text ?? '', LATEST_WIDTH);
  if (latest === undefined || paragraphs.length === 0) return [];
  const heading =
    latest.at === undefined
      ? say('text.latestUndated')
      : say('text.latest', { time: times.stamp(latest.at) });
  return [heading, ...say('incident.quote', { text: paragraphs.join('\n') }).split('\n')];
}
