import type { Conversation } from '../../src/delivery/conversation.ts';
import { placeOf } from '../../src/delivery/conversation-pauses.ts';
import { rateIncident } from '../../src/health/severity.ts';
import type { Store } from '../../src/store/open-store.ts';
import type { Random } from '../../src/time.ts';
import { selectPlaces } from '../../src/watch/select-places.ts';
import { isOver } from '../../src/watch/subject.ts';
import type { WatchRule } from '../../src/watch/watch.ts';
import { pick } from './generate-customers.ts';
import { keyOf } from './judge-outcome.ts';
import type { WatchJudge } from './judge-watching.ts';
import { PEOPLE } from './requests.ts';
import type { SimulatedReplica } from './simulated-replica.ts';
import type { Barrier, SimulatedTeams } from './simulated-teams.ts';
import type { SimulatedTime } from './simulated-time.ts';
import { matchNames } from './simulated-watch-cards.ts';
import { pickSome, SERVICES } from './story-of-incidents.ts';

export interface PeopleScene {
  readonly random: Random;
  readonly time: SimulatedTime;
  readonly teams: SimulatedTeams;
  readonly judge: WatchJudge;
  readonly store: Pick<Store, 'watch'>;
  readonly replicas: readonly SimulatedReplica[];
  readonly tenantIds: readonly string[];
  readonly incidentIds: readonly string[];
  readonly conversations: readonly Conversation[];
  readonly note: (line: string) => void;
}

const MOST_PRESSES = 40;
const PERSONS = [PEOPLE.adele, PEOPLE.megan, PEOPLE.alex];

/** What people do in Teams, by commands, by buttons, and to messages and conversations. */
export function bringPeople(scene: PeopleScene) {
  const { random, time, teams, judge, store, replicas, tenantIds, incidentIds, conversations, note } = scene;
  const { clock } = time;
  const between = (low: number, high: number) => low + Math.floor(random() * (high - low + 1));
  const some = <T>(items: readonly T[]) => pickSome(items, random);
  const anyPlace = () => pick(conversations, random);
  const anyIncident = () => pick(incidentIds, random);

  /** At one of the replicas: the others find it by themselves. */
  function wake(): void {
    const alive = replicas.filter(({ isAlive }) => isAlive);
    if (alive.length > 0) pick(alive, random).wake();
  }

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
      return isOutage && selectPlaces([added.watch], subject, matchNames, undefined).length > 0;
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

  /** Everybody says at once that they are on it. */
  async function pressOften(): Promise<void> {
    const conversation = anyPlace();
    const cards = await Promise.all(incidentIds.map((id) => store.watch.cards.find(conversation, keyOf(id))));
    const ids = cards.flatMap((card) => card?.id ?? []);
    if (ids.length === 0) return;
    note(`many press buttons in ${placeOf(conversation)}`);
    for (let press = 0; press < MOST_PRESSES; press += 1)
      time.after(press * between(20, 120), () => {
        time
          .atOnce(() => store.watch.cards.take(pick(ids, random), pick(PERSONS, random)))
          .then(wake, () => {});
      });
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

  return { watch, unwatch, press, pressOften, write, block, spoil };
}
