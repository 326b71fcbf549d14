import type { Conversation } from '../../src/delivery/conversation.ts';
import { placeOf } from '../../src/delivery/conversation-pauses.ts';
import { isOver as isIncidentOver } from '../../src/health/incident-outcome.ts';
import type { ServiceStatus } from '../../src/health/service.ts';
import { rateIncident } from '../../src/health/severity.ts';
import type { Store } from '../../src/store/open-store.ts';
import type { EpochMs, Random } from '../../src/time.ts';
import { selectPlaces } from '../../src/watch/select-places.ts';
import { isOver } from '../../src/watch/subject.ts';
import type { WatchRule } from '../../src/watch/watch.ts';
import { pick } from './generate-customers.ts';
import { keyOf } from './judge-outcome.ts';
import type { WatchJudge } from './judge-watching.ts';
import { makeConversation } from './request-cards.ts';
import { PEOPLE } from './requests.ts';
import type { SimulatedMicrosoft } from './simulated-microsoft.ts';
import type { SimulatedReplica, Weather } from './simulated-replica.ts';
import type { Barrier, SimulatedTeams } from './simulated-teams.ts';
import type { SimulatedTime } from './simulated-time.ts';
import { matchNames } from './simulated-watch-cards.ts';

export interface StoryOptions {
  readonly random: Random;
  readonly time: SimulatedTime;
  readonly microsoft: SimulatedMicrosoft;
  readonly teams: SimulatedTeams;
  readonly judge: WatchJudge;
  readonly store: Pick<Store, 'watch' | 'archive'>;
  readonly weather: Weather;
  readonly replicas: readonly SimulatedReplica[];
  readonly note: (line: string) => void;
  readonly count: (what: string) => void;
  /** Starts one more replica. */
  readonly start: () => void;
}

export interface StoryEvent {
  readonly at: EpochMs;
  act(): Promise<void>;
}

export interface Story {
  readonly tenantIds: readonly string[];
  readonly conversations: readonly Conversation[];
  /** In the order in which they happen. */
  readonly events: readonly StoryEvent[];
  readonly endsAt: EpochMs;
  /** Ends everything that goes wrong. Returns since when every open incident has had news; undefined: not. */
  calm(): Promise<EpochMs | undefined>;
}

const OPEN: readonly ServiceStatus[] = [
  ...(['investigating', 'serviceDegradation', 'serviceInterruption'] as const),
  ...(['restoringService', 'extendedRecovery', 'serviceRestored'] as const),
];
const SERVICES = ['Exchange Online', 'Microsoft Teams'];
const LENGTHS_MS = [20_000, 60_000, 120_000, 240_000];
const PERSONS = [PEOPLE.adele, PEOPLE.megan, PEOPLE.alex];

