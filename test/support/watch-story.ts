import type { Conversation } from '../../src/delivery/conversation.ts';
import { placeOf } from '../../src/delivery/conversation-pauses.ts';
import { isOver as isIncidentOver } from '../../src/health/incident-outcome.ts';
import type { Store } from '../../src/store/open-store.ts';
import type { EpochMs, Random } from '../../src/time.ts';
import { pick } from './generate-customers.ts';
import type { WatchJudge } from './judge-watching.ts';
import { makeConversation } from './request-cards.ts';
import type { SimulatedMicrosoft } from './simulated-microsoft.ts';
import type { SimulatedReplica, Weather } from './simulated-replica.ts';
import type { SimulatedTeams } from './simulated-teams.ts';
import type { SimulatedTime } from './simulated-time.ts';
import { changeAnyIncident } from './story-of-incidents.ts';
import { bringPeople } from './story-of-people.ts';

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

const CALM: Weather = {
  ...{ storeFails: 0, storeIsSlow: 0, leasesLie: 0, readingFails: 0, readingIsOld: 0 },
  idleTimes: 4,
};
const LENGTHS_MS = [20_000, 60_000, 120_000, 240_000];

/** A random story: what happens at Microsoft, in Teams, to the replicas, and what people do. */
export function inventStory(options: StoryOptions): Story {
  const { random, time, microsoft, teams, store, weather, replicas, note, count, start } = options;
  const { clock } = time;
  const between = (low: number, high: number) => low + Math.floor(random() * (high - low + 1));
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

  const scene = { ...options, tenantIds, conversations, incidentIds };
  const people = bringPeople(scene);
  const changeIncident = () => changeAnyIncident(scene);
  const alive = () => replicas.filter(({ isAlive }) => isAlive);

  function crash(): void {
    if (alive().length === 0) return;
    const replica = pick(alive(), random);
    const how = pick(
      ['now', 'now', 'at a call', 'at a call', 'at a message', 'at a message', 'in order'],
      random,
    );
    if (how === 'now') replica.crash();
    else if (how === 'at a call') replica.crashAt(between(1, 60));
    else if (how === 'at a message') replica.crashAtMessage(between(1, 3));
    else replica.stop();
    note(`${replica.name} ends: ${how}`);
  }

  function startOne(): void {
    if (alive().length < 3) start();
  }

  function turnWeather(): void {
    weather.storeFails = random() < 0.3 ? pick([0.01, 0.05, 0.3], random) : 0;
    weather.storeIsSlow = random() < 0.35 ? pick([0.02, 0.1, 0.4], random) : 0.01;
    weather.leasesLie = random() < 0.25 ? 0.5 : 0;
    weather.readingFails = random() < 0.3 ? 0.3 : 0.03;
    weather.readingIsOld = random() < 0.3 ? 0.5 : 0.05;
    weather.idleTimes = pick([1, 2, 4], random);
    for (const conversation of conversations)
      teams.weather.set(placeOf(conversation), random() < 0.5 ? badWeather : badWeather / 4);
  }

  const ACTS: readonly (readonly [number, string, () => unknown])[] = [
    [10, 'incident changes', changeIncident],
    [1.5, 'watches set', people.watch],
    [1, 'watches removed', people.unwatch],
    [1.5, 'presses', people.press],
    [0.5, 'bursts', people.pressOften],
    [0.7, 'somebody writes', () => people.write(pick(conversations, random))],
    [0.4, 'conversations closed', people.block],
    [0.8, 'messages spoilt', people.spoil],
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
      for (let rules = between(1, conversations.length + 1); rules > 0; rules -= 1) await people.watch();
      changeIncident();
    },
  };
  return {
    ...{ tenantIds, conversations, endsAt },
    events: [
      first,
      ...times.sort((one, other) => one - other).map((at) => ({ at, act: happen })),
      { at: endsAt, act: async () => {} },
    ],
    async calm() {
      Object.assign(weather, CALM);
      for (const conversation of conversations) teams.weather.set(placeOf(conversation), 0);
      for (const replica of alive()) replica.spare();
      if (alive().length === 0 || random() < 0.3) start();
      for (const conversation of conversations) if (random() < 0.7) await people.write(conversation);
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
