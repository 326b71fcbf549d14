import { createHash } from 'node:crypto';
import type { Cards } from './chat/cards/cards.ts';
import { createDrawShared } from './chat/watch/draw-shared.ts';
import type { WatchParts } from './chat/watch/parts.ts';
import { type LivingView, matchService, viewCard } from './chat/watch/view-card.ts';
import { CLOUD_NAMES } from './clouds.ts';
import type { CustomerDirectory } from './customers/ports.ts';
import { createCardDelivery } from './delivery/deliver-cards.ts';
import type { Messenger, OutgoingMessage } from './delivery/messenger.ts';
import { PacedError } from './delivery/paced-error.ts';
import { postSoon } from './delivery/post-soon.ts';
import { ParkError } from './delivery/turn.ts';
import type { KeptEstate } from './health/estate/estate.ts';
import type { Log } from './log.ts';
import type { Metrics } from './metrics.ts';
import type { Staff } from './staff/admission.ts';
import type { Scopes } from './staff/scopes.ts';
import type { Store } from './store/open-store.ts';
import type { Clock, EpochMs, Random, Sleep } from './time.ts';
import { chooseTold } from './watch/choose-told.ts';
import { decideHere, type HereTelling } from './watch/decide-here.ts';
import { createFollowEpisodes } from './watch/follow-episodes.ts';
import { createFollowSubjects } from './watch/follow-subjects.ts';
import { createJudgeSetters, type JudgeSetters } from './watch/judge-setters.ts';
import { listParked } from './watch/list-parked.ts';
import type { LivingCard } from './watch/living-card.ts';
import { makeTransition } from './watch/settle.ts';
import type { StatusView } from './watch/status.ts';
import { isOver } from './watch/subject.ts';
import { chooseTimings, type WatchTimings } from './watch/timings.ts';
import { createWatcher } from './watch/watcher.ts';
import { joinWorkers } from './work/work-loop.ts';

/** Everything that posts unasked: who follows incidents, and who shows living cards. */
export interface Watching {
  readonly parts: WatchParts;
  /** Returns at once. */
  start(): void;
  /** Ends within about 2 seconds; what is unfinished is taken up at the next start, or by another replica. */
  stop(): Promise<void>;
}

export interface WatchingOptions {
  readonly store: Pick<Store, 'watch' | 'leases' | 'archive'>;
  readonly estate: KeptEstate;
  readonly directory: Pick<CustomerDirectory, 'get' | 'states' | 'whenLoaded'>;
  /** One that keeps Teams' windows. */
  readonly messenger: Messenger;
  /** One that does not wait for them: a person does. */
  readonly answering: Messenger;
  readonly cards: Pick<Cards, 'living' | 'livingReply'>;
  readonly metrics: Pick<Metrics, 'countTransition' | 'observeDelivery' | 'listCalls' | 'delays'>;
  readonly countReplicas: () => number;
  readonly pollMs: number;
  readonly gatherMs: number;
  /** A random id of this process. */
  readonly owner: string;
  readonly clock: Clock;
  readonly sleep: Sleep;
  readonly random: Random;
  readonly log: Log;
  readonly onSet: () => void;
  /** What members of these staff groups may see, by domains that it finds itself; undefined: no customer is limited to anybody. */
  readonly sightOf?: Scopes['sightOf'] | undefined;
  /** Lets in who set a watch, as often as something is posted for them; undefined: everybody is as when the watch was set. */
  readonly admit?: Staff['admit'] | undefined;
}

const POST_MS = 10_000;
/** Cards name customers: nothing is posted until they are loaded, or after this time at the latest, in milliseconds. */
const LOADED_MS = 60_000;

