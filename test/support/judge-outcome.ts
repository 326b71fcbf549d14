import type { Conversation } from '../../src/delivery/conversation.ts';
import { placeOf } from '../../src/delivery/conversation-pauses.ts';
import type { Incident } from '../../src/health/incident.ts';
import { isOver as isIncidentOver, readOutcome } from '../../src/health/incident-outcome.ts';
import type { Engine } from '../../src/store/engine.ts';
import type { Store } from '../../src/store/open-store.ts';
import type { EpochMs } from '../../src/time.ts';
import { type IncidentState, isOver, type Subject, type SubjectKey } from '../../src/watch/subject.ts';
import type { Transition } from '../../src/watch/transition.ts';
import type { WatchRule } from '../../src/watch/watch.ts';
import type { WatchJudge } from './judge-watching.ts';
import type { SimulatedMicrosoft } from './simulated-microsoft.ts';
import type { SimulatedReplica } from './simulated-replica.ts';
import type { SimulatedTeams } from './simulated-teams.ts';
import { type CardFace, drawFace, nameTransition } from './simulated-watch-cards.ts';

export interface OutcomeWorld {
  readonly engine: Engine;
  readonly store: Pick<Store, 'watch'>;
  readonly microsoft: SimulatedMicrosoft;
  readonly teams: SimulatedTeams;
  readonly judge: WatchJudge;
  readonly conversations: readonly Conversation[];
  readonly replicas: readonly Pick<SimulatedReplica, 'startedAt' | 'crashedAt'>[];
  readonly now: EpochMs;
  /** Since when every open incident has had news that everybody who watches it gets a card for; undefined: not. */
  readonly newsAt: EpochMs | undefined;
}

/** Whether a rule may mean an incident for these customers. */
export function isMeant(
  rule: WatchRule,
  kinds: readonly string[],
  service: string,
  hits: Iterable<string>,
): boolean {
  const { customers } = rule;
  const isOfScope =
    rule.scope === 'everything' || (rule.scope === 'incidents' && kinds.some((kind) => kind === 'incident'));
  const names = customers && new Set(customers.map(({ tenantId }) => tenantId));
  return (
    isOfScope &&
    (rule.service === undefined || rule.service === service) &&
    (names === undefined || [...hits].some((id) => names.has(id)))
  );
}

export const keyOf = (id: string): SubjectKey => ({ kind: 'incident', cloud: 'global', id });

/** In what the store, the cards and Microsoft differ: nothing, once everything has calmed down. */
export async function listDisagreements(world: OutcomeWorld): Promise<string[]> {
  const { store, microsoft } = world;
  const wrong: string[] = [];
  const subjects = new Map<string, Subject>();
  for (const subject of await store.watch.load(microsoft.ids.map(keyOf)))
    subjects.set(subject.key.id, subject);
  for (const id of microsoft.ids) wrong.push(...compareSubject(id, world, subjects.get(id)));
  const rows = await listRows(world.engine);
  for (const row of rows) {
    const subject = subjects.get(row.subject);
    const conversation = world.conversations.find((one) => placeOf(one) === row.place);
    if (subject === undefined || conversation === undefined)
      wrong.push(`a card of ${row.subject} from nowhere`);
    else wrong.push(...(await compareCard(world, row, subject, conversation)));
  }
  for (const subject of subjects.values()) wrong.push(...findMissing(world, subject, rows));
  return wrong;
}

function compareSubject(id: string, world: OutcomeWorld, subject: Subject | undefined): string[] {
  const { microsoft } = world;
  const truth = microsoft.find(id);
  const state = subject?.state;
  if (truth === undefined) return [];
  const { incident, hits } = truth;
  if (subject === undefined || state?.kind !== 'incident')
    return isIncidentOver(incident) ? [] : [`${id} is not followed`];
  const { status, updatedAt } = state.incident;
  const told = `${id} is ${state.phase} (${status}, ${state.outcome}) as of ${updatedAt}`;
  if (state.told.isOver !== isOver(state)) return [`${told}, which was not told`];
  if (isIncidentOver(incident))
    return listEnds(id, world).some((end) => isThisEnd(state, end))
      ? []
      : [`${told}, not ${incident.status}`];
  const wrong: string[] = [];
  if (state.phase !== 'open' || status !== incident.status || updatedAt !== incident.updatedAt)
    wrong.push(`${told}, not ${incident.status} as of ${incident.updatedAt}`);
  const shown = [...subject.hits].flatMap(([tenantId, leftAt]) => (leftAt === undefined ? [tenantId] : []));
  if (shown.sort().join() !== [...hits].sort().join())
    wrong.push(`${id} hits ${shown.length}, not ${hits.size}`);
  return wrong;
}

