import type { CloudName } from '../../clouds.ts';
import type { Customer } from '../../customers/customer.ts';
import type { PlannedChange } from '../../health/planned-change.ts';
import { isOverdue } from '../../health/planned-changes.ts';
import type { ActionInput } from '../actions/verbs.ts';
import type { MessageKey } from '../languages/speech.ts';
import { sayScope } from './incident-head.ts';
import { sayNames } from './name-list.ts';
import { plain } from './plain.ts';
import type { Scene } from './scene.ts';
import { makeIncidentToken } from './service-token.ts';
import { asRows, type TextRow } from './text-rows.ts';
import { tellSpan } from './time-span.ts';

/** A page of a list of changes. */
export interface ChangeList {
  readonly offset: number;
  /** The words for a service it was narrowed down by. */
  readonly service?: string | undefined;
}

/** A list of changes as a button carries it. */
export function referToList({ service }: ChangeList, offset: number): { offset: number; service?: string } {
  const words = service === undefined ? '' : plain(service, 60);
  return words === '' ? { offset } : { offset, service: words };
}

/** What is told of a change in a list. */
export interface ChangeLines {
  readonly title: string;
  /** What must be done by when, or when it happens, and whether it is major; may be empty. */
  readonly when: string;
  /** Its kind, its services and its id; begins with a dot where `when` says something. */
  readonly facts: string;
}

/** Kinds that say more than their services do. */
const KINDS: Readonly<Partial<Record<PlannedChange['category'], MessageKey>>> = {
  plannedMaintenance: 'change.kind.plannedMaintenance',
  retirement: 'change.kind.retirement',
};
const MOST_SERVICES = 3;

/** A change in two lines. `known` are facts that stand before its services, for example how many customers it concerns. */
export function presentChange(
  change: PlannedChange,
  scene: Scene,
  known: readonly string[] = [],
): ChangeLines {
  const { say } = scene.speech;
  const when = [sayDate(change, scene), change.isMajor ? say('change.major') : ''].filter(
    (text) => text !== '',
  );
  const facts = [...known, sayChangeKind(change, scene), listServices(change, scene), plain(change.id, 40)];
  const said = facts.filter((fact) => fact !== '').join(' · ');
  return {
    title: plain(change.title, 160) || plain(change.id, 40),
    when: when.join(' · '),
    facts: when.length > 0 ? ` · ${said}` : said,
  };
}

/**
 * Where an Azure change hits, and which subscriptions of the customer: its services stand among its facts. Nothing of one in the message
 * centre. Without a customer no subscription is named: whose they are would not be told.
 */
export function presentChangeScope(
  { azure }: PlannedChange,
  customer: Customer | undefined,
  scene: Scene,
): TextRow[] {
  return azure
    ? asRows(sayScope({ ...azure, services: [], ...(customer ? {} : { subscriptions: [] }) }, scene))
    : [];
}

/** Maintenance or retirement; nothing of an announcement in the message centre. */
export function sayChangeKind({ category }: PlannedChange, { speech: { say } }: Scene): string {
  const key = KINDS[category];
  return key === undefined ? '' : say(key);
}

/** The data of the button to all of a change; with `customer`: as that customer has it; `list`: where it was opened from. */
export function referToChange(
  cloud: CloudName,
  { id }: PlannedChange,
  customer: Pick<Customer, 'tenantId'> | undefined,
  list: ChangeList,
  offset = 0,
): ActionInput<'show-change'> {
  const change = makeIncidentToken(id);
  const { offset: back, ...narrowed } = referToList(list, list.offset);
  return { cloud, change, offset, back, ...narrowed, ...(customer ? { tenantId: customer.tenantId } : {}) };
}

/** The date that matters next, in words, or one that has passed and still matters; empty where Microsoft dates nothing. */
export function sayDate(change: PlannedChange, { now, times, speech: { say } }: Scene): string {
  const { actionRequiredBy, startsAt, endsAt, category } = change;
  const isAhead = (at: number | undefined): at is number => at !== undefined && at > now;
  if (isAhead(actionRequiredBy)) return say('change.actBy', { date: times.date(actionRequiredBy, now) });
  if (isOverdue(change, now)) return say('change.wasDue', { date: times.date(actionRequiredBy ?? now, now) });
  // Maintenance has a window of hours; an announcement holds for weeks.
  if (category === 'plannedMaintenance' && startsAt !== undefined && isAhead(endsAt)) {
    if (!isAhead(startsAt)) return say('change.underWay', { end: times.moment(endsAt, now) });
    const { start, end, isOneDay } = tellSpan(startsAt, endsAt, { now, times });
    return say(isOneDay ? 'change.windowDay' : 'change.window', { start, end });
  }
  if (isAhead(startsAt)) return say('change.starts', { date: times.date(startsAt, now) });
  if (isAhead(endsAt)) return say('change.ends', { date: times.date(endsAt, now) });
  return startsAt === undefined ? '' : say('change.starts', { date: times.date(startsAt, now) });
}

function listServices({ services, azure }: PlannedChange, scene: Scene): string {
  const names = azure && azure.services.length > 0 ? azure.services : services;
  const shown = names.slice(0, MOST_SERVICES).map((service) => plain(service, 40));
  return sayNames(shown, names.length - shown.length, scene);
}
