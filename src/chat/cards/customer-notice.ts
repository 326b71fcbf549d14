import type { CloudName } from '../../clouds.ts';
import type { CustomerFacts } from '../../health/customer-facts.ts';
import { AZURE } from '../../health/name-service.ts';
import type { ServiceStatus } from '../../health/service.ts';
import type { EpochMs } from '../../time.ts';
import type { MessageKey, MessageValues, Speech } from '../languages/speech.ts';
import { addsToTitle } from './incident-lines.ts';
import { plain, plainParagraphs } from './plain.ts';
import type { Scene } from './scene.ts';

/** Of Microsoft's latest words, in Latin letters. */
const LATEST_WIDTH = 1_500;

/** What Microsoft's states mean by its own definitions, as a sentence. A state without one is quoted. */
const STATUS_SENTENCES: Readonly<Partial<Record<ServiceStatus, MessageKey>>> = {
  active: 'text.status.active',
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
  // Microsoft writes English; in another language that is said once, of the first quote.
  let original = speech.language === 'en' ? '' : speech.say('text.original');
  const quote = (key: MessageKey, values: MessageValues = {}) => {
    const said = say(key, { original, ...values });
    original = '';
    return said;
  };
  const { paragraphs: latest } = plainParagraphs(facts.latest?.text ?? '', LATEST_WIDTH);
  const paragraphs = [
    sayOpening(facts, scene, say),
    ...quoteTitle(facts, latest, quote),
    sayRegions(facts, say),
    sayWhen(facts, scene),
    sayStatus(facts, say),
    ...quoteLatest(facts, latest, quote, scene),
    facts.nextUpdateAt !== undefined ? say('text.next', { time: times.stamp(facts.nextUpdateAt) }) : '',
    say('text.id', { id: plain(facts.id, 60) }),
    asOf === undefined ? '' : say('text.asOf', { time: times.stamp(asOf) }),
  ];
  return paragraphs.filter((text) => text !== '');
}

type Say = (key: MessageKey, values?: MessageValues) => string;

function sayOpening({ services, kind, status, isOver }: CustomerFacts, { speech }: Scene, say: Say): string {
  const names = services.slice(0, MOST_SERVICES).map((name) => plain(name, 60));
  const service =
    joinServices(
      names.filter((name) => name !== ''),
      speech,
    ) || say('text.someService');
  // Nobody has resolved what was none.
  if (status === 'falsePositive') return say('text.falseAlarm', { service });
  return say(isOver ? 'text.over' : OPENINGS[kind], { service });
}

/** `Azure Virtual Machines and Virtual Network`: Azure is named once. */
function joinServices(names: readonly string[], { list }: Speech): string {
  const prefix = `${AZURE}: `;
  const isInAzure = names[0]?.startsWith(prefix) === true;
  const bare = names.map((name) => (name.startsWith(prefix) ? name.slice(prefix.length) : name));
  const joined = list(bare);
  return isInAzure ? `${AZURE} ${joined}` : joined;
}

const MOST_SERVICES = 6;

function sayRegions({ regions }: CustomerFacts, say: Say): string {
  const names = regions.slice(0, MOST_REGIONS).map((name) => plain(name, 40));
  return names.length === 0 ? '' : say('incident.regions', { names: names.join(', ') });
}

const MOST_REGIONS = 10;

/** The impact only where neither the title nor a paragraph of the latest update says the same. */
function quoteTitle({ title, impact }: CustomerFacts, latest: readonly string[], quote: Say): string[] {
  const named = plain(title, 300);
  // A long paragraph may hold the words and yet say something else.
  const isTold =
    !addsToTitle(impact, title) ||
    latest.some(
      (text) => text.includes(impact) || (text.length < 2 * impact.length && !addsToTitle(impact, text)),
    );
  const felt = isTold ? '' : plain(impact, 600);
  return [
    named === '' ? '' : quote('text.named', { text: named }),
    felt === '' ? '' : quote('text.impact', { text: felt }),
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

function sayStatus({ status, kind }: CustomerFacts, say: Say): string {
  const isProblem = kind === 'incident' || kind === 'unknown';
  const sentence = status !== 'active' || isProblem ? STATUS_SENTENCES[status] : undefined;
  if (sentence) return say(sentence);
  return status === 'unknown' ? '' : say('text.stated', { status: say(`status.${status}`) });
}

function quoteLatest(
  { latest, title }: CustomerFacts,
  told: readonly string[],
  quote: Say,
  { speech, times }: Scene,
): string[] {
  const named = plain(title, 300);
  const paragraphs = [...new Set(told)].filter((paragraph) => paragraph !== named);
  if (latest === undefined || paragraphs.length === 0) return [];
  const heading =
    latest.at === undefined
      ? quote('text.latestUndated')
      : quote('text.latest', { time: times.stamp(latest.at) });
  return [heading, ...speech.say('incident.quote', { text: paragraphs.join('\n') }).split('\n')];
}
