import type { CloudName } from '../clouds.ts';
import type { Coverage } from '../health/estate/overview.ts';
import type { UnreadableCustomer, WatchedEstate } from '../health/estate/ports.ts';
import type { Clock, EpochMs } from '../time.ts';
import { decideAccess, nameAccess } from './decide-access.ts';
import { decideStandstill, nameStandstill } from './decide-standstill.ts';
import { endReading } from './end-reading.ts';
import { needsCard } from './needs-card.ts';
import type { SubjectBook, WatchBook, WatchStore } from './ports.ts';
import { type MatchService, type SightOf, selectPlaces } from './select-places.ts';
import {
  type AccessState,
  isOver,
  type StandstillState,
  type Subject,
  type SubjectKey,
  type SubjectState,
  sortOfEpisode,
} from './subject.ts';
import type { WatchTimings } from './timings.ts';
import type { Decision, Transition } from './transition.ts';

export interface EpisodeOptions {
  readonly store: Pick<SubjectBook, 'load' | 'listOpen' | 'commit'> &
    Pick<WatchBook, 'listAll'> &
    Pick<WatchStore, 'count'>;
  readonly estate: Pick<WatchedEstate, 'listUnreadable' | 'isKnown' | 'isComplete'> & {
    readonly coverage: Coverage;
  };
  /** Clouds with customers. */
  readonly listClouds: () => readonly CloudName[];
  readonly matchService: MatchService;
  /** What who set a watch may see; undefined: no customer is limited to anybody. */
  readonly sightOf: SightOf | undefined;
  readonly timings: WatchTimings;
  /** Whether customers are read unasked. */
  readonly isReading: boolean;
  readonly clock: Clock;
  readonly observe: (transition: Transition) => void;
}

/**
 * Follows what is no incident: customers that become unreadable, reading or posting that stands still. An episode that ended goes on in the
 * same card where the rules say so, as far as this process saw it end. Throws `StoreError`.
 */
export function createFollowEpisodes(options: EpisodeOptions): () => Promise<void> {
  const { store, estate, listClouds, matchService, sightOf, timings, isReading, clock, observe } = options;
  const startedAt = clock();
  /** The latest episode of each sort, by sort and cloud, so that one that is over can be found. */
  const latest = new Map<string, SubjectKey>();

  async function findLatest(
    sort: string,
    cloud: CloudName,
    open: readonly SubjectKey[],
  ): Promise<Subject | undefined> {
    const name = `${sort}:${cloud}`;
    const going = open.filter((one) => one.cloud === cloud && sortOfEpisode(one) === sort);
    // What cannot be understood is not followed: another one takes its place.
    const [subject] = going.length > 0 ? await store.load(going) : [];
    if (subject) latest.set(name, subject.key);
    const known = latest.get(name);
    return subject ?? (known && (await store.load([known]))[0]);
  }

  async function write(
    key: SubjectKey,
    before: Subject | undefined,
    { next, hits, transitions, dueAt }: Decision<SubjectState>,
  ): Promise<void> {
    const isAlone = !isOver(next) && (before === undefined || isOver(before.state));
    const at = clock();
    const cards = needsCard(next, transitions)
      ? selectPlaces(await store.listAll(), { key, state: next, hits }, matchService, sightOf).map(
          ({ id }) => id,
        )
      : [];
    const change = { key, before, next, hits, transitions, dueAt, at, cards, isAlone };
    if (!(await store.commit(change))) return;
    latest.set(`${sortOfEpisode(key)}:${key.cloud}`, key);
    for (const transition of transitions) observe(transition);
  }

  async function followAccess(
    cloud: CloudName,
    open: readonly SubjectKey[],
    unreadable: readonly UnreadableCustomer[],
  ): Promise<void> {
    const subject = await findLatest('access', cloud, open);
    const before = subject?.state.kind === 'access' ? { ...subject, state: subject.state } : undefined;
    const own = unreadable.filter(({ customer }) => customer.cloud === cloud);
    const decision = decideAccess(
      before,
      {
        unreadable: new Map(own.map((one) => [one.customer.tenantId.toLowerCase(), one])),
        // Who is no longer on the list cannot be read again.
        isKnown: (tenantId) => estate.isKnown(cloud, tenantId) || estate.isComplete(cloud),
        readingSince: startedAt,
      },
      timings,
      clock(),
    );
    if (!decision) return;
    const isSame = before?.state.startedAt === decision.next.startedAt;
    const key = nameKey<AccessState>('access', cloud, nameAccess(decision.next));
    await write(key, isSame ? subject : undefined, decision);
  }

  async function followWork(
    what: StandstillState['what'],
    cloud: CloudName,
    open: readonly SubjectKey[],
    work: { readonly since: EpochMs | undefined; readonly waiting: number },
  ): Promise<void> {
    const subject = await findLatest(what, cloud, open);
    const before = subject?.state.kind === 'standstill' ? { ...subject, state: subject.state } : undefined;
    const decision = decideStandstill(before, { what, ...work, startedAt }, timings, clock());
    if (!decision) return;
    const isSame = before?.state.startedAt === decision.next.startedAt;
    const key = nameKey<StandstillState>('standstill', cloud, nameStandstill(decision.next));
    await write(key, isSame ? subject : undefined, decision);
  }

  /** Reading is off: nobody would see their end any more. */
  async function endAll(keys: readonly SubjectKey[]): Promise<void> {
    if (keys.length === 0) return;
    for (const subject of await store.load(keys)) {
      const decision = endReading(subject, clock());
      if (decision) await write(subject.key, subject, decision);
    }
  }

  return async () => {
    const clouds = listClouds();
    const [main] = clouds;
    if (main === undefined) return;
    const open = await store.listOpen(['access', 'standstill']);
    if (isReading) {
      const unreadable = estate.listUnreadable();
      for (const cloud of clouds) await followAccess(cloud, open, unreadable);
      const { total, newestReadAt } = estate.coverage;
      await followWork('reading', main, open, { since: newestReadAt, waiting: total });
    } else {
      await endAll(open.filter((key) => sortOfEpisode(key) !== 'posting'));
    }
    const { behind, oldestBehindAt } = await store.count();
    await followWork('posting', main, open, { since: oldestBehindAt, waiting: behind });
  };
}

function nameKey<State extends SubjectState>(kind: State['kind'], cloud: CloudName, id: string): SubjectKey {
  return { kind, cloud, id };
}