/** Puts together who watches and who posts. */
export function createWatching(options: WatchingOptions): Watching {
  const {
    store,
    estate,
    directory,
    messenger,
    answering,
    cards,
    metrics,
    pollMs,
    gatherMs,
    owner,
    ...world
  } = options;
  const { clock, countReplicas, onSet, sightOf } = options;
  const startedAt = clock();
  const timings = chooseTimings(pollMs, { gatherMs });
  const delivery = createCardDelivery<LivingCard>({
    ...world,
    ...{ queue: store.watch.queue, messenger, owner },
    draw: async ({ content }) => drawCard(await limitCard(content)),
    observe: ({ kind, delayMs }) => metrics.observeDelivery(kind, delayMs),
  });
  const watcher = createWatcher({
    ...world,
    ...{ store: store.watch, estate, leases: store.leases, owner },
    follow: createFollowSubjects({
      ...{ store: store.watch, archive: store.archive, estate, hurries: store.watch.hurries },
      ...{ matchService, sightOf, timings, clock, log: options.log, isReading: pollMs > 0 },
      observe: ({ kind }) => metrics.countTransition(kind),
    }),
    followEpisodes: createFollowEpisodes({
      ...{ store: store.watch, estate, matchService, sightOf, timings, clock, isReading: pollMs > 0 },
      listClouds: () =>
        CLOUD_NAMES.filter((cloud) => directory.states.some((state) => state.cloud === cloud)),
      observe: ({ kind }) => metrics.countTransition(kind),
    }),
    onWritten: () => delivery.wake(),
  });
  const workers = joinWorkers([watcher, delivery]);
  const judge: JudgeSetters = options.admit
    ? createJudgeSetters({
        admit: options.admit,
        hasScopes: sightOf !== undefined,
        clock,
        sleep: world.sleep,
      })
    : async ({ watches }) => ({ kind: 'shown', watches });
  const stopping = new AbortController();

  /** Throws `PacedError` or `ParkError` where its people may not see it, or it is not known whether they may. */
  async function limitCard(card: LivingCard): Promise<LivingCard> {
    const judged = await judge(card);
    if (judged.kind === 'unknown') throw new PacedError(judged.until);
    if (judged.kind === 'refused') throw new ParkError('noRole');
    return { ...card, watches: judged.watches };
  }

  function drawCard(card: LivingCard) {
    const { subject, place, quiet } = card;
    const isLoaded = directory.states.some(
      (one) => one.cloud === subject.key.cloud && one.loadedAt !== undefined,
    );
    // It would say that it hits nobody; it is tried again soon.
    if (subject.hits.size > 0 && !isLoaded) throw new Error('Its customers are not known yet.');
    const view = viewCard(card, directory, sightOf);
    const message = cards.living(card, view, place.reader);
    // What happens to it is told by another card.
    const isElsewhere = subject.state.kind === 'incident' && subject.state.outcome === 'listedAs';
    const told = view.isConcerned && !isElsewhere ? chooseTold(card, matchService, sightOf) : [];
    const now = clock();
    const here = tellHere(card, view, timings, now);
    const all = here === undefined ? told : [...told, makeTransition(here.tells, now)];
    const reply = all.length > 0 ? cards.livingReply(card, all, place.reader) : undefined;
    // Beside something else it need not wait.
    const isEarly = here !== undefined && told.length === 0 && here.notBefore > now;
    const isQuiet = quiet !== undefined && !isOver(subject.state) && (quiet.until ?? Infinity) > now;
    return {
      card: message,
      digest: digestOf(message),
      reply,
      isUnwanted: !view.isConcerned || isElsewhere,
      ...(here && { notice: JSON.stringify(here.told) }),
      ...(isEarly && { quietUntil: here.notBefore }),
      ...(isQuiet && { quietUntil: quiet.until ?? ('over' as const) }),
    };
  }

  async function readStatus(): Promise<StatusView> {
    const { total, read, failed, oldestReadAt, newestReadAt } = estate.coverage;
    const counts = await store.watch.count().catch(() => undefined);
    const parked = await store.watch
      .listPlaces()
      .then((places) => listParked(places, store.watch))
      .catch(() => ({ latest: [], count: 0 }));
    const now = clock();
    const isLate = (since: EpochMs | undefined, ms: number) => now - Math.max(since ?? 0, startedAt) >= ms;
    return {
      startedAt,
      reading: {
        ...{ total, read, oldestReadAt, pollMs },
        failed: Object.values(failed).reduce((sum, count) => sum + count, 0),
        isBehind: pollMs > 0 && total > 0 && isLate(newestReadAt, timings.readingMs),
      },
      replicas: countReplicas(),
      calls: metrics.listCalls(),
      ...{ counts, parked },
      isPostingBehind:
        counts?.oldestBehindAt !== undefined && now - counts.oldestBehindAt >= timings.postingMs,
      delays: metrics.delays,
    };
  }

  return {
    parts: {
      store: store.watch,
      wake: () => delivery.wake(),
      isReading: pollMs > 0,
      readStatus,
      drawShared: createDrawShared({ store: store.watch.cards, directory, cards, judge, sightOf }),
      sightOf,
      postBeside: (conversation, reply) =>
        postSoon(answering, conversation, reply, { giveUpMs: POST_MS, clock, sleep: world.sleep }),
      onSet,
    },
    start() {
      directory
        .whenLoaded(AbortSignal.any([stopping.signal, AbortSignal.timeout(LOADED_MS)]))
        .catch(() => {})
        .then(() => stopping.signal.aborted || workers.start());
    },
    async stop() {
      stopping.abort();
      await workers.stop();
    },
  };
}

/** Of an incident that goes on elsewhere: whether the customers that are watched in the conversation have it still, or again. */
function tellHere(
  { subject: { state }, toldHere }: LivingCard,
  { isWatched, isConcerned, past }: LivingView,
  timings: WatchTimings,
  now: EpochMs,
): HereTelling | undefined {
  if (state.kind !== 'incident' || !isWatched || state.outcome === 'listedAs') return undefined;
  // An end is told as such where they had it then.
  const isSaid = isConcerned ? state.phase !== 'over' : past > 0;
  return isSaid ? decideHere(toldHere, !isConcerned, timings, now) : undefined;
}

/** The same card, the same digest. */
function digestOf(message: OutgoingMessage): string {
  return createHash('sha256').update(JSON.stringify(message)).digest('base64url');
}