function isThisEnd({ phase, outcome, incident }: IncidentState, end: Incident): boolean {
  const expected = readOutcome(end) === 'falsePositive' ? 'falsePositive' : 'resolved';
  const isSame = incident.status === end.status && incident.updatedAt === end.updatedAt;
  return phase === 'over' && outcome === expected && isSame;
}

/** So long an incident is open at least that must be seen while somebody reads, in milliseconds. */
const SEEN_MS = 60_000;

/** How it may be said to have ended: what was open for a moment only afterwards need not have been seen, nor a later word on the end. */
function listEnds(id: string, { microsoft, replicas }: OutcomeWorld): readonly Incident[] {
  const steps = microsoft.history(id);
  const isLong = (from: EpochMs, to: EpochMs) =>
    to - from >= SEEN_MS &&
    replicas.some(
      ({ startedAt, crashedAt = Number.POSITIVE_INFINITY }) =>
        Math.min(crashedAt, to) - Math.max(startedAt, from) >= SEEN_MS,
    );
  let begin = 0;
  let openSince: EpochMs | undefined;
  steps.forEach(({ at, incident }, index) => {
    if (!isIncidentOver(incident)) openSince ??= at;
    else {
      if (openSince !== undefined && isLong(openSince, at)) begin = index;
      openSince = undefined;
    }
  });
  return steps.slice(begin).flatMap(({ incident }) => (isIncidentOver(incident) ? incident : []));
}

type Row = Awaited<ReturnType<typeof listRows>>[number];

async function listRows({ db }: Engine) {
  const rows = await db
    .selectFrom('living_cards as card')
    .innerJoin('places', 'places.id', 'card.place_id')
    .innerJoin('subjects', 'subjects.id', 'card.subject_id')
    .selectAll('card')
    .select(['places.key as place_key', 'places.parked_reason', 'subjects.subject'])
    .orderBy('card.id')
    .execute();
  return rows.map((row) => ({ ...row, place: row.place_key }));
}

async function compareCard(
  { store, teams, judge, now }: OutcomeWorld,
  row: Row,
  subject: Subject,
  conversation: Conversation,
): Promise<string[]> {
  if (row.parked_reason !== null || row.is_dropped !== 0) return [];
  const name = `${row.subject} in ${row.place}`;
  const isQuiet = row.quiet !== null && row.not_before > now && row.shown >= row.wanted;
  if (row.behind_since !== null && !isQuiet) return [`${name} is behind`];
  const card = await store.watch.cards.find(conversation, subject.key);
  if (card === undefined) return [`${name} is not found`];
  const track = judge.tracks.get(`${row.place} ${row.subject}`);
  const isRefused = track?.refused.some((wanted) => wanted >= row.wanted) ?? false;
  if (isRefused) return [];
  const expected = drawFace(card);
  if (row.message_id === null) return expected.isWatched ? [`${name} has no message`] : [];
  const message = teams.messages.get(row.message_id);
  if (message === undefined) return [`${name} has a message that is not there`];
  if (message.isDeleted) return [];
  if (track?.last === undefined) return [`${name} was never shown`];
  // What is over is not drawn anew when a watch changes.
  const compared = (face: CardFace) =>
    JSON.stringify(isOver(subject.state) ? { ...face, customers: [], isWatched: true } : face);
  const shown = message.message.summary;
  const isSame = shown === JSON.stringify(expected) || compared(track.last.face) === compared(expected);
  return isSame ? [] : [`${name} shows ${shown}, not ${JSON.stringify(expected)}`];
}

