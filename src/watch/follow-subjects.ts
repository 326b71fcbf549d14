import { setImmediate } from 'node:timers/promises';
import type { CloudName } from '../clouds.ts';
import type { IncidentArchive } from '../health/archive.ts';
import type { Observation, WatchedEstate } from '../health/estate/ports.ts';
import type { Incident } from '../health/incident.ts';
import { rateIncident, type Severity } from '../health/severity.ts';
import { describeError, type Log } from '../log.ts';
import type { Clock, EpochMs } from '../time.ts';
import { decideChange } from './decide-change.ts';
import { decideIncident } from './decide-incident.ts';
import { needsCard } from './needs-card.ts';
import type { HurryBook, LivingCardBook, SubjectBook, WatchBook } from './ports.ts';
import { type MatchService, type SightOf, selectPlaces } from './select-places.ts';
import type { Previous } from './settle.ts';
import {
  type ChangeState,
  type IncidentState,
  type Subject,
  type SubjectKey,
  type SubjectState,
  subjectKey,
} from './subject.ts';
import type { WatchTimings } from './timings.ts';
import type { Decision, Transition } from './transition.ts';
import type { Place, Watch } from './watch.ts';

/** Whoever sets a watch in the middle of one wants to see it. */
const OUTAGES: ReadonlySet<Severity> = new Set<Severity>(['down', 'degraded']);

export interface FollowOptions {
  readonly store: Pick<SubjectBook, 'load' | 'commit'> &
    Pick<WatchBook, 'listAll'> & { readonly cards: Pick<LivingCardBook, 'place'> };
  readonly archive: Pick<IncidentArchive, 'findIncidents'>;
  readonly estate: Pick<WatchedEstate, 'isKnown' | 'isComplete'>;
  readonly hurries: Pick<HurryBook, 'add'>;
  readonly matchService: MatchService;
  /** What who set a watch may see; undefined: no customer is limited to anybody. */
  readonly sightOf: SightOf | undefined;
  readonly timings: WatchTimings;
  /** Whether customers are read unasked; else there is no first reading of all that would end. */
  readonly isReading: boolean;
  readonly clock: Clock;
  /** Told of everything that was decided and written. */
  readonly observe: (transition: Transition) => void;
  readonly log: Log;
}

/** What became of something that was seen. */
export interface Followed {
  readonly seen: Observation;
  /** When to look again even if nothing changes; undefined: not. */
  readonly dueAt: EpochMs | undefined;
  /** Somebody else wrote meanwhile: to be done again at once. */
  readonly isStale: boolean;
  /** It could not be decided, and is left alone until then unless it changes. */
  readonly restsUntil?: EpochMs | undefined;
}

/** How long something that cannot be decided is left alone, in milliseconds. */
const UNDECIDED_MS = 5 * 60_000;

/** Subjects held in memory at once: each may have ten thousand customers. */
const LOADED_AT_ONCE = 5;

/** What those share that are followed together. */
interface Round {
  /** As they were when the first was asked for. */
  readonly listWatches: () => Promise<readonly Watch[]>;
  /** What was written with cards. */
  readonly posted: News[];
}

/** What is to be posted where it is watched. */
interface News extends Pick<Subject, 'key' | 'state' | 'hits'> {
  /** It was found while all customers were being read for the first time: it need not be new. */
  readonly isOpenAlready: boolean;
}

/** Compares what the estate knows with what was last decided, decides anew, and writes that with the cards it causes. */
export type FollowSubjects = (seen: readonly Observation[]) => Promise<readonly Followed[]>;

/**
 * Follows incidents and planned changes. Each is written by itself, and one that cannot be decided holds up no other; throws `StoreError`,
 * and what was written until then stands.
 */