/** A random story: what happens at Microsoft, in Teams, to the replicas, and what people do. */
export function inventStory(options: StoryOptions): Story {
  const { random, time, microsoft, teams, judge, store, weather, replicas, note, count, start } = options;
  const { clock } = time;
  const between = (low: number, high: number) => low + Math.floor(random() * (high - low + 1));
  const some = <T>(items: readonly T[]): T[] => {
    const chosen = items.filter(() => random() < 0.4);
    return chosen.length > 0 ? chosen : [pick(items, random)];
  };
  const tenantIds = Array.from({ length: between(3, 12) }, (_, at) => `tenant-${at + 1}`);
  const conversations = Array.from({ length: pick([1, 1, 2, 2, 3, 4], random) }, (_, at) =>
    makeConversation(
      random() < 0.7
        ? { id: `19:c${at + 1}@thread.tacv2`, name: 'Outages' }
        : { id: `19:c${at + 1}@thread.v2`, kind: 'group', name: '' },
    ),
  );
  const incidentIds = Array.from({ length: pick([1, 1, 2, 2, 3, 4], random) }, (_, at) => `EX${at + 1}`);
  const begin = clock();
  const endsAt = begin + pick(LENGTHS_MS, random);
  const badWeather = pick([0, 0.1, 0.3, 0.6], random);

  const alive = () => replicas.filter(({ isAlive }) => isAlive);
  const anyPlace = () => pick(conversations, random);
  const anyIncident = () => pick(incidentIds, random);
  const wake = () => {
    if (alive().length > 0) pick(alive(), random).wake();
  };

  function makeRule(): WatchRule {
    const customers = some(tenantIds).map((tenantId) => ({ cloud: 'global' as const, tenantId }));
    const dice = random();
    return {
      scope: random() < 0.25 ? 'incidents' : 'everything',
      customers: dice < 0.6 ? undefined : customers,
      service: random() < 0.2 ? pick(SERVICES, random) : undefined,
    };
  }

  /** As the command does it: what is going on is posted at once. */
  async function watch(): Promise<void> {
    const conversation = anyPlace();
    const rule = makeRule();
    const set = { reader: { language: 'en', timeZone: 'UTC' } as const, by: PEOPLE.adele, at: clock() };
    const added = await store.watch.add(conversation, rule, set);
    if (added.kind !== 'added') return;
    const place = placeOf(conversation);
    note(`a watch in ${place}: ${JSON.stringify(rule)}`);
    judge.rules.push({ id: added.watch.id, place, rule, from: clock(), to: Number.POSITIVE_INFINITY });
    const open = (await store.watch.load(incidentIds.map(keyOf))).filter((subject) => {
      const { state, version } = subject;
      if (state.kind !== 'incident' || version === 0 || isOver(state)) return false;
      const isOutage = ['down', 'degraded'].includes(rateIncident(state.incident));
      return isOutage && selectPlaces([added.watch], subject, matchNames).length > 0;
    });
    await store.watch.cards.place(
      conversation,
      open.map(({ key }) => key),
    );
    wake();
  }

  async function unwatch(): Promise<void> {
    const conversation = anyPlace();
    const place = placeOf(conversation);
    const standing = judge.rules.filter((one) => one.place === place && one.to > clock());
    const removed = random() < 0.5 ? standing : standing.slice(0, 1);
    if (removed.length === 0) return;
    note(`${removed.length} watches less in ${place}`);
    await store.watch.remove(
      conversation,
      removed.map(({ id }) => id),
    );
    for (const one of removed) one.to = clock();
    wake();
  }

  /** Somebody presses a button on a card that is there. */
  async function press(): Promise<void> {
    const conversation = anyPlace();
    const card = await store.watch.cards.find(conversation, keyOf(anyIncident()));
    const isThere = [...judge.tracks.values()].some(
      ({ place, subject, posts }) =>
        place === placeOf(conversation) &&
        subject === card?.subject.key.id &&
        posts.some(({ entry }) => !entry.isDeleted),
    );
    if (card === undefined || !isThere) return;
    const by = pick(PERSONS, random);
    if (random() < 0.6) await store.watch.cards.take(card.id, by);
    else if (card.quiet) await store.watch.cards.quieten(card.id, undefined);
    else {
      const until = random() < 0.7 ? clock() + between(5_000, 60_000) : undefined;
      await store.watch.cards.quieten(card.id, { until, by });
    }
    note(`${by.name} presses a button on ${card.subject.key.id} in ${placeOf(conversation)}`);
    wake();
  }

  async function write(conversation: Conversation): Promise<void> {
    teams.barriers.delete(placeOf(conversation));
    note(`somebody writes in ${placeOf(conversation)}`);
    await store.watch.noteActivity(conversation);
    wake();
  }

  function block(): void {
    const place = placeOf(anyPlace());
    const barrier: Barrier = random() < 0.5 ? 'gone' : 'blocked';
    teams.barriers.set(place, barrier);
    note(`${place} is ${barrier}`);
  }

  /** People delete a card, or its time for edits is over. */
  function spoil(): void {
    const cards = [...judge.tracks.values()].flatMap(({ posts }) => posts.map(({ entry }) => entry));
    const there = cards.filter(({ isDeleted, isLocked }) => !isDeleted && !isLocked);
    if (there.length === 0) return;
    const entry = pick(there, random);
    if (random() < 0.7) entry.isDeleted = true;
    else entry.isLocked = true;
    note(`${entry.id} is ${entry.isDeleted ? 'deleted' : 'locked'}`);
  }

  function changeIncident(): void {
    const id = anyIncident();
    const step = microsoft.find(id);
    if (step === undefined) {
      const kind = random() < 0.25 ? 'advisory' : 'incident';
      microsoft.appear(id, { kind, service: pick(SERVICES, random), status: pick(OPEN, random) }, some(tenantIds).slice(0, 2));
    } else {
      const { incident, hits } = step;
      const wasOver = isIncidentOver(incident);
      const dice = random();
      if (!wasOver && dice < 0.3) microsoft.hit(id, [...new Set([...hits, ...some(tenantIds)])]);
      else if (!wasOver && dice < 0.4 && hits.size > 1) microsoft.hit(id, [...hits].slice(1));
      else if (!wasOver && dice < 0.6)
        microsoft.update(id, { status: random() < 0.2 ? 'falsePositive' : 'serviceRestored', isResolved: true });
      else if (wasOver && dice < 0.2) microsoft.update(id, { status: 'postIncidentReviewPublished', isResolved: true });
      else microsoft.update(id, { status: pick(OPEN, random), kind: random() < 0.1 ? 'incident' : incident.kind });
    }
    const now = microsoft.find(id);
    note(`${id} is ${now?.incident.status} (${now?.incident.isResolved ? 'over' : 'open'}) at ${now?.hits.size} customers`);
  }

  function crash(): void {
    if (alive().length === 0) return;
    const replica = pick(alive(), random);
    const dice = random();
    if (dice < 0.3) replica.crash();
    else if (dice < 0.8) replica.crashAt(between(1, 60));
    else replica.stop();
    note(`${replica.name} ${dice < 0.3 ? 'crashes' : dice < 0.8 ? 'is about to crash' : 'stops'}`);
  }

  function startOne(): void {
    if (alive().length < 3) start();
  }

  function turnWeather(): void {
    weather.storeFails = random() < 0.3 ? pick([0.01, 0.05, 0.3], random) : 0;
    weather.storeIsSlow = random() < 0.3 ? pick([0.02, 0.1], random) : 0.01;
    weather.readingFails = random() < 0.3 ? 0.3 : 0.03;
    weather.readingIsOld = random() < 0.3 ? 0.5 : 0.05;
    weather.idleTimes = pick([1, 2, 4], random);
    for (const conversation of conversations)
      teams.weather.set(placeOf(conversation), random() < 0.5 ? badWeather : badWeather / 4);
  }

  const ACTS: readonly (readonly [number, string, () => unknown])[] = [
    [10, 'incident changes', changeIncident],
    [1.5, 'watches set', watch],
    [1, 'watches removed', unwatch],
    [1.5, 'presses', press],
    [0.7, 'somebody writes', () => write(anyPlace())],
    [0.4, 'conversations closed', block],
    [0.8, 'messages spoilt', spoil],
    [1.8, 'crashes and stops', crash],
    [1.8, 'starts', startOne],
    [1.5, 'weather', turnWeather],
  ];
  const total = ACTS.reduce((sum, [weight]) => sum + weight, 0);

  async function happen(): Promise<void> {
    let dice = random() * total;
    const chosen = ACTS.find(([weight]) => {
      dice -= weight;
      return dice < 0;
    });
    if (chosen === undefined) return;
    const [, name, act] = chosen;
    count(name);
    await act();
  }

  const times = Array.from({ length: between(4, 24) }, () => begin + Math.floor(random() * (endsAt - begin)));
  const first: StoryEvent = {
    at: begin,
    async act() {
      turnWeather();
      start();
      if (random() < 0.7) start();
      for (let rules = between(1, conversations.length + 1); rules > 0; rules -= 1) await watch();
      changeIncident();
    },
  };
  return {
    ...{ tenantIds, conversations, endsAt },
    events: [first, ...times.sort((one, other) => one - other).map((at) => ({ at, act: happen })), { at: endsAt, act: async () => {} }],
    async calm() {
      Object.assign(weather, { storeFails: 0, storeIsSlow: 0, readingFails: 0, readingIsOld: 0, idleTimes: 4 });
      for (const conversation of conversations) teams.weather.set(placeOf(conversation), 0);
      for (const replica of alive()) replica.crashAt(Number.POSITIVE_INFINITY);
      if (alive().length === 0 || random() < 0.3) start();
      for (const conversation of conversations)
        if (random() < 0.7) await write(conversation);
      note('all calms down');
      const hasNews = random() < 0.6;
      for (const id of microsoft.ids) {
        const step = microsoft.find(id);
        if (step === undefined) continue;
        const [tenantId = ''] = tenantIds;
        if (isIncidentOver(step.incident))
          await store.archive.record({ cloud: 'global', tenantId }, [step.incident], clock());
        else if (hasNews) microsoft.update(id, { status: step.incident.status });
      }
      return hasNews ? clock() : undefined;
    },
  };
}