/** Places that should have a card and have none. */
function findMissing({ judge, newsAt }: OutcomeWorld, subject: Subject, rows: readonly Row[]): string[] {
  const { state } = subject;
  if (state.kind !== 'incident' || subject.version === 0) return [];
  const { incident } = state;
  const hits = [...subject.hits].flatMap(([id, leftAt]) =>
    leftAt === undefined || leftAt === state.overAt ? [id] : [],
  );
  const since = isOver(state) ? state.firstSeenAt : newsAt;
  if (since === undefined) return [];
  const places = judge.rules
    .filter(({ from, to }) => from < since && to === Number.POSITIVE_INFINITY)
    .filter(({ rule }) => isMeant(rule, [incident.kind], incident.service, hits))
    .map(({ place }) => place);
  return [...new Set(places)]
    .filter((place) => !rows.some((row) => row.place === place && row.subject === subject.key.id))
    .map((place) => `${subject.key.id} has no card in ${place}`);
}

/** Every transition that tells was seen by those who watch it; each follows from the one before. */
export async function judgeTransitions(world: OutcomeWorld): Promise<void> {
  const { engine, judge, store, microsoft } = world;
  const transitions = await engine.db
    .selectFrom('subject_transitions as transition')
    .innerJoin('subjects', 'subjects.id', 'transition.subject_id')
    .select([
      'transition.kind',
      'transition.at',
      'transition.version',
      'transition.sequence',
      'subjects.subject',
    ])
    .where('tells', '=', 1)
    .execute();
  const rows = await listRows(engine);
  const isJudged = (row: Row) => row.parked_reason === null && row.is_dropped === 0;
  for (const { subject, kind, at, version, sequence } of transitions) {
    for (const row of rows.filter((one) => one.subject === subject && isJudged(one))) {
      const track = judge.tracks.get(`${row.place} ${subject}`);
      if (track === undefined || track.refused.length + track.refusedReplies > 0) continue;
      const isOnNewCard = track.posts.some(({ drawing }) => drawing.version >= version);
      const isTold = track.replies.some(({ told }) => told.includes(nameTransition({ kind, at })));
      const isQuiet = row.quiet !== null && row.told_sequence < sequence;
      if (isOnNewCard || isTold || isQuiet || !isAlwaysWatched(world, row.place, subject, at)) continue;
      judge.blame(`${subject} in ${row.place}: ${kind} at ${at} was never told`);
    }
  }
  for (const subject of await store.watch.load(microsoft.ids.map(keyOf))) {
    const chain = await store.watch.listTransitions(subject.key, 100);
    if (chain.length < 100) judgeChain(subject, chain.toReversed(), judge);
  }
}

/** Whether a rule for all customers has stood there since, and meant it all the time. */
function isAlwaysWatched(
  { judge, microsoft }: OutcomeWorld,
  place: string,
  id: string,
  since: EpochMs,
): boolean {
  const [first] = microsoft.history(id);
  if (first === undefined) return false;
  const { kind, service } = first.incident;
  return judge.rules
    .filter((one) => one.place === place && one.from <= since && one.to === Number.POSITIVE_INFINITY)
    .some(({ rule }) => rule.customers === undefined && isMeant(rule, [kind], service, []));
}

const ENDS: ReadonlySet<string> = new Set(['resolved', 'falsePositive', 'notListed']);

/** Replays what happened, as it is kept, oldest first. */
function judgeChain({ key, state }: Subject, chain: readonly Transition[], judge: WatchJudge): void {
  let status: string | undefined;
  let isShown = false;
  let isToldOver = false;
  for (const { kind, from, to, tells, at } of chain) {
    if (isShown === (kind === 'appeared')) judge.blame(`${key.id}: ${kind} out of turn`);
    isShown = true;
    const isTurn = from !== undefined && (ENDS.has(kind) || kind === 'reopened');
    if (kind === 'statusChanged' || isTurn) {
      if (status !== undefined && from !== status)
        judge.blame(`${key.id}: ${kind} from ${from}, not ${status}`);
      status = to;
    }
    // In one version with its end, which the new card tells.
    if (kind === 'appeared')
      isToldOver = chain.some((other) => other.at === at && ENDS.has(other.kind) && !other.tells);
    if (!tells || (!ENDS.has(kind) && kind !== 'reopened')) continue;
    if (isToldOver === ENDS.has(kind)) judge.blame(`${key.id}: ${kind} told twice`);
    isToldOver = ENDS.has(kind);
  }
  if (state.kind !== 'incident') return;
  if (status !== undefined && status !== state.incident.status)
    judge.blame(`${key.id} is ${state.incident.status}, and was told to be ${status}`);
  if (isShown && isToldOver !== state.told.isOver) judge.blame(`${key.id} was told otherwise than is kept`);
}
