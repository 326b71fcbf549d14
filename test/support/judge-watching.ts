import type { Clock, EpochMs } from '../../src/time.ts';
import type { WatchRule } from '../../src/watch/watch.ts';
import type { SimulatedReplica } from './simulated-replica.ts';
import type { Acceptance, SimulatedTeams, TeamsMessage } from './simulated-teams.ts';
import { type Drawing, type DrawingBook, nameTransition } from './simulated-watch-cards.ts';

/** A rule that stood in a place for a while. */
export interface KeptRule {
  readonly id: number;
  readonly place: string;
  readonly rule: WatchRule;
  readonly from: EpochMs;
  to: EpochMs;
}

type CardDrawing = Extract<Drawing, { kind: 'card' }>;

/** What Teams showed of one subject in one place. */
export interface CardTrack {
  readonly place: string;
  readonly subject: string;
  /** Messages that were posted as its card, oldest first, with what they showed first. */
  readonly posts: { readonly entry: TeamsMessage; readonly drawing: CardDrawing }[];
  /** Replies, with the names of what they told. */
  readonly replies: { readonly entry: TeamsMessage; readonly told: readonly string[] }[];
  /** What Teams took last. */
  last: CardDrawing | undefined;
  /** Of cards that Teams refused: what they wanted to show. */
  readonly refused: number[];
  refusedReplies: number;
}

/** Watches every message that Teams takes. */
export interface WatchJudge {
  readonly violations: string[];
  readonly tracks: ReadonlyMap<string, CardTrack>;
  readonly rules: KeptRule[];
  readonly recorded: Set<string>;
  accept(accepted: Acceptance): void;
  refuse(place: string, drawing: Drawing): void;
  blame(what: string): void;
}

export function createWatchJudge(drawings: DrawingBook, clock: Clock, start: EpochMs): WatchJudge {
  const violations: string[] = [];
  const tracks = new Map<string, CardTrack>();
  const blame = (what: string) =>
    void violations.push(`${((clock() - start) / 1_000).toFixed(3)} s: ${what}`);

  function trackOf(place: string, drawing: Drawing): CardTrack {
    const subject = drawing.kind === 'card' ? drawing.face.subject : drawing.subject;
    const key = `${place} ${subject}`;
    const known = tracks.get(key);
    if (known) return known;
    const track = { place, subject, posts: [], replies: [], last: undefined, refused: [], refusedReplies: 0 };
    tracks.set(key, track);
    return track;
  }

  /** Never an older state after a newer one, in one message or in the next. */
  function compare({ last, place }: CardTrack, { face, wanted, version }: CardDrawing, where: string): void {
    if (last === undefined) return;
    const isOlder =
      wanted < last.wanted ||
      version < last.version ||
      (face.updatedAt ?? 0) < (last.face.updatedAt ?? 0) ||
      (face.decidedAt ?? 0) < (last.face.decidedAt ?? 0);
    if (isOlder)
      blame(
        `${face.subject} in ${place}: ${where} shows ${version}/${wanted} after ${last.version}/${last.wanted}`,
      );
  }

  return {
    violations,
    tracks,
    rules: [],
    recorded: new Set(),
    blame,
    accept({ what, entry, message }) {
      const drawing = drawings.find(message);
      const track = trackOf(entry.place, drawing);
      if (drawing.kind === 'card') {
        compare(track, drawing, `${what} ${entry.id}`);
        track.last = drawing;
        if (what === 'post') track.posts.push({ entry, drawing });
        return;
      }
      track.replies.push({ entry, told: drawing.told.map(nameTransition) });
      const isInThread =
        entry.thread === undefined || track.posts.some((post) => post.entry.id === entry.thread);
      if (!isInThread) blame(`${track.subject} in ${track.place}: a reply in a thread of something else`);
      const shown = track.last?.face.decidedAt ?? 0;
      if (track.refused.length === 0 && drawing.told.some(({ at }) => at > shown))
        blame(`${track.subject} in ${track.place}: told what its card does not show yet`);
    },
    refuse(place, drawing) {
      const track = trackOf(place, drawing);
      if (drawing.kind === 'card') track.refused.push(drawing.wanted);
      else track.refusedReplies += 1;
    },
  };
}

/** A message was drawn at most so long before Teams took it, in milliseconds. */
const DRAWN_MS = 30_000;

/** So long a replica sends without asking when the windows did not answer, in milliseconds. */
const UNCOUNTED_MS = 8_000;

/** What can only be said when all is over: cards that are there twice, news told twice or where nobody watches. */
export function judgeMessages(
  judge: WatchJudge,
  teams: SimulatedTeams,
  replicas: readonly SimulatedReplica[],
  selects: (rule: WatchRule, subject: string) => boolean,
): { readonly cardsTwice: number; readonly toldTwice: number; readonly tooMany: number } {
  const { tracks, recorded, rules, blame } = judge;
  let cardsTwice = 0;
  let toldTwice = 0;

  /** Whether whoever posted it could not know, or not write down, that it is there. */
  function isExcused({ by, at, isAnswered }: TeamsMessage): boolean {
    const replica = replicas.find(({ name }) => name === by);
    const hasFailed = replica?.failedAt.some((failed) => failed >= at - 1_000 && failed <= at + 60_000);
    return !isAnswered || hasFailed === true || (replica?.crashedAt ?? 0) >= at;
  }
  function isWatched(place: string, subject: string, at: EpochMs): boolean {
    const meant = rules.filter((rule) => rule.place === place && selects(rule.rule, subject));
    return meant.some(({ from, to }) => from <= at && at <= to + DRAWN_MS);
  }

  for (const { place, subject, posts, replies } of tracks.values()) {
    let before: TeamsMessage | undefined;
    for (const { entry } of posts) {
      if (!isWatched(place, subject, entry.at))
        blame(`${subject} in ${place}: ${entry.id} where nobody watches it`);
      if (!recorded.has(entry.id)) {
        cardsTwice += 1;
        if (!isExcused(entry)) blame(`${subject} in ${place}: ${entry.id} was not recorded, for no reason`);
        continue;
      }
      if (before && !before.isToldGone) blame(`${subject} in ${place}: ${entry.id} beside ${before.id}`);
      before = entry;
    }
    const toldBy = new Map<string, TeamsMessage>();
    for (const { entry, told } of replies) {
      if (!isWatched(place, subject, entry.at)) blame(`${subject} in ${place}: told where nobody watches it`);
      for (const name of told) {
        const first = toldBy.get(name);
        if (first) toldTwice += 1;
        if (first && !isExcused(first)) blame(`${subject} in ${place}: ${name} told twice`);
        toldBy.set(name, entry);
      }
    }
  }
  let tooMany = 0;
  for (const { of, window, at } of teams.windows.violations) {
    const isUncounted = replicas.some(({ uncountedAt }) =>
      uncountedAt.some((asked) => asked <= at && asked >= at - window.ms - UNCOUNTED_MS),
    );
    if (isUncounted) tooMany += 1;
    else blame(`${of}: more than ${window.most} in ${window.ms} ms at ${at}`);
  }
  return { cardsTwice, toldTwice, tooMany };
}
