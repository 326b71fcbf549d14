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
    const reader = { language: 'en', timeZone: 'UTC' } as const;
    const rule = makeRule();
    const added = await store.watch.add(conversation, rule, { reader, by: PEOPLE.adele, at: clock() });
    if (added.kind !== 'added') return;
    note(`watch in ${placeOf(conversation)}: ${JSON.stringify(rule)}`);
    judge.rules.push({ place: placeOf(conversation), rule, from: clock(), to: Number.POSITIVE_INFINITY });
    const open = (await store.watch.load(incidentIds.map(keyOf))).filter(
      (subject) =>
        ...[subject.version > 0 && !isOver(subject.state) && subject.state.kind === 'incident'],
    );
    void open;
    wake();
  }
  void watch;
  throw new Error('unfinished');
}
