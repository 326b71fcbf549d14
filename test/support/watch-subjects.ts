import type { Conversation } from '../../src/delivery/conversation.ts';
import type { SubjectChange, WatchStore } from '../../src/watch/ports.ts';
import type { IncidentState, Subject, SubjectKey } from '../../src/watch/subject.ts';
import type { Transition } from '../../src/watch/transition.ts';
import type { WatchRule } from '../../src/watch/watch.ts';
import { makeConversation } from './request-cards.ts';
import { PEOPLE } from './requests.ts';
import { CONTOSO, makeKeptIncident, START } from './test-store.ts';

export const KEY: SubjectKey = { kind: 'incident', cloud: 'global', id: 'EX226574' };
export const ALL: WatchRule = { scope: 'everything', customers: undefined, service: undefined };
export const FRENCH = { language: 'fr', timeZone: 'Europe/Paris' } as const;

export function makeChannel(id = 'outages', overrides: Partial<Conversation> = {}): Conversation {
  return makeConversation({ id: `19:${id}@thread.tacv2`, name: 'Outages', ...overrides });
}

/** Watches everything there; returns the place's number. */
export async function watchAll(store: WatchStore, conversation = makeChannel()): Promise<number> {
  const added = await store.add(conversation, ALL, { reader: FRENCH, by: PEOPLE.adele, at: START });
  if (added.kind === 'full') throw new Error('There are too many rules.');
  return added.watch.place.id;
}

export function makeIncidentState(overrides: Partial<IncidentState> = {}): IncidentState {
  return {
    kind: 'incident',
    incident: makeKeptIncident({ posts: [{ at: START, html: '<p>We are looking.</p>' }] }),
    phase: 'open',
    outcome: undefined,
    firstSeenAt: START,
    overAt: undefined,
    decidedAt: START,
    spreads: 0,
    ...{ awaySince: undefined, backSince: undefined, leavingSince: undefined, turnedAt: START },
    told: {
      ...{ severity: 'degraded', kind: 'incident', milderSince: undefined },
      ...{ isOver: false, at: START, turns: [] },
    },
    ...overrides,
  };
}

export function makeTransition(kind: Transition['kind'], overrides: Partial<Transition> = {}): Transition {
  return {
    ...{ kind, at: START, happenedAt: undefined, from: undefined, to: undefined, customers: 1 },
    tells: !['appeared', 'spread', 'posted'].includes(kind),
    ...overrides,
  };
}

/** What is decided of an incident after `before`: by default it appears at Contoso. */
export function makeSubjectChange(overrides: Partial<SubjectChange> = {}): SubjectChange {
  return {
    key: KEY,
    before: undefined,
    next: makeIncidentState(),
    hits: new Map([[CONTOSO.tenantId, undefined]]),
    transitions: [makeTransition('appeared')],
    dueAt: undefined,
    at: START,
    cards: [],
    ...overrides,
  };
}

export async function loadOne(store: WatchStore, key = KEY): Promise<Subject> {
  const [subject] = await store.load([key]);
  if (subject === undefined) throw new Error('The subject is not known.');
  return subject;
}

/** Commits what comes after the newest state. */
export async function goOn(store: WatchStore, overrides: Partial<SubjectChange> = {}): Promise<void> {
  const { key = KEY } = overrides;
  const [before] = await store.load([key]);
  if (!(await store.commit(makeSubjectChange({ before, ...overrides })))) throw new Error('Not written.');
}
