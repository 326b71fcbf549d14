import type { Conversation } from '../../src/delivery/conversation.ts';
import type { ClaimedPlace } from '../../src/delivery/ports.ts';
import type { Store } from '../../src/store/open-store.ts';
import type { Subject, SubjectKey } from '../../src/watch/subject.ts';
import type { ClaimOptions } from '../../src/work/claims.ts';
import { PEOPLE } from '../support/requests.ts';
import { MINUTE, START } from '../support/test-store.ts';

export const LEASE_MS = MINUTE;

export function makeConversation(name: string): Conversation {
  return {
    ...{ id: `19:${name}@thread.tacv2`, thread: undefined, kind: 'channel' as const, name },
    ...{
      serviceUrl: 'https://smba.trafficmanager.net/emea/',
      channel: 'msteams',
      bot: '28:bot',
      tenantId: 't',
    },
  };
}

/** A conversation that watches everything; returns the number of its place. */
export async function watchAll({ watch }: Store, name: string): Promise<number> {
  const rule = { scope: 'everything', customers: undefined, service: undefined } as const;
  const reader = { language: 'en', timeZone: 'UTC' } as const;
  const added = await watch.add(makeConversation(name), rule, { reader, by: PEOPLE.adele, at: START });
  if (added.kind === 'full') throw new Error('It is full.');
  return added.watch.place.id;
}

export interface News {
  /** Transitions that tell; the others tell nothing. */
  readonly tell?: number;
  readonly others?: number;
  /** Places that get a card. */
  readonly cards?: readonly number[];
  readonly at?: number;
}

/** Something happens to a subject; returns it as it is then. */
export async function happen({ watch }: Store, id: string, news: News = {}): Promise<Subject> {
  const { tell = 0, others = 0, cards = [], at = START } = news;
  const key: SubjectKey = { kind: 'standstill', cloud: 'global', id };
  const kinds = [...Array<boolean>(tell).fill(true), ...Array<boolean>(others).fill(false)];
  for (;;) {
    const [before] = await watch.load([key]);
    const isDone = await watch.commit({
      ...{ key, before, hits: new Map<string, undefined>(), dueAt: undefined, at, cards },
      next: {
        kind: 'standstill',
        what: 'posting',
        phase: 'open',
        startedAt: START,
        overAt: undefined,
        waiting: 1,
      },
      transitions: kinds.map((tells) => ({
        ...{ kind: 'stoodStill' as const, at, happenedAt: undefined, from: undefined, to: undefined },
        ...{ customers: 0, tells },
      })),
    });
    if (!isDone) continue;
    const [subject] = await watch.load([key]);
    if (subject === undefined) throw new Error('It is not there.');
    return subject;
  }
}

export function claimOptions(overrides: Partial<ClaimOptions> = {}): ClaimOptions {
  return { owner: 'a', now: START, leaseMs: LEASE_MS, limit: 10, ...overrides };
}

/** The one place that is due. */
export async function claimOne(
  { watch }: Store,
  overrides: Partial<ClaimOptions> = {},
): Promise<ClaimedPlace> {
  const [place, ...rest] = await watch.queue.claimPlaces(claimOptions(overrides));
  if (place === undefined || rest.length > 0)
    throw new Error(`${rest.length + (place ? 1 : 0)} places are due.`);
  return place;
}

/** The next card, which must be there. */
export async function takeCard({ watch }: Store, place: ClaimedPlace, now = START) {
  const card = await watch.queue.nextCard(place, now);
  if (card === undefined) throw new Error('Nothing is behind.');
  return card;
}
