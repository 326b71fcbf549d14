import { setImmediate } from 'node:timers/promises';
import type { IncidentArchive } from '../health/archive.ts';
import type { Observation, WatchedEstate } from '../health/estate/ports.ts';
import type { Incident } from '../health/incident.ts';
import { describeError, type Log } from '../log.ts';
import type { Clock, EpochMs } from '../time.ts';
import { decideChange } from './decide-change.ts';
import { decideIncident } from './decide-incident.ts';
import { needsCard } from './needs-card.ts';
import type { HurryBook, SubjectBook, WatchBook } from './ports.ts';
import { type MatchService, selectPlaces } from './select-places.ts';
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
import type { Watch } from './watch.ts';

export interface FollowOptions {
  readonly store: Pick<SubjectBook, 'load' | 'commit'> & Pick<WatchBook, 'listAll'>;
  readonly archive: Pick<IncidentArchive, 'findIncidents'>;
  readonly estate: Pick<WatchedEstate, 'isKnown' | 'isComplete'>;
  readonly hurries: Pick<HurryBook, 'add'>;
  readonly matchService: MatchService;
  readonly timings: WatchTimings;
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
}

/** Subjects held in memory at once: each may have ten thousand customers. */
const LOADED_AT_ONCE = 5;

/** Compares what the estate knows with what was last decided, decides anew, and writes that with the cards it causes. */
export type FollowSubjects = (seen: readonly Observation[]) => Promise<readonly Followed[]>;

/**
 * Follows incidents and planned changes. Each is written by itself, and one that cannot be decided holds up no other; throws `StoreError`,
 * and what was written until then stands.
 */
export function createFollowSubjects(options: FollowOptions): FollowSubjects {
  const { store, archive, estate, hurries, matchService, timings, clock, observe, log } = options;

  function decide(
    subject: Subject | undefined,
    seen: Observation,
    ending: Incident | undefined,
  ): Decision<SubjectState> | undefined {
    const isKnown = (tenantId: string) => estate.isKnown(seen.cloud, tenantId);
    const { customers } = seen;
    if (seen.kind === 'incident') {
      const before = readState(subject, 'incident');
      return decideIncident(
        before,
        { incident: seen.incident, ending, customers, isKnown },
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

  async function follow(
    seen: Observation,
    subject: Subject | undefined,
    listWatches: () => Promise<readonly Watch[]>,
  ): Promise<Followed> {
    const key: SubjectKey = subject?.key ?? { kind: seen.kind, cloud: seen.cloud, id: seen.id };
    const decision = decide(subject, seen, await findEnding(subject, seen));
    if (decision === undefined) return { seen, dueAt: subject?.dueAt, isStale: false };
    const { next, hits, transitions, dueAt } = decision;
    if (subject === undefined && next.kind === 'incident') await hurry(seen, next);
    const at = clock();
    const cards = needsCard(next, transitions)
      ? selectPlaces(await listWatches(), { key, state: next, hits }, matchService).map(({ id }) => id)
      : [];
    const isWritten = await store.commit({ key, before: subject, next, hits, transitions, dueAt, at, cards });
    if (!isWritten) return { seen, dueAt: undefined, isStale: true };
    for (const transition of transitions) observe(transition);
    return { seen, dueAt, isStale: false };
  }

  /** By its name: the class belongs to the store. */
  function failed(seen: Observation, error: unknown): Followed {
    if (error instanceof Error && error.name === 'StoreError') throw error;
    log.error({ ...describeError(error), id: seen.id }, 'What changed could not be decided.');
    return { seen, dueAt: undefined, isStale: false };
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

  return async (all) => {
    let watches: Promise<readonly Watch[]> | undefined;
    const listWatches = () => {
      watches ??= store.listAll();
      return watches;
    };
    const followed: Followed[] = [];
    for (let from = 0; from < all.length; from += LOADED_AT_ONCE) {
      const some = all.slice(from, from + LOADED_AT_ONCE);
      const known = await store.load(some.map(({ kind, cloud, id }) => ({ kind, cloud, id })));
      const subjects = new Map(known.map((subject) => [subjectKey(subject.key), subject]));
      for (const seen of some) {
        const subject = subjects.get(subjectKey(seen));
        followed.push(await follow(seen, subject, listWatches).catch((error) => failed(seen, error)));
        // SQLite works in this very thread: others get their turn.
        await setImmediate();
      }
    }
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