export function createFollowSubjects(options: FollowOptions): FollowSubjects {
  const { store, archive, estate, hurries, matchService, sightOf, timings, isReading, clock, observe, log } =
    options;
  /** When it was last seen that not all customers of a cloud had been read once. */
  const incompleteAt = new Map<CloudName, EpochMs>();

  function decide(
    subject: Subject | undefined,
    seen: Observation,
    ending: Incident | undefined,
    listedAs: string | undefined,
  ): Decision<SubjectState> | undefined {
    const isKnown = (tenantId: string) => estate.isKnown(seen.cloud, tenantId);
    const { customers } = seen;
    if (seen.kind === 'incident') {
      const before = readState(subject, 'incident');
      return decideIncident(
        before,
        { incident: seen.incident, ending, customers, isKnown, listedAs },
        timings,
        clock(),
      );
    }
    const before = readState(subject, 'change');
    return decideChange(before, { change: seen.change, customers, isKnown }, timings, clock());
  }

  /** How an incident ended that nobody has any more. */
  async function findEnding(subject: Subject | undefined, seen: Observation): Promise<Incident | undefined> {
    if (subject === undefined || seen.kind !== 'incident' || seen.incident !== undefined) return undefined;
    const kept = await archive.findIncidents(seen.id);
    return kept.find(({ cloud }) => cloud === seen.cloud)?.incident;
  }

  /**
   * Under which id an Azure event is told of by Microsoft 365: as long as somebody lists that, and afterwards as long as more is known of its end
   * than that it is gone.
   */
  async function findListedAs(subject: Subject | undefined, seen: Observation): Promise<string | undefined> {
    if (seen.kind !== 'incident') return undefined;
    if (seen.supersededBy !== undefined) return seen.supersededBy;
    const shown = subject?.state.kind === 'incident' ? subject.state.incident : undefined;
    const { source, azure, id } = seen.incident ?? shown ?? {};
    const other = source === 'azure' ? azure?.externalId : undefined;
    if (other === undefined || other.toLowerCase() === id?.toLowerCase()) return undefined;
    const [main] = await store.load([{ kind: 'incident', cloud: seen.cloud, id: other }]);
    if (main?.state.kind !== 'incident' || main.state.incident.source !== 'microsoft365') return undefined;
    return main.state.outcome === 'notListed' ? undefined : main.key.id;
  }

  async function follow(
    seen: Observation,
    subject: Subject | undefined,
    { listWatches, posted }: Round,
  ): Promise<Followed> {
    const key: SubjectKey = subject?.key ?? { kind: seen.kind, cloud: seen.cloud, id: seen.id };
    const decision = decide(
      subject,
      seen,
      await findEnding(subject, seen),
      await findListedAs(subject, seen),
    );
    if (decision === undefined) return { seen, dueAt: subject?.dueAt, isStale: false };
    const { next, hits, transitions, dueAt } = decision;
    const isBack = transitions.some(({ kind }) => kind === 'reopened');
    if (next.kind === 'incident' && (subject === undefined || isBack)) await hurry(seen, next);
    const at = clock();
    const isPosted = needsCard(next, transitions);
    const news: News = { key, state: next, hits, isOpenAlready: isOpenAlready(key, next, transitions) };
    const places = isPosted ? selectFor(await listWatches(), news) : [];
    const cards = places.map(({ id }) => id);
    const isWritten = await store.commit({ key, before: subject, next, hits, transitions, dueAt, at, cards });
    if (!isWritten) return { seen, dueAt: undefined, isStale: true };
    if (isPosted) posted.push(news);
    for (const transition of transitions) observe(transition);
    return { seen, dueAt, isStale: false };
  }

  /** Asked of everything that is new, so that it is known until when customers were read for the first time. */
  function isOpenAlready(
    { cloud }: SubjectKey,
    state: SubjectState,
    transitions: readonly Transition[],
  ): boolean {
    if (state.kind !== 'incident' || !isReading) return false;
    const isNew = state.phase === 'gathering' || transitions.some(({ kind }) => kind === 'appeared');
    if (isNew && !estate.isComplete(cloud)) incompleteAt.set(cloud, clock());
    return isNew && state.firstSeenAt <= (incompleteAt.get(cloud) ?? Number.NEGATIVE_INFINITY);
  }

  /** An advisory that Microsoft last spoke of before a watch was set is not dumped there, only because we find it afterwards. */
  function selectFor(watches: readonly Watch[], news: News): readonly Place[] {
    const incident = news.state.kind === 'incident' ? news.state.incident : undefined;
    const updatedAt = incident && !OUTAGES.has(rateIncident(incident)) ? incident.updatedAt : undefined;
    const meant =
      news.isOpenAlready && updatedAt !== undefined
        ? watches.filter(({ setAt }) => setAt <= updatedAt)
        : watches;
    return selectPlaces(meant, news, matchService, sightOf);
  }

  /**
   * Who set a watch after the watches were listed, and before this was written, found nothing to be posted at once: it is posted now.
   */
  async function postWhereNew({ listWatches, posted }: Round): Promise<void> {
    if (posted.length === 0) return;
    const known = new Set((await listWatches()).map(({ id }) => id));
    const fresh = (await store.listAll()).filter(({ id }) => !known.has(id));
    for (const news of fresh.length > 0 ? posted : [])
      for (const { conversation } of selectFor(fresh, news))
        await store.cards.place(conversation, [news.key]);
  }

  /** By its name: the class belongs to the store. */
  function failed(seen: Observation, error: unknown): Followed {
    if (error instanceof Error && error.name === 'StoreError') throw error;
    log.error({ ...describeError(error), id: seen.id }, 'What changed could not be decided.');
    return { seen, dueAt: undefined, isStale: false, restsUntil: clock() + UNDECIDED_MS };
  }

  /**
   * Others may have it too: they are read before their turn, unless all are being read for the first time anyway. Wished for before the
   * incident is written: a hurry too many does no harm, one too few costs minutes.
   */
  async function hurry({ cloud }: Observation, { incident }: IncidentState): Promise<void> {
    if (!estate.isComplete(cloud)) return;
    const { source, service } = incident;
    await hurries.add({ cloud, source, service: source === 'azure' ? '' : service, at: clock() });
  }

  async function followSome(some: readonly Observation[]): Promise<readonly Followed[]> {
    const known = await store.load(some.map(({ kind, cloud, id }) => ({ kind, cloud, id })));
    const subjects = new Map(known.map((subject) => [subjectKey(subject.key), subject]));
    let watches: Promise<readonly Watch[]> | undefined;
    const listWatches = () => {
      watches ??= store.listAll();
      return watches;
    };
    const round: Round = { listWatches, posted: [] };
    const followed: Followed[] = [];
    for (const seen of some) {
      const subject = subjects.get(subjectKey(seen));
      followed.push(await follow(seen, subject, round).catch((error) => failed(seen, error)));
      // SQLite works in this very thread: others get their turn.
      await setImmediate();
    }
    await postWhereNew(round);
    return followed;
  }

  return async (all) => {
    const followed: Followed[] = [];
    for (let from = 0; from < all.length; from += LOADED_AT_ONCE)
      followed.push(...(await followSome(all.slice(from, from + LOADED_AT_ONCE))));
    return followed;
  };
}

function readState(subject: Subject | undefined, kind: 'incident'): Previous<IncidentState> | undefined;
function readState(subject: Subject | undefined, kind: 'change'): Previous<ChangeState> | undefined;
function readState(subject: Subject | undefined, kind: 'incident' | 'change') {
  return subject?.state.kind === kind
    ? { state: subject.state, hits: subject.hits, dueAt: subject.dueAt }
    : undefined;
}
